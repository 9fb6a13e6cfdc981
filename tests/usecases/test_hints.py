"""A hint is dismissed with a word by whoever writes, and taken back."""

from __future__ import annotations

import pytest

from a3tracker.db.hints import dismissed_on
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, WrongState
from a3tracker.usecases import a3s
from a3tracker.usecases.hints import dismiss_hint, hinted_a3, take_back
from tests.journal import lines
from tests.walk import a3_of, write
from tests.world import World

VAGUE = "Many of our dental practices are unhappy with how we answer them, and more and more go elsewhere."


@pytest.fixture
def vague(world: World) -> World:
    """A problem that is told without a figure."""
    write(world.actor("member"), world.a3, "perceive", VAGUE)
    return world


def test_a_dismissal_stands_with_who_and_why_and_is_taken_back(vague: World) -> None:
    dismiss_hint(vague.actor("member"), vague.a3, "vague", " The figure comes from the desk ")
    found = dismissed_on(a3_of(vague.a3).id)["vague"]
    assert (found.by, found.row.words) == ("Mia Rossi", "The figure comes from the desk")
    dismiss_hint(vague.actor("coordinator"), vague.a3, "vague", "Later")
    assert dismissed_on(a3_of(vague.a3).id)["vague"].by == "Mia Rossi"
    for _ in range(2):
        take_back(vague.actor("coordinator"), vague.a3, "vague")
    assert dismissed_on(a3_of(vague.a3).id) == {}
    said = [line for line in lines("a3") if "hint" in line.act]
    assert [line.act for line in said] == ["dismissed a hint on", "took back a dismissed hint on"]
    assert "desk" not in "".join(line.detail for line in said)


def test_a_dismissal_holds_when_the_text_changes(vague: World) -> None:
    dismiss_hint(vague.actor("member"), vague.a3, "vague", "Nobody counts them")
    write(vague.actor("member"), vague.a3, "perceive", f"{VAGUE} They say so often.", 1)
    assert set(dismissed_on(a3_of(vague.a3).id)) == {"vague"}


def test_a_dismissal_needs_its_word_and_a_hint_that_speaks(vague: World) -> None:
    member = vague.actor("member")
    for words in ("", "  ", "x" * 201):
        with pytest.raises(Invalid):
            dismiss_hint(member, vague.a3, "vague", words)
    with pytest.raises(WrongState, match="gone by itself"):
        dismiss_hint(member, vague.a3, "reflection", "Said in Check")
    for act in (
        lambda: dismiss_hint(member, vague.a3, "tone", "No"),
        lambda: take_back(member, vague.a3, "tone"),
    ):
        with pytest.raises(NotFound):
            act()
    assert dismissed_on(a3_of(vague.a3).id) == {}


@pytest.mark.parametrize("role", ["manager", "deputy", "reader", "colleague", "administrator"])
def test_nobody_else_reads_or_dismisses_them(vague: World, role: str) -> None:
    for act in (
        lambda: hinted_a3(vague.actor(role), vague.a3),
        lambda: dismiss_hint(vague.actor(role), vague.a3, "vague", "No"),
        lambda: take_back(vague.actor(role), vague.a3, "vague"),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_an_archived_a3_keeps_its_hints_and_takes_no_dismissal(vague: World) -> None:
    a3s.archive_a3(vague.actor("coordinator"), vague.a3)
    assert hinted_a3(vague.actor("member"), vague.a3)
    with pytest.raises(WrongState, match="archived"):
        dismiss_hint(vague.actor("member"), vague.a3, "vague", "No")
    with pytest.raises(WrongState, match="archived"):
        take_back(vague.actor("member"), vague.a3, "vague")
