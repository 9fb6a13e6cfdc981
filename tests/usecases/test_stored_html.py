"""The safe HTML beside each revision: an old revision shows what it showed, whatever became of the boxes."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import delete, func, select, update

from a3tracker.db.a3s import A3
from a3tracker.db.base import db
from a3tracker.db.boxes import Box
from a3tracker.db.revisions import Revision, RevisionHtml, html_of
from a3tracker.rendering import live
from a3tracker.usecases import boxes
from a3tracker.usecases.a3s import found_a3
from a3tracker.usecases.boxes import BoxText
from tests.rewriting import taken
from tests.walk import write
from tests.world import World


def drawn(world: World, number: int) -> dict[str, str]:
    """The HTML of each box of a revision, as page and paper draw it."""
    placed = found_a3(world.actor("reader"), world.a3)
    revision = db.session.scalars(select(Revision).where(Revision.number == number)).one()
    sheet = live.revision_sheet(placed, revision, "", [])
    return {box.key: box.html for box in (*sheet.left, *sheet.right) if box.html}


def test_an_old_revision_keeps_the_html_that_was_stored_with_it(world: World) -> None:
    boxes.save_box(world.actor("member"), world.a3, "plan", BoxText("Ask", "<p>Ask, drawn then</p>", 1), 0)
    taken(world)
    write(world.actor("member"), world.a3, "plan", "Ask later", 1)
    taken(world)
    assert drawn(world, 1) == {"plan": "<p>Ask, drawn then</p>"}
    assert drawn(world, 2) == {"plan": "<p>Ask later</p>"}


def test_what_another_renderer_made_is_drawn_anew(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    boxes.save_box(world.actor("member"), world.a3, "plan", BoxText("Ask", "<p>Ask, drawn then</p>", 1), 0)
    taken(world)
    monkeypatch.setattr(live, "RENDERER_VERSION", 2)
    assert drawn(world, 1) == {"plan": "<p>Ask</p>"}


def test_only_what_the_newest_renderer_made_is_kept(world: World) -> None:
    member = world.actor("member")
    boxes.save_box(member, world.a3, "plan", BoxText("Ask", "<p>older</p>", 1), 0)
    boxes.save_box(member, world.a3, "act", BoxText("Keep", "<p>newer</p>", 2), 0)
    taken(world)
    stored = db.session.scalars(select(RevisionHtml)).one()
    assert (stored.renderer, json.loads(stored.html)) == (2, {"act": "<p>newer</p>"})
    assert html_of(stored.revision_id, 1) == {}


def test_boxes_that_nobody_has_drawn_yet_leave_nothing_behind(world: World) -> None:
    write(world.actor("member"), world.a3, "plan", "Ask")
    db.session.execute(update(Box).values(html="", html_version=0))
    db.session.commit()
    taken(world)
    assert db.session.scalar(select(func.count()).select_from(RevisionHtml)) == 0
    assert drawn(world, 1) == {"plan": "<p>Ask</p>"}


def test_it_goes_with_its_a3(world: World) -> None:
    write(world.actor("member"), world.a3, "plan", "Ask")
    taken(world)
    db.session.execute(delete(A3).where(A3.number == world.a3))
    assert db.session.scalar(select(func.count()).select_from(RevisionHtml)) == 0
