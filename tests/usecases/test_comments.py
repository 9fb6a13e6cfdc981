"""Comments: seen by their author alone until they are sent; then answered and resolved by those concerned."""

import pytest

from a3tracker.db.comments import collected_by
from a3tracker.db.revisions import latest_revision
from a3tracker.db.streams import readers_of
from a3tracker.domain import comments as limits
from a3tracker.domain.comments import CommentChange, Said
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, OutOfDate, WrongState
from a3tracker.usecases import a3s, comments
from a3tracker.usecases.streams import invite_reader, remove_reader
from tests.journal import acts
from tests.talk import bodies, comment, forget, invited, row, send, sent, submitted, suggestion, told
from tests.walk import a3_of
from tests.world import World

COMMENTERS = ("manager", "deputy", "coordinator", "member", "owner")


@pytest.mark.parametrize("role", COMMENTERS)
def test_what_is_collected_is_seen_by_its_author_alone(world: World, role: str) -> None:
    submitted(world)
    comment(world.actor(role), world.a3, "For my eyes")
    for other in world.people:
        seen = bodies(world.actor(other), world.a3)
        assert seen == (["For my eyes"] if other == role else []), other


@pytest.mark.parametrize("role", ["reader", "colleague", "administrator"])
def test_who_sees_an_a3_does_not_comment_without_being_invited(world: World, role: str) -> None:
    submitted(world)
    with pytest.raises(NotAllowed, match="invitation"):
        comment(world.actor(role), world.a3)


@pytest.mark.parametrize("role", ["stranger", "stranger_manager", "nobody"])
def test_a_stranger_does_not_learn_that_there_is_an_a3(world: World, role: str) -> None:
    submitted(world)
    with pytest.raises(NotFound):
        comment(world.actor(role), world.a3)


def test_a_reader_who_is_invited_comments_until_the_invitation_ends(world: World) -> None:
    submitted(world)
    reader = invited(world)
    sent(reader, world.a3, "As a customer I would ask")
    assert bodies(world.actor("coordinator"), world.a3) == ["As a customer I would ask"]
    invite_reader(world.actor("manager"), world.stream, world.people["reader"])
    with pytest.raises(NotAllowed):
        comment(world.actor("reader"), world.a3)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (CommentChange("  "), "body"),
        (CommentChange("b" * 2_001), "body"),
        (CommentChange("b", "nowhere"), "box"),
        (CommentChange("b", None, "stands"), "box"),
        (CommentChange("b", "plan", "p" * 601), "passage"),
        (CommentChange("b", "plan", "", 1, "better"), "passage"),
        (CommentChange("b", "plan", "not in it", 1, "better"), "passage"),
        (CommentChange("b", "plan", "stands", 9, "w" * 2_001), "wording"),
        (CommentChange("b", "plan", "stands", 1, "stands"), "wording"),
    ],
)
def test_a_comment_says_what_is_missing(world: World, change: CommentChange, field: str) -> None:
    submitted(world)
    with pytest.raises(Invalid) as refused:
        comments.collect(world.actor("manager"), world.a3, 1, change)
    assert list(refused.value.fields) == [field]
    assert not collected_by(a3_of(world.a3).id, world.people["manager"])


def test_the_same_comment_collected_twice_is_one(world: World) -> None:
    submitted(world)
    assert comment(world.actor("manager"), world.a3) == comment(world.actor("manager"), world.a3)


def test_a_comment_on_a_revision_that_does_not_exist_is_refused(world: World) -> None:
    submitted(world)
    with pytest.raises(OutOfDate):
        comment(world.actor("manager"), world.a3, revision=9)


