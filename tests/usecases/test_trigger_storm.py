"""People who enter, answer and draft in the same moment: one trigger, one notice, one PDCA."""

from __future__ import annotations

from functools import partial

from flask import Flask

from a3tracker.db.base import db
from a3tracker.db.notices import Notice
from a3tracker.domain.errors import OutOfDate, WrongState
from a3tracker.usecases.triggers import Draft, answer, draft_pdca
from tests.standards import enter, kept, month, triggers, watching
from tests.usecases.test_storm import all_at_once
from tests.walk import written
from tests.world import World

DRAFT = Draft("Restore Renewed", {"perceive": written("The gap")})


def test_two_people_who_enter_at_once_make_one_trigger_and_one_notice(app: Flask, world: World) -> None:
    metric = kept(world)
    number = watching(world, metric)
    acts = [partial(enter, world, metric, month(1), "83 of 100", 0, role) for role in ("member", "owner")]
    acts.append(partial(enter, world, metric, month(1), "82 of 100", 0, "coordinator"))
    results = all_at_once(app, acts)
    assert all(isinstance(result, int | OutOfDate) for result in results), results
    assert len(triggers(number)) == 1
    told = db.select(Notice).where(Notice.kind == "triggered", Notice.person_id == world.people["owner"])
    assert len(list(db.session.scalars(told))) == 1


def test_a_draft_pressed_many_times_at_once_is_one_a3(app: Flask, world: World) -> None:
    metric = kept(world)
    number = watching(world, metric)
    enter(world, metric, month(1), "83 of 100")
    (found,) = triggers(number)
    coordinator, trigger = world.actor("coordinator"), found.trigger.id
    acts = [partial(draft_pdca, coordinator, number, trigger, DRAFT) for _ in range(8)]
    results = all_at_once(app, [*acts, partial(answer, world.actor("owner"), number, trigger, "Shut")])
    drafted = [result for result in results[:8] if isinstance(result, int)]
    if drafted:
        assert set(drafted) == {number + 1}
        assert len(drafted) == 8
        assert isinstance(results[8], WrongState)
    else:
        assert results[8] is None
        assert all(isinstance(result, WrongState) for result in results[:8])
