"""What the database itself refuses, whatever the program does."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from a3tracker.db.a3s import A3
from a3tracker.db.base import db
from a3tracker.db.boxes import Box
from a3tracker.db.journal import JournalLine
from a3tracker.db.people import Person
from a3tracker.db.printouts import Printout
from a3tracker.db.reviews import Submission
from a3tracker.db.revisions import Revision
from a3tracker.db.rows import Check
from a3tracker.usecases.transaction import journal, now, writing
from tests import factories
from tests.factories import added
from tests.world import World

DIGEST = "0" * 64


def a3_of(world: World) -> A3:
    return db.session.scalars(select(A3).where(A3.number == world.a3)).one()


def revision_of(world: World, number: int = 1) -> Any:
    return added(
        Revision(
            a3_id=a3_of(world).id, number=number, content="{}", digest=DIGEST, why="printed", taken_at=now()
        )
    )


@pytest.mark.parametrize(
    "statement",
    [update(JournalLine).values(act="forged"), delete(JournalLine), text("DELETE FROM journal WHERE id = 1")],
    ids=["update", "delete", "delete one"],
)
def test_nobody_changes_the_journal(app: Flask, statement: Any) -> None:
    with writing():
        journal(1, "signed in", "person", 1)
    with pytest.raises(DBAPIError, match="the journal cannot be changed"):
        db.session.execute(statement)
    db.session.rollback()
    assert db.session.scalars(select(JournalLine.act)).all() == ["signed in"]


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (update(Revision).values(content="forged"), "a revision cannot be changed"),
        (update(Revision).values(digest="1" * 64), "a revision cannot be changed"),
        (delete(Revision), "a revision cannot be deleted"),
    ],
    ids=["content", "digest", "delete"],
)
def test_nobody_changes_a_revision(world: World, statement: Any, sentence: str) -> None:
    revision_of(world)
    with pytest.raises(DBAPIError, match=sentence):
        db.session.execute(statement)


def test_revisions_and_submissions_go_with_their_a3(world: World) -> None:
    submission = submitted(world)
    db.session.flush()
    assert submission.id
    db.session.execute(delete(A3).where(A3.number == world.a3))
    for table in (Revision, Submission, Box, Printout):
        assert db.session.scalar(select(func.count()).select_from(table)) == 0


def submitted(world: World, **fields: Any) -> Any:
    plain = {"point": 1, "round": 1, "submitted_by": world.people["coordinator"], "submitted_at": now()}
    revision = revision_of(world, number=fields.pop("revision", 1))
    return added(Submission(a3_id=a3_of(world).id, revision_id=revision.id, **{**plain, **fields}))


@pytest.mark.parametrize(
    "fields",
    [
        {"decision": "agreed"},
        {"decided_at": True},
        {"decision": "agreed", "decided_at": True},
        {"decision": "returned", "decided_at": True, "decided_by": True},
        {"decision": "forgotten", "decided_at": True, "decided_by": True},
    ],
    ids=["no moment", "a moment alone", "no person", "no reason", "unknown"],
)
def test_a_decision_has_its_evidence(world: World, fields: dict[str, Any]) -> None:
    evidence = {"decided_at": now(), "decided_by": world.people["manager"]}
    with pytest.raises(IntegrityError):
        submitted(world, **{key: evidence.get(key, value) for key, value in fields.items()})


def test_one_submission_waits_at_a_time(world: World) -> None:
    submitted(world, decision="superseded", decided_at=now())
    submitted(world, revision=2)
    with pytest.raises(IntegrityError):
        submitted(world, revision=3)


@pytest.mark.parametrize(
    "fields",
    [
        {"stage": "closed"},
        {"closed_at": True},
        {"stage": "closed", "closed_at": True},
        {"loop": 0},
    ],
    ids=["closed without a moment", "a moment alone", "closed without an outcome", "loop 0"],
)
def test_a_closed_a3_has_its_moment_and_its_outcome(world: World, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        change(world, {key: now() if value is True else value for key, value in fields.items()})


def change(world: World, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(a3_of(world), name, value)
    db.session.flush()


def test_a_number_is_given_once(world: World) -> None:
    with pytest.raises(IntegrityError):
        factories.a3(world.segment, world.team, world.people["owner"], number=world.a3)


@pytest.mark.parametrize(
    "fields",
    [
        {"actual_value": 3.0},
        {"before_x": 3},
        {"target_n": 3},
        {"before_x": 1, "before_n": 2, "before_value": 0.5},
        {"side": "both"},
    ],
    ids=["an actual without its day", "x alone", "n alone", "counts and a value", "unknown side"],
)
def test_a_check_is_counts_or_a_value_and_its_actual_is_dated(world: World, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        added(Check(a3_id=a3_of(world).id, measure="Came back", **{"side": "other", **fields}))


def test_large_figures_are_kept(world: World) -> None:
    large = 10**12
    row = added(
        Check(
            a3_id=a3_of(world).id, measure="Views", side="other", day=date(2026, 6, 30),
            actual_x=large - 1, actual_n=large, before_value=123456789012.25,
        )
    )  # fmt: skip
    db.session.expire(row)
    assert (row.actual_x, row.actual_n, row.before_value) == (large - 1, large, 123456789012.25)


@pytest.mark.parametrize("fields", [{"state": "done"}, {"text": "n" * 10_001}, {"key": "do"}])
def test_a_box_stands_once_and_fits(world: World, fields: dict[str, Any]) -> None:
    plain = {"a3_id": a3_of(world).id, "updated_at": now(), "updated_by": world.people["member"]}
    added(Box(**plain, key="do"))
    with pytest.raises(IntegrityError):
        added(Box(**{**plain, "key": "act", **fields}))


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"kind": "board"},
        {"kind": "card"},
        {"kind": "pack"},
        {"kind": "page"},
        {"kind": "poster"},
        {"kind": "sheet", "blank_cycle": "PDCA"},
        {"kind": "blank", "blank_cycle": "PDCA", "state": "done"},
        {"kind": "blank", "blank_cycle": "PDCA", "state": "lost"},
        {"kind": "blank", "blank_cycle": "PDCA", "pages": 1, "pages_done": 2},
    ],
    ids=[
        "of nothing",
        "board of nothing",
        "card of nothing",
        "pack of nothing",
        "page of nothing",
        "unknown kind",
        "a cycle that is no blank sheet",
        "done without a file",
        "unknown state",
        "too many pages",
    ],
)
def test_a_printout_is_of_something_and_done_with_its_file(world: World, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        added(Printout(paper="a3", wanted_at=now(), **fields))


@pytest.mark.parametrize("fields", [{}, {"email": "a@example.org", "contact_of": True}])
def test_a_person_signs_in_or_is_a_contact(world: World, fields: dict[str, Any]) -> None:
    if "contact_of" in fields:
        fields = {**fields, "contact_of": world.stream}
    with pytest.raises(IntegrityError):
        added(Person(name="Half", created_at=now(), **fields))
