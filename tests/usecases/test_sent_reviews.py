"""A review is sent once, with one verdict: all of it or nothing, and one notice for each person."""

from datetime import timedelta

import pytest

from a3tracker.db.comments import reading_of, sent_reviews_of
from a3tracker.db.reviews import open_submission, rounds_of
from a3tracker.domain.comments import CommentChange, Said
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, OutOfDate, WrongState
from a3tracker.domain.stages import Stage
from a3tracker.usecases import a3s, reviews
from a3tracker.usecases.sent_reviews import Review, note_read, send_review
from tests import factories
from tests.talk import bodies, comment, forget, invited, row, send, submitted, suggestion, told
from tests.walk import LEARNED, a3_of, fill, shown, walk, write
from tests.world import World

ASKED = [("Cem Aydin", "{}"), ("Olaf Brandt", "{}")]


def heard(kind: str) -> list[tuple[str, str]]:
    return [(name, words.format(kind)) for name, words in ASKED]


def test_a_return_sends_everything_at_once_and_tells_each_person_once(world: World) -> None:
    submitted(world)
    manager = world.actor("manager")
    ids = [
        comment(manager, world.a3, "Which number?", box="perceive"),
        comment(manager, world.a3, "And why?"),
    ]
    ids.append(suggestion(manager, world.a3))
    forget()
    assert send(manager, world.a3, Said.RETURN, "No number yet") is Stage.LEFT_SIDE
    (sent,) = sent_reviews_of(a3_of(world.a3).id)
    assert (sent.review.verdict, sent.review.reason, sent.person) == ("return", "No number yet", "Maja Lind")
    assert (sent.comments, sent.revision) == (3, 1)
    assert {row(one).review_id for one in ids} == {sent.review.id}
    assert bodies(world.actor("reader"), world.a3) == ["Which number?", "And why?", ""]
    assert told() == heard("returned")
    assert rounds_of(a3_of(world.a3).id)[0].submission.reason == "No number yet"


def test_an_agreement_leads_on_and_sends_what_was_collected(world: World) -> None:
    submitted(world)
    comment(world.actor("manager"), world.a3, "Keep an eye on reverts")
    forget()
    assert send(world.actor("manager"), world.a3, Said.AGREE, "Well done") is Stage.PREDICTION
    assert bodies(world.actor("member"), world.a3) == ["Keep an eye on reverts"]
    assert told() == heard("agreed")


def test_a_comment_leaves_the_submission_waiting(world: World) -> None:
    submitted(world)
    comment(world.actor("manager"), world.a3)
    forget()
    assert send(world.actor("manager"), world.a3) is Stage.LEFT_SIDE
    assert open_submission(a3_of(world.a3).id)
    assert told() == heard("commented")
    assert send(world.actor("manager"), world.a3, Said.AGREE) is Stage.PREDICTION


def test_a_comment_that_was_typed_and_not_added_goes_along(world: World) -> None:
    submitted(world)
    send(world.actor("manager"), world.a3, Said.RETURN, "See below", last=CommentChange("Typed last", "plan"))
    assert bodies(world.actor("member"), world.a3) == ["Typed last"]


def test_a_return_needs_a_reason_and_nothing_is_sent_without_it(world: World) -> None:
    submitted(world)
    identity = comment(world.actor("manager"), world.a3)
    for reason in ("", "  ", "\x00"):
        with pytest.raises(Invalid) as refused:
            send(world.actor("manager"), world.a3, Said.RETURN, reason)
        assert refused.value.fields == {"reason": "Say why it goes back."}
    with pytest.raises(Invalid):
        send(world.actor("manager"), world.a3, Said.RETURN, "Yes", last=CommentChange("", "plan", "words"))
    assert row(identity).sent_at is None
    assert open_submission(a3_of(world.a3).id)


def test_nothing_is_sent_where_there_is_nothing_to_say(world: World) -> None:
    submitted(world)
    with pytest.raises(Invalid, match="nothing to send"):
        send(world.actor("member"), world.a3)
    send(world.actor("member"), world.a3, Said.COMMENT, "A remark alone is enough")
    assert sent_reviews_of(a3_of(world.a3).id)[0].comments == 0


@pytest.mark.parametrize("last", [None, CommentChange(" Typed last ", "plan")], ids=["", "typed"])
@pytest.mark.parametrize("said", Said)
def test_a_button_pressed_twice_sends_once(world: World, said: Said, last: CommentChange | None) -> None:
    submitted(world)
    comment(world.actor("manager"), world.a3)
    review = Review(said, *shown(world.a3), "My reason", last)
    forget()
    first = send_review(world.actor("manager"), world.a3, review)
    assert send_review(world.actor("manager"), world.a3, review) is first
    assert len(sent_reviews_of(a3_of(world.a3).id)) == 1
    assert len(told()) == 2
    assert a3_of(world.a3).round == (1 if said is Said.COMMENT else 2)


def test_the_same_remark_is_said_again_later_and_not_by_a_second_press(world: World) -> None:
    submitted(world)
    for minutes, kept in ((9, 1), (11, 2)):
        send(world.actor("manager"), world.a3, Said.COMMENT, "Please look at it")
        send(world.actor("manager"), world.a3, Said.COMMENT, "Please look at it")
        sent = sent_reviews_of(a3_of(world.a3).id)
        assert len(sent) == 1
        sent[0].review.at -= timedelta(minutes=minutes)
        a3s.db.session.commit()
        send(world.actor("manager"), world.a3, Said.COMMENT, "Please look at it")
        assert len(sent_reviews_of(a3_of(world.a3).id)) == kept


