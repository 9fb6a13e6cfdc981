"""The history of an A3: its list, two revisions compared, an old one shown, printed and restored."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.usecases import a3s, reviews
from a3tracker.web import printouts
from tests.rewriting import everything, overwrite, taken
from tests.sites import Site
from tests.visitor import Visitor
from tests.walk import decide, fill, write
from tests.world import World

As = Callable[[str], Visitor]


@pytest.fixture
def written(app: Flask, world: World) -> World:
    """Revision 1, written over since, revision 2 of that, and written on again."""
    with app.app_context():
        everything(world)
        taken(world)
        overwrite(world)
        taken(world)
        write(world.actor("member"), 1, "act", "Newer words")
    return world


def hidden(page: str) -> dict[str, str]:
    """What the button that restores sends."""
    fields = dict(re.findall(r'name="(newest|digest)" value="(\w+)"', page))
    assert fields.keys() == {"newest", "digest"}
    return fields


def test_the_history_names_each_revision_newest_first(app: Flask, as_: As, written: World) -> None:
    page = as_("reader").read("/a3/1/history")
    assert page.index('/a3/1/r/2">2<') < page.index('/a3/1/r/1">1<')
    for words in (
        "Rut Holm",
        "to be printed",
        "written on since",
        'value="now" checked',
        'value="2" checked',
    ):
        assert words in page
    assert len(re.findall(r"<code>[0-9a-f]{12}</code>", page)) == 2


def test_the_history_says_what_was_decided(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        fill(world.actor("member"), 1)
        reviews.submit(world.actor("coordinator"), 1)
        decide(world.actor("manager"), 1)
    page = as_("reader").read("/a3/1/history")
    assert "left side agreed by Maja Lind, round 1" in page
    assert "asked for agreement" in page


def test_an_a3_without_revision_shows_an_example_and_compares_nothing(as_: As, world: World) -> None:
    assert "For example" in as_("reader").read("/a3/1/history")
    assert as_("reader").get("/a3/1/compare").status_code == 404


def test_two_revisions_are_compared_word_by_word(as_: As, written: World) -> None:
    page = as_("reader").read("/a3/1/compare?before=1&after=2")
    assert "From revision 1 to revision 2" in page
    for words in ("first", "later", "Another title", "Olaf Brandt", "Mia Rossi", ": person"):
        assert words in page
    assert re.search(r"<del><span class=\"unseen\">\[gone: </span>first", page)
    assert re.search(r"<ins><span class=\"unseen\">\[added: </span>later", page)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "From revision 1 to revision 2"),
        ("?after=now", "From revision 2 to what stands now: 1 change."),
        ("?before=1&after=now", "From revision 1 to what stands now"),
        ("?before=2&after=1", "From revision 2 to revision 1"),
        ("?before=2&after=2", "nothing"),
        ("?before=x&after=99999999999999", "From revision 1 to revision 2"),
    ],
)
def test_what_the_address_asks_for_is_compared(as_: As, written: World, query: str, words: str) -> None:
    assert words in as_("reader").read(f"/a3/1/compare{query}")


def test_a_first_revision_is_compared_with_what_stands_now(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        everything(world)
        taken(world)
    assert "From revision 1 to what stands now: nothing." in as_("reader").read("/a3/1/compare")


@pytest.mark.parametrize("path", ["/a3/1/compare?before=9&after=2", "/a3/1/r/9", "/a3/1/r/99999999999999"])
def test_a_revision_that_was_never_taken_is_not_found(as_: As, written: World, path: str) -> None:
    assert as_("reader").get(path).status_code == 404


def test_an_old_revision_is_shown_as_it_was_and_says_that_it_is_old(as_: As, written: World) -> None:
    page = as_("reader").read("/a3/1/r/1")
    assert "Ask first" in page
    assert "Newer words" not in page
    assert "This is old" in page
    assert "/a3/1/compare?before=1&amp;after=now" in page
    assert "Only" in page  # Why a reader cannot restore it.


def test_what_stands_now_needs_no_restoring(app: Flask, as_: As, written: World) -> None:
    with app.app_context():
        taken(written)
    page = as_("member").read("/a3/1/r/3")
    assert "This is what stands on the A3 now." in page
    assert "Restore it" not in page


def test_a_writer_restores_an_old_revision(as_: As, written: World) -> None:
    browser = as_("member")
    answer = browser.send("/a3/1/r/1/restore", hidden(browser.read("/a3/1/r/1")))
    assert (answer.status_code, answer.location) == (302, "/a3/1")
    page = browser.read("/a3/1")
    assert "Revision 1 is restored: it stands again, as revision 4." in page
    assert "Ask first" in page
    assert "Newer words" in browser.read("/a3/1/r/3")


def test_somebody_who_wrote_meanwhile_is_not_overwritten(app: Flask, as_: As, written: World) -> None:
    browser = as_("member")
    fields = hidden(browser.read("/a3/1/r/1"))
    with app.app_context():
        write(written.actor("owner"), 1, "act", "Newest of all", 1)
    answer = browser.send("/a3/1/r/1/restore", fields)
    assert answer.status_code == 409
    assert "Nothing was restored" in answer.text
    assert "Newest of all" in browser.read("/a3/1")


def test_an_old_revision_is_printed_as_it_was(
    as_: As, written: World, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printouts, "PATIENCE", 0)
    monkeypatch.setattr(printouts, "printing_works", lambda: True)
    browser = as_("reader")
    assert browser.send("/a3/1/print", {"paper": "a3", "revision": "1"}).location == "/printouts/3"
    assert "A3-1, revision 1" in browser.read("/printouts/3")
    assert '/a3/1/r/3"' not in browser.read("/a3/1/history")
    for wrong in ("9", "x", "99999999999"):
        assert browser.send("/a3/1/print", {"paper": "a3", "revision": wrong}).status_code == 404


def test_the_paper_leads_to_what_changed_since(as_: As, written: World) -> None:
    page = as_("reader").read("/a3/1?paper=1")
    assert "/a3/1/compare?before=1&amp;after=now" in page
    assert "/a3/1/history" in page
    assert "/compare" not in as_("reader").read("/a3/1?paper=77")


@pytest.mark.parametrize("path", ["/a3/1/history", "/a3/1/compare", "/a3/1/r/1"])
def test_strangers_see_nothing_of_it(as_: As, written: World, path: str) -> None:
    assert as_("stranger").get(path).status_code == 404


def test_who_may_not_write_restores_nothing(app: Flask, as_: As, written: World) -> None:
    assert as_("stranger").send("/a3/1/r/1/restore").status_code == 404
    for role in ("reader", "manager", "administrator"):
        assert as_(role).send("/a3/1/r/1/restore").status_code == 403
    assert as_("member").get("/a3/1/r/1/restore").status_code == 405
    assert as_("member").post("/a3/1/r/1/restore").status_code == 400
    with app.app_context():
        a3s.archive_a3(written.actor("coordinator"), 1)
    assert as_("member").send("/a3/1/r/1/restore").status_code == 409
    assert "archived" in as_("member").read("/a3/1/r/1")
