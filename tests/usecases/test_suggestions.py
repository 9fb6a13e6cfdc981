"""A suggested wording is taken over with one click, or declined; nothing is replaced unseen."""

import pytest

from a3tracker.db.boxes import box_of, writers_of
from a3tracker.domain.comments import Said
from a3tracker.domain.errors import NotAllowed, NotFound, OutOfDate, WrongState
from a3tracker.domain.stages import Stage
from a3tracker.usecases import a3s, reviews, suggestions
from a3tracker.usecases.boxes import BoxText
from tests.talk import comment, forget, row, send, sent, submitted, suggestion, told
from tests.walk import a3_of, decide, walk, write
from tests.world import World


@pytest.fixture
def suggested(world: World) -> int:
    """The manager suggests: What is written in perceive."""
    submitted(world)
    identity = suggestion(world.actor("manager"), world.a3)
    send(world.actor("manager"), world.a3, Said.RETURN, "Nearly")
    forget()
    return identity


def take(world: World, identity: int, role: str = "coordinator") -> None:
    """As the page does: read, render, store."""
    actor = world.actor(role)
    new = suggestions.proposed(actor, world.a3, identity)
    if new:
        written = BoxText(new.text, f"<p>{new.text}</p>", 1)
        suggestions.take(actor, world.a3, identity, written, new.version)


def text(world: World, key: str = "perceive") -> str:
    box = box_of(a3_of(world.a3).id, key)
    assert box
    return box.text


def test_a_writer_takes_the_wording_over(world: World, suggested: int) -> None:
    take(world, suggested)
    assert text(world) == "What is written in perceive"
    kept = row(suggested)
    assert (kept.taken_by, kept.resolved_by) == (world.people["coordinator"],) * 2
    assert told() == []


def test_who_takes_it_over_wrote_this_round_and_who_suggested_it_did_not(
    world: World, suggested: int
) -> None:
    take(world, suggested)
    a3 = a3_of(world.a3)
    assert writers_of(a3.id, a3.round) == {world.people["coordinator"]}
    reviews.submit(world.actor("coordinator"), world.a3)
    assert decide(world.actor("manager"), world.a3) is Stage.PREDICTION


def test_taking_it_over_twice_replaces_once(world: World, suggested: int) -> None:
    take(world, suggested)
    take(world, suggested)
    suggestions.take(world.actor("member"), world.a3, suggested, BoxText("Other", "", 1), 1)
    assert text(world) == "What is written in perceive"


def test_a_box_that_changed_elsewhere_still_takes_it(world: World, suggested: int) -> None:
    write(world.actor("member"), world.a3, "perceive", "Now: What **stands** in perceive, or not", 1)
    take(world, suggested)
    assert text(world) == "Now: What is written in perceive, or not"


def test_a_passage_that_is_gone_is_not_replaced(world: World, suggested: int) -> None:
    write(world.actor("member"), world.a3, "perceive", "Gap: 3 points", 1)
    with pytest.raises(WrongState, match="The passage changed since"):
        take(world, suggested)
    assert text(world) == "Gap: 3 points"
    assert row(suggested).taken_at is None


def test_somebody_who_writes_at_the_same_moment_is_not_overwritten(world: World, suggested: int) -> None:
    new = suggestions.proposed(world.actor("coordinator"), world.a3, suggested)
    assert new
    write(world.actor("member"), world.a3, "perceive", "What stands in perceive, and more", 1)
    written = BoxText(new.text, "", 1)
    with pytest.raises(OutOfDate, match="at the same moment"):
        suggestions.take(world.actor("coordinator"), world.a3, suggested, written, new.version)
    assert text(world) == "What stands in perceive, and more"


def test_the_occurrence_that_was_meant_is_replaced(world: World) -> None:
    submitted(world)
    write(world.actor("member"), world.a3, "perceive", "call, then call again", 1)
    reviews.submit(world.actor("coordinator"), world.a3)
    manager = world.actor("manager")
    identity = suggestion(manager, world.a3, revision=2, passage="call", occurrence=2, wording="write")
    send(manager, world.a3)
    take(world, identity)
    assert text(world) == "call, then write again"


def test_declining_leaves_the_box_and_tells_who_suggested_it(world: World, suggested: int) -> None:
    for _ in range(2):
        suggestions.decline(world.actor("coordinator"), world.a3, suggested, "It is not written, it is asked")
    assert (row(suggested).declined_why, text(world)) == (
        "It is not written, it is asked", "What stands in perceive",
    )  # fmt: skip
    assert told() == [("Maja Lind", "answered")]
    with pytest.raises(WrongState, match="declined already"):
        suggestions.take(world.actor("coordinator"), world.a3, suggested, BoxText("x", "", 1), 1)


def test_whom_the_reason_of_declining_names_hears_of_it(world: World, suggested: int) -> None:
    suggestions.decline(world.actor("coordinator"), world.a3, suggested, "@Mia and @Maja Lind, and @Stella")
    assert told() == [("Maja Lind", "answered"), ("Mia Rossi", "mentioned")]


def test_what_was_taken_over_is_not_declined_afterwards(world: World, suggested: int) -> None:
    take(world, suggested)
    with pytest.raises(WrongState, match="taken over already"):
        suggestions.decline(world.actor("coordinator"), world.a3, suggested)


@pytest.mark.parametrize("role", ["manager", "deputy", "reader", "colleague", "administrator"])
def test_only_those_who_write_take_over_and_decline(world: World, suggested: int, role: str) -> None:
    for act in (
        lambda: take(world, suggested, role),
        lambda: suggestions.decline(world.actor(role), 1, suggested),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert text(world) == "What stands in perceive"


def test_a_suggestion_that_is_not_sent_does_not_exist_for_the_team(world: World) -> None:
    submitted(world)
    identity = suggestion(world.actor("manager"), world.a3)
    with pytest.raises(NotFound):
        take(world, identity)


def test_a_comment_without_a_wording_is_no_suggestion(world: World) -> None:
    submitted(world)
    identity = sent(world.actor("manager"), world.a3)
    with pytest.raises(WrongState, match="suggests no wording"):
        take(world, identity)


def test_nothing_is_taken_over_on_a_closed_or_archived_a3(world: World, suggested: int) -> None:
    reviews.submit(world.actor("coordinator"), world.a3)
    decide(world.actor("manager"), world.a3)
    walk(world, Stage.CLOSED)
    with pytest.raises(WrongState, match="closed"):
        take(world, suggested)
    comment(world.actor("manager"), world.a3, "What we learned here")
    a3s.archive_a3(world.actor("coordinator"), world.a3)
    with pytest.raises(WrongState, match="archived"):
        take(world, suggested)
