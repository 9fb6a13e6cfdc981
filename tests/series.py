"""Figures of the segment of the cast, month by month; call in an app context."""

from datetime import UTC, datetime, time

import time_machine

from a3tracker.db.metrics import Metric, metrics_of
from a3tracker.domain.periods import CalendarPeriod, parse_period
from a3tracker.usecases.figures import TypedColumn, enter_figures
from tests.world import World

#: Lost of a hundred in a year that is steady: retention lies about 50 %.
LOST = (50, 48, 51, 49, 50, 47, 52, 49, 50, 48, 51, 49)


#: The month in which the fixture `march` lets a test begin, and lock.
MARCH = parse_period("2026-03")


def middle_of(month: CalendarPeriod) -> datetime:
    """Noon of its tenth day."""
    return datetime.combine(month.first.replace(day=10), time(12), tzinfo=UTC)


def came(world: World, clock: time_machine.Traveller, first: CalendarPeriod, *lost: int) -> None:
    """Enter these months when the last of them is over."""
    clock.move_to(middle_of(first.shifted(len(lost))))
    enter(world, first, *lost)


def enter(world: World, first: CalendarPeriod, *lost: int) -> None:
    """A flow for each month from the first: a hundred at its start and, with the new ones, at its end."""
    columns = []
    for at, one in enumerate(lost):
        cells = {"start": "100", "new": str(one), "won_back": "0", "lost": str(one), "end": "100"}
        columns.append(TypedColumn(first.shifted(at), cells))
    enter_figures(world.actor("member"), world.segment, columns)


def steady_year(world: World) -> Metric:
    """Twelve months up to February; returns the metric Retention."""
    enter(world, MARCH.shifted(-12), *LOST)
    return metric(world)


def metric(world: World, name: str = "Retention") -> Metric:
    """A metric of the segment by its name."""
    return next(one for one in metrics_of(world.segment) if one.name == name)
