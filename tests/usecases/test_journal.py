"""The journal filtered and taken out, on both databases."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import event

from a3tracker.db.base import db
from a3tracker.db.journal import (
    JournalFilter,
    JournalLine,
    a3_ever,
    journal_choices,
    journal_length,
    journal_lines,
)
from a3tracker.domain.errors import NotAllowed
from a3tracker.rendering.journal import COLUMNS, journal_csv, journal_json
from a3tracker.usecases import journal as usecases
from a3tracker.usecases.a3_removal import delete_a3
from tests.factories import added
from tests.journal import lines
from tests.walk import a3_of
from tests.world import World

JUNE, JULY = datetime(2026, 6, 30, 23, 59, 59, 999999, UTC), datetime(2026, 7, 1, tzinfo=UTC)


def line(act: str = "did", **more: Any) -> None:
    fields = {"at": JUNE, "person_id": 1, "thing": "stream", "thing_id": 1, "detail": "{}"}
    added(JournalLine(act=act, **{**fields, **more}))


def acts(**asked: Any) -> list[str]:
    found = journal_lines(1, 100, JournalFilter(**asked))
    assert journal_length(JournalFilter(**asked)) == len(found)
    return [one.act for one in found]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["e", "d", "c", "b", "a"]),
        ({"person": 1}, ["d", "a"]),
        ({"person": 0}, ["c"]),
        ({"nobody": True}, ["b"]),
        ({"act": "d"}, ["d"]),
        ({"thing": "team"}, ["d"]),
        ({"thing": "stream", "thing_id": 2}, ["e"]),
        ({"first": date(2026, 7, 1)}, ["e"]),
        ({"last": date(2026, 6, 30)}, ["d", "c", "b", "a"]),
        ({"first": date(2026, 7, 2)}, []),
        ({"person": 1, "thing": "team", "last": date(9999, 12, 31)}, ["d"]),
    ],
)
def test_what_is_asked_for_is_found(world: World, asked: dict[str, Any], found: list[str]) -> None:
    line("a")
    line("b", person_id=None)
    line("c", person_id=0)
    line("d", thing="team")
    line("e", person_id=2, thing_id=2, at=JULY)
    assert acts(**asked) == found


def test_a_filter_offers_what_occurs_and_nothing_else(world: World) -> None:
    line("b", person_id=world.people["manager"])
    line("a", person_id=999, thing="team")
    found = journal_choices()
    assert (found.people, found.acts, found.things) == (
        [(world.people["manager"], "Maja Lind")], ["a", "b"], ["stream", "team"],
    )  # fmt: skip


def test_an_a3_that_was_deleted_is_still_found_by_its_number(world: World) -> None:
    a3 = a3_of(world.a3).id
    assert a3_ever(world.a3) == a3
    delete_a3(world.actor("administrator"), world.a3)
    assert a3_ever(world.a3) == a3
    assert a3_ever(99) is None
    (found,) = journal_lines(1, 10, JournalFilter(thing="a3", thing_id=a3))
    assert (found.act, found.number) == ("deleted", None)


def test_taking_the_journal_out_is_a_line_of_it_and_stands_in_no_file(world: World) -> None:
    line("a", detail='{"count": 3}')
    line("b")
    db.session.commit()
    cut = usecases.export_journal(world.actor("administrator"), JournalFilter(act="a"), "csv")
    line("a")
    assert [one.act for one in usecases.exported_lines(cut)] == ["a"]
    (noted,) = lines("journal")
    assert (noted.act, json.loads(noted.detail)) == (
        "exported",
        {"asked_act": "a", "kind": "csv", "lines": 1},
    )


def test_every_line_goes_out_once_whatever_the_batch(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(usecases, "BATCH", 3)
    for number in range(10):
        line(f"deed {number}")
    db.session.commit()
    cut = usecases.export_journal(world.actor("administrator"), JournalFilter(), "json")
    found = [one.act for one in usecases.exported_lines(cut)]
    assert found == [f"deed {number}" for number in reversed(range(10))]
    assert cut.count == 10


def test_no_transaction_stays_open_while_the_file_is_taken(world: World) -> None:
    line("a")
    db.session.commit()
    taken = usecases.exported_lines(
        usecases.export_journal(world.actor("administrator"), JournalFilter(), "csv")
    )
    ended: list[str] = []
    event.listen(db.engine, "rollback", lambda _connection: ended.append("ended"))
    next(taken)
    assert ended


def test_a_spreadsheet_gets_figures_and_words_that_are_no_formulas(world: World) -> None:
    line("=1+1", detail='{"count": -3}', digest="f" * 64)
    text = "".join(journal_csv(journal_lines(1)))
    assert text.startswith("\ufeff")
    heading, row = csv.reader(io.StringIO(text.lstrip("\ufeff")))
    told = dict(zip(heading, row, strict=True))
    assert tuple(heading) == COLUMNS
    assert (told["act"], told["person"], told["sha256"]) == ("'=1+1", "Ada Nilsen", "f" * 64)
    assert (told["at"], told["thing_id"]) == ("2026-06-30T23:59:59+00:00", "1")


def test_a_program_gets_the_same_lines_as_they_are(world: World) -> None:
    line("=1+1", detail='{"count": -3}', thing="a3", thing_id=a3_of(world.a3).id)
    (told,) = json.loads("".join(journal_json(journal_lines(1))))
    assert (told["act"], told["detail"], told["a3"]) == ("=1+1", {"count": -3}, "A3-1")
    assert json.loads("".join(journal_json([]))) == []


@pytest.mark.parametrize("role", ["manager", "coordinator", "reader", "nobody"])
def test_nobody_else_takes_it_out(world: World, role: str) -> None:
    with pytest.raises(NotAllowed):
        usecases.export_journal(world.actor(role), JournalFilter(), "csv")
    assert lines("journal") == []
