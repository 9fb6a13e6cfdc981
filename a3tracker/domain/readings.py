"""A metric's figures read as a chart: gaps stay gaps, a new definition and a rebase begin a new group."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from a3tracker.domain.definitions import Break
from a3tracker.domain.errors import Invalid
from a3tracker.domain.periods import CalendarPeriod, periods_between
from a3tracker.domain.rows import LONG, text_of
from a3tracker.domain.spc import Chart, Options, Readiness, Wanted, xmr
from a3tracker.domain.spc_limits import Limits

NAME = 60


class ChangeKind(StrEnum):
    """What may be done to the limits of a chart."""

    REBASE = "rebase"
    FREEZE = "freeze"


@dataclass(frozen=True)
class LimitsChange:
    """A rebase from a period on, or a freeze with a period as the last that makes the limits.

    `mixed` says that the change fell into a period of its own, the one before a rebase or the one after a
    freeze: it is drawn and left out.
    """

    kind: ChangeKind
    period: CalendarPeriod
    name: str = ""
    reason: str = ""
    mixed: bool = False


@dataclass(frozen=True)
class Reading:
    """A chart with the period of each of its points; `changes` names what began with a point."""

    periods: tuple[CalendarPeriod, ...]
    chart: Chart
    changes: Mapping[int, str] = field(default_factory=dict)

    @property
    def current(self) -> tuple[CalendarPeriod, ...]:
        """The periods of the last group, the one that goes on."""
        return self.periods[self.chart.groups[-1].start :] if self.chart.groups else ()

    @property
    def limits(self) -> Limits | None:
        """The limits of the last group; None while there are too few figures for any."""
        known = self.chart.readiness is not Readiness.RUN_CHART
        return self.chart.groups[-1].limits if known else None

    @property
    def mean(self) -> float | None:
        """The mean of the last group."""
        return self.chart.groups[-1].limits.mean if self.chart.groups else None


def read(
    values: Mapping[CalendarPeriod, float],
    wanted: Wanted = Wanted.INCREASE,
    target: float | None = None,
    changes: Sequence[LimitsChange] = (),
    breaks: Sequence[Break] = (),
    hollow: Collection[CalendarPeriod] = (),
) -> Reading:
    """The chart from the first to the last period with a figure; those in `hollow` are drawn and left out."""
    periods = periods_between(min(values), max(values)) if values else ()
    place = {period: at for at, period in enumerate(periods)}
    spots = _spots(place, changes, breaks)
    mixed = spots.mixed | {place[period] for period in hollow if period in place}
    series = [values.get(period) for period in periods]
    chart = xmr(series, Options(wanted, target), rebases=spots.rebases, freezes=spots.freezes, mixed=mixed)
    return Reading(periods, chart, {at: " · ".join(names) for at, names in sorted(spots.named.items())})


@dataclass(frozen=True)
class _Spots:
    """The places of the points at which something happens to the limits, and what it is called."""

    rebases: set[int] = field(default_factory=set)
    freezes: set[int] = field(default_factory=set)
    mixed: set[int] = field(default_factory=set)
    named: dict[int, list[str]] = field(default_factory=dict)


def _spots(
    place: Mapping[CalendarPeriod, int], changes: Sequence[LimitsChange], breaks: Sequence[Break]
) -> _Spots:
    spots = _Spots()
    for change in changes:
        first = change.period if change.kind is ChangeKind.REBASE else change.period.next()
        if first not in place:
            continue
        (spots.rebases if change.kind is ChangeKind.REBASE else spots.freezes).add(place[first])
        spots.named.setdefault(place[first], []).append(change.name)
        between = first.before() if change.kind is ChangeKind.REBASE else first
        if change.mixed and between in place:
            spots.mixed.add(place[between])
    for split in breaks:
        if split.mixed is not None and split.mixed in place:
            spots.mixed.add(place[split.mixed])
        begins = place.get(split.period, 0)
        if begins:
            spots.rebases.add(begins)
            spots.named.setdefault(begins, []).append(split.name)
    return spots


def checked_change(change: LimitsChange, periods: Sequence[CalendarPeriod]) -> LimitsChange:
    """The change trimmed, with a reason and at a period that has something on both sides of it."""
    reason = text_of(change.reason, "reason", LONG, "Say why, so that it can be understood later.")
    default = "limits frozen" if change.kind is ChangeKind.FREEZE else "new level"
    name = text_of(change.name, "name", NAME) or default
    if change.period not in periods:
        raise Invalid("There is no such figure.", {"period": "Choose a period from the list."})
    if change.kind is ChangeKind.REBASE and change.period == periods[0]:
        raise Invalid("Nothing lies before it.", {"period": "A new level needs figures before it."})
    return LimitsChange(change.kind, change.period, name, reason, change.mixed)
