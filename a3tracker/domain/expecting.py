"""The expected ranges of a standard that follow from the Check of the plan that it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from a3tracker.domain.errors import Invalid
from a3tracker.domain.proportions import wilson
from a3tracker.domain.revisions import Content
from a3tracker.domain.series import Series, figures_in
from a3tracker.domain.triggers import limits_as_range

Ends = tuple[float | None, float | None]


def ranges_from(content: Content, kinds: Mapping[int, tuple[str, str]]) -> tuple[dict[str, Any], ...]:
    """One plain range for each measure of the Check: the limits of its chart, or the interval of its actual.

    `kinds` gives kind and source of each metric. Where neither is known, the ends stay open for people.
    Trigger and person responsible are theirs in any case.
    """
    series = figures_in(content.rows)
    return tuple(_range(row, series, kinds) for row in content.rows.get("checks", ()))


def _range(
    row: Mapping[str, Any], series: Mapping[int, Series], kinds: Mapping[int, tuple[str, str]]
) -> dict[str, Any]:
    metric = row.get("metric")
    low, high = (
        _limits(series.get(metric), kinds.get(metric)) if metric else _interval(row.get("actual") or {})
    )
    counts = not metric and (row.get("actual") or {}).get("n")
    plain = {
        "measure": row["measure"],
        "unit": "%" if counts else row.get("unit", ""),
        "low": low,
        "high": high,
        "trigger": "",
        "responsible": None,
        "made": None,
        "reason": "",
    }
    return {**plain, "metric": metric} if metric else plain


def _limits(series: Series | None, kind: tuple[str, str] | None) -> Ends:
    if series is None or kind is None:
        return None, None
    try:
        return limits_as_range(series, *kind)
    except Invalid:
        return None, None


def _interval(actual: Mapping[str, Any]) -> Ends:
    """The 95 % interval of x of n in percent; nothing for a value, of which one says too little."""
    x, n = actual.get("x"), actual.get("n")
    found = wilson(x, n) if x is not None and n else None
    return (round(100 * found.low, 1), round(100 * found.high, 1)) if found else (None, None)
