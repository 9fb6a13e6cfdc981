"""Triggers in words: on the sheet, on its page, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from a3tracker.db.triggers import Raised
from a3tracker.domain.a3s import label
from a3tracker.domain.predictions import ExpectedRange
from a3tracker.domain.series import Series
from a3tracker.domain.triggers import How, Sign
from a3tracker.rendering.wording import day_words, figure_words, range_words, rate_words

#: What the chart says of a figure that lies in the range.
ON_CHART: Final = {
    Sign.OUTSIDE: "outside the limits of its chart",
    Sign.TREND: "part of a trend the wrong way",
    Sign.TWO_OF_THREE: "one of two near the limit of its chart",
    Sign.SHIFT: "part of a shift the wrong way",
}


def trigger_words(row: ExpectedRange, series: Series) -> str:
    """The trigger as typed; where nothing was typed, what calls for an answer by itself."""
    if row.trigger.strip() or (row.low is None and row.high is None):
        return row.trigger
    if row.low is not None and row.high is not None:
        words = f"outside {range_words(row.low, row.high, series.unit)}"
    elif row.low is not None:
        words = f"below {bound_words(row.low, series.unit)}"
    else:
        words = f"above {bound_words(row.high or 0.0, series.unit)}"
    return f"{words}, or a signal on the chart" if series.wanted else words


def range_marks(found: Sequence[Raised], year: int) -> dict[int, str]:
    """What stands in the row of each range with an open trigger: ▲ triggered Feb, Mar."""
    periods: dict[int, list[str]] = {}
    for one in reversed(found):
        words = one.period.words
        short = words.rpartition(" ")[0] if one.period.year == year else words
        periods.setdefault(one.range.id, []).append(short or words)
    return {identity: f"▲ triggered {', '.join(words)}" for identity, words in periods.items()}


def called(found: Raised) -> str:
    """Retention 83.1 % in Mar 2026 is below 84 %."""
    return f"{found.range.measure} {value_words(found)} in {found.period.words} is {why_words(found)}."


def answered(found: Raised, names: Mapping[int, str]) -> str:
    """What became of it, in one sentence; nothing while it is open."""
    row = found.trigger
    if row.answered_at is None or row.how is None:
        return ""
    day, who = day_words(row.answered_at.date()), names.get(row.answered_by or 0, "somebody")
    drafted = f"{label(found.drafted)} drafted" if found.drafted else "a PDCA was drafted"
    return {
        How.DRAFTED: f"Answered by {who} on {day}: {drafted}.",
        How.REASON: f"Answered by {who} on {day} without a PDCA: “{row.reason}”",
        How.CORRECTED: f"Closed by itself on {day}: {who} corrected the figure, which lies in the range now.",
        How.DECIDED: f"Answered on {day} by the decision “{row.reason}” of {who}.",
    }[How(row.how)]


def value_words(found: Raised) -> str:
    """The figure that called, told finely enough to be seen outside of its range: 83.1 %, or 3.5 days."""
    value, bound = found.trigger.value, _bound_left(found)
    if not found.rate:
        return figure_words({"value": float(f"{value:.4g}")}, found.range.unit)
    if bound is None or (round(value * 100, 1) - bound) * (value * 100 - bound) > 0:
        return rate_words(value).replace("-", "−")
    return f"{value * 100:.2f} %".replace("-", "−")


def why_words(found: Raised) -> str:
    """Below 84 %, or what the chart says."""
    sign, bound = Sign(found.trigger.sign), _bound_left(found)
    if bound is None:
        return ON_CHART.get(sign, "outside its range")
    return f"{sign.value} {bound_words(bound, found.range.unit)}"


def bound_words(bound: float, unit: str) -> str:
    """One end of a range with its unit."""
    return figure_words({"value": bound}, unit)


def _bound_left(found: Raised) -> float | None:
    """The end of the range that the figure is beyond; None for a signal."""
    return {Sign.BELOW: found.range.low, Sign.ABOVE: found.range.high}.get(Sign(found.trigger.sign))
