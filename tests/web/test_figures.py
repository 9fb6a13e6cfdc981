"""The page on which a segment's figures are entered."""

import re
from collections.abc import Callable
from html import unescape

import pytest

from tests.visitor import Visitor
from tests.world import World

As = Callable[[str], Visitor]
PAGE = "/segments/1/figures?last=2026-06"


def opened(browser: Visitor, page: str = PAGE) -> dict[str, str]:
    """The form as the page sends it, untouched."""
    found = {}
    for tag in re.findall(r"<input [^>]*>", browser.read(page)):
        name, value = re.search(r' name="([^"]*)"', tag), re.search(r' value="([^"]*)"', tag)
        if name and value and name[1] != "csrf_token":
            found[name[1]] = unescape(value[1])
    return found


def column(period: str, *cells: str) -> dict[str, str]:
    """S, N, W, L and E of a period."""
    names = ("start", "new", "won_back", "lost", "end")
    return {f"{period}-{name}": cell for name, cell in zip(names, cells, strict=False)}


def test_a_member_types_a_month_and_reads_the_rates_below(as_: As) -> None:
    browser = as_("member")
    typed = opened(browser) | column("2026-03", "1000", "50", "0", "100") | {"2026-03-reachable": "4000"}
    page = browser.send(PAGE, typed, follow_redirects=True).text
    assert "Saved." in page
    assert '<i class="grid-computed">950</i> computed' in page
    assert "90.0 %" in page
    assert "new, of the reachable non-customers" in page
    assert "1.2 %" in page


def test_a_page_that_is_saved_untouched_changes_nothing(as_: As) -> None:
    browser = as_("member")
    browser.send(PAGE, opened(browser) | column("2026-03", "1000", "50", "0", "100"))
    page = browser.send(PAGE, opened(browser), follow_redirects=True).text
    assert "Nothing was changed." in page


def test_a_sum_that_does_not_balance_is_shown_at_its_cell_and_everything_typed_is_kept(as_: As) -> None:
    browser = as_("member")
    typed = column("2026-03", "1000", "50", "0", "100", "900") | column("2026-04", "7", "0", "0", "0")
    answer = browser.send(PAGE, opened(browser) | typed)
    assert answer.status_code == 400
    assert "1,000 + 50 + 0 − 100 = 950, but the end says 900" in answer.text
    assert '<a href="#2026-03-end">' in answer.text
    assert opened(browser)["2026-04-start"] == ""
    assert 'name="2026-04-start" value="7"' in answer.text


def test_a_break_of_the_chain_asks_for_its_reason_and_then_shows_it(as_: As) -> None:
    browser = as_("member")
    typed = column("2026-03", "100", "0", "0", "0") | column("2026-04", "90", "0", "0", "0")
    answer = browser.send(PAGE, opened(browser) | typed)
    assert answer.status_code == 400
    assert 'name="2026-04-reason"' in answer.text
    typed |= opened(browser) | typed | {"2026-04-reason": "Ten were counted twice"}
    page = browser.send(PAGE, typed, follow_redirects=True).text
    assert "Corrections" in page
    assert "Ten were counted twice" in page


def test_an_empty_cell_and_a_nought_are_two_things(as_: As) -> None:
    browser = as_("member")
    browser.send(PAGE, opened(browser) | column("2026-03", "0", "0", "0", "0", "0"))
    found = opened(browser)
    assert (found["2026-03-start"], found["2026-04-start"]) == ("0", "")
    assert "0 means none" in browser.read(PAGE)


def test_two_people_who_enter_different_months_do_not_disturb_each_other(as_: As) -> None:
    mia, cem = as_("member"), as_("coordinator")
    mias, cems = opened(mia), opened(cem)
    mia.send(PAGE, mias | column("2026-03", "100", "0", "0", "0"))
    assert cem.send(PAGE, cems | column("2026-05", "80", "0", "0", "0")).status_code == 302
    found = opened(mia)
    assert (found["2026-03-start"], found["2026-05-start"]) == ("100", "80")