def test_nobody_collects_without_end(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    submitted(world)
    monkeypatch.setattr(comments, "MOST_COLLECTED", 2)
    for number in range(2):
        comment(world.actor("manager"), world.a3, f"Number {number}")
    with pytest.raises(Invalid, match="Send them first"):
        comment(world.actor("manager"), world.a3, "One more")
    assert limits.MOST_COLLECTED == 100


def test_what_is_collected_is_changed_and_taken_back_by_its_author_alone(world: World) -> None:
    submitted(world)
    identity = comment(world.actor("manager"), world.a3)
    for role in ("deputy", "coordinator"):
        with pytest.raises(NotFound):
            comments.edit_collected(world.actor(role), world.a3, identity, CommentChange("Mine now"))
        with pytest.raises(NotFound):
            comments.remove_collected(world.actor(role), world.a3, identity)
    comments.edit_collected(
        world.actor("manager"), world.a3, identity, CommentChange("Whose number?", "plan")
    )
    assert (row(identity).body, row(identity).box) == ("Whose number?", "plan")
    comments.remove_collected(world.actor("manager"), world.a3, identity)
    assert not bodies(world.actor("manager"), world.a3)


def test_what_was_sent_stays_as_it_is(world: World) -> None:
    submitted(world)
    identity = sent(world.actor("manager"), world.a3)
    with pytest.raises(WrongState, match="stays as it is"):
        comments.edit_collected(world.actor("manager"), world.a3, identity, CommentChange("Other words"))
    with pytest.raises(WrongState):
        comments.remove_collected(world.actor("manager"), world.a3, identity)
    assert bodies(world.actor("reader"), world.a3) == ["Which number?"]


def test_an_answer_tells_those_who_wrote_in_the_thread(world: World) -> None:
    submitted(world)
    identity = sent(world.actor("manager"), world.a3)
    forget()
    comments.answer(world.actor("coordinator"), world.a3, identity, "4,155 of 32,209")
    assert told() == [("Maja Lind", "answered")]
    comments.answer(world.actor("manager"), world.a3, identity, "Thank you, @Mia")
    assert told()[1:] == [("Cem Aydin", "answered"), ("Mia Rossi", "mentioned")]
    comments.answer(world.actor("manager"), world.a3, identity, "Thank you, @Mia")
    assert len(told()) == 3


def test_who_has_left_the_stream_hears_no_answer(world: World) -> None:
    submitted(world)
    reader = invited(world)
    identity = sent(reader, world.a3)
    forget()
    (held,) = readers_of(world.stream)
    remove_reader(world.actor("manager"), world.stream, held.id)
    comments.answer(world.actor("coordinator"), world.a3, identity, "It is the first day")
    assert told() == []


def test_who_talks_alone_talks_to_coordinator_and_owner(world: World) -> None:
    submitted(world)
    identity = sent(world.actor("manager"), world.a3)
    forget()
    comments.answer(world.actor("manager"), world.a3, identity, "I mean the first day")
    assert told() == [("Cem Aydin", "answered"), ("Olaf Brandt", "answered")]


def test_an_answer_is_not_empty_and_not_endless_and_answers_what_was_sent(world: World) -> None:
    submitted(world)
    identity, hidden = sent(world.actor("manager"), world.a3), comment(world.actor("manager"), world.a3, "x")
    for body in ("", " ", "a" * 2_001):
        with pytest.raises(Invalid):
            comments.answer(world.actor("member"), world.a3, identity, body)
    for role in ("manager", "member"):
        with pytest.raises(NotFound):
            comments.answer(world.actor(role), world.a3, hidden, "Seen")
    with pytest.raises(NotAllowed):
        comments.answer(world.actor("reader"), world.a3, identity, "May I?")


@pytest.mark.parametrize("role", ["manager", "deputy", "coordinator", "member"])
def test_a_thread_is_resolved_and_opened_again(world: World, role: str) -> None:
    submitted(world)
    identity = sent(world.actor("manager"), world.a3)
    for _ in range(2):
        comments.resolve(world.actor(role), world.a3, identity)
    assert row(identity).resolved_by == world.people[role]
    comments.resolve(world.actor(role), world.a3, identity, resolved=False)
    assert row(identity).resolved_at is None
    assert acts().count(("resolved a comment on", "a3", a3_of(world.a3).id)) == 1


def test_an_invited_reader_resolves_the_own_comment_and_no_other(world: World) -> None:
    submitted(world)
    reader = invited(world)
    own, other = sent(reader, world.a3, "Mine"), sent(world.actor("manager"), world.a3, "Not mine")
    comments.resolve(reader, world.a3, own)
    with pytest.raises(NotAllowed, match="Only who wrote the comment"):
        comments.resolve(reader, world.a3, other)


def test_nobody_comments_on_an_archived_a3(world: World) -> None:
    submitted(world)
    identity = sent(world.actor("manager"), world.a3)
    a3s.archive_a3(world.actor("coordinator"), world.a3)
    for act in (
        lambda: comment(world.actor("manager"), world.a3, "Still"),
        lambda: comments.answer(world.actor("member"), world.a3, identity, "Still"),
        lambda: comments.resolve(world.actor("member"), world.a3, identity),
    ):
        with pytest.raises(WrongState, match="archived"):
            act()


def test_a_comment_changes_no_version_and_no_revision(world: World) -> None:
    submitted(world)
    sent(world.actor("manager"), world.a3)
    suggestion(world.actor("manager"), world.a3)
    send(world.actor("manager"), world.a3, Said.COMMENT)
    newest = latest_revision(a3_of(world.a3).id)
    assert newest
    assert (newest.number, a3_of(world.a3).version) == (1, 1)
