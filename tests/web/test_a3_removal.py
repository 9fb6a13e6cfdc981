"""Deleting an A3 for good: the page says what goes, and its number is typed to confirm it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from a3tracker.db.base import db
from a3tracker.db.printouts import Made
from a3tracker.usecases.pictures import ReadyPicture, keep_picture
from a3tracker.usecases.printouts import finish_printout, want_printout
from tests import factories
from tests.sites import Site
from tests.visitor import Visitor
from tests.walk import a3_of, fill
from tests.world import World

As = Callable[[str], Visitor]
PATH, SHA, KEY = "/a3/1/delete", "ab" * 32, "f" * 64


@pytest.fixture
def full(app: Flask, site: Site, world: World) -> World:
    """An A3 with texts, a picture and a printout, and one that came from it."""
    printouts = Path(site.instance) / "printouts"
    printouts.mkdir(exist_ok=True)
    (printouts / f"{KEY}.pdf").write_bytes(b"%PDF")
    with app.app_context():
        fill(world.actor("member"), 1, "plan", "do")
        picture = ReadyPicture(b"picture", SHA, "png", 3, 2)
        keep_picture(world.actor("member"), 1, picture, Path(site.instance) / "pictures")
        finish_printout(want_printout(world.actor("reader"), 1, "a3"), Made(KEY, 9.0, {}))
        factories.a3(world.segment, world.team, world.people["owner"], parent_id=a3_of(1).id)
        db.session.commit()
    return world


def test_the_page_says_exactly_what_goes_and_what_stays(as_: As, full: World) -> None:
    page = " ".join(as_("administrator").read(PATH).split())
    for count, words in ((2, "boxes with text"), (1, "picture"), (1, "revision"), (1, "printout")):
        assert f'{count}</span> <span class="dated-what">{words}<' in page
    assert "experiment" not in page
    assert '<a href="/a3/2">A3-2</a> came from it and stays.' in page


def test_an_administrator_types_the_number_and_everything_goes(as_: As, full: World, site: Site) -> None:
    browser = as_("administrator")
    answer = browser.send(PATH, {"name": " a3-1 "}, follow_redirects=True)
    assert "A3-1 is deleted" in answer.text
    assert browser.get("/a3/1").status_code == 404
    assert browser.get("/a3/2").status_code == 200
    assert not (Path(site.instance) / "pictures" / f"{SHA}.png").exists()
    assert not (Path(site.instance) / "printouts" / f"{KEY}.pdf").exists()


@pytest.mark.parametrize("typed", ["", "A3-2", "yes", "A3-11"])
def test_another_word_deletes_nothing_and_says_what_to_type(
    as_: As, full: World, site: Site, typed: str
) -> None:
    answer = as_("administrator").send(PATH, {"name": typed})
    assert answer.status_code == 400
    assert "Nothing was deleted. Type A3-1" in answer.text
    assert f'value="{typed}"' in answer.text
    assert as_("administrator").get("/a3/1").status_code == 200
    assert (Path(site.instance) / "pictures" / f"{SHA}.png").exists()


def test_others_see_why_they_cannot(as_: As, full: World) -> None:
    answer = as_("manager").get(PATH)
    assert answer.status_code == 403
    assert "Ask an administrator." in answer.text
    assert "The number of this A3" not in answer.text
    assert as_("manager").send(PATH, {"name": "A3-1"}).status_code == 403


def test_an_a3_with_nothing_on_it_says_so(as_: As, world: World) -> None:
    assert "Nothing is written on it yet." in as_("administrator").read(PATH)
