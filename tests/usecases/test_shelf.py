"""A proven standard goes to a segment of another stream as a copy; its own A3 stays unseen."""

from __future__ import annotations

from typing import Any

import pytest

from a3tracker.db.base import db
from a3tracker.db.boxes import boxes_of
from a3tracker.db.handovers import chain_of, made_from
from a3tracker.db.rows import rows_in
from a3tracker.domain.a3s import HeaderChange
from a3tracker.domain.carrying import taken
from a3tracker.domain.chains import chain_for
from a3tracker.domain.cycles import Panel
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, OutOfDate
from a3tracker.domain.handovers import hand_over
from a3tracker.rendering.chains import chain_line
from a3tracker.usecases.a3s import archive_a3, found_a3
from a3tracker.usecases.shelf import standard_on_shelf, take_standard
from tests import shelf
from tests.journal import acts
from tests.walk import a3_of, written
from tests.world import World

STEP = {"id": 1, "what": "Fill the store", "key_point": "before Monday", "reason": "it runs dry"}
TEXT = "Greet within a day.\n\n![x](/pictures/y.png)\n\n{{chart: Activation}}"


def standard(world: World, **more: Any) -> int:
    content = {"rows": {"steps": [STEP]}, "boxes": {"state": "Ours alone", "check": "Ours, too"}, **more}
    number = shelf.proven_standard(world, content=content)
    db.session.commit()
    return number


def take(world: World, number: int, key: str = "proven_standard", **more: Any) -> int:
    there = {
        "title": "Keep callers",
        "segment": world.strange_segment,
        "cycle": "",
        "team": world.strange_team,
        "owner": world.people["stranger"],
        "language": "en",
        "start": None,
        "target_end": None,
        "next_review": None,
    }
    texts = taken(hand_over(key), standard_on_shelf(number).source).texts
    drawn = {box: written(text) for box, text in texts.items()}
    actor = world.actor(more.pop("role", "stranger"))
    return take_standard(actor, number, key, HeaderChange(**{**there, **more}), drawn)


def test_its_steps_go_over_and_where_they_are_proven_and_nothing_else(world: World) -> None:
    source = standard(world)
    a3 = a3_of(take(world, source))
    assert (a3.cycle, a3.loop, a3.stage, a3.parent_id) == ("SDCA", 1, "left_side", a3_of(source).id)
    (step,) = rows_in(a3.id, Panel.STEPS)
    assert step.fact().plain(1) == {**step.fact().plain(1), **STEP, "id": 1}
    (key, box) = next(iter(boxes_of(a3.id).items()))
    assert key == "state"
    assert f"Proven in A3-{source}, Evening editors" in box.text
    assert len(boxes_of(a3.id)) == 1


def test_they_begin_a_plan_as_countermeasures_that_nobody_has_done_here(world: World) -> None:
    source = standard(world)
    (row,) = rows_in(a3_of(take(world, source, "proven_plan")).id, Panel.COUNTERMEASURES)
    plain = row.fact().plain(1)
    assert plain["what"] == f"Fill the store (proven in A3-{source})"
    assert not plain.get("done")


def test_a_standard_that_is_a_text_goes_over_without_pictures_and_charts(world: World) -> None:
    source = standard(world, rows={}, boxes={"standard": TEXT})
    text = boxes_of(a3_of(take(world, source)).id)["standard"].text
    assert "Greet within a day." in text
    assert "![" not in text
    assert "chart" not in text


def test_taken_twice_it_is_one_and_once_archived_it_can_be_taken_anew(world: World) -> None:
    source = standard(world)
    first = take(world, source)
    assert take(world, source) == first
    archive_a3(world.actor("stranger"), first)
    assert take(world, source) != first


def test_its_own_a3_is_not_opened_and_not_written(world: World) -> None:
    source = standard(world)
    before = a3_of(source).updated_at
    number = take(world, source)
    with pytest.raises(NotFound):
        found_a3(world.actor("stranger"), source)
    assert a3_of(source).updated_at == before
    (made,) = made_from(a3_of(source).id)
    assert made.number == number
    assert acts()[-1][:2] == ("took the standard of", "a3")


def test_each_side_sees_of_the_chain_what_the_shelf_shows(world: World) -> None:
    source = standard(world)
    number = take(world, source)
    links = chain_of(a3_of(number).id)
    here = chain_for(links, {world.strange_stream})
    there = chain_for(links, {world.stream})
    assert (
        chain_line(here, a3_of(number).id)
        == f"□ A3-{source} proven in Evening editors → [□ A3-{number}] in Phone customers"
    )
    assert chain_line(there, a3_of(source).id) == f"[□ A3-{source}] → □ A3-{number} in another stream"
    assert "Keep callers" not in {link.title for link in there}
    assert "Keep it healthy" not in {link.title for link in here}


@pytest.mark.parametrize("role", ["nobody", "stranger_manager", "reader"])
def test_who_coordinates_no_team_there_does_not_take_it(world: World, role: str) -> None:
    source = standard(world)
    with pytest.raises((NotAllowed, Invalid)):
        take(world, source, role=role)
    assert made_from(a3_of(source).id) == []


def test_it_is_not_taken_to_where_it_is_proven(world: World) -> None:
    source = standard(world)
    ours = {"segment": world.segment, "team": world.team, "owner": world.people["owner"]}
    with pytest.raises(Invalid, match="another segment"):
        take(world, source, role="coordinator", **ours)


def test_what_lies_not_on_the_shelf_is_not_taken(world: World) -> None:
    with pytest.raises(NotFound):
        standard_on_shelf(world.a3)


def test_a_text_that_was_agreed_anew_meanwhile_is_looked_at_first(world: World) -> None:
    source = standard(world)
    change = HeaderChange("x", world.strange_segment, "", world.strange_team, world.people["stranger"])
    with pytest.raises(OutOfDate):
        take_standard(world.actor("stranger"), source, "proven_standard", change, {})
