"""The pages of experiments: logged in a minute, the result afterwards, the list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from a3tracker.db.rows import rows_in
from a3tracker.domain.cycles import Panel
from a3tracker.usecases.a3s import archive_a3
from a3tracker.usecases.transaction import now
from tests.visitor import Visitor
from tests.walk import a3_of
from tests.world import World

As = Callable[[str], Visitor]
LIST, NEW, RESULT = "/a3/1/experiments", "/a3/1/experiments/new", "/a3/1/experiments/1/result"
KEY = "0f" * 16
TRIAL = {
    "tried": "Called five", "for_whom": "House managers", "touchpoint": "The phone",
    "expected": "Three answer", "why": "They sit at a desk", "ring": "prospect", "warm_link": "Ines Moreau",
    "measure": "Answers",
    "unit": "calls", "low": "3", "high": "4", "day": "2026-06-30", "who": "", "once": KEY,
}  # fmt: skip
CAME = {"observed": "Two answered", "seen": "2", "did": "Rang back", "learned": "Write first", "version": "1"}
JSON = {"Accept": "application/json"}


def logged(browser: Visitor, **change: str) -> None:
    assert browser.send(NEW, {**TRIAL, **change}).status_code == 302


def stored(app: Flask) -> list[Any]:
    with app.app_context():
        return [row.fact() for row in rows_in(a3_of(1).id, Panel.EXPERIMENTS)]


def test_an_experiment_is_logged_and_stands_on_list_and_sheet(as_: As, world: World) -> None:
    browser = as_("member")
    answer = browser.send(NEW, TRIAL)
    assert (answer.status_code, answer.location) == (302, LIST)
    assert "Answers: 3–4 calls" in as_("reader").read(LIST)
    for path in (LIST, "/a3/1"):
        page = as_("reader").read(path)
        for words in ("Called five, for House managers", "Three answer", "3–4 calls", "The phone"):
            assert words in page
        assert "through Ines Moreau" in page
        assert "They sit at a desk" in page


def test_the_form_begins_with_today_and_with_me(app: Flask, as_: As, world: World) -> None:
    page = as_("member").read(NEW)
    assert f'value="{now().date()}"' in page
    assert f'selected value="{world.people["member"]}">Mia Rossi' in page
    assert "Stella Costa" not in page


def test_touchpoints_and_warm_links_are_offered_again(as_: As, world: World) -> None:
    logged(as_("member"))
    page = as_("owner").read(NEW)
    for words in ("The phone", "Ines Moreau"):
        assert f'<option value="{words}">' in page


def test_a_cold_contact_raises_a_friendly_word_and_is_logged(app: Flask, as_: As, world: World) -> None:
    browser = as_("member")
    logged(browser, warm_link="")
    assert "is logged" in (page := browser.read(LIST))
    assert page.count("No warm link is named yet") == 2
    assert browser.read(LIST).count("No warm link is named yet") == 1
    assert "prospect, no warm link yet" in browser.read("/a3/1")
    logged(browser, ring="existing", warm_link="", once="1f" * 16)
    assert len(stored(app)) == 2


def test_the_same_form_sent_again_is_one_experiment(app: Flask, as_: As, world: World) -> None:
    for _ in range(3):
        logged(as_("member"))
    assert len(stored(app)) == 1


def test_the_page_s_own_script_is_told_where_to_go(app: Flask, as_: As, world: World) -> None:
    browser = as_("member")
    for _ in range(2):
        answer = browser.send(NEW, TRIAL, headers=JSON)
        assert (answer.status_code, answer.get_json()) == (200, {"address": LIST})
    assert len(stored(app)) == 1
    refused = browser.send(NEW, {**TRIAL, "once": "1f" * 16, "tried": ""}, headers=JSON)
    assert (refused.status_code, refused.get_json()["fields"]) == (400, {"tried": ["Say what you tried."]})


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"tried": ""}, "tried", "Say what you tried."),
        ({"expected": " "}, "expected", "Say what you expect"),
        ({"day": ""}, "day", "Give the day of the experiment."),
        ({"low": "many"}, "low", "Type one number such as 17.2"),
        ({"measure": ""}, "measure", "Name what the number counts."),
        ({"measure": "Takt time"}, "measure", "Takt time is not measured here"),
        ({"low": "9"}, "low", "The low end must not be above the high end."),
        ({"ring": "friend"}, "ring", "Choose one from the list."),
        ({"who": "99"}, "who", "Choose one from the list."),
        ({"look_on": "2026-06-29"}, "look_on", "Give a day from the experiment on."),
        ({"touchpoint": "n" * 121}, "touchpoint", "Shorten this by 1 character"),
    ],
)
def test_a_refused_form_keeps_what_was_typed_and_names_the_field(
    app: Flask, as_: As, world: World, change: dict[str, str], field: str, sentence: str
) -> None:
    answer = as_("member").send(NEW, {**TRIAL, **change})
    assert answer.status_code == 400
    assert f'href="#{field}' in answer.text
    assert sentence in answer.text
    kept = {name: value for name, value in {**TRIAL, **change}.items() if name not in ("day", "who", "ring")}
    assert all(value in answer.text for value in kept.values() if value.strip())
    assert not stored(app)


def test_what_happened_is_asked_for_where_it_is_open(app: Flask, as_: As, world: World) -> None:
    browser = as_("member")
    logged(browser)
    assert RESULT in browser.read("/a3/1")
    assert "Three answer" in browser.read(RESULT)
    assert "Answers, calls" in browser.read(RESULT)
    answer = browser.send(RESULT, CAME)
    assert (answer.status_code, answer.location) == (302, f"{LIST}#experiment-1")
    page = browser.read(LIST)
    for words in ("2 calls", "Two answered", "Rang back", "Write first", "finished"):
        assert words in page
    assert RESULT not in browser.read("/a3/1")


def test_a_result_without_a_word_is_refused(as_: As, world: World) -> None:
    browser = as_("member")
    logged(browser)
    answer = browser.send(RESULT, {**CAME, "observed": "", "seen": "", "did": "Something dear"})
    assert answer.status_code == 400
    assert "Say what you saw." in answer.text
    assert "Something dear" in answer.text


def test_the_second_result_sees_the_first_and_keeps_its_own_words(as_: As, world: World) -> None:
    logged(as_("member"))
    as_("owner").send(RESULT, {**CAME, "learned": "His lesson"})
    browser = as_("member")
    answer = browser.send(RESULT, {**CAME, "learned": "Her lesson"})
    assert answer.status_code == 409
    for words in ("His lesson", "Her lesson</textarea>", 'value="2"'):
        assert words in answer.text
    assert browser.send(RESULT, {**CAME, "learned": "Her lesson", "version": "2"}).status_code == 302


def test_of_a_finished_one_what_was_expected_stands_and_nothing_removes_it(as_: As, world: World) -> None:
    browser = as_("member")
    logged(browser)
    browser.send(RESULT, CAME)
    path = "/a3/1/rows/experiments/1"
    page = browser.read(path)
    assert "Its result is in, so it stays" in page
    assert "readonly" in page
    whole = {**TRIAL, **CAME, "version": "2", "expected": "Two answer"}
    answer = browser.send(path, whole)
    assert answer.status_code == 400
    assert "It was “Three answer”" in answer.text
    assert "Two answer</textarea>" in answer.text
    assert (
        browser.send(path, {**whole, "expected": "Three answer", "observed": "Three did"}).status_code == 302
    )
    assert browser.send(f"{path}/remove").status_code == 409


@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("colleague", 403), ("stranger", 404)])
def test_only_the_team_logs(as_: As, world: World, role: str, status: int) -> None:
    logged(as_("member"))
    browser = as_(role)
    for path, sent in ((NEW, TRIAL), (RESULT, CAME)):
        assert browser.get(path).status_code == status
        assert browser.send(path, sent).status_code == status
    assert browser.get(LIST).status_code == (404 if role == "stranger" else 200)


def test_an_archived_a3_takes_none_and_shows_what_it_has(app: Flask, as_: As, world: World) -> None:
    logged(as_("member"))
    with app.app_context():
        archive_a3(world.actor("coordinator"), 1)
    for path, sent in ((NEW, TRIAL), (RESULT, CAME)):
        assert as_("member").send(path, sent).status_code == 409
    page = as_("member").read(LIST)
    assert "Called five" in page
    assert "archived" in page


def test_a_form_needs_its_token_and_its_method(as_: As, world: World) -> None:
    logged(as_("member"))
    for path, sent in ((NEW, TRIAL), (RESULT, CAME)):
        assert as_("member").post(path, data=sent).status_code == 400
        assert as_("member").put(path).status_code == 405
    assert as_("member").post(LIST).status_code == 405


def test_whoever_is_signed_out_is_told_so_by_the_script_s_own_answer(app: Flask, world: World) -> None:
    browser = app.test_client()
    answer = browser.send(NEW, TRIAL, headers=JSON)  # type: ignore[attr-defined]
    assert (answer.status_code, answer.get_json()["sign_in"]) == (401, "/sign-in")


def test_an_experiment_that_is_not_there_is_not_found(as_: As, world: World) -> None:
    assert as_("member").get("/a3/1/experiments/9/result").status_code == 404
