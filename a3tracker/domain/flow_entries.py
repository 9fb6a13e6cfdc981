"""What people enter of one period: customers that came and went, demand, spend and revenue.

An empty cell is a figure that nobody knows; a 0 is a figure. One of the five terms of the sum may stay
empty: it follows from the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Final

from a3tracker.domain.errors import Invalid
from a3tracker.domain.figures import parse_figure
from a3tracker.domain.flows import CustomerFlow, TypedFlow, balanced
from a3tracker.domain.periods import CalendarPeriod
from a3tracker.domain.rates import PeriodFigures, RevenueFlow, checked_revenue
from a3tracker.domain.rows import LONG, text_of

#: The five terms of the sum, of which one may be missing, with their letter and their words.
TERMS: Final = {
    "start": ("S", "Customers at the start"),
    "new": ("N", "New, for the first time"),
    "won_back": ("W", "Won back"),
    "lost": ("L", "Lost, out of those at the start"),
    "end": ("E", "Customers at the end"),
}
#: Rows that stand apart from the sum, or belong to it only now and then.
ASIDE: Final = {
    "joined_and_left": "Joined and left within the period",
    "moved_in": "Moved in from another segment",
    "moved_out": "Moved out to another segment",
}
MARKET: Final = {
    "market_demand": "Demand of the whole segment",
    "own_demand": "Demand that we served",
    "reachable": "Reachable non-customers",
    "prospects": "Qualified prospects",
    "former": "Former customers that could come back",
}
MONEY: Final = {
    "spend": "Marketing and sales spend",
    "revenue_start": "Revenue at the start, of these customers",
    "revenue_expansion": "Revenue that they added",
    "revenue_contraction": "Revenue that they cut",
    "revenue_churned": "Revenue of those who left",
}
ROWS: Final = (*TERMS, *ASIDE, *MARKET, *MONEY)
AMOUNTS: Final = frozenset({"market_demand", "own_demand", *MONEY})
_COUNT: Final = re.compile(r"[1-9]\d{0,2}([,.'’\s])\d{3}(?:\1\d{3})*|\d+")
_LARGEST: Final = 10**9


@dataclass(frozen=True)
class FlowEntry:
    """The figures of one period as they are kept; the five terms are known together or not at all."""

    start: int | None = None
    new: int | None = None
    won_back: int | None = None
    lost: int | None = None
    end: int | None = None
    moved_in: int = 0
    moved_out: int = 0
    joined_and_left: int | None = None
    market_demand: float | None = None
    own_demand: float | None = None
    reachable: int | None = None
    prospects: int | None = None
    former: int | None = None
    spend: float | None = None
    revenue_start: float | None = None
    revenue_expansion: float | None = None
    revenue_contraction: float | None = None
    revenue_churned: float | None = None
    computed: str = ""
    break_reason: str = ""

    @property
    def flow(self) -> CustomerFlow | None:
        """The customers of the period, when they are known."""
        if self.start is None:
            return None
        terms = {term: getattr(self, term) for term in (*TERMS, "moved_in", "moved_out")}
        return CustomerFlow(
            **terms, joined_and_left=self.joined_and_left or 0, computed=self.computed or None
        )

    @property
    def figures(self) -> PeriodFigures:
        """Everything from which rates follow."""
        return PeriodFigures(
            self.flow,
            self.reachable,
            self.prospects,
            self.former,
            _decimal(self.own_demand),
            _decimal(self.market_demand),
            _decimal(self.spend),
            self.revenue,
        )

    @property
    def revenue(self) -> RevenueFlow | None:
        """Revenue of the customers of the start; what was not entered of it was nothing."""
        start = _decimal(self.revenue_start)
        if start is None:
            return None
        cut, gone, more = (
            _decimal(getattr(self, f"revenue_{part}")) or Decimal(0)
            for part in ("contraction", "churned", "expansion")
        )
        return RevenueFlow(start, cut, gone, more)


#: What the chain asks of neighbours: (period, entry) pairs in any order.
Kept = Mapping[CalendarPeriod, FlowEntry]


def parse_entry(typed: Mapping[str, str], reason: str, ended: int | None) -> FlowEntry | None:
    """The entry that was typed; None when every cell is empty. `Invalid` names the cells by their row.

    `ended` is the end of the period before: the start follows from it when two terms are missing.
    """
    known = _numbers(typed)
    if not known:
        return None
    terms: dict[str, int | None] = {term: _whole(known.get(term)) for term in TERMS}
    counts: dict[str, float | int | str | None] = dict(known)
    if any(value is not None for value in terms.values()) or known.keys() & set(ASIDE):
        missing = [term for term, value in terms.items() if value is None]
        if len(missing) == 2 and "start" in missing and ended is not None:
            terms["start"] = ended
        aside = {row: int(known[row]) for row in ASIDE if row in known}
        flow = balanced(TypedFlow(**terms, **aside))  # type: ignore[arg-type]
        counts |= {term: getattr(flow, term) for term in TERMS} | {"computed": flow.computed or ""}
    entry = FlowEntry(**counts, break_reason=text_of(reason, "reason", LONG))  # type: ignore[arg-type]
    _ensure_parts(entry)
    return entry


def chain_breaks(kept: Kept, touched: Iterable[CalendarPeriod]) -> dict[CalendarPeriod, tuple[int, int]]:
    """Where one period starts otherwise than the one before it ended: period -> (ended, started).

    Asked of the touched periods and of those that follow them; a period in between that is missing breaks
    nothing.
    """
    found = {}
    for period in {near for one in touched for near in (one, one.next())}:
        before, here = kept.get(period.before()), kept.get(period)
        if before is None or here is None or before.end is None or here.start is None:
            continue
        if before.end != here.start:
            found[period] = (before.end, here.start)
    return found


def parse_count(typed: str, field: str) -> int | None:
    """A whole number, with or without its thousands set apart; None for an empty cell."""
    typed = typed.strip()
    if not typed:
        return None
    if len(typed) > 20 or not _COUNT.fullmatch(typed):
        raise Invalid("A count cannot be read.", {field: f"Type a whole number; “{typed[:20]}” is none."})
    count = int(re.sub(r"\D", "", typed))
    if count > _LARGEST:
        raise Invalid("A count is too large.", {field: f"Give a whole number from 0 to {_LARGEST:,}."})
    return count


def _numbers(typed: Mapping[str, str]) -> dict[str, int | float]:
    found: dict[str, int | float] = {}
    wrong: dict[str, str] = {}
    for row in ROWS:
        try:
            value = (
                _amount(typed.get(row, ""), row) if row in AMOUNTS else parse_count(typed.get(row, ""), row)
            )
        except Invalid as refusal:
            wrong |= refusal.fields
        else:
            found |= {row: value} if value is not None else {}
    if wrong:
        raise Invalid("A figure cannot be read.", wrong)
    return found


def _amount(typed: str, row: str) -> float | None:
    figure = parse_figure(typed, row)
    if figure is None:
        return None
    if figure.value is None or figure.value < 0:
        raise Invalid("An amount cannot be taken.", {row: "Type one number of 0 or more."})
    return figure.value


def _ensure_parts(entry: FlowEntry) -> None:
    """What is a part of something else is not larger than it."""
    if entry.revenue is not None:
        try:
            checked_revenue(entry.revenue)
        except Invalid as refusal:
            said = {f"revenue_{name}": words for name, words in refusal.fields.items()}
            raise Invalid(str(refusal), said) from None
    elif any(getattr(entry, part) is not None for part in list(MONEY)[2:]):
        raise Invalid("Revenue needs its start.", {"revenue_start": "Give the revenue at the start, too."})
    if entry.market_demand is not None and (entry.own_demand or 0) > entry.market_demand:
        sentence = "Our part cannot be larger than the demand of the whole segment."
        raise Invalid(sentence, {"own_demand": sentence})


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(repr(value))


assert {field.name for field in fields(FlowEntry)} == {*ROWS, "computed", "break_reason"}
