"""Files on the disk: what a row names stays, what nobody names goes, what is being written is left."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from flask import Flask

from a3tracker.db.base import db
from a3tracker.db.pictures import Picture
from a3tracker.db.printouts import Printout
from a3tracker.jobs import keeping
from a3tracker.jobs.keeping import clear_away
from a3tracker.usecases.transaction import now
from tests import factories
from tests.sites import Site
from tests.world import World

NAMED, LEFT, HALF = "a" * 64, "b" * 64, "c" * 64
HOUR = 3600.0


@pytest.fixture(autouse=True)
def _due(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "clearing_is_due", lambda: True)


@pytest.fixture
def furnished(app: Flask, world: World) -> World:
    """A blank sheet and a picture that rows name."""
    with app.app_context():
        made = {"state": "done", "cache_key": NAMED, "wanted_at": now(), "done_at": now()}
        factories.added(Printout(kind="blank", blank_cycle="PDCA", wanted_by=world.people["owner"], **made))
        drawn = {"sha": NAMED, "extension": "png", "width": 1, "height": 1, "size": 1}
        factories.added(Picture(a3_id=1, added_by=world.people["owner"], added_at=now(), **drawn))
        db.session.commit()
    return world


def lies(site: Site, folder: str, name: str, hours: float) -> Path:
    """A file that was written so many hours ago."""
    path = Path(site.instance) / folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"made")
    os.utime(path, (time.time() - hours * HOUR,) * 2)
    return path


def cleared(app: Flask) -> None:
    with app.app_context():
        clear_away()


@pytest.mark.parametrize(
    ("folder", "name", "hours", "stays"),
    [
        ("printouts", f"{NAMED}.pdf", 10_000, True),
        ("printouts", f"{LEFT}.pdf", 2, False),
        ("printouts", f"{LEFT}.pdf", 0.5, True),
        ("printouts", f".{HALF}.pdf.4711", 25, False),
        ("printouts", f".{HALF}.pdf.4711", 23, True),
        ("printouts", f".{HALF}.pdf", 25, False),
        ("printouts", f".{HALF}.pdf", 23, True),
        ("printouts", ".making", 10_000, True),
        ("printouts", "minutes.pdf", 10_000, True),
        ("pictures", f"{NAMED}.png", 10_000, True),
        ("pictures", f"{LEFT}.png", 25, False),
        ("pictures", f"{LEFT}.png", 23, True),
        ("pictures", f".{HALF}.png.0a1b2c3d", 25, False),
        ("pictures", f".{HALF}.png.0a1b2c3d", 1, True),
    ],
)
def test_a_file_stays_while_somebody_needs_it(
    app: Flask, furnished: World, site: Site, folder: str, name: str, hours: float, stays: bool
) -> None:
    path = lies(site, folder, name, hours)
    cleared(app)
    assert path.exists() is stays


def test_the_files_of_an_a3_that_was_removed_go(app: Flask, furnished: World, site: Site) -> None:
    with app.app_context():
        for row in (*db.session.query(Picture), *db.session.query(Printout)):
            db.session.delete(row)
        db.session.commit()
    paths = [lies(site, "pictures", f"{NAMED}.png", 25), lies(site, "printouts", f"{NAMED}.pdf", 2)]
    cleared(app)
    assert not any(path.exists() for path in paths)


def test_many_files_go_in_many_steps(app: Flask, furnished: World, site: Site) -> None:
    paths = [lies(site, "printouts", f"{number:064x}.pdf", 2) for number in range(keeping._BATCH + 3)]
    cleared(app)
    assert not any(path.exists() for path in paths)


def test_an_empty_data_folder_is_no_fault(app: Flask, world: World) -> None:
    cleared(app)


def test_between_two_hours_nothing_is_looked_at(
    app: Flask, furnished: World, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "clearing_is_due", lambda: False)
    path = lies(site, "printouts", f"{LEFT}.pdf", 2)
    cleared(app)
    assert path.exists()
