"""From the code on a printed sheet back to the live A3: what the paper still says, and typing notes in."""

from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.domain.cycles import Panel
from a3tracker.domain.rows import PersonRow
from a3tracker.usecases.a3s import archive_a3
from a3tracker.usecases.reviews import submit
from a3tracker.usecases.rows import add_row
from tests import factories
from tests.talk import submitted
from tests.visitor import Visitor
from tests.walk import write
from tests.world import World

As = Callable[[str], Visitor]


@pytest.fixture
def printed(app: Flask, world: World) -> None:
    """Revision 1 was taken."""
    with app.app_context():
        submitted(world)


def test_a_paper_that_says_what_stands_is_current(as_: As, printed: None) -> None:
    page = as_("reader").get("/p/1/1", follow_redirects=True).text
    assert "Your paper is current" in page
    assert "word by word" not in page


def test_a_paper_says_what_changed_since_by_box_and_row(
    app: Flask, as_: As, world: World, printed: None
) -> None:
    with app.app_context():
        write(world.actor("member"), 1, "plan", "Something else", 1)
        named = PersonRow(world.people["owner"], "account manager", "asks")
        add_row(world.actor("member"), 1, Panel.PEOPLE, named)
    page = as_("manager").get("/p/1/1", follow_redirects=True).text
    assert "Your paper is revision 1, written on since" in page
    with app.app_context():
        submit(world.actor("coordinator"), 1)
    page = as_("manager").get("/p/1/1", follow_redirects=True).text
    assert "Your paper is revision 1, now 2" in page
    paper = page[page.index('class="from-paper"') : page.index("</section>")]
    assert "Plan" in paper
    assert "Locate people who understand: person “Olaf Brandt”" in paper
    assert 'href="/a3/1/compare?before=1&amp;after=now"' in paper
    assert page.index("from-paper") < page.index('class="sheet-bar"')


def test_only_the_first_changes_are_named_and_the_others_counted(
    app: Flask, as_: As, world: World, printed: None
) -> None:
    with app.app_context():
        for place in range(1, 9):
            add_row(world.actor("member"), 1, Panel.PEOPLE, PersonRow(world.people["owner"], f"p{place}", ""))
    assert "and 2 more" in as_("member").read("/a3/1?paper=1")


def test_the_notes_of_a_paper_remember_its_revision(as_: As, printed: None) -> None:
    browser = as_("manager")
    assert 'href="/a3/1/notes/paper?revision=1"' in browser.read("/a3/1?paper=1")
    assert 'name="revision" type="hidden" value="1"' in browser.read("/a3/1/notes/paper?revision=1")
    page = browser.read("/a3/1/notes/paper?revision=1")
    day = page.split('name="day"')[1].split('value="')[1][:10]
    browser.send("/a3/1/notes/paper", {"box_plan": "Sooner", "day": day, "revision": "1"})
    assert 'on the paper of <a href="/a3/1/r/1">revision 1</a>' in browser.read("/a3/1/notes")


def test_whoever_is_signed_out_comes_back_to_the_paper(app: Flask, client: Visitor, printed: None) -> None:
    asked = client.get("/p/1/1")
    assert asked.location == "/sign-in?next=/p/1/1"
    known = {"email": "maja@example.org", "password": factories.PASSWORD}
    answer = client.send(asked.location, known, follow_redirects=True)
    assert "Your paper is current" in answer.text


def test_a_paper_that_was_never_taken_is_told(as_: As, printed: None) -> None:
    assert "This A3 has no revision 99; the newest is 1." in as_("member").read("/a3/1?paper=99")
    assert "from-paper" not in as_("member").read("/a3/1?paper=one")
    assert as_("stranger").get("/p/1/1").status_code == 404


def test_who_may_not_type_in_notes_is_told_why(app: Flask, as_: As, world: World, printed: None) -> None:
    assert "Ask the value stream manager for an invitation." in as_("reader").read("/a3/1?paper=1")
    with app.app_context():
        archive_a3(world.actor("coordinator"), 1)
    page = as_("member").read("/a3/1?paper=1")
    assert "Bring it back to type in notes." in page
    assert "notes/paper" not in page
