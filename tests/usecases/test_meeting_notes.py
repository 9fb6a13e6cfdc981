"""Meeting notes: typed in by those who may comment, put right by who typed them in, and used once."""

from datetime import timedelta
from typing import Any

import pytest

from a3tracker.db.a3_contents import contents_of
from a3tracker.db.base import db
from a3tracker.db.meeting_notes import late_promises, note_count, notes_of
from a3tracker.db.people import Person
from a3tracker.db.revisions import content_of
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, OutOfDate, WrongState
from a3tracker.domain.meeting_notes import LONGEST
from a3tracker.usecases import a3s
from a3tracker.usecases import meeting_notes as usecases
from a3tracker.usecases.a3_removal import delete_a3
from a3tracker.usecases.transaction import now
from tests.journal import lines
from tests.notes import close, note, noted, promise, row
from tests.talk import invited, submitted
from tests.walk import a3_of
from tests.world import World

TYPISTS = ("manager", "deputy", "coordinator", "member", "owner")


def said(world: World) -> list[str]:
    return [one.row.words for one in notes_of(a3_of(world.a3).id)]


@pytest.mark.parametrize("role", TYPISTS)
def test_whoever_comments_types_notes_in(world: World, role: str) -> None:
    noted(world.actor(role), world.a3, "Why only the first day?", box="analyse")
    assert said(world) == ["Why only the first day?"]


@pytest.mark.parametrize("role", ["reader", "colleague", "administrator"])
def test_who_sees_an_a3_types_nothing_in_without_being_invited(world: World, role: str) -> None:
    with pytest.raises(NotAllowed, match="invitation"):
        noted(world.actor(role), world.a3)


def test_a_reader_who_is_invited_types_notes_in(world: World) -> None:
    noted(invited(world), world.a3, "As a customer I would ask")
    assert said(world) == ["As a customer I would ask"]


