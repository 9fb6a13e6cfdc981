"""Figures of the segment of the cast, month by month up to the one before this; call in an app context."""

from a3tracker.db.metrics import Metric, metrics_of
from a3tracker.domain.periods import CalendarPeriod, Length, period_of
from a3tracker.usecases.figures import TypedColumn, enter_figures
from a3tracker.usecases.transaction import now
from tests.world import World

#: Lost of a hundred in a year that is steady: retention lies about 50 %.
LOST = (50, 48, 51, 49, 50, 47, 52, 49, 50, 48, 51, 49)


def this_month() -> CalendarPeriod:
    """The month in which everything is locked that a test locks."""
    return period_of(now().date(), Length.MONTH)


def enter(world: World, first: CalendarPeriod, *lost: int) -> None:
    """A flow for each month from the first: a hundred at its start and, with the new ones, at its end."""
    columns = []
    for at, one in enumerate(lost):
        cells = {"start": "100", "new": str(one), "won_back": "0", "lost": str(one), "end": "100"}
        columns.append(TypedColumn(first.shifted(at), cells))
    enter_figures(world.actor("member"), world.segment, columns)


def steady_year(world: World) -> Metric:
    """Twelve months up to the one before this; returns the metric Retention."""
    enter(world, this_month().shifted(-12), *LOST)
    return metric(world)


def metric(world: World, name: str = "Retention") -> Metric:
    """A metric of the segment by its name."""
    return next(one for one in metrics_of(world.segment) if one.name == name)
