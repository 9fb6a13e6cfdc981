"""Finding A3s again: filters and order stand in the address."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from a3tracker.db.base import db
from a3tracker.usecases.transaction import now
from tests import factories
from tests.visitor import Visitor
from tests.world import World

As = Callable[[str], Visitor]


@pytest.fixture
def shelf(app: Flask, world: World) -> None:
    """Four A3s beside the first, each apart in one way; the fifth is a stranger's."""
    today, owner = now().date(), world.people["owner"]
    closed = {"stage": "closed", "closed_at": now(), "outcome": "adopted"}
    with app.app_context():
        other = factories.segment(world.stream, "Aunts")
        factories.a3(world.segment, world.team, owner, title="b of Check", stage="check")
        factories.a3(other, world.team, owner, title="A of aunts", cycle="EDCA", next_review=today)
        factories.a3(
            world.segment, world.other_team, world.people["colleague"], title="c closed", loop=2,
            next_review=today - timedelta(days=1), **closed,
        )  # fmt: skip
        factories.a3(world.strange_segment, world.strange_team, world.people["stranger"], title="Hidden")
        factories.a3(world.segment, world.team, owner, title="Put aside", archived_at=now())
        db.session.commit()


def listed(page: str) -> list[int]:
    """The numbers of the A3s in the list, from top to bottom."""
    return [int(number) for number in re.findall(r'<td><a href="/a3/(\d+)">', page)]


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", {1, 2, 3, 4}),
        ("segment=1", {1, 2, 4}),
        ("segment=3", {3}),
        ("cycle=EDCA", {3}),
        ("owner=7", {1, 2, 3}),
        ("owner=8", {4}),
        ("stage=check", {2}),
        ("stage=closed", {4}),
        ("stream=1", {1, 2, 3, 4}),
        ("stream=2", set()),
        ("cycle=PDCA&owner=7&stage=left_side", {1}),
        ("archived=1", {6}),
        ("stage=nowhere", {1, 2, 3, 4}),
        ("cycle=OODA", {1, 2, 3, 4}),
        ("segment=&owner=&stage=&cycle=&stream=", {1, 2, 3, 4}),
        ("owner=x&page=y", {1, 2, 3, 4}),
        ("stream=99999999999999999999&owner=-1", {1, 2, 3, 4}),
        ("page=0", {1, 2, 3, 4}),
        ("page=99999999999999999999", {1, 2, 3, 4}),
        ("page=7", set()),
    ],
)
def test_a_filter_in_the_address_narrows_the_list(as_: As, query: str, numbers: set[int]) -> None:
    assert set(listed(as_("reader").read(f"/a3s?{query}"))) == numbers


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("order", "numbers"),
    [
        ("number", [1, 2, 3, 4]),
        ("title", [3, 2, 4, 1]),
        ("segment", [3, 1, 2, 4]),
        ("stage", [1, 3, 2, 4]),
        ("review", [4, 3, 1, 2]),
        ("updated", [4, 3, 2, 1]),
        ("nonsense", [4, 3, 2, 1]),
    ],
)
def test_the_order_stands_in_the_address(as_: As, order: str, numbers: list[int]) -> None:
    assert listed(as_("reader").read(f"/a3s?order={order}")) == numbers


@pytest.mark.usefixtures("shelf")
def test_an_administrator_sees_all_streams_and_a_stranger_only_the_own(as_: As) -> None:
    assert set(listed(as_("administrator").read("/a3s"))) == {1, 2, 3, 4, 5}
    assert listed(as_("stranger").read("/a3s")) == [5]
    assert listed(as_("nobody").read("/a3s")) == []


@pytest.mark.usefixtures("shelf")
def test_the_filters_offer_only_what_one_sees(as_: As) -> None:
    page = as_("reader").read("/a3s")
    for words in ("Newcomers", "Aunts", "Olaf Brandt"):
        assert f">{words}</option>" in page
    for words in ("Mobile", "Phone customers", "Stella Costa", "Nils Ohm"):
        assert words not in page


@pytest.mark.usefixtures("shelf")
def test_what_was_chosen_stays_chosen_while_the_list_is_ordered(as_: As) -> None:
    page = as_("reader").read("/a3s?stage=check&owner=7")
    assert '<option value="check" selected>' in page
    assert "/a3s?stage=check&amp;owner=7&amp;order=title" in page
    ordered = as_("reader").read("/a3s?stage=check&order=title")
    assert '<input type="hidden" name="order" value="title">' in ordered


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize("name", ["endpoint", "_scheme", "_external", "_anchor", "_method", "values", "self"])
def test_no_name_in_the_address_breaks_the_links_of_the_page(as_: As, name: str) -> None:
    page = as_("reader").read(f"/a3s?{name}=javascript:1&order=title")
    assert not re.search(r'href="(?!/|#)', page)


def test_a_list_without_a3s_shows_an_example_and_the_next_step(as_: As, world: World) -> None:
    assert "No A3 yet" in as_("nobody").read("/a3s")
    assert "No A3 fits these filters" in as_("reader").read("/a3s?stage=act")
    assert "/a3s/new" in as_("member").read("/a3s")
    assert "Teams start A3s, and you are in none" in as_("reader").read("/a3s")


def test_a_long_list_has_pages(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        for number in range(50):
            factories.a3(world.segment, world.team, world.people["owner"], title=f"A3 of day {number}")
        db.session.commit()
    first = as_("reader").read("/a3s?order=number&cycle=PDCA")
    assert listed(first) == list(range(1, 51))
    assert "order=number&amp;cycle=PDCA&amp;page=2" in first
    second = as_("reader").read("/a3s?order=number&cycle=PDCA&page=2")
    assert listed(second) == [51]
    assert "Next page" not in second


def test_a_title_is_text_and_never_markup(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        factories.a3(world.segment, world.team, world.people["owner"], title="<b>bold</b> & 'quoted'")
        db.session.commit()
    for path in ("/a3s", "/a3/2", "/"):
        page = as_("owner").read(path)
        assert "<b>bold</b>" not in page
        assert "&lt;b&gt;bold&lt;/b&gt;" in page


def test_a_list_is_not_for_who_is_signed_out(client: Visitor, world: World) -> None:
    answer = client.get("/a3s?order=title")
    assert answer.status_code == 302
    assert answer.location == "/sign-in?next=/a3s?order%3Dtitle"
