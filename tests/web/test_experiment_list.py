"""The list of experiments, and the home page that asks when the day to look has come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from a3tracker.usecases.transaction import now
from tests.visitor import Visitor
from tests.web.test_experiments import CAME, LIST, RESULT, logged
from tests.world import World

As = Callable[[str], Visitor]


def test_the_list_is_filtered_by_its_address(as_: As, world: World) -> None:
    browser = as_("member")
    logged(browser)
    logged(browser, once="1f" * 16, tried="Wrote to ten", ring="existing")
    browser.send(RESULT, CAME)
    for query, shown, hidden in (
        ("?state=finished", "Called five", "Wrote to ten"),
        ("?state=open", "Wrote to ten", "Called five"),
        ("?ring=existing", "Wrote to ten", "Called five"),
    ):
        found = browser.read(LIST + query).partition('<ol class="trials">')[2]
        assert shown in found
        assert hidden not in found
    assert "No experiment fits these filters" in browser.read(f"{LIST}?ring=new")
    assert "Called five" in browser.read(f"{LIST}?state=lost&ring=lost")


def test_the_newest_stands_first(as_: As, world: World) -> None:
    browser = as_("member")
    logged(browser)
    logged(browser, once="1f" * 16, tried="Wrote to ten", day="2026-07-01")
    logged(browser, once="2f" * 16, tried="Visited two", day="2026-06-01")
    page = browser.read(LIST).partition('<ol class="trials">')[2]
    places = [page.index(words) for words in ("Wrote to ten", "Called five", "Visited two")]
    assert places == sorted(places)


def test_an_empty_list_teaches(as_: As, world: World) -> None:
    assert "Log the first experiment" in as_("member").read(LIST)
    assert "Log the first experiment" not in as_("reader").read(LIST)


def test_the_home_page_asks_when_the_day_has_come(as_: As, world: World) -> None:
    logged(as_("member"), look_on=str(now().date()))
    logged(as_("member"), once="1f" * 16, look_on=str(now().date() + timedelta(days=2)))
    page = as_("member").read("/")
    assert page.count("What happened?") == 1
    assert RESULT in page
    assert RESULT in as_("coordinator").read("/")
    for role in ("owner", "manager", "reader"):
        assert RESULT not in as_(role).read("/")
