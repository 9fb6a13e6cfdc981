"""The shelf: everybody reads learnings and proven standards, and nothing else of another stream."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import pytest
from flask import Flask

from a3tracker.db.base import db
from tests import shelf
from tests.visitor import Visitor
from tests.web.test_queries import asked
from tests.world import World

As = Callable[[str], Visitor]
RANGE = {"measure": "Activated", "unit": "%", "low": 15.0, "high": 19.0, "trigger": "two weeks below"}
CONTENT = {
    "boxes": {"standard": "**Offer one link**\n\n![x](/pictures/y.png)\n\n{{chart: Activation}} weekly"},
    "rows": {"ranges": [{"id": 1, "responsible": 6, **RANGE}]},
}
STEP = {"id": 1, "what": "Fill the store", "key_point": "before Monday", "reason": "it runs dry"}


@pytest.fixture
def stocked(app: Flask, world: World) -> dict[str, int]:
    """A learning and a standard of the cast's stream, and a learning of the strangers'."""
    with app.app_context():
        numbers = {
            "own": shelf.learned(world, "A wall before the edit", touchpoint="first edit", cause="fear"),
            "strange": shelf.learned(world, "Callers hang up", strange=True),
            "standard": shelf.proven_standard(world, content=CONTENT),
        }
        db.session.commit()
        return numbers


@pytest.mark.parametrize("role", ["member", "stranger", "nobody", "administrator"])
def test_everybody_reads_what_was_learned_and_which_standards_hold(
    as_: As, stocked: dict[str, int], role: str
) -> None:
    page = as_(role).read("/shelf")
    for words in ("A wall before the edit", "<b>first edit</b>", "<b>fear</b>", "Callers hang up", "Mobile"):
        assert words in page
    assert f'<a href="/shelf/standards/{stocked["standard"]}">Keep it healthy</a>, version 1' in page


def test_only_those_who_see_the_a3_get_a_link_to_it(as_: As, stocked: dict[str, int]) -> None:
    own, strange = f'<a href="/a3/{stocked["own"]}">', f'<a href="/a3/{stocked["strange"]}">'
    links = {role: as_(role).read("/shelf") for role in ("reader", "stranger", "nobody", "administrator")}
    assert [own in links[role] for role in links] == [True, False, False, True]
    assert [strange in links[role] for role in links] == [False, True, False, True]
    assert f"A3-{stocked['own']}" in links["nobody"]
    assert "Closed A wall" not in links["nobody"]


def test_search_and_filters_stand_in_the_address_and_in_their_fields(
    as_: As, stocked: dict[str, int]
) -> None:
    page = as_("nobody").read("/shelf?words=wall&kind=learning&touchpoint=first+edit&cause=&segment=")
    assert "A wall" in page
    assert "Callers hang up" not in page
    assert 'name="words" value="wall"' in page
    assert '<option value="first edit" selected>' in page
    assert '<option value="learning" selected>' in page


@pytest.mark.parametrize(
    "query", ["words=" + "x" * 3000, "kind=spoon&segment=x&page=-1", "words=%00%25", "segment=99999999999999"]
)
def test_an_address_that_means_nothing_is_answered(as_: As, stocked: dict[str, int], query: str) -> None:
    assert as_("nobody").get(f"/shelf?{query}").status_code == 200


def test_a_search_without_a_hit_leads_back(as_: As, stocked: dict[str, int]) -> None:
    page = as_("nobody").read("/shelf?words=spoon")
    assert "Nothing on the shelf fits" in page
    assert 'value="spoon"' in page


def test_an_empty_shelf_teaches(as_: As, world: World) -> None:
    page = as_("nobody").read("/shelf")
    assert "For example" in page
    assert 'href="/a3s?stage=act"' in page
    assert 'role="search"' not in page


def test_the_bar_leads_to_the_shelf(as_: As, world: World) -> None:
    assert '<a href="/shelf" >Shelf</a>' in as_("nobody").read("/")
    assert '<a href="/shelf" aria-current="page">Shelf</a>' in as_("nobody").read("/shelf")


@pytest.mark.parametrize("role", ["stranger", "nobody", "reader"])
def test_a_standard_is_read_by_everybody_without_names_pictures_and_charts(
    as_: As, stocked: dict[str, int], role: str
) -> None:
    browser = as_(role)
    page = unescape(browser.read(f"/shelf/standards/{stocked['standard']}"))
    for words in ("Keep it healthy", "Evening editors", "Offer one link", "15–19 %", "two weeks below"):
        assert words in page
    for hidden in ("Mia Rossi", "Olaf Brandt", "<img", "chart:"):
        assert hidden not in page
    assert (f'href="/a3/{stocked["standard"]}"' in page) == (role == "reader")


def test_steps_stand_instead_of_the_text_where_a_standard_has_them(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        content = {**CONTENT, "rows": {"steps": [STEP]}}
        number = shelf.proven_standard(world, content=content)
        db.session.commit()
    page = as_("nobody").read(f"/shelf/standards/{number}")
    assert all(words in page for words in ("Fill the store", "before Monday", "it runs dry"))
    assert "Offer one link" not in page


@pytest.mark.parametrize("role", ["member", "nobody"])
def test_what_is_no_proven_standard_is_not_found(as_: As, stocked: dict[str, int], role: str) -> None:
    for number in (1, stocked["own"], 999):
        assert as_(role).get(f"/shelf/standards/{number}").status_code == 404


def test_the_shelf_is_only_read_and_by_those_who_signed_in(
    client: Visitor, as_: As, stocked: dict[str, int]
) -> None:
    for path in ("/shelf", f"/shelf/standards/{stocked['standard']}"):
        assert as_("member").send(path).status_code == 405
        assert client.get(path).location == f"/sign-in?next={path}"


def test_a_full_shelf_asks_no_more_than_one_of_three(
    app: Flask, as_: As, world: World, stocked: dict[str, int]
) -> None:
    browser = as_("stranger")
    paths = ("/shelf", f"/shelf/standards/{stocked['standard']}")
    few = [asked(app, browser, path) for path in paths]
    most = asked(app, as_("member"), "/a3/1")
    with app.app_context():
        for number in range(20):
            shelf.learned(world, f"Sentence {number}", touchpoint=f"touchpoint {number}")
            shelf.proven_standard(world, strange=True)
        db.session.commit()
    assert [asked(app, browser, path) for path in paths] == few
    assert asked(app, as_("member"), "/a3/1") <= most
