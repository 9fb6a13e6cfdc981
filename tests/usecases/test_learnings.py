"""What an A3 ends with: submitted, agreed, published; nothing that was not agreed reaches the shelf."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from a3tracker.db.base import db
from a3tracker.db.journal import JournalLine
from a3tracker.db.learnings import Learning as Row
from a3tracker.db.learnings import standing_learning, touchpoints_in
from a3tracker.db.reviews import Submission, newest_submission
from a3tracker.db.revisions import Revision, content_of
from a3tracker.domain.errors import Invalid
from a3tracker.domain.learnings import Learning
from a3tracker.domain.reviews import Move
from a3tracker.domain.revisions import read_content
from a3tracker.domain.stages import Stage
from a3tracker.usecases import reviews
from a3tracker.usecases.a3s import found_a3
from a3tracker.usecases.transaction import now
from tests import factories
from tests.walk import LEARNED, a3_of, decide, fill, lock, soon, walk
from tests.world import World

ASKED = Learning("Ask before you build", "first call", "nobody asked")


@pytest.fixture
def acting(world: World) -> World:
    """A PDCA that stands at Act."""
    fill(world.actor("member"), world.a3)
    walk(world, Stage.ACT)
    return world


def propose(world: World, learning: Learning | None, note: str = "", outcome: str = "adopted") -> int:
    who = world.actor("coordinator")
    return reviews.submit(who, world.a3, note, outcome, soon(), learning)


def rows() -> list[tuple[str, bool, bool]]:
    """Words of each learning, whether it was withdrawn and whether it was published."""
    found = db.session.scalars(select(Row).order_by(Row.id))
    return [(row.words, row.withdrawn_at is not None, row.published_at is not None) for row in found]


def submitted_content(world: World) -> object:
    submission = newest_submission(a3_of(world.a3).id)
    assert submission
    return read_content(db.session.get_one(Revision, submission.revision_id).content).rows.get("learnings")


def test_an_a3_does_not_close_without_a_learning(acting: World) -> None:
    with pytest.raises(Invalid) as refused:
        propose(acting, None)
    assert list(refused.value.fields) == ["learning"]
    assert rows() == []
    assert newest_submission(a3_of(acting.a3).id).point == 4  # type: ignore[union-attr]


def test_the_agreement_covers_what_was_learned_and_publishes_it(acting: World) -> None:
    propose(acting, ASKED)
    assert submitted_content(acting) == [ASKED.plain()]
    assert rows() == [(ASKED.words, False, False)]
    assert decide(acting.actor("manager"), acting.a3, reason="The customers asked for it") is Stage.CLOSED
    assert rows() == [(ASKED.words, False, True)]
    line = db.session.scalars(select(JournalLine).where(JournalLine.act == "published the learning of")).one()
    assert ASKED.words not in line.detail
    placed = found_a3(acting.actor("reader"), acting.a3)
    assert content_of(placed).rows["learnings"] == [ASKED.plain()]


def test_a_new_wording_supersedes_and_the_old_one_is_withdrawn(acting: World) -> None:
    first = propose(acting, LEARNED)
    assert propose(acting, ASKED) == first + 1
    assert rows() == [(LEARNED.words, True, False), (ASKED.words, False, False)]
    decide(acting.actor("manager"), acting.a3, reason="Yes")
    assert rows() == [(LEARNED.words, True, False), (ASKED.words, False, True)]


def test_pressing_twice_is_one_submission(acting: World) -> None:
    assert propose(acting, ASKED) == propose(acting, ASKED)
    asked = db.session.scalars(select(Submission).where(Submission.point == 5)).all()
    assert (len(asked), rows()) == (1, [(ASKED.words, False, False)])


def test_what_was_returned_is_not_published_and_stays_to_be_mended(acting: World) -> None:
    propose(acting, LEARNED)
    decide(acting.actor("manager"), acting.a3, Move.RETURN, "Too broad")
    assert rows() == [(LEARNED.words, False, False)]
    propose(acting, LEARNED, "It is what we saw")
    decide(acting.actor("manager"), acting.a3, reason="Yes")
    published = db.session.scalars(select(Row)).one()
    assert published.submission_id == newest_submission(a3_of(acting.a3).id).id  # type: ignore[union-attr]
    assert published.published_at


def test_a_standard_that_goes_round_may_say_what_it_learned_and_publishes_when_it_is_retired(
    world: World,
) -> None:
    number = factories.a3(world.segment, world.team, world.people["owner"], cycle="SDCA")
    db.session.commit()
    fill(world.actor("member"), number)
    lock_to_act(world, number)
    reviews.submit(world.actor("coordinator"), number, "", "held", soon(), ASKED)
    decide(world.actor("manager"), number)
    assert rows() == [(ASKED.words, False, False)]
    walk(world, Stage.ACT, number=number)
    with pytest.raises(Invalid):
        reviews.submit(world.actor("coordinator"), number, "", "retired")
    reviews.submit(world.actor("coordinator"), number, "", "retired", learning=LEARNED)
    decide(world.actor("manager"), number)
    assert rows() == [(ASKED.words, True, False), (LEARNED.words, False, True)]


def lock_to_act(world: World, number: int) -> None:
    walk(world, Stage.PREDICTION, number=number)
    lock(world, number)
    walk(world, Stage.ACT, number=number)


def test_a_round_without_a_learning_takes_the_one_that_stood_away(world: World) -> None:
    number = factories.a3(world.segment, world.team, world.people["owner"], cycle="SDCA")
    db.session.commit()
    fill(world.actor("member"), number)
    lock_to_act(world, number)
    reviews.submit(world.actor("coordinator"), number, "", "retired", learning=ASKED)
    reviews.submit(world.actor("coordinator"), number, "", "held", soon())
    assert standing_learning(a3_of(number).id) is None
    decide(world.actor("manager"), number)
    assert rows() == [(ASKED.words, True, False)]


def test_a_revision_from_before_has_the_hash_it_had(world: World) -> None:
    fill(world.actor("member"), world.a3)
    content = content_of(found_a3(world.actor("reader"), world.a3))
    assert "learnings" not in content.canonical()


def test_touchpoints_that_the_stream_named_are_offered_once_and_no_others(acting: World) -> None:
    propose(acting, ASKED)
    other = factories.a3(acting.strange_segment, acting.strange_team, acting.people["stranger"])
    said = {"written_by": acting.people["stranger"], "written_at": now()}
    factories.added(Row(a3_id=a3_of(other).id, words="x", touchpoint="web shop", **said))
    db.session.commit()
    assert touchpoints_in(acting.stream) == ["first call"]


@pytest.mark.parametrize("wrong", [{"words": ""}, {"published_at": now(), "withdrawn_at": now()}, {}])
def test_the_database_keeps_one_learning_with_words_on_a_sheet(
    acting: World, wrong: dict[str, object]
) -> None:
    propose(acting, ASKED)
    plain = {"a3_id": a3_of(acting.a3).id, "words": "y", "written_by": 1, "written_at": now(), **wrong}
    with pytest.raises(IntegrityError):
        factories.added(Row(**plain))
    db.session.rollback()
