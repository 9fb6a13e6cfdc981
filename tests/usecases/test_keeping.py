"""What was printed is kept for a while and then cleared away; what is wanted or in use never is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from a3tracker.db.base import db
from a3tracker.db.printouts import Printout
from a3tracker.db.revisions import latest_revision
from a3tracker.usecases.keeping import clear_printouts, clearing_is_due
from a3tracker.usecases.printouts import printable_revision
from tests import factories
from tests.journal import lines
from tests.meetings import team_meeting
from tests.walk import a3_of, write
from tests.world import World

DAY = datetime(2026, 6, 30, 9, tzinfo=UTC)


@pytest.fixture
def printed(world: World) -> World:
    """An A3 with its first revision."""
    with time_machine.travel(DAY, tick=False):
        printable_revision(world.a3)
    return world


def kept(world: World, **more: Any) -> int:
    """A printout that somebody asked for and that was made on this day."""
    newest = latest_revision(a3_of(world.a3).id)
    assert newest
    known = {"kind": "sheet", "revision_id": newest.id, "paper": "a3", "state": "done", "cache_key": "f" * 64}
    moments = {"wanted_at": DAY, "done_at": DAY, "wanted_by": world.people["reader"]}
    row = factories.added(Printout(**{**known, **moments, **more}))
    db.session.commit()
    return int(row.id)


def cleared(days: float, opened: float | None = None) -> set[int]:
    """The printouts that go after so many days; files were opened last on this one."""
    at = None if opened is None else DAY + timedelta(days=opened)
    before = set(db.session.scalars(select(Printout.id)))
    with time_machine.travel(DAY + timedelta(days=days), tick=False):
        clear_printouts(lambda _key: at)
    return before - set(db.session.scalars(select(Printout.id)))


def test_what_was_made_is_kept_for_thirty_days(printed: World) -> None:
    sheet = kept(printed)
    assert cleared(29.9) == set()
    assert cleared(30.1) == {sheet}
    assert [line.act for line in lines("printout")] == ["cleared away"]


def test_what_was_opened_is_kept_for_thirty_more(printed: World) -> None:
    sheet = kept(printed)
    assert cleared(31, opened=20) == set()
    assert db.session.get_one(Printout, sheet).opened_at == DAY + timedelta(days=20)
    assert cleared(49, opened=20) == set()
    assert cleared(51, opened=20) == {sheet}


def test_what_failed_is_kept_for_a_week(printed: World) -> None:
    failed = kept(printed, state="failed", cache_key=None, message="Too large to print: box Plan.")
    assert cleared(6.9) == set()
    assert cleared(7.1) == {failed}


def test_what_was_made_ahead_goes_after_a_day_once_a_newer_revision_stands(printed: World) -> None:
    ahead, asked = kept(printed, wanted_by=None), kept(printed)
    assert cleared(2) == set()
    write(printed.actor("member"), printed.a3, "plan", "Ask first")
    printable_revision(printed.a3)
    newer = kept(printed, wanted_by=None)
    assert cleared(0.9) == set()
    assert cleared(1.1) == {ahead}
    assert cleared(29) == set()
    assert cleared(31) == {asked, newer}


def test_what_is_wanted_is_never_cleared_away(printed: World) -> None:
    kept(printed, state="wanted", cache_key=None, done_at=None)
    kept(printed, state="wanted", cache_key=None, done_at=None, wanted_by=None)
    assert cleared(400) == set()


def test_a_page_stays_with_its_pack_and_goes_with_it(printed: World) -> None:
    pack = kept(printed, kind="pack", revision_id=None, meeting_id=team_meeting(printed))
    page = kept(printed, kind="page", pack_id=pack, wanted_by=None)
    assert cleared(40, opened=20) == set()
    assert cleared(60, opened=20) == {pack, page}


def test_it_is_done_once_an_hour(printed: World) -> None:
    for minutes, due in ((0, True), (1, False), (59, False), (60, True)):
        with time_machine.travel(DAY + timedelta(minutes=minutes), tick=False):
            assert clearing_is_due() is due
