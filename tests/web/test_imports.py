"""The pages on which figures are brought from a file."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.db.flows import flows_of
from tests.files_to_bring import PAGE, PURCHASES, Bringing, multipart
from tests.sites import Site
from tests.visitor import Visitor

As = Callable[[str], Visitor]


@pytest.fixture
def bringing(app: Flask, as_: As) -> Bringing:
    """A member of the team, at the page of files."""
    return Bringing(app, as_("member"))


def test_a_person_finds_the_way_from_the_figures_to_the_result(bringing: Bringing, site: Site) -> None:
    assert 'href="/segments/1/imports"' in bringing.browser.read("/segments/1/figures")
    assert bringing.choose(PURCHASES) == 303
    assert site.enqueued == [("import", bringing.import_id)]
    page = bringing.browser.read(bringing.page)
    assert "What do the columns hold?" in page
    assert "anna · bert · anna" in page
    page = bringing.map()
    assert "1 new, 0 changed" in page
    assert "Periods that begin before 1 Mar 2026 are left out: until then nobody could be lost yet" in page
    assert "Nine of ten gaps between two purchases of a customer last at most 57 days" in page
    assert "N = 57 days" in page
    page = bringing.take()
    assert "The figures are in" in page
    assert "taken" in bringing.browser.read(PAGE)
    assert "N = 57 days counts as current" in bringing.browser.read("/segments/1/figures?last=2026-03")


def test_while_the_worker_reads_the_page_looks_again_and_works_without_scripts(bringing: Bringing) -> None:
    bringing.choose(PURCHASES)
    fields = {"column-0": "customer", "column-1": "day", "times": "local"}
    bringing.browser.send(f"{bringing.page}/columns", fields)
    page = bringing.browser.read(bringing.page)
    assert "wait.js" in page
    assert f'href="{bringing.page}">Look again</a>' in page


def test_another_window_is_chosen_on_the_preview(bringing: Bringing) -> None:
    bringing.choose(PURCHASES)
    page = bringing.map(window="40")
    assert "N = 40 days" in page
    assert "at most 57 days" in page


def test_what_was_chosen_is_kept_when_a_column_is_missing(bringing: Bringing) -> None:
    bringing.choose(PURCHASES)
    answer = bringing.browser.send(
        f"{bringing.page}/columns", {"column-0": "customer", "column-1": "", "times": "utc", "window": "soon"}
    )
    assert answer.status_code == 400
    assert "Give whole days" in answer.text
    assert '<option selected value="utc">' in answer.text
    answer = bringing.browser.send(
        f"{bringing.page}/columns", {"column-0": "customer", "column-1": "", "times": "utc"}
    )
    assert "Say which column holds this: day." in answer.text


@pytest.mark.parametrize(("shape", "data", "said"), [
    ("transactions", b"", "The file is empty"),
    ("stories", b"a,b\n1,2\n", "Choose one from the list"),
])  # fmt: skip
def test_a_file_that_cannot_begin_is_refused_at_its_field(
    bringing: Bringing, shape: str, data: bytes, said: str
) -> None:
    assert bringing.choose(data, shape) == 400
    assert said in bringing.answer


def test_a_form_without_a_file_asks_for_one(bringing: Bringing) -> None:
    answer = bringing.browser.send(PAGE, {"shape": "figures"})
    assert answer.status_code == 400
    assert "Choose a file." in answer.text


def test_a_name_of_a_file_is_shown_as_it_is_and_leads_nowhere(bringing: Bringing, site: Site) -> None:
    bringing.choose(PURCHASES, name="../../<b>x</b>.csv")
    page = bringing.browser.read(bringing.page)
    assert "b&gt;.csv" in page
    assert "<b>x" not in page
    assert sorted(path.name for path in (site.instance / "imports").iterdir()) == [str(bringing.import_id)]


def test_twenty_megabytes_come_in_here_and_nowhere_else(
    bringing: Bringing, monkeypatch: pytest.MonkeyPatch
) -> None:
    bringing.browser.send("/sign-in")
    body, kind = multipart({"csrf_token": bringing.browser.form_token}, "a.csv", b"x" * (20 * 1024 * 1024))
    assert bringing.browser.post("/segments/1/figures", data=body, content_type=kind).status_code == 413
    fields = {"csrf_token": bringing.browser.form_token, "shape": "transactions"}
    body, kind = multipart(fields, "a.csv", b"x" * (20 * 1024 * 1024))
    assert bringing.browser.post(PAGE, data=body, content_type=kind).status_code == 303
    monkeypatch.setattr(bringing.app.view_functions["imports.bring"], "largest", 14 * 1024 * 1024)
    answer = bringing.browser.post(PAGE, data=body, content_type=kind)
    assert answer.status_code == 413
    assert "14 megabytes" in answer.text


def test_a_visitor_who_is_not_signed_in_sends_nothing_large(client: Visitor, site: Site) -> None:
    body, kind = multipart({}, "a.csv", b"x" * 1024)
    assert client.post(PAGE, data=body, content_type=kind).status_code == 400
    assert not (site.instance / "imports").exists()


def test_the_same_file_is_refused_until_it_is_undone(bringing: Bringing) -> None:
    bringing.whole(PURCHASES)
    assert bringing.choose(PURCHASES) == 400
    assert "taken already" in bringing.answer
    page = bringing.browser.send(f"{bringing.page}/undo", follow_redirects=True).text
    assert "This import was undone" in page
    with bringing.app.app_context():
        assert not flows_of(1)
    assert '<article class="metric">' not in bringing.browser.read("/segments/1"), "a rate has no figure left"
    assert bringing.choose(PURCHASES) == 303


def test_a_file_can_be_left_out(bringing: Bringing) -> None:
    bringing.choose(PURCHASES)
    page = bringing.browser.send(f"{bringing.page}/cancel", follow_redirects=True).text
    assert "Nothing of it came in" in page
    assert bringing.browser.send(f"{bringing.page}/take").status_code == 409


def test_cohorts_are_a_table_of_numbers_with_shades(bringing: Bringing) -> None:
    assert "No purchases yet" in bringing.browser.read("/segments/1/cohorts")
    bringing.whole(PURCHASES)
    page = bringing.browser.read("/segments/1/cohorts")
    assert '<td class="heat-6" title="2 of 2">100</td>' in page
    assert '<td class="heat-3" title="1 of 2">50</td>' in page
    assert page.count("Jan 2026</th>") == 1
    assert page.count("<td class=") == 5
    assert "/segments/1/cohorts" in bringing.browser.read("/segments/1")


def test_a_reader_sees_which_files_came_and_the_cohorts_but_no_rows(bringing: Bringing, as_: As) -> None:
    bringing.whole(PURCHASES)
    reader = as_("reader")
    assert "shop.csv" in reader.read(PAGE)
    assert "Ask a team with an open A3 here" in reader.read(PAGE)
    assert "Jan 2026" in reader.read("/segments/1/cohorts")
    assert reader.get(bringing.page).status_code == 403
    assert reader.send(f"{bringing.page}/undo").status_code == 403


@pytest.mark.parametrize("role", ["stranger", "stranger_manager", "nobody"])
def test_to_a_stranger_nothing_is_there(bringing: Bringing, as_: As, role: str) -> None:
    bringing.choose(PURCHASES)
    for page in (PAGE, bringing.page, "/segments/1/cohorts"):
        assert as_(role).get(page).status_code == 404
    assert as_(role).send(f"{bringing.page}/take").status_code == 404


def test_wrong_methods_and_forms_without_their_token_are_refused(bringing: Bringing) -> None:
    bringing.choose(PURCHASES)
    assert bringing.browser.get(f"{bringing.page}/take").status_code == 405
    assert bringing.browser.post(f"{bringing.page}/take").status_code == 400
    assert bringing.browser.post(PAGE, data={"shape": "figures"}).status_code == 400
