"""Pages of a segment's metrics, and what the segment's own page says of them."""

from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.db.base import db
from a3tracker.db.segments import Segment
from a3tracker.domain.periods import parse_period
from a3tracker.usecases.figures import TypedColumn, enter_figures
from tests.visitor import Visitor
from tests.world import World

As = Callable[[str], Visitor]
HOME = "/segments/1/metrics"
FORM = {"name": "Trials", "kind": "proportion", "side": "acquisition", "wanted": "up", "own_pace": "no"}
FREEZE = {
    "kind": "freeze",
    "period": "2025-10",
    "name": "welcome call",
    "reason": "The call begins in November",
}
LOST = [100, 102, 98, 101, 99, 103, 97, 100, 102, 98, 101, 99, 50, 40, 45, 42]


@pytest.fixture
def months(app: Flask, world: World) -> str:
    """Sixteen months of figures; the address of retention."""
    columns, start = [], 1000
    for at, lost in enumerate(LOST):
        cells = {
            "start": str(start),
            "new": str(lost),
            "won_back": "0",
            "lost": str(lost),
            "reachable": "4000",
        }
        cells |= {"own_demand": "1000", "market_demand": "4000"}
        columns.append(TypedColumn(parse_period("2025-01").shifted(at), cells))
    with app.app_context():
        enter_figures(world.actor("member"), world.segment, columns)
    return f"{HOME}/1"


def test_the_segments_page_shows_charts_with_icons_and_a_sentence(as_: As, months: str) -> None:
    page = as_("reader").read("/segments/1")
    assert "<title>Retention improv" in page
    assert "Improving" in page
    assert page.count('<article class="metric">') == 6
    assert "style=" not in page


def test_a_segment_without_figures_teaches(as_: As) -> None:
    page = as_("member").read("/segments/1")
    assert "No figures yet" in page
    assert "Enter the first figures" in page
    assert "Enter the figures, or try some here" in page


def test_keep_or_win_is_answered_from_the_figures_and_from_what_somebody_tries(as_: As, months: str) -> None:
    browser = as_("reader")
    assert "At a share of 25 %" in browser.read("/segments/1")
    page = browser.read("/segments/1?retention=88&acquisition=15&share=25&target_share=30&demand=4000")
    assert "33.2 %" in page
    assert "55.6 %" in page
    assert "<b>320 new customers are needed</b>" in page
    assert "The figures say" in page


def test_what_cannot_be_tried_is_said_at_its_field(as_: As, months: str) -> None:
    page = as_("reader").read("/segments/1?retention=188&share=many")
    assert "Give a number from 0 to 100." in page
    assert 'value="188"' in page


def test_the_answer_alone_is_there_for_the_sliders(as_: As, months: str) -> None:
    answer = as_("reader").read("/segments/1/pull?retention=88&acquisition=15&share=25")
    assert "33.2 %" in answer
    assert "<html" not in answer


def test_the_metrics_page_shows_both_charts_and_every_point_in_words(as_: As, months: str) -> None:
    page = as_("reader").read(months)
    assert page.count("<svg") == 3
    assert "above the limits" in page
    assert "Jan 2026" in page
    assert "No target yet" in page


def test_a_member_adds_a_measure_and_finds_it_among_the_figures(as_: As) -> None:
    page = as_("member").send(f"{HOME}/new", FORM, follow_redirects=True).text
    assert "The measure was added" in page
    assert "Trials, x of n" in page
    assert "No figures yet" in as_("reader").read(f"{HOME}/1")


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("name", "Takt time", "share of demand, retention or acquisition instead"),
        ("own_pace", "yes", "share of demand, retention or acquisition instead"),
        ("own_pace", "", "Answer this with yes or no."),
        ("name", "", "Name what is measured."),
        ("side", "both", "Choose one from the list."),
    ],
)
def test_a_refused_measure_keeps_what_was_typed(as_: As, field: str, typed: str, words: str) -> None:
    answer = as_("member").send(f"{HOME}/new", {**FORM, "unit": "of ten", field: typed})
    assert answer.status_code == 400
    assert words in answer.text
    assert f'id="{field}-error"' in answer.text
    assert 'value="of ten"' in answer.text


