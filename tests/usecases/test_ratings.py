"""Coach and team rate the same box; what was rated is kept with it."""

from __future__ import annotations

import pytest

from a3tracker.db.ratings import Rated, ratings_on
from a3tracker.db.revisions import content_of
from a3tracker.domain.cycles import Panel
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, WrongState
from a3tracker.domain.ratings import Rater, Rating, Step, box_digest
from a3tracker.domain.rows import PersonRow
from a3tracker.domain.stages import Stage
from a3tracker.usecases import a3s
from a3tracker.usecases.ratings import rate_box
from a3tracker.usecases.rows import add_row
from tests.journal import lines
from tests.walk import a3_of, fill, walk, write
from tests.world import World


def rated(world: World) -> dict[tuple[str, Rater], Rated]:
    return ratings_on(a3_of(world.a3).id)


def test_coach_and_team_stand_side_by_side(world: World) -> None:
    write(world.actor("member"), world.a3, "plan", "Call five")
    rate_box(world.actor("member"), world.a3, "plan", Rating(Step.CLEAR))
    rate_box(world.actor("owner"), world.a3, "plan", Rating(Step.ON_THE_WAY, " Who calls? "))
    rate_box(world.actor("coordinator"), world.a3, "plan", Rating(Step.BEGUN, "No day"))
    found = rated(world)
    coach, team = found["plan", Rater.COACH], found["plan", Rater.TEAM]
    assert (coach.step, coach.by, coach.row.words) == (Step.BEGUN, "Cem Aydin", "No day")
    assert (team.step, team.by, team.row.words) == (Step.ON_THE_WAY, "Olaf Brandt", "Who calls?")
    assert coach.row.box_version == 1
    said = [line for line in lines("a3") if line.act == "rated a box of"]
    assert len(said) == 3
    assert not any(word in line.detail for line in said for word in ("No day", "step", "1"))


def test_the_same_rating_twice_is_one_and_another_text_is_another(world: World) -> None:
    coach = world.actor("coordinator")
    for _ in range(2):
        rate_box(coach, world.a3, "locate", Rating(Step.BEGUN))
    assert [line.act for line in lines("a3")].count("rated a box of") == 1
    first = rated(world)["locate", Rater.COACH].row
    assert first.box_version == 0
    add_row(world.actor("member"), world.a3, Panel.PEOPLE, PersonRow(0, "Buyer", ""), "Ines Moreau")
    digest = box_digest(content_of(a3s.found_a3(coach, world.a3)), "locate")
    assert first.box_digest != digest
    rate_box(coach, world.a3, "locate", Rating(Step.BEGUN))
    assert rated(world)["locate", Rater.COACH].row.box_digest == digest


def test_a_rating_is_in_no_revision(world: World) -> None:
    coach = world.actor("coordinator")
    before = content_of(a3s.found_a3(coach, world.a3)).digest()
    rate_box(coach, world.a3, "plan", Rating(Step.BEGUN, "No day"))
    assert content_of(a3s.found_a3(coach, world.a3)).digest() == before


@pytest.mark.parametrize("role", ["manager", "deputy", "reader", "colleague", "administrator"])
def test_nobody_else_rates(world: World, role: str) -> None:
    with pytest.raises(NotAllowed):
        rate_box(world.actor(role), world.a3, "plan", Rating(Step.CLEAR))


def test_what_cannot_be_rated_is_refused(world: World) -> None:
    with pytest.raises(NotFound):
        rate_box(world.actor("member"), world.a3, "explore", Rating(Step.CLEAR))
    with pytest.raises(NotFound):
        rate_box(world.actor("stranger"), world.a3, "plan", Rating(Step.CLEAR))
    with pytest.raises(Invalid):
        rate_box(world.actor("member"), world.a3, "plan", Rating(Step.CLEAR, "x" * 301))
    assert rated(world) == {}


def test_a_closed_and_an_archived_a3_are_not_rated_any_more(world: World) -> None:
    fill(world.actor("member"), world.a3)
    walk(world, Stage.CLOSED)
    with pytest.raises(WrongState, match="closed"):
        rate_box(world.actor("coordinator"), world.a3, "plan", Rating(Step.CLEAR))
    a3s.archive_a3(world.actor("coordinator"), world.a3)
    with pytest.raises(WrongState, match="archived"):
        rate_box(world.actor("member"), world.a3, "plan", Rating(Step.CLEAR))
