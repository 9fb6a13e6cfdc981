"""The rates that follow from a segment's figures, in words: 2,063 of 4,263, 48.4 %."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from a3tracker.domain.flow_entries import FlowEntry
from a3tracker.domain.metrics import DERIVED, OF_WHAT
from a3tracker.domain.periods import CalendarPeriod
from a3tracker.domain.rates import PROPORTIONS, FlowMetric, Rate, rate_of
from a3tracker.rendering.wording import FEWEST_FOR_A_RATE, NOTHING, figure_words, rate_words


@dataclass(frozen=True)
class RateRow:
    """A rate over some periods; `of` names its denominator."""

    name: str
    of: str
    cells: tuple[str, ...]


def rate_table(
    entries: Mapping[CalendarPeriod, FlowEntry], periods: Sequence[CalendarPeriod], currency: str
) -> tuple[RateRow, ...]:
    """The rates that are known in at least one of the periods."""
    figures = [entries[period].figures if period in entries else None for period in periods]
    rows = []
    for metric, derived in DERIVED.items():
        rates = [rate_of(metric, known) if known else None for known in figures]
        if any(rate and rate.value is not None for rate in rates):
            cells = tuple(flow_rate_words(metric, rate, currency) for rate in rates)
            rows.append(RateRow(derived.name, OF_WHAT[metric], cells))
    return tuple(rows)


def flow_rate_words(metric: FlowMetric, rate: Rate | None, currency: str) -> str:
    """48.4 %; under 30 customers the counts instead; an en dash where nothing is known."""
    if rate is None or rate.value is None:
        return NOTHING
    if metric is FlowMetric.ACQUISITION_COST:
        return f"{rate.value:,.2f} {currency}"
    if metric in PROPORTIONS and rate.whole < FEWEST_FOR_A_RATE:
        return figure_words({"x": rate.part, "n": rate.whole})
    return rate_words(rate.value).replace("-", "−")
