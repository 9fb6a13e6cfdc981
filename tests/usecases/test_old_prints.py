"""An old revision prints as it did: its stage, its way and what was locked, whatever came afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest

from a3tracker.db.base import db
from a3tracker.db.boxes import box_of
from a3tracker.db.reviews import rounds_of
from a3tracker.db.revision_history import history_of
from a3tracker.db.revisions import revision_numbered
from a3tracker.domain.papers import PAPERS
from a3tracker.domain.reviews import Move
from a3tracker.domain.stages import ORDER, Stage
from a3tracker.rendering.live import revision_sheet
from a3tracker.rendering.paperhtml import cache_key, html_for
from a3tracker.usecases import boxes, control_points, reviews
from a3tracker.usecases.a3s import found_a3
from a3tracker.usecases.cycle_changes import carried_texts, change_cycle
from a3tracker.usecases.printouts import want_printout
from tests import factories
from tests import walk as walking
from tests.walk import a3_of, decide_shown, expect, fill, shown, soon, walk, written
from tests.world import World


def prints(world: World, number: int) -> dict[int, str]:
    """What each revision prints, by its number."""
    placed = found_a3(world.actor("reader"), number)
    rounds, found = rounds_of(placed.a3.id), {}
    for taken in history_of(placed.a3.id):
        revision = revision_numbered(placed.a3.id, taken.number)
        assert revision
        found[taken.number] = html_for(revision_sheet(placed, revision, "https://a3.example", rounds), "a3")
    return found


def printed_now(world: World, number: int) -> dict[int, str]:
    """The newest revision, as it prints now."""
    want_printout(world.actor("reader"), number, "a3")
    found = prints(world, number)
    return {max(found): found[max(found)]}


def rewrite(world: World, number: int, key: str, text: str) -> None:
    """Write in a box, whatever version it has."""
    box = box_of(a3_of(number).id, key)
    boxes.save_box(world.actor("member"), number, key, written(text), box.version if box else 0)


def ready(world: World, cycle: str) -> int:
    """A full A3 with the date of its Check planned, as the lock will name it."""
    number = factories.a3(world.segment, world.team, world.people["owner"], cycle=cycle)
    db.session.commit()
    fill(world.actor("member"), number)
    expect(world, number)
    control_points.plan_dates(world.actor("coordinator"), number, {4: soon()}, a3_of(number).version)
    return number


@pytest.mark.parametrize("cycle", ["EDCA", "PDCA"])
def test_each_revision_on_the_way_prints_as_it_did(world: World, cycle: str) -> None:
    number = ready(world, cycle)
    seen = printed_now(world, number)
    for stage in ORDER[1:]:
        walk(world, stage, "adopted" if cycle == "PDCA" else "promoted", number)
        seen |= printed_now(world, number)
        if stage is not Stage.CLOSED:
            rewrite(world, number, "act", f"Written in {stage}")
            seen |= printed_now(world, number)
    assert len(seen) >= 5
    assert prints(world, number) == seen


def test_a_standard_prints_each_round_as_it_was(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    number = ready(world, "SDCA")
    seen = printed_now(world, number)
    say = walking.say_something_new

    def printed_before(world: World, number: int) -> None:
        seen.update(printed_now(world, number))
        say(world, number)

    monkeypatch.setattr(walking, "say_something_new", printed_before)
    ends = {Stage.DO: "held", Stage.CLOSED: "retired"}
    for stage in (*ORDER[1:5], Stage.DO, Stage.CHECK, Stage.ACT, Stage.CLOSED):
        walk(world, stage, ends.get(stage, ""), number)
        seen |= printed_now(world, number)
    assert len(seen) >= 4
    assert prints(world, number) == seen


def test_a_revision_from_before_another_cycle_prints_the_way_of_its_own(world: World) -> None:
    number = ready(world, "EDCA")
    walk(world, Stage.DO, number=number)
    seen = printed_now(world, number)
    texts = carried_texts(found_a3(world.actor("coordinator"), number), "PDCA")
    drawn = {key: written(text) for key, text in texts.items()}
    change_cycle(world.actor("coordinator"), number, "PDCA", "The problem was known", drawn)
    seen |= printed_now(world, number)
    assert prints(world, number) == seen
    assert "EDCA" in seen[1]
    assert "PDCA" in seen[max(seen)]


def test_an_old_revision_is_the_same_file_on_every_paper(world: World) -> None:
    number = ready(world, "PDCA")
    printed_now(world, number)

    def keys() -> dict[str, str]:
        placed = found_a3(world.actor("reader"), number)
        first = revision_numbered(placed.a3.id, 1)
        assert first
        sheet = revision_sheet(placed, first, "https://a3.example", rounds_of(placed.a3.id))
        return {paper: cache_key(html_for(sheet, paper), paper) for paper in PAPERS}

    before = keys()
    rewrite(world, number, "plan", "Written since")
    walk(world, Stage.CHECK, number=number)
    assert keys() == before


def test_an_old_revision_keeps_the_dates_that_its_readers_knew(world: World) -> None:
    number = ready(world, "PDCA")
    walk(world, Stage.DO, number=number)
    control_points.plan_dates(world.actor("coordinator"), number, {5: soon()}, a3_of(number).version)
    seen = printed_now(world, number)
    rewrite(world, number, "do", "Written since")
    seen |= printed_now(world, number)
    later = soon() + timedelta(days=30)
    control_points.plan_dates(world.actor("coordinator"), number, {5: later}, a3_of(number).version)
    newest = max(seen)
    now = prints(world, number)
    assert now[newest] != seen.pop(newest)
    assert {one: now[one] for one in seen} == seen
    control_points.plan_dates(world.actor("coordinator"), number, {5: None}, a3_of(number).version)
    now = prints(world, number)
    assert {one: now[one] for one in seen} == seen


def test_an_old_revision_keeps_the_names_of_its_place(world: World) -> None:
    number = ready(world, "PDCA")
    seen = printed_now(world, number)
    rewrite(world, number, "plan", "Written since")
    seen |= printed_now(world, number)
    placed = found_a3(world.actor("coordinator"), number)
    placed.segment.name, placed.team.name, placed.stream.name = "Renamed", "Also renamed", "This one too"
    db.session.commit()
    first, newest = min(seen), max(seen)
    now = prints(world, number)
    assert now[first] == seen[first]
    assert "Renamed" in now[newest]


def test_an_agreement_that_came_after_the_next_revision_is_not_on_the_old_paper(world: World) -> None:
    number = ready(world, "PDCA")
    reviews.submit(world.actor("coordinator"), number)
    read = shown(number)
    rewrite(world, number, "plan", "Written while the manager reads")
    seen = printed_now(world, number)
    before = prints(world, number)
    first, newest = min(before), max(before)
    decide_shown(world.actor("manager"), number, Move.AGREE, read)
    now = prints(world, number)
    assert now[first] == before[first]
    assert "agreed by" not in now[first]
    assert f"revision {first}" in now[newest]
    assert now[newest] != seen[newest]
