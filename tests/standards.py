"""A standard whose range watches a metric of the segment. Call inside an app context."""

from typing import Any

from a3tracker.db.base import db
from a3tracker.db.metrics import Metric, metrics_of
from a3tracker.db.segments import Segment
from a3tracker.db.triggers import Raised, raised_on
from a3tracker.domain.cycles import Panel
from a3tracker.domain.metrics import MetricChange
from a3tracker.domain.periods import CalendarPeriod, Length, period_of
from a3tracker.domain.stages import Stage
from a3tracker.usecases import rows
from a3tracker.usecases.figures import TypedMeasurement, enter_figures
from a3tracker.usecases.metrics import add_metric
from tests import factories
from tests.walk import a3_of, expected_range, fill, soon, walk
from tests.world import World

#: Of 100 customers, month by month; the limits are 83.3 and 91.7 %.
STEADY = (88, 87, 88, 86, 89, 87, 88, 87, 86, 88, 89, 87)


def month(back: int = 0) -> CalendarPeriod:
    """The present month, or one so many before it."""
    return period_of(soon(0), Length.MONTH).shifted(-back)


def kept(world: World, name: str = "Renewed", **more: Any) -> int:
    """A leading measure with twelve steady months, the last of them two months ago; its id."""
    wanted = {"kind": "proportion", "side": "retention", "wanted": "up", "own_pace": False}
    metric = add_metric(world.actor("member"), world.segment, MetricChange(name, **{**wanted, **more}))  # type: ignore[arg-type]
    for place, x in enumerate(reversed(STEADY)):
        enter(world, metric, month(place + 2), f"{x} of 100")
    return metric


def enter(
    world: World, metric: int, period: CalendarPeriod, cell: str, version: int = 0, role: str = "member"
) -> int:
    """Type one figure into the grid."""
    cells = [TypedMeasurement(metric, period, cell, version)]
    return enter_figures(world.actor(role), world.segment, (), cells)


def watching(world: World, metric: int, stage: Stage = Stage.DO, **more: Any) -> int:
    """The number of a standard that is in use, with the range 84 to 91 % locked for the metric."""
    number = factories.a3(world.segment, world.team, world.people["owner"], cycle="SDCA")
    db.session.commit()
    member = world.actor("member")
    fill(member, number)
    walk(world, Stage.PREDICTION, number=number)
    whole = {
        "measure": "Renewed",
        "low": 84.0,
        "high": 91.0,
        "trigger": "outside the range",
        "metric": metric,
    }
    row = expected_range(**{"responsible": world.people["owner"], **whole, **more})
    rows.add_row(member, number, Panel.RANGES, row)
    walk(world, stage, number=number)
    return number


def triggers(number: int) -> list[Raised]:
    """All triggers of the A3."""
    return raised_on(a3_of(number).id)


def known_metric(world: World) -> Metric:
    """The first metric of the segment."""
    return metrics_of(world.segment)[0]


def segment_of(world: World) -> Segment:
    """The row of the segment."""
    return db.session.get_one(Segment, world.segment)