@pytest.mark.parametrize("role", ["stranger", "stranger_manager", "nobody"])
def test_a_stranger_does_not_learn_that_there_is_an_a3(world: World, role: str) -> None:
    with pytest.raises(NotFound):
        noted(world.actor(role), world.a3)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"words": "  "}, "words"),
        ({"words": "w" * (LONGEST + 1)}, "words"),
        ({"box": "nowhere"}, "box"),
        ({"day": None}, "day"),
        ({"day": now().date() + timedelta(days=3)}, "day"),
        ({"kind": "rumour"}, "kind"),
        ({"kind": "decision"}, "said_by"),
        ({"kind": "promise", "due": now().date()}, "said_by"),
        ({"kind": "promise", "said_by_words": "Ms Amado"}, "due"),
        ({"kind": "promise", "said_by_words": "Ms Amado", "due": now().date() - timedelta(days=9)}, "due"),
        ({"said_by": 99_999}, "said_by"),
        ({"said_by_words": "n" * 121}, "said_by_words"),
        ({"revision": 9}, "revision"),
    ],
)
def test_a_note_says_what_is_missing(world: World, more: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        usecases.add_note(world.actor("member"), world.a3, note(**more))
    assert list(refused.value.fields) == [field]
    assert not said(world)


def test_a_person_and_a_name_in_words_are_too_much(world: World) -> None:
    both = note(said_by=world.people["owner"], said_by_words="Ms Amado")
    with pytest.raises(Invalid, match="not both"):
        usecases.add_note(world.actor("member"), world.a3, both)


def test_a_paper_is_typed_in_whole_or_not_at_all(world: World) -> None:
    good, bad = note("Ask them sooner", box="plan"), note("w" * 2_000, box="do")
    with pytest.raises(Invalid):
        usecases.add_notes(world.actor("member"), world.a3, [good, bad])
    assert not said(world)


def test_the_same_paper_typed_in_twice_is_one(world: World) -> None:
    paper = [note("Ask them sooner", box="plan"), note("Who pays?", box="do")]
    first = usecases.add_notes(world.actor("member"), world.a3, paper)
    assert usecases.add_notes(world.actor("member"), world.a3, paper) == first
    assert len(said(world)) == 2


def test_a_note_stands_beside_the_sheet_and_not_in_its_content(world: World) -> None:
    submitted(world)
    before = content_of(a3s.found_a3(world.actor("member"), world.a3)).digest()
    noted(world.actor("member"), world.a3, revision=1)
    assert content_of(a3s.found_a3(world.actor("member"), world.a3)).digest() == before


def test_notes_come_newest_first_with_who_said_them(world: World) -> None:
    today = now().date()
    noted(world.actor("member"), world.a3, "Second", said_by=world.people["owner"])
    noted(world.actor("member"), world.a3, "First", day=today - timedelta(days=2), said_by_words="Ms Amado")
    noted(world.actor("member"), world.a3, "Third")
    found = [(one.row.words, one.who, one.typed_by) for one in notes_of(a3_of(world.a3).id)]
    assert found == [
        ("Third", "", "Mia Rossi"),
        ("Second", "Olaf Brandt", "Mia Rossi"),
        ("First", "Ms Amado", "Mia Rossi"),
    ]


@pytest.mark.parametrize("role", ["member", "coordinator"])
def test_who_typed_a_note_in_and_the_coordinator_put_it_right(world: World, role: str) -> None:
    one = noted(world.actor("member"), world.a3)
    usecases.edit_note(world.actor(role), world.a3, one, note("Ask them a week before"), 1)
    assert (row(one).words, row(one).version) == ("Ask them a week before", 2)
    usecases.remove_note(world.actor(role), world.a3, one)
    usecases.remove_note(world.actor(role), world.a3, one)
    assert not said(world)


@pytest.mark.parametrize("role", ["manager", "owner"])
def test_another_does_not_change_a_note(world: World, role: str) -> None:
    one = noted(world.actor("member"), world.a3)
    with pytest.raises(NotAllowed, match="typed the note in"):
        usecases.edit_note(world.actor(role), world.a3, one, note("Another"), 1)
    with pytest.raises(NotAllowed):
        usecases.remove_note(world.actor(role), world.a3, one)
    assert len(said(world)) == 1


def test_of_two_who_change_a_note_the_second_sees_both_texts(world: World) -> None:
    one = noted(world.actor("member"), world.a3)
    usecases.edit_note(world.actor("coordinator"), world.a3, one, note("Theirs"), 1)
    with pytest.raises(OutOfDate) as refused:
        usecases.edit_note(world.actor("member"), world.a3, one, note("Mine"), 1)
    assert (refused.value.yours, refused.value.theirs, refused.value.version) == ("Mine", "Theirs", 2)
    assert row(one).words == "Theirs"


def test_who_left_stays_on_a_note_that_is_put_right(world: World) -> None:
    one = noted(world.actor("member"), world.a3, said_by=world.people["owner"])
    db.session.get_one(Person, world.people["owner"]).archived_at = now()
    db.session.commit()
    usecases.edit_note(world.actor("member"), world.a3, one, note("Sooner", said_by=world.people["owner"]), 1)
    assert row(one).words == "Sooner"


def test_an_archived_a3_takes_no_note_and_a_closed_one_does(world: World) -> None:
    close(world.a3)
    noted(world.actor("member"), world.a3)
    a3s.archive_a3(world.actor("coordinator"), world.a3)
    with pytest.raises(WrongState, match="archived"):
        noted(world.actor("member"), world.a3, "Another")


def test_the_journal_names_notes_by_their_ids(world: World) -> None:
    one = noted(world.actor("member"), world.a3, "Ms Amado owes us a list", said_by_words="Ms Amado")
    usecases.settle_note(world.actor("member"), world.a3, one)
    usecases.remove_note(world.actor("member"), world.a3, one)
    found = lines("a3")[-3:]
    assert [line.act for line in found] == ["noted on", "settled a note on", "removed a note from"]
    assert {line.detail for line in found} == {f'{{"note": {one}}}'}


def test_who_promised_is_asked_once_the_day_has_passed(world: World) -> None:
    late = usecases.add_note(
        world.actor("member"), world.a3, promise(world.people["manager"], -1, revision=None)
    )
    usecases.add_note(world.actor("member"), world.a3, promise(world.people["manager"], 1))
    manager, today = world.actor("manager"), now().date()
    assert [(line.number, asked.id) for line, asked in late_promises(manager, today)] == [(world.a3, late)]
    assert not late_promises(world.actor("coordinator"), today)
    usecases.settle_note(manager, world.a3, late)
    assert not late_promises(manager, today)
    usecases.settle_note(manager, world.a3, late, settled=False)
    assert late_promises(manager, today)


def test_another_does_not_settle_a_note(world: World) -> None:
    one = noted(world.actor("member"), world.a3)
    with pytest.raises(NotAllowed):
        usecases.settle_note(world.actor("manager"), world.a3, one)


def test_deleting_an_a3_counts_its_notes_and_takes_them_along(world: World) -> None:
    noted(world.actor("member"), world.a3)
    a3 = a3_of(world.a3).id
    assert (1, "meeting note") in contents_of(a3).goes
    delete_a3(world.actor("administrator"), world.a3)
    assert note_count(a3) == 0
