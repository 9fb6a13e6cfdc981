"""A metric's figures as an A3 refers to them: what a revision stores, and what they prove."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from a3tracker.domain.definitions import Break
from a3tracker.domain.metrics import DIRECTIONS
from a3tracker.domain.periods import CalendarPeriod, parse_period
from a3tracker.domain.readings import ChangeKind, LimitsChange, Reading, read
from a3tracker.domain.spc import Meaning, Point
from a3tracker.domain.verdicts import Evidence, GuardVerdict, of_series, series_harmed

#: What stands beside the line where the limits of an A3's own chart end.
LOCKED_NAME = "prediction locked"


@dataclass(frozen=True)
class Series:
    """One metric of a segment, period by period. `rate` says that its values are 0..1, shown as percent.

    `wanted` is "up", "down" or "". `definition` is the number of the definition's version in force.
    `frozen` is the last period before an A3's predictions were locked: its chart judges what came after by
    the limits of what came before, and leaves the mixed period between the two out.
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

    @cached_property
    def reading(self) -> Reading:
        """The figures as a chart, with an A3's own freeze where the segment's chart has none after it."""
        return read(self.values, DIRECTIONS[self.wanted], self.target, self._all_changes(), self.breaks)

    @property
    def last(self) -> tuple[CalendarPeriod, float] | None:
        """The newest figure."""
        return max(self.values.items()) if self.values else None

    def before(self) -> float | None:
        """The mean of the limits from before the change; while nothing is frozen, of the newest group."""
        group = self._judged_group()
        return self.reading.chart.groups[group].limits.mean if group is not None else self.reading.mean

    def evidence(self) -> Evidence:
        """Whether a point after the lock is a signal against the limits from before it."""
        after = self._after()
        return of_series(any(point.direction for point in after) if after else None)

    def guard(self) -> GuardVerdict:
        """A guard is harmed by a signal the wrong way; its absence proves nothing."""
        return series_harmed(any(point.meaning is Meaning.CONCERN for point in self._after() or ()))

    def frozen_at(self, period: CalendarPeriod) -> Series:
        """The same as an A3 shows it whose predictions were locked in the period after this one."""
        return replace(self, frozen=period)

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
        limits = chart.groups[group]
        points = [point for point in chart.points[begins : limits.stop] if point.counts]
        return points if points and limits.limits.amr is not None and limits.frozen else None


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
    )


def _read_change(plain: Mapping[str, Any]) -> LimitsChange:
    known = {**plain, "kind": ChangeKind(plain["kind"]), "period": parse_period(plain["period"])}
    return LimitsChange(**known)


def _period(text: str | None) -> CalendarPeriod | None:
    return parse_period(text) if text else None


def _text(period: CalendarPeriod | None) -> str | None:
    return str(period) if period else None
