"""A PDCA that refers to the figures of its segment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from a3tracker.domain.definitions import Break
from a3tracker.domain.periods import CalendarPeriod, parse_period
from a3tracker.domain.revisions import Content
from a3tracker.domain.series import Series
from a3tracker.rendering.sheet import PanelBox, Sheet, make_sheet
from tests.rendering.charted import AFTER, BEFORE
from tests.rendering.sheets import BOXES, CONTENT, ROWS, SETTING


def months(values: Sequence[float], first: str = "2024-01") -> dict[CalendarPeriod, float]:
    begins = parse_period(first)
    return {begins.shifted(at): value / 100 for at, value in enumerate(values)}


NEW_DEFINITION = Break(parse_period("2025-06"), "definition v2")
ACTIVATION = Series(
    1, "Activation", "acquisition", months([*BEFORE, 15.0, *AFTER]), "up", True, "%", 0.14,
    frozen=parse_period("2024-12"),
)  # fmt: skip
RETENTION = Series(
    2, "Retention", "retention", months([88, 87, 89, 90, 88.5, 87, 91, 86, 88]), "up", True, "%", 0.9
)
NEW = Series(3, "Net <growth> & more", "other", months([3, 4, 2]), "up", True, "%")
EMPTY = Series(4, "Win-back rate", "other", {}, "up", True, "%")
TRIALS = Series(
    5, "Trials", "other", months([(at * 7919) % 101 * 10 for at in range(120)], "2016-01"), "up", unit="days"
)
EVERY = (ACTIVATION, RETENTION, NEW, EMPTY, TRIALS)


def content(
    boxes: Mapping[str, str] | None = None,
    measured: Mapping[int, dict[str, Any]] | None = None,
    figures: Sequence[Series] = EVERY,
) -> Content:
    """The PDCA with marks in boxes; `measured` gives measures of the Check other fields, by their place."""
    checks = [{**row, **(measured or {}).get(at, {})} for at, row in enumerate(ROWS["checks"])]
    rows = {**ROWS, "checks": checks, "figures": [series.plain() for series in figures]}
    return replace(CONTENT, boxes={**BOXES, **(boxes or {})}, rows=rows)


def figured(
    boxes: Mapping[str, str] | None = None,
    measured: Mapping[int, dict[str, Any]] | None = None,
    figures: Sequence[Series] = EVERY,
) -> Sheet:
    """Its sheet."""
    return make_sheet(content(boxes, measured, figures), SETTING)


def box(sheet: Sheet, key: str) -> PanelBox:
    """One box of a sheet."""
    return next(one for one in (*sheet.left, *sheet.right) if one.key == key)
