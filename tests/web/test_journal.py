"""The journal's page."""

from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.db.base import db
from a3tracker.usecases.transaction import journal
from tests.visitor import Visitor
from tests.world import World

As = Callable[[str], Visitor]


def test_an_administrator_reads_who_did_what_newest_first(as_: As, world: World) -> None:
    as_("manager").send(f"/segments/{world.segment}/archive")
    as_("manager").send(f"/segments/{world.segment}/bring-back")
    page = as_("administrator").read("/journal")
    assert page.index("brought back") < page.index("archived <a")
    assert "Maja Lind" in page
    assert f'<a href="/segments/{world.segment}">segment {world.segment}</a>' in page


def test_a_refusal_is_journalled_with_the_page_and_the_person(as_: As, world: World) -> None:
    as_("reader").send(f"/teams/{world.team}/archive")
    page = as_("administrator").read("/journal")
    assert "Rut Holm" in page
    assert "was refused" in page
    assert "page: teams.archive" in page


def test_details_read_as_words(app: Flask, as_: As) -> None:
    with app.app_context():
        journal(None, "edited", "stream", 1, manager=None, is_admin=True, count=3, digest="f" * 64)
        journal(0, "edited", "stream", 1)
        journal(999, "edited", "a3", 1)
        db.session.commit()
    page = as_("administrator").read("/journal")
    assert "count: 3, is admin: yes, manager: none" in page
    assert "<code>ffffffffffff</code>" in page
    for who in ("nobody signed in", "the command line", "person 999"):
        assert who in page


def test_a_long_journal_has_pages(app: Flask, as_: As) -> None:
    with app.app_context():
        for number in range(250):
            journal(None, f"deed {number:03}", "stream")
        db.session.commit()
    browser = as_("administrator")
    first, third = browser.read("/journal"), browser.read("/journal?page=3")
    assert "<td>deed 249" in first
    assert "<td>deed 149" not in first
    assert "Page 1 of 3" in first
    assert "<td>deed 000" in third
    assert "Page 3 of 3" in third


@pytest.mark.parametrize("page", ["0", "-4", "99999999999999999999", "x"])
def test_a_page_that_does_not_exist_shows_the_nearest(as_: As, page: str) -> None:
    assert "Journal" in as_("administrator").read(f"/journal?page={page}")


def test_an_empty_journal_shows_an_example(as_: As) -> None:
    assert "For example" in as_("administrator").read("/journal")


@pytest.mark.parametrize("role", ["manager", "coordinator", "reader", "nobody"])
def test_nobody_else_reads_it(as_: As, role: str) -> None:
    answer = as_(role).get("/journal")
    assert answer.status_code == 403
    assert "Ask an administrator." in answer.text


def test_nothing_can_be_sent_to_it(as_: As) -> None:
    assert as_("administrator").send("/journal").status_code == 405


def test_the_filter_stands_in_the_address(app: Flask, as_: As, world: World) -> None:
    as_("manager").send(f"/segments/{world.segment}/archive")
    as_("coordinator").send("/a3/1/archive")
    browser = as_("administrator")
    page = browser.read("/journal?which=a3-1&first=2020-01-01&last=2099-01-01")
    assert "1 line of those you asked for" in page
    assert '<a href="/a3/1">A3-1</a>' in page
    assert 'value="a3-1"' in page
    page = browser.read(f"/journal?person={world.people['manager']}&act=archived&thing=segment")
    assert "Maja Lind" in page
    assert 'value="archived" selected' in page
    assert "1 line of" in page


@pytest.mark.parametrize(
    "query", ["which=A3-99", "which=x", "thing=segment&which=A3-1", "thing=a3&which=x", "first=2099-01-01"]
)
def test_what_matches_no_line_says_so(as_: As, world: World, query: str) -> None:
    as_("coordinator").send("/a3/1/archive")
    as_("manager").send(f"/segments/{world.segment}/archive")
    assert "No line matches." in as_("administrator").read(f"/journal?{query}")


@pytest.mark.parametrize(
    "query",
    ["person=x", "act=%00", "act=forged", "thing=%00&which=", "first=soon", "last=", "person=99999999999"],
)
def test_what_the_address_cannot_mean_is_left_out_and_said(as_: As, world: World, query: str) -> None:
    as_("coordinator").send("/a3/1/archive")
    page = as_("administrator").read(f"/journal?{query}")
    assert "; 1 line." in page
    assert ("Left out, because" in page) == (query != "last=")


def test_exactly_what_is_filtered_is_exported(as_: As, world: World) -> None:
    as_("coordinator").send("/a3/1/archive")
    as_("manager").send(f"/segments/{world.segment}/archive")
    browser = as_("administrator")
    assert 'name="which" value="A3-1"' in browser.read("/journal?which=A3-1")
    with browser.send("/journal.csv", {"which": "A3-1"}) as answer:
        assert answer.mimetype == "text/csv"
        assert ".csv" in answer.headers["Content-Disposition"]
        assert answer.text.count("\r\n") == 2
        assert "A3-1" in answer.text
    with browser.send("/journal.json", {"thing": "segment"}) as answer:
        assert [line["act"] for line in answer.get_json()] == ["archived"]
    assert browser.read("/journal").count("<td>exported") == 2


@pytest.mark.parametrize("path", ["/journal.csv", "/journal.json"])
def test_an_export_is_asked_for_with_a_button_by_an_administrator(as_: As, path: str) -> None:
    assert as_("administrator").get(path).status_code == 405
    assert as_("administrator").post(path).status_code == 400
    for role in ("manager", "reader"):
        assert as_(role).send(path).status_code == 403
