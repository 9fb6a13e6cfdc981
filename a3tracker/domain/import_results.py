"""What a file would bring to a segment: flows period by period, cohorts, and what is to be said of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Final

from a3tracker.domain.cohorts import CohortCell, cohorts
from a3tracker.domain.figures import Figure
from a3tracker.domain.flow_entries import FlowEntry, Kept, chain_breaks
from a3tracker.domain.flows import PeriodFlow
from a3tracker.domain.imports import WITHOUT_GAPS, ColumnMap
from a3tracker.domain.periods import CalendarPeriod, Length, last_complete, parse_period, period_of
from a3tracker.domain.subscriptions import Counted, Subscription, subscription_flows
from a3tracker.domain.subscriptions import covered as contracts_covered
from a3tracker.domain.transactions import Purchases, covered, grouped
from a3tracker.domain.windows import suggested_window, window_flows

#: Purchases that stand already: (customer, day, amount).
Bought = Sequence[tuple[str, date, float]]
#: So many first rows of a file are shown before it is taken.
SAMPLE: Final = 8


@dataclass(frozen=True)
class Standing:
    """What a segment holds before the file comes."""

    length: Length
    today: date
    entries: Kept = field(default_factory=dict)
    bought: Bought = ()
    contracts: Sequence[Subscription] = ()
    #: Kinds and names of its own measures by id.
    measures: Mapping[int, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Correction:
    """Where a period does not begin as the one before it ended."""

    period: str
    ended: int
    started: int


@dataclass(frozen=True)
class Result:
    """What would come in. Periods are keys; everything in it can be kept as JSON."""

    rows: int
    flows: Mapping[str, Mapping[str, Any]]
    corrections: Sequence[Correction] = ()
    measures: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)
    customers: int = 0
    first: str = ""
    last: str = ""
    until: str = ""
    left_out: str = ""
    window: int | None = None
    suggested: int | None = None
    #: Where periods are left out at the beginning: the first day on which somebody could be lost.
    losing_from: str = ""
    negative: int = 0
    sample: Sequence[Sequence[str]] = ()
    cohorts: Sequence[Mapping[str, Any]] = ()

    def plain(self) -> dict[str, Any]:
        """The shape in which it is kept."""
        return {**vars(self), "corrections": [asdict(one) for one in self.corrections]}

    @property
    def entries(self) -> dict[CalendarPeriod, FlowEntry]:
        """The flows as the domain knows them."""
        return {parse_period(period): FlowEntry(**entry) for period, entry in self.flows.items()}

    @property
    def figures(self) -> dict[tuple[int, CalendarPeriod], Figure]:
        """The figures of the segment's own measures."""
        return {
            (int(metric), parse_period(period)): Figure(**figure)
            for metric, periods in self.measures.items()
            for period, figure in periods.items()
        }


def result_of(plain: Mapping[str, Any]) -> Result:
    """The result as it was kept."""
    return Result(**{**plain, "corrections": [Correction(**one) for one in plain["corrections"]]})


def of_purchases(rows: Bought, columns: ColumnMap, standing: Standing, reason: str) -> Result:
    """Flows with an activity window, and cohorts, from the file and from what stands outside its days."""
    days = {day for _, day, _ in rows}
    first, last = min(days), max(days)
    kept = [one for one in standing.bought if not first <= one[1] <= last]
    purchases = grouped((*kept, *rows) if kept else rows, columns.until)  # type: ignore[arg-type]
    assert purchases
    suggested = suggested_window(purchases)
    window = columns.window or suggested or WITHOUT_GAPS
    until = min(purchases.until, standing.today)
    end = last_complete(until, standing.length)
    flows = window_flows(purchases, covered(purchases, standing.length, last=end), window)
    # Before then nobody can be lost, so that retention would be 100 % by nothing but the arithmetic.
    losing = purchases.since + timedelta(days=window)
    whole = [flow for flow in flows if flow.period.first >= losing]
    brought = _brought(whole, standing, reason)
    return replace(
        brought,
        rows=len(rows), customers=len({customer for customer, _, _ in rows}),
        first=first.isoformat(), last=last.isoformat(), until=until.isoformat(),
        left_out=_left_out(until, standing.length),
        window=window, suggested=suggested, losing_from=losing.isoformat() if len(whole) < len(flows) else "",
        negative=sum(amount < 0 for _, _, amount in rows),
        cohorts=triangle(purchases, standing.length, end),
    )  # fmt: skip


