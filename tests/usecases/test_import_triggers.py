"""Figures that a file brought, and that go again, are held against expected ranges as typed ones are."""

from __future__ import annotations

from a3tracker.domain.triggers import How
from a3tracker.usecases import import_taking
from tests.importing import taken
from tests.standards import kept, month, triggers, watching
from tests.world import World


def test_a_trigger_raised_by_a_wrong_file_is_closed_when_the_import_is_undone(world: World) -> None:
    metric = kept(world)
    number = watching(world, metric)
    wrong = {"x": 50, "n": 100, "value": None}
    import_id = taken(world, {}, measures={str(metric): {str(month(1)): wrong}})
    (found,) = triggers(number)
    assert (found.trigger.value, found.trigger.answered_at) == (0.5, None)
    import_taking.undo(world.actor("coordinator"), world.segment, import_id)
    (found,) = triggers(number)
    assert (found.trigger.how, found.trigger.answered_by) == (How.CORRECTED, world.people["coordinator"])
