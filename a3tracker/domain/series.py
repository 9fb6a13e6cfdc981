"""A metric's figures as an A3 refers to them: what a revision stores, and what they prove."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from a3tracker.domain.definitions import Break
from a3tracker.domain.metrics import DIRECTIONS
from a3tracker.domain.periods import CalendarPeriod, parse_period
from a3tracker.domain.readings import ChangeKind, LimitsChange, Reading, read
from a3tracker.domain.revisions import FIGURES
from a3tracker.domain.spc import Group, Meaning, Point, Readiness
from a3tracker.domain.verdicts import Evidence, GuardVerdict, of_series, series_harmed

#: What stands beside the line where the limits of an A3's own chart end.
LOCKED_NAME = "prediction locked"


@dataclass(frozen=True)
class Series:
    """One metric of a segment, period by period. `rate` says that its values are 0..1, shown as percent.

    `wanted` is "up", "down" or "". `definition` is the number of the definition's version in force.
    `frozen` is the last period before an A3's predictions were locked: its chart judges what came after by
    the limits of what came before, and leaves the mixed period between the two out. `unfinished` is the
    period of a figure that was entered before its period was over: it is drawn hollow and proves nothing.
    """

    metric: int
    name: str
    side: str
    values: Mapping[CalendarPeriod, float]
    wanted: str = ""
    rate: bool = False
    unit: str = ""
    target: float | None = None
    changes: tuple[LimitsChange, ...] = ()
    breaks: tuple[Break, ...] = ()
    definition: int | None = None
    frozen: CalendarPeriod | None = None
    unfinished: CalendarPeriod | None = None

    @cached_property
    def reading(self) -> Reading:
        """The figures as a chart, with an A3's own freeze where the segment's chart has none after it."""
        hollow = {self.unfinished} if self.unfinished else set[CalendarPeriod]()
        changes = self._all_changes()
        return read(self.values, DIRECTIONS[self.wanted], self.target, changes, self.breaks, hollow)

    @property
    def last(self) -> tuple[CalendarPeriod, float] | None:
        """The newest figure of a period that is over."""
        return max((one for one in self.values.items() if one[0] != self.unfinished), default=None)

    @property
    def actual(self) -> tuple[CalendarPeriod, float] | None:
        """The newest figure, once there is one from after the last period before the lock."""
        last = self.last
        return last if last is not None and (self.frozen is None or last[0] > self.frozen) else None

    @property
    def base(self) -> Group | None:
        """The group whose limits a change is judged by: that from before the lock, else the newest."""
        group, groups = self._judged_group(), self.reading.chart.groups
        return groups[group] if group is not None else groups[-1] if groups else None

    def before(self) -> float | None:
        """The mean of the limits from before the change; while nothing is frozen, of the newest group."""
        return self.base.limits.mean if self.base else None

    def before_words(self) -> str:
        """The periods of which that mean is made: Jan 2025–Dec 2025."""
        if self.base is None:
            return ""
        periods = self.reading.periods[self.base.start : self.base.start + self.base.base]
        return periods[0].words if len(periods) == 1 else f"{periods[0].words}–{periods[-1].words}"

    def in_unit(self, value: float, unit: str) -> float:
        """A value as a prediction of this unit has it: 0.5 is 50 where the unit is a percentage."""
        return 100 * value if self.rate and "%" in unit else value

    def evidence(self) -> Evidence:
        """Whether the newest point after the lock is a signal that way in which it differs from before.

        An earlier signal that is over proves nothing of the newest figure; counting any would call a
        quarter of all stable series changed within a year.
        """
        after, before = self._after(), self.before()
        if not after or before is None:
            return of_series(None)
        newest = after[-1]
        return of_series(((newest.value or 0.0) - before) * newest.direction > 0)

    def guard(self) -> GuardVerdict:
        """A guard is harmed by a signal the wrong way; its absence proves nothing."""
        return series_harmed(any(point.meaning is Meaning.CONCERN for point in self._after() or ()))

    def frozen_at(self, period: CalendarPeriod) -> Series:
        """The same as an A3 shows it whose predictions were locked in the period after this one."""
        return replace(self, frozen=period)

    def until(self, day: date | None) -> Series:
        """What was known of it on a day: the figures of the periods that were over. All of them without."""
        if day is None:
            return self
        known = {period: value for period, value in self.values.items() if period.last <= day}
        return replace(self, values=known, unfinished=self.unfinished if self.unfinished in known else None)

    def plain(self) -> dict[str, Any]:
        """The shape that a revision stores."""
        return {
            "id": self.metric,
            "name": self.name,
            "side": self.side,
            "values": [[str(period), value] for period, value in sorted(self.values.items())],
            "wanted": self.wanted,
            "rate": self.rate,
            "unit": self.unit,
            "target": self.target,
            "changes": [
                {**vars(one), "kind": one.kind.value, "period": str(one.period)} for one in self.changes
            ],
            "breaks": [[str(one.period), one.name, _text(one.mixed)] for one in self.breaks],
            "definition": self.definition,
            "frozen": _text(self.frozen),
            "unfinished": _text(self.unfinished),
        }

    def _all_changes(self) -> list[LimitsChange]:
        if self.frozen is None:
            return list(self.changes)
        # A level that was accepted later would hide what the change of this A3 did.
        earlier = [one for one in self.changes if one.period <= self.frozen]
        return [*earlier, LimitsChange(ChangeKind.FREEZE, self.frozen, LOCKED_NAME, mixed=True)]

    def _judged_group(self) -> int | None:
        """The group with the first period after the lock in it."""
        reading = self.reading
        if self.frozen is None or self.frozen not in reading.periods:
            return None
        return reading.chart.points[reading.periods.index(self.frozen)].group

    def _after(self) -> list[Point] | None:
        """The points that the limits from before the lock judge; None without such limits or points."""
        group = self._judged_group()
        if group is None or self.frozen is None:
            return None
        chart, begins = self.reading.chart, self.reading.periods.index(self.frozen) + 1
        base = chart.groups[group]
        points = [point for point in chart.points[begins : base.stop] if point.counts]
        return points if points and base.frozen and base.readiness is not Readiness.RUN_CHART else None


def read_series(plain: Mapping[str, Any]) -> Series:
    """The inverse of `Series.plain`."""
    return Series(
        plain["id"],
        plain["name"],
        plain["side"],
        {parse_period(period): value for period, value in plain["values"]},
        plain["wanted"],
        plain["rate"],
        plain["unit"],
        plain["target"],
        tuple(_read_change(one) for one in plain["changes"]),
        tuple(Break(parse_period(at), name, _period(mixed)) for at, name, mixed in plain["breaks"]),
        plain["definition"],
        _period(plain["frozen"]),
        _period(plain["unfinished"]),
    )


def figures_in(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[int, Series]:
    """The series that a revision keeps beside its rows, by the id of their metric."""
    return {plain["id"]: read_series(plain) for plain in rows.get(FIGURES, ())}


def _read_change(plain: Mapping[str, Any]) -> LimitsChange:
    known = {**plain, "kind": ChangeKind(plain["kind"]), "period": parse_period(plain["period"])}
    return LimitsChange(**known)


def _period(text: str | None) -> CalendarPeriod | None:
    return parse_period(text) if text else None


def _text(period: CalendarPeriod | None) -> str | None:
    return str(period) if period else None