def of_contracts(rows: Sequence[Subscription], columns: ColumnMap, standing: Standing, reason: str) -> Result:
    """Flows of contracts or customers, from the file and from what stands outside its days of start."""
    starts = [row.start for row in rows]
    first, last = min(starts), max(starts)
    every = [*(one for one in standing.contracts if not first <= one.start <= last), *rows]
    known = max(max(row.start, row.end or row.start) for row in every)
    until = min(columns.until or known, standing.today)
    periods = contracts_covered(every, standing.length, until)
    brought = _brought(subscription_flows(every, periods, Counted(columns.counted)), standing, reason)
    return replace(
        brought,
        rows=len(rows), customers=len({row.customer for row in rows}), first=first.isoformat(),
        last=last.isoformat(), until=until.isoformat(), left_out=_left_out(until, standing.length),
    )  # fmt: skip


def planned(
    standing: Kept, coming: Kept, reason: str
) -> tuple[dict[CalendarPeriod, FlowEntry], list[Correction]]:
    """The entries as they would stand, with a reason where a neighbour does not meet them.

    A typed period that follows and begins otherwise is among them, with nothing but the reason changed.
    """
    whole = {**standing, **coming}
    broken = chain_breaks(whole, coming)
    changed = {period: replace(entry, break_reason="") for period, entry in coming.items()}
    corrections = []
    for period in sorted(broken):
        ended, started = broken[period]
        before = standing.get(period)
        said = before.break_reason if before and before.break_reason else reason
        changed[period] = replace(whole[period], break_reason=said)
        corrections.append(Correction(str(period), ended, started))
    return changed, corrections


def triangle(purchases: Purchases, length: Length, end: CalendarPeriod) -> list[dict[str, Any]]:
    """The cohorts row by row: the period, its size, and how many were active so many periods later."""
    rows: dict[str, dict[str, Any]] = {}
    for cell in cohorts(purchases, length, end):
        _row(rows, cell)["active"].append(cell.active)
    return list(rows.values())


def brought(coming: Kept, standing: Standing, reason: str, **more: Any) -> Result:
    """A result that holds these entries."""
    entries, corrections = planned(standing.entries, coming, reason)
    kept = {str(period): asdict(entry) for period, entry in sorted(entries.items())}
    return Result(rows=0, flows=kept, corrections=corrections, **more)


def _brought(flows: Iterable[PeriodFlow], standing: Standing, reason: str) -> Result:
    """The five terms of each flow; demand, spend and revenue that were typed stay as they are."""
    coming = {}
    for one in flows:
        flow = one.flow
        coming[one.period] = replace(
            standing.entries.get(one.period, FlowEntry()),
            start=flow.start, new=flow.new, won_back=flow.won_back, lost=flow.lost, end=flow.end,
            moved_in=0, moved_out=0, joined_and_left=flow.joined_and_left, computed="",
        )  # fmt: skip
    return brought(coming, standing, reason)


def _row(rows: dict[str, dict[str, Any]], cell: CohortCell) -> dict[str, Any]:
    return rows.setdefault(str(cell.cohort), {"cohort": str(cell.cohort), "size": cell.size, "active": []})


def _left_out(until: date, length: Length) -> str:
    """The period that the data end in, when they end before it does."""
    period = period_of(until, length)
    return str(period) if period.last > until else ""
