"""People, experiments and checks: typed into forms, drawn into their boxes."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from a3tracker.db.rows import row_of, rows_in
from a3tracker.domain.cycles import Panel
from a3tracker.usecases.a3s import archive_a3
from tests.visitor import Visitor
from tests.walk import a3_of
from tests.world import World

As = Callable[[str], Visitor]
TRIAL = {"day": "2026-06-30", "tried": "Called five", "expected": "Three answer"}
MEASURE = {"measure": "Came back", "side": "retention", "actual": "3 of 4", "day": "2026-06-30"}
CONTACT = {"person": "", "contact": "Vera Brunner", "position": "buyer", "role": "decides"}
EXPECTED = {
    "words": "Quotes won", "unit": "%", "point": "27", "low": "24", "high": "30", "day": "2026-06-30",
    "why": "Answers come faster",
}  # fmt: skip
FORMS: dict[str, dict[str, Any]] = {
    "experiments": TRIAL,
    "checks": MEASURE,
    "people": CONTACT,
    "predictions": EXPECTED,
}
BOXES = {"experiments": "do", "checks": "check", "people": "locate", "predictions": "plan"}
every_kind = pytest.mark.parametrize("kind", FORMS)


def stored(app: Flask, kind: str) -> list[Any]:
    with app.app_context():
        return [row.fact() for row in rows_in(a3_of(1).id, Panel(kind))]


def added(browser: Visitor, kind: str, **change: str) -> str:
    """The address of a new row."""
    assert browser.send(f"/a3/1/rows/{kind}/new", {**FORMS[kind], **change}).status_code == 302
    return f"/a3/1/rows/{kind}/1"


@pytest.mark.parametrize(("kind", "box"), BOXES.items())
def test_a_row_is_added_and_leads_back_to_its_box(as_: As, world: World, kind: str, box: str) -> None:
    answer = as_("member").send(f"/a3/1/rows/{kind}/new", FORMS[kind])
    assert (answer.status_code, answer.location) == (302, f"/a3/1#box-{box}")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("experiments", "Three answer"),
        ("checks", "3 of 4"),
        ("people", "Vera Brunner"),
        ("predictions", "24–30 %"),
    ],
)
def test_a_row_is_drawn_into_its_box(as_: As, world: World, kind: str, words: str) -> None:
    added(as_("member"), kind)
    assert words in as_("reader").read("/a3/1")


@every_kind
def test_a_row_opens_as_it_was_typed_and_is_taken_again_unchanged(
    app: Flask, as_: As, world: World, kind: str
) -> None:
    browser = as_("member")
    path = added(browser, kind)
    page = browser.read(path)
    for name, value in FORMS[kind].items():
        assert name in ("contact", "person", "side") or value in page
    before = stored(app, kind)
    with app.app_context():
        row = row_of(a3_of(1).id, Panel(kind), 1)
        person = getattr(row, "person_id", "")
    assert browser.send(path, {**FORMS[kind], "person": person, "version": 1}).status_code == 302
    assert stored(app, kind) == before


@pytest.mark.parametrize(
    ("typed", "shown"), [("1.2340", "1.2340"), ("17,2", "17.2"), ("1'000'000", "1000000"), ("0.125", "0.125")]
)
def test_a_figure_can_always_be_saved_again_as_it_is_shown(
    as_: As, world: World, typed: str, shown: str
) -> None:
    browser = as_("member")
    path = added(browser, "checks", before=typed)
    assert f'value="{shown}"' in browser.read(path)
    assert browser.send(path, {**MEASURE, "before": shown, "version": 1}).status_code == 302


@pytest.mark.parametrize(
    ("kind", "change", "field", "sentence"),
    [
        ("experiments", {"tried": ""}, "tried", "Say what you tried."),
        ("experiments", {"expected": " "}, "expected", "Say what you expect"),
        ("experiments", {"day": ""}, "day", "Give the day of the experiment."),
        ("experiments", {"day": "30.6."}, "day", "Give a date such as 2026-06-30."),
        ("checks", {"measure": "Takt time"}, "measure", "Takt time is not measured here"),
        ("checks", {"measure": ""}, "measure", "Name what is measured."),
        ("checks", {"actual": "many"}, "actual", "508 of 2953"),
        ("checks", {"before": "1.234"}, "before", "Type 1234 for the whole number"),
        ("checks", {"target": "5 of 4"}, "target", "5 of 4 cannot be"),
        ("checks", {"day": ""}, "day", "Give the day on which the actual was read."),
        ("checks", {"side": "both"}, "side", "Choose one from the list."),
        ("predictions", {"words": ""}, "words", "Say what you expect to see."),
        ("predictions", {"low": "many"}, "low", "Type one number such as 17.2"),
        ("predictions", {"point": "31"}, "point", "Give a point between"),
        ("people", {"contact": ""}, "contact", "Choose somebody, or give the name of a contact."),
        ("people", {"person": "9"}, "person", "Choose one from the list."),
        ("people", {"role": "n" * 121}, "role", "Shorten this by 1 character;"),
    ],
)
def test_a_refused_row_keeps_what_was_typed_and_names_the_field(
    app: Flask, as_: As, world: World, kind: str, change: dict[str, str], field: str, sentence: str
) -> None:
    answer = as_("member").send(f"/a3/1/rows/{kind}/new", {**FORMS[kind], **change})
    assert answer.status_code == 400
    assert f'href="#{field}"' in answer.text
    assert sentence in answer.text.replace("&#39;", "'")
    kept = [
        value for name, value in {**FORMS[kind], **change}.items() if name not in ("day", "person", "side")
    ]
    assert all(value in answer.text for value in kept if value.strip())
    assert not stored(app, kind)


def test_every_figure_that_cannot_be_read_is_named_at_once(as_: As, world: World) -> None:
    wrong = {"before": "many", "target": "few", "actual": "some"}
    page = as_("member").send("/a3/1/rows/checks/new", {**MEASURE, **wrong}).text
    assert all(f'href="#{field}"' in page for field in wrong)


def test_the_expectation_stands_once_the_result_is_in(as_: As, world: World) -> None:
    browser = as_("member")
    path = added(browser, "experiments", observed="Two answered")
    answer = browser.send(path, {**TRIAL, "observed": "Two answered", "expected": "Two answer", "version": 1})
    assert answer.status_code == 400
    assert "It was “Three answer”" in answer.text
    assert "Two answer</textarea>" in answer.text


def test_the_second_writer_of_a_row_sees_what_stands_and_keeps_the_own_words(as_: As, world: World) -> None:
    path = added(as_("member"), "experiments")
    as_("owner").send(path, {**TRIAL, "learned": "His lesson", "version": 1})
    browser = as_("member")
    answer = browser.send(path, {**TRIAL, "learned": "Her lesson", "version": 1})
    assert answer.status_code == 409
    assert "His lesson" in answer.text
    assert "Her lesson</textarea>" in answer.text
    assert 'value="2"' in answer.text
    assert browser.send(path, {**TRIAL, "learned": "Her lesson", "version": 2}).status_code == 302


def test_words_for_a_row_that_was_removed_meanwhile_are_not_lost(as_: As, world: World) -> None:
    path = added(as_("member"), "experiments")
    as_("owner").send(f"{path}/remove")
    answer = as_("member").send(path, {**TRIAL, "learned": "A dear lesson", "version": 1})
    assert answer.status_code == 404
    assert "A dear lesson" in answer.text


@every_kind
def test_a_row_is_removed(app: Flask, as_: As, world: World, kind: str) -> None:
    browser = as_("member")
    path = added(browser, kind)
    for _ in range(2):
        assert browser.send(f"{path}/remove", follow_redirects=True).request.path == "/a3/1"
    assert not stored(app, kind)


def test_the_list_of_people_holds_the_stream_and_nobody_else(as_: As, world: World) -> None:
    page = as_("member").read("/a3/1/rows/people/new")
    for name in ("Olaf Brandt", "Maja Lind", "Rut Holm"):
        assert name in page
    for name in ("Stella Costa", "Nils Ohm"):
        assert name not in page


@every_kind
@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("colleague", 403), ("stranger", 404)])
def test_only_the_team_writes_rows(as_: As, world: World, kind: str, role: str, status: int) -> None:
    path = added(as_("member"), kind)
    browser = as_(role)
    assert browser.get(f"/a3/1/rows/{kind}/new").status_code == status
    for target in (f"/a3/1/rows/{kind}/new", path, f"{path}/remove"):
        assert browser.send(target, FORMS[kind]).status_code == status


@every_kind
def test_a_form_without_its_token_is_refused_and_a_link_removes_nothing(
    app: Flask, as_: As, world: World, kind: str
) -> None:
    browser = as_("member")
    path = added(browser, kind)
    for target in (f"/a3/1/rows/{kind}/new", path, f"{path}/remove"):
        assert browser.post(target, data=FORMS[kind]).status_code == 400
    assert browser.get(f"{path}/remove").status_code == 405
    assert len(stored(app, kind)) == 1


@every_kind
def test_an_archived_a3_takes_no_rows(app: Flask, as_: As, world: World, kind: str) -> None:
    path = added(as_("member"), kind)
    with app.app_context():
        archive_a3(world.actor("coordinator"), 1)
    browser = as_("member")
    for target in (f"/a3/1/rows/{kind}/new", path, f"{path}/remove"):
        assert browser.send(target, FORMS[kind]).status_code == 409


@pytest.mark.parametrize("path", ["ghosts/new", "people/99", "checks/9999999999", "experiments/0"])
def test_rows_that_do_not_exist_are_not_found(as_: As, world: World, path: str) -> None:
    assert as_("member").get(f"/a3/1/rows/{path}").status_code == 404
    assert as_("member").send(f"/a3/1/rows/{path}", TRIAL).status_code == 404
