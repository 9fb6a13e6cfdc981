"""A check sheet to tally on: nothing is lost when two count at once; drawn as a Pareto."""

from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.db.rows import rows_in
from a3tracker.db.tallies import Tally
from a3tracker.domain.cycles import Panel
from a3tracker.usecases.a3s import archive_a3
from tests.visitor import Visitor
from tests.walk import a3_of
from tests.world import World

As = Callable[[str], Visitor]
NEW, SHEET = "/a3/1/rows/tallies/new", "/a3/1/tallies/1"
LOST = {"title": "Why quotes are lost", "unit": "quotes", "lines": "Price\t12\nNo answer\t5\nMoved\t1"}


def begun(browser: Visitor, **change: str) -> Visitor:
    assert browser.send(NEW, {**LOST, **change}).location == "/a3/1#box-analyse"
    return browser


def lines(app: Flask) -> dict[str, float]:
    with app.app_context():
        (row,) = rows_in(a3_of(1).id, Panel.TALLIES)
        assert isinstance(row, Tally)
        return {line.words: line.count for line in row.fact().lines}


def test_a_check_sheet_is_drawn_as_a_pareto_in_its_box_and_on_its_page(as_: As, world: World) -> None:
    begun(as_("member"))
    for path in ("/a3/1", SHEET):
        page = as_("reader").read(path)
        assert "2 of 3 carry 94 % of 18 quotes: Price, No answer." in page
        assert "<title>Pareto of Why quotes are lost." in page
    assert SHEET in as_("reader").read("/a3/1")


def test_a_mark_places_the_pareto_in_any_box(as_: As, world: World) -> None:
    browser = begun(as_("member"))
    browser.send(
        "/a3/1/box/plan", {"text": "{{pareto: why quotes are lost}} {{pareto: other}}", "version": "0"}
    )
    page = browser.read("/a3/1")
    assert page.count("<title>Pareto of Why quotes are lost.") == 4
    assert "There is no check sheet called “other” on this A3." in page
    assert "<option>Why quotes are lost</option>" in browser.read("/a3/1/box/plan")


@pytest.mark.parametrize(("step", "stands"), [("1", 13), ("-1", 11)])
def test_a_button_counts_one_more_or_one_less(
    app: Flask, as_: As, world: World, step: str, stands: int
) -> None:
    browser = begun(as_("member"))
    answer = browser.send(f"{SHEET}/count", {"words": "Price", "step": step})
    assert (answer.status_code, answer.location) == (302, f"{SHEET}#tally")
    assert lines(app)["Price"] == stands


def test_two_who_tally_at_once_lose_nothing_and_an_old_form_is_refused(
    app: Flask, as_: As, world: World
) -> None:
    member, owner = begun(as_("member")), as_("owner")
    for browser in (member, owner, member, owner):
        browser.send(f"{SHEET}/count", {"words": "Moved", "step": "1"})
    assert lines(app)["Moved"] == 5
    answer = member.send("/a3/1/rows/tallies/1", {**LOST, "unit": "offers", "version": 1})
    assert answer.status_code == 409
    assert lines(app)["Moved"] == 5


def test_as_many_lines_as_a_segment_has_journeys_are_taken_and_the_limit_is_said(
    app: Flask, as_: As, world: World
) -> None:
    browser = begun(as_("member"))
    assert "At most 100 lines." in browser.read(SHEET)
    pasted = "\n".join(f"Journey {at}\t{at}" for at in range(97))
    assert browser.send(f"{SHEET}/lines", {"lines": pasted}).status_code == 302
    assert len(lines(app)) == 100
    sheet = browser.read("/a3/1")
    assert "Journey 96" in sheet
    answer = browser.send(f"{SHEET}/lines", {"lines": "One more"})
    assert answer.status_code == 400
    assert "A check sheet has 100 lines at most." in answer.text
    assert "One more" in answer.text


def test_lines_are_added_and_pasted(app: Flask, as_: As, world: World) -> None:
    browser = begun(as_("member"))
    assert browser.send(f"{SHEET}/lines", {"lines": "Dear\nPrice\t20.5"}).status_code == 302
    assert lines(app) == {"Price": 20.5, "No answer": 5, "Moved": 1, "Dear": 0}


def test_refused_lines_keep_what_was_typed(app: Flask, as_: As, world: World) -> None:
    browser = begun(as_("member"))
    answer = browser.send(f"{SHEET}/lines", {"lines": "Dear\tmany"})
    assert answer.status_code == 400
    assert "Line 1 ends with “many”" in answer.text
    assert "Dear\tmany</textarea>" in answer.text
    assert "Dear" not in lines(app)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": ""}, "Give the check sheet a title."),
        ({"unit": ""}, "Say what is counted"),
        ({"title": "Takt"}, "Takt time is not measured here"),
        ({"lines": "Price\t-1"}, "give a count from 0"),
        ({"lines": "Price\nprice"}, "stands there twice"),
    ],
)
def test_a_refused_check_sheet_keeps_what_was_typed(
    as_: As, world: World, change: dict[str, str], sentence: str
) -> None:
    answer = as_("member").send(NEW, {**LOST, **change})
    assert answer.status_code == 400
    assert sentence in answer.text
    assert all(words.splitlines()[0] in answer.text for words in {**LOST, **change}.values() if words)


def test_a_line_that_somebody_took_away_is_told_and_nothing_else_is_counted(
    app: Flask, as_: As, world: World
) -> None:
    answer = begun(as_("member")).send(f"{SHEET}/count", {"words": "Gone", "step": "1"})
    assert answer.status_code == 409
    assert "This line is not there any more." in answer.text
    assert sum(lines(app).values()) == 18


@pytest.mark.parametrize(
    ("role", "seen", "written"), [("reader", 200, 403), ("colleague", 200, 403), ("stranger", 404, 404)]
)
def test_who_sees_a_check_sheet_and_who_tallies(
    as_: As, world: World, role: str, seen: int, written: int
) -> None:
    begun(as_("member"))
    browser = as_(role)
    assert browser.get(SHEET).status_code == seen
    assert browser.send(f"{SHEET}/count", {"words": "Price", "step": "1"}).status_code == written
    assert browser.send(f"{SHEET}/lines", {"lines": "Dear"}).status_code == written


def test_an_archived_a3_is_not_tallied(app: Flask, as_: As, world: World) -> None:
    browser = begun(as_("member"))
    with app.app_context():
        archive_a3(world.actor("coordinator"), 1)
    for path in ("count", "lines"):
        assert browser.send(f"{SHEET}/{path}", {"words": "Price", "step": "1"}).status_code == 409


def test_wrong_methods_missing_tokens_and_sheets_that_are_not_there(as_: As, world: World) -> None:
    browser = begun(as_("member"))
    for path in ("count", "lines"):
        assert browser.get(f"{SHEET}/{path}").status_code == 405
        assert browser.post(f"{SHEET}/{path}", data={"words": "Price", "step": "1"}).status_code == 400
        assert browser.send(f"/a3/1/tallies/9/{path}", {"lines": "Dear"}).status_code == 404
    assert browser.get("/a3/1/tallies/9").status_code == 404


def test_an_empty_check_sheet_says_so(as_: As, world: World) -> None:
    begun(as_("member"), lines="")
    assert "Nothing is counted yet." in as_("reader").read(SHEET)
    assert "No line yet." in as_("reader").read(SHEET)
