"""What is read as columns is what stands there, changes of the same transaction included."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from a3tracker.cli.serving import DEMO, rendered
from a3tracker.db.a3s import A3
from a3tracker.db.base import db, read
from a3tracker.db.row_lines import rows_of
from a3tracker.db.rows import TABLES, Check, rows_in
from a3tracker.usecases.demo import fill_demo
from a3tracker.usecases.transaction import now
from tests.world import World


def test_what_was_changed_and_not_sent_yet_is_read(world: World) -> None:
    db.session.get_one(A3, world.a3).title = "Another title"
    check = Check(a3_id=world.a3, measure="Win rate", side="other", before_x=1, before_n=9)
    db.session.add(check)
    (row,) = read(select(A3).where(A3.id == world.a3))
    assert (row.title, row.created_at.tzinfo) == ("Another title", now().tzinfo)
    (line,) = rows_of(world.a3, "PDCA")[next(panel for panel, table in TABLES.items() if table is Check)]
    assert (line.columns.id, line.fact) == (check.id, check.fact())


def test_a_row_says_the_same_as_its_entity(app: Flask) -> None:
    """Of every kind that stands on the demo's sheets."""
    fill_demo(DEMO, rendered)
    seen = set()
    for a3 in db.session.scalars(select(A3)):
        for panel, lines in rows_of(a3.id, a3.cycle).items():
            known = rows_in(a3.id, panel)
            assert [(line.columns.id, line.fact) for line in lines] == [(row.id, row.fact()) for row in known]
            seen |= {panel} if lines else set()
    assert seen == set(TABLES)
