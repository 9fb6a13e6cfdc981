"""What belongs to an A3: counted over every table, each in words."""

from __future__ import annotations

from sqlalchemy import event

from a3tracker.db.a3_contents import WORDS, belonging, contents_of
from a3tracker.db.base import db
from a3tracker.db.printouts import Printout
from a3tracker.db.tables import Base
from a3tracker.usecases.transaction import now
from tests import factories
from tests.factories import added
from tests.rewriting import everything, taken
from tests.walk import a3_of, write
from tests.world import World


def test_every_table_that_belongs_to_an_a3_has_its_words() -> None:
    assert [table.name for table in belonging()] == list(WORDS)


def test_every_table_that_refers_to_an_a3_is_counted() -> None:
    refer = {
        table.name
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == "a3s" and table.name != "a3s"
    }
    assert refer <= {table.name for table in belonging()}


def test_what_goes_is_counted_and_what_there_is_none_of_is_left_out(world: World) -> None:
    everything(world)
    write(world.actor("member"), world.a3, "do", "Called")
    write(world.actor("member"), world.a3, "do", "", 1)
    taken(world)
    added(Printout(revision_id=1, paper="a4", wanted_at=now()))
    found = contents_of(a3_of(world.a3).id)
    assert found.goes == (
        (1, "box with text"),
        (1, "person named in a box"),
        (1, "experiment"),
        (1, "revision"),
        (2, "printouts"),
        (1, "mark of who wrote in a round"),
    )
    assert found.children == ()


def test_another_a3_counts_for_nothing_and_those_that_came_from_it_are_named(world: World) -> None:
    everything(world)
    taken(world)
    other = factories.a3(world.segment, world.team, world.people["owner"])
    children = [
        factories.a3(world.segment, world.team, world.people["owner"], parent_id=a3_of(other).id)
        for _ in range(2)
    ]
    found = contents_of(a3_of(other).id)
    assert (found.goes, found.children) == ((), tuple(children))


def test_it_takes_two_statements_however_much_there_is(world: World) -> None:
    everything(world)
    taken(world)
    a3, said = a3_of(world.a3).id, list[str]()
    listen = lambda *told: said.append(told[2])  # noqa: E731 - removed again below
    event.listen(db.engine, "before_cursor_execute", listen)
    contents_of(a3)
    event.remove(db.engine, "before_cursor_execute", listen)
    assert len([statement for statement in said if statement.startswith("SELECT")]) == 2
