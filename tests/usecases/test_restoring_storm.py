"""Several people restore and write in the same moment: nothing that was written is lost."""

from __future__ import annotations

from functools import partial

from flask import Flask
from sqlalchemy import select

from a3tracker.db.base import db
from a3tracker.db.revisions import Revision
from a3tracker.domain.errors import OutOfDate
from a3tracker.domain.revisions import read_content
from a3tracker.usecases.a3s import found_a3
from a3tracker.usecases.restoring import Drawn, restore_revision, shown_now
from tests.journal import lines
from tests.rewriting import everything, overwrite, taken
from tests.usecases.test_storm import all_at_once
from tests.walk import write
from tests.world import World


def test_two_who_restore_the_same_revision_restore_it_once(app: Flask, world: World) -> None:
    everything(world)
    taken(world)
    overwrite(world)
    shown = shown_now(found_a3(world.actor("member"), world.a3))
    acts = [
        partial(restore_revision, world.actor(role), world.a3, 1, shown, Drawn({}, 1))
        for role in ("member", "owner", "coordinator")
    ]
    assert all_at_once(app, acts) == [3, 3, 3]
    assert len([line for line in lines("a3") if line.act == "restored"]) == 1


def test_a_text_that_is_saved_meanwhile_stands_or_is_in_a_revision(app: Flask, world: World) -> None:
    everything(world)
    taken(world)
    write(world.actor("member"), world.a3, "plan", "Ask later", 1)
    shown = shown_now(found_a3(world.actor("member"), world.a3))
    restored, saved = all_at_once(
        app,
        [
            partial(restore_revision, world.actor("member"), world.a3, 1, shown, Drawn({}, 1)),
            partial(write, world.actor("owner"), world.a3, "plan", "Ask never", 2),
        ],
    )
    # Whoever comes second finds that the page was out of date, and is told so.
    assert isinstance(restored, OutOfDate) != isinstance(saved, OutOfDate), (restored, saved)
    taken(world)
    kept = [read_content(content).boxes["plan"] for content in db.session.scalars(select(Revision.content))]
    assert {"Ask first"} < set(kept)
    assert "Ask never" in kept if isinstance(restored, OutOfDate) else "Ask later" in kept