def test_two_people_who_enter_one_month_see_both_figures(as_: As) -> None:
    mia, cem = as_("member"), as_("coordinator")
    mias, cems = opened(mia), opened(cem)
    mia.send(PAGE, mias | column("2026-03", "100", "0", "0", "0"))
    answer = cem.send(PAGE, cems | column("2026-03", "100", "0", "0", "7"))
    assert answer.status_code == 409
    assert "theirs: 0" in answer.text
    assert 'name="2026-03-lost" value="7"' in answer.text
    again = {
        name: unescape(value) for name, value in re.findall(r'name="([^"]+)" value="([^"]*)"', answer.text)
    }
    del again["csrf_token"]
    assert cem.send(PAGE, again).status_code == 302
    assert opened(mia)["2026-03-lost"] == "7"


def test_who_comes_second_is_told_so_and_sees_nothing_computed_beside_what_was_typed(as_: As) -> None:
    mia, cem = as_("member"), as_("coordinator")
    cems = opened(cem)
    mia.send(
        PAGE, opened(mia) | column("2026-03", "100", "0", "0", "0") | column("2026-05", "80", "0", "0", "0")
    )
    page = cem.send(PAGE, cems | column("2026-03", "100", "0", "0", "7")).text
    summary = page.partition("data-error-summary")[2].partition("</div>")[0]
    assert re.search(r"<h2>[^<]*meanwhile", summary)
    assert "Put this right" not in page
    assert "computed" not in page.partition('id="2026-03-end-says"')[2].partition("</td>")[0]
    assert 'id="2026-05-end-says"' in page


def test_what_was_typed_stays_in_view_after_the_save(as_: As) -> None:
    browser, page = as_("member"), "/segments/1/figures"
    fields = opened(browser, page)
    newest = max(re.findall(r"\d{4}-\d{2}", " ".join(fields)))
    shown = [name for name in fields if name.endswith("-start")]
    answer = browser.send(page, fields | column(sorted(shown)[-2].removesuffix("-start"), "5", "0", "0", "0"))
    assert answer.location == f"{page}?last={newest}"


def test_a_quarter_is_entered_where_the_segment_counts_by_quarter(as_: As, world: World) -> None:
    manager = as_("manager")
    form = {
        "stream": world.stream, "name": "Evening editors", "job": "Edit", "time_zone": "UTC",
        "currency": "EUR", "period": "quarter",
    }  # fmt: skip
    manager.send("/segments/1/edit", form)
    path = "/segments/1/figures?last=1998Q2"
    page = manager.send(
        path,
        opened(manager, path) | column("1997Q4", "4263", "0", "2158", "2200", "4221"),
        follow_redirects=True,
    ).text
    assert "48.4 %" in page
    assert "99.0 %" not in page


@pytest.mark.parametrize("last", ["nonsense", "0001-01", "9999-12", "2026Q1", ""])
def test_an_address_that_names_no_period_shows_the_present_ones(as_: As, last: str) -> None:
    assert as_("member").get(f"/segments/1/figures?last={last}").status_code == 200


def test_a_reader_reads_and_is_told_who_enters(as_: As) -> None:
    browser = as_("member")
    browser.send(PAGE, opened(browser) | column("2026-03", "1000", "50", "0", "100"))
    page = as_("reader").read(PAGE)
    assert "Ask a team with an open A3 here" in page
    assert 'name="2026-03-start"' not in page
    assert "1000" in page
    assert as_("reader").send(PAGE, column("2026-03", "1", "0", "0", "0")).status_code == 403


@pytest.mark.parametrize("role", ["stranger", "stranger_manager", "nobody"])
def test_to_a_stranger_the_page_is_not_there(as_: As, role: str) -> None:
    assert as_(role).get(PAGE).status_code == 404
    assert as_(role).send(PAGE, {}).status_code == 404


def test_an_archived_segment_takes_no_figures(as_: As) -> None:
    as_("manager").send("/segments/1/archive")
    assert "Bring it back first" in as_("member").read(PAGE)
    assert as_("member").send(PAGE, column("2026-03", "1", "0", "0", "0")).status_code == 409


def test_a_form_needs_its_token(as_: As) -> None:
    assert as_("member").post(PAGE, data=column("2026-03", "1", "0", "0", "0")).status_code == 400
