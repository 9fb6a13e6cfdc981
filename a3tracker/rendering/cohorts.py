"""The cohort triangle as a table of numbers with shades: rows are those who began together."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass

from a3tracker.db.imports import Import, newest_of_each
from a3tracker.domain.import_results import result_of
from a3tracker.domain.imports import Shape
from a3tracker.domain.periods import parse_period

#: So many cohorts and so many periods of each are shown: more cannot be compared by eye.
MOST, SHADES = 36, 6


@dataclass(frozen=True)
class CohortRow:
    """Those who first bought in one period: how many they are, and (percent, count, shade) later on."""

    period: str
    size: int
    cells: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Triangle:
    """The table, and the file that it comes from."""

    source: Import
    until: str
    rows: tuple[CohortRow, ...]
    width: int
    left_out: int
    largest: str


def triangle_of(segment_id: int) -> Triangle | None:
    """The triangle of the newest transactions that count; made when they were taken."""
    one = next((one for one in newest_of_each(segment_id) if one.shape == Shape.TRANSACTIONS), None)
    if one is None:
        return None
    result = result_of(json.loads(one.found))
    kept = list(result.cohorts)[-MOST:]
    rates = [count / row["size"] for row in kept for count in row["active"][1:MOST] if row["size"]]
    largest = max(rates, default=0.0)
    rows = tuple(
        CohortRow(
            parse_period(row["cohort"]).words,
            row["size"],
            tuple(
                _cell(count, row["size"], offset, largest)
                for offset, count in enumerate(row["active"][:MOST])
            ),
        )
        for row in kept
    )
    width = max((len(row.cells) for row in rows), default=0)
    return Triangle(
        one, result.until, rows, width, len(result.cohorts) - len(kept), f"{largest:.0%}".replace("%", " %")
    )


def _cell(count: int, size: int, offset: int, largest: float) -> tuple[str, int, int]:
    """Percent, count, and the shade: 0 for the period of beginning and for nobody, 6 for the largest rate."""
    rate = count / size if size else 0.0
    shade = 0 if not offset or not count else max(1, math.ceil(rate / largest * SHADES))
    return f"{rate * 100:.0f}" if rate >= 0.1 or not rate else f"{rate * 100:.1f}", count, shade