def test_an_agreement_that_closes_an_a3_may_be_pressed_twice(world: World) -> None:
    fill(world.actor("member"), world.a3)
    walk(world, Stage.ACT)
    reviews.submit(world.actor("coordinator"), world.a3, outcome="abandoned", learning=LEARNED)
    review = Review(Said.AGREE, *shown(world.a3))
    for _ in range(2):
        assert send_review(world.actor("manager"), world.a3, review) is Stage.CLOSED
    assert [sent.review.verdict for sent in sent_reviews_of(a3_of(world.a3).id)].count("agree") == 3


def test_a_decision_on_an_older_submission_is_refused_and_everything_collected_is_kept(world: World) -> None:
    submitted(world)
    manager, old = world.actor("manager"), shown(world.a3)
    identity = comment(manager, world.a3)
    write(world.actor("member"), world.a3, "perceive", "Gap: 3 points", 1)
    reviews.submit(world.actor("coordinator"), world.a3)
    for said in (Said.AGREE, Said.RETURN):
        with pytest.raises(OutOfDate, match="revision 2"):
            send_review(manager, world.a3, Review(said, *old, "My reason"))
    assert row(identity).sent_at is None
    assert not sent_reviews_of(a3_of(world.a3).id)
    send(manager, world.a3, Said.RETURN, "My reason")
    assert row(identity).sent_at


@pytest.mark.parametrize("role", ["coordinator", "member", "owner"])
def test_who_writes_comments_and_never_decides(world: World, role: str) -> None:
    submitted(world)
    comment(world.actor(role), world.a3)
    for said in (Said.AGREE, Said.RETURN):
        with pytest.raises(NotAllowed):
            send(world.actor(role), world.a3, said, "Because I say so")
    send(world.actor(role), world.a3)
    assert open_submission(a3_of(world.a3).id)


def test_an_invited_reader_comments_and_does_not_decide(world: World) -> None:
    submitted(world)
    reader = invited(world)
    comment(reader, world.a3)
    with pytest.raises(NotAllowed):
        send(reader, world.a3, Said.AGREE)
    send(reader, world.a3)
    for role, refusal in (("colleague", NotAllowed), ("administrator", NotAllowed), ("stranger", NotFound)):
        with pytest.raises(refusal):
            send(world.actor(role), world.a3, Said.COMMENT, "Me too")


def test_nobody_agrees_the_own_a3_with_a_comment_either(world: World) -> None:
    submitted(world)
    factories.deputy(world.stream, world.people["owner"])
    a3s.db.session.commit()
    comment(world.actor("owner"), world.a3, "Looks good to me")
    with pytest.raises(NotAllowed, match="you own it"):
        send(world.actor("owner"), world.a3, Said.AGREE)
    assert bodies(world.actor("manager"), world.a3) == []


def test_the_deputy_of_today_decides_and_one_of_tomorrow_comments_not_even(world: World) -> None:
    submitted(world)
    factories.deputy(world.stream, world.people["reader"], 1, 9)
    a3s.db.session.commit()
    with pytest.raises(NotAllowed):
        send(world.actor("reader"), world.a3, Said.COMMENT, "Already?")
    assert send(world.actor("deputy"), world.a3, Said.AGREE) is Stage.PREDICTION


def test_a_mention_reaches_who_was_not_told_already(world: World) -> None:
    submitted(world)
    comment(world.actor("manager"), world.a3, "@Cem and @Mia Rossi, and @Stella Costa")
    forget()
    send(world.actor("manager"), world.a3, Said.RETURN, "Ask @Kim, too")
    assert told() == [*heard("returned"), ("Mia Rossi", "mentioned"), ("Kim Jensen", "mentioned")]


def test_an_archived_a3_is_not_reviewed(world: World) -> None:
    submitted(world)
    pair = shown(world.a3)
    a3s.archive_a3(world.actor("coordinator"), world.a3)
    for said in Said:
        with pytest.raises(WrongState, match="archived"):
            send_review(world.actor("manager"), world.a3, Review(said, *pair, "Words"))


def test_what_was_read_is_remembered_with_what_was_read_before(world: World) -> None:
    submitted(world)
    a3, reader = a3_of(world.a3).id, world.actor("reader")
    note_read(reader, world.a3, 1)
    write(world.actor("member"), world.a3, "perceive", "Gap: 3 points", 1)
    reviews.submit(world.actor("coordinator"), world.a3)
    for number in (2, 1, 2):
        note_read(reader, world.a3, number)
    reading = reading_of(a3, reader.id)
    assert reading
    assert (reading.before, reading.revision) == (1, 2)
    with pytest.raises(OutOfDate):
        note_read(reader, world.a3, 7)
    with pytest.raises(NotFound):
        note_read(world.actor("stranger"), world.a3, 1)
    assert reading_of(a3, world.people["stranger"]) is None


def test_sending_is_reading(world: World) -> None:
    submitted(world)
    send(world.actor("manager"), world.a3, Said.AGREE)
    reading = reading_of(a3_of(world.a3).id, world.people["manager"])
    assert reading
    assert reading.revision == 1


def test_a_note_to_the_manager_reaches_whom_it_names(world: World) -> None:
    fill(world.actor("member"), world.a3)
    reviews.submit(world.actor("coordinator"), world.a3, "@Maja Lind, @Mia checked the figures")
    kinds = dict(told())
    assert (kinds["Maja Lind"], kinds["Mia Rossi"]) == ("submitted", "mentioned")
    assert len(told()) == len(kinds)