def test_a_measure_is_edited_and_an_older_form_is_refused(as_: As) -> None:
    browser = as_("member")
    browser.send(f"{HOME}/new", FORM)
    edited = {**FORM, "name": "Trials with an order", "version": "1"}
    page = browser.send(f"{HOME}/1/edit", edited, follow_redirects=True).text
    assert "Trials with an order" in page
    answer = browser.send(f"{HOME}/1/edit", {**edited, "name": "Else"})
    assert answer.status_code == 409
    assert 'value="Else"' in answer.text
    assert "Trials with an order" in answer.text


def test_the_manager_sets_a_target_and_the_chart_says_what_comes_of_it(as_: As, months: str) -> None:
    page = (
        as_("manager")
        .send(f"{months}/target", {"value": "90 %", "valid_from": "2026-01-01"}, follow_redirects=True)
        .text
    )
    assert "set by Maja Lind" in page
    assert "the 90 % target is" in page
    answer = as_("manager").send(f"{months}/target", {"value": "soon", "valid_from": "2026-01-01"})
    assert answer.status_code == 400
    assert 'value="soon"' in answer.text


def test_a_freeze_is_shown_with_person_and_reason_and_taken_back(as_: As, months: str) -> None:
    browser = as_("member")
    page = browser.send(f"{months}/limits", FREEZE, follow_redirects=True).text
    assert "frozen by Mia Rossi" in page
    assert "The call begins in November" in page
    page = browser.send(f"{months}/limits/1/withdraw", follow_redirects=True).text
    assert "taken back on" in page


def test_a_freeze_without_a_reason_keeps_what_was_typed(as_: As, months: str) -> None:
    answer = as_("member").send(f"{months}/limits", {**FREEZE, "reason": ""})
    assert answer.status_code == 400
    assert 'id="reason-error"' in answer.text
    assert 'value="welcome call"' in answer.text


def test_an_archived_metric_says_so_and_comes_back(as_: As, months: str) -> None:
    browser = as_("member")
    assert "Archived. Nothing is lost" in browser.send(f"{months}/archive", follow_redirects=True).text
    assert "Retention</a>" not in browser.read("/segments/1")
    assert "Brought back" in browser.send(f"{months}/bring-back", follow_redirects=True).text


@pytest.mark.parametrize("role", ["stranger", "stranger_manager", "nobody"])
def test_to_a_stranger_nothing_is_there(as_: As, months: str, role: str) -> None:
    browser = as_(role)
    for path in ("", "/edit", "/target", "/limits"):
        assert browser.get(f"{months}{path}").status_code == 404
    assert browser.get("/segments/1/pull").status_code == 404
    assert browser.send(f"{months}/archive").status_code == 404


def test_a_reader_changes_nothing_and_is_told_whom_to_ask(as_: As, months: str) -> None:
    browser = as_("reader")
    page = browser.read(months)
    assert "may set the target of a metric" in page
    assert "may freeze or rebase the limits of a chart" in page
    for path, form in (("/target", {"value": "1"}), ("/limits", FREEZE), ("/archive", {}), ("/edit", FORM)):
        assert browser.send(f"{months}{path}", form).status_code == 403


def test_a_link_changes_nothing_and_a_form_needs_its_token(as_: As, months: str) -> None:
    browser = as_("member")
    assert browser.get(f"{months}/archive").status_code == 405
    assert browser.post(f"{months}/archive").status_code == 400
    assert browser.post(f"{months}/limits", data=FREEZE).status_code == 400


def test_an_archived_segment_takes_no_measure(app: Flask, as_: As, world: World) -> None:
    as_("manager").send("/segments/1/archive")
    assert as_("member").send(f"{HOME}/new", FORM).status_code == 409
    with app.app_context():
        assert db.session.get_one(Segment, 1).archived_at
