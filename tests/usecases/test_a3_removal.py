"""Deleting an A3 for good takes all that belongs to it, and nothing else."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from a3tracker.db.a3s import A3
from a3tracker.db.base import db
from a3tracker.db.boxes import Box
from a3tracker.db.people import Person
from a3tracker.db.revisions import Revision
from a3tracker.domain.errors import NotAllowed
from a3tracker.domain.stages import Stage
from a3tracker.usecases.a3_removal import delete_a3
from a3tracker.usecases.printouts import want_printout
from tests import factories
from tests.journal import lines
from tests.walk import a3_of, fill, walk, write
from tests.world import World


def test_an_administrator_deletes_an_a3_with_all_that_belongs_to_it(world: World) -> None:
    fill(world.actor("member"), world.a3)
    walk(world, Stage.CLOSED)
    want_printout(world.actor("reader"), world.a3, "a3")
    child = factories.a3(world.segment, world.team, world.people["owner"], parent_id=a3_of(world.a3).id)
    db.session.commit()
    delete_a3(world.actor("administrator"), world.a3)
    assert [a3.number for a3 in db.session.scalars(select(A3))] == [child]
    assert a3_of(child).parent_id is None
    for table in (Box, Revision):
        assert db.session.scalar(select(func.count()).select_from(table)) == 0
    assert lines("a3")[-1].act == "deleted"
    assert db.session.get(Person, world.people["owner"])


@pytest.mark.parametrize("role", ["coordinator", "owner", "manager", "deputy", "reader"])
def test_nobody_else_deletes_an_a3(world: World, role: str) -> None:
    with pytest.raises(NotAllowed, match="administrator"):
        delete_a3(world.actor(role), world.a3)
    assert write(world.actor("member"), world.a3, "plan", "Still there").version == 1
