"""Starting an A3, its sheet, its header, and putting it aside."""

from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.db.base import db
from a3tracker.usecases.a3s import archive_a3
from tests import factories
from tests.visitor import Visitor
from tests.walk import a3_of, fill
from tests.world import World

As = Callable[[str], Visitor]
#: Each address that changes an A3, with the role that may, and another that sees it and may not.
CHANGES = [
    ("edit", "member", "reader"),
    ("archive", "coordinator", "reader"),
    ("bring-back", "coordinator", "reader"),
    ("delete", "administrator", "reader"),
]


def form(world: World, **change: object) -> dict[str, object]:
    plain = {
        "title": "They stop early",
        "segment": world.segment,
        "cycle": "PDCA",
        "team": world.team,
        "owner": world.people["owner"],
        "language": "en",
        "version": 1,
    }
    return {**plain, **change}


def test_a_member_starts_an_a3_and_lands_on_its_sheet(as_: As, world: World) -> None:
    answer = as_("member").send("/a3s/new", form(world, start="2026-06-01"), follow_redirects=True)
    assert answer.request.path == "/a3/2"
    assert "They stop early" in answer.text


def test_the_form_offers_own_teams_and_their_segments_and_people(as_: As, world: World) -> None:
    page = as_("member").read("/a3s/new")
    assert "Evening editors" in page
    assert "Olaf Brandt" in page
    for hidden in ("Second chance", "Callers", "Phone customers", "Maja Lind"):
        assert hidden not in page


def test_the_form_begins_with_what_the_link_says(as_: As, world: World) -> None:
    page = as_("member").read(f"/a3s/new?segment={world.segment}&cycle=EDCA")
    assert f'<option selected value="{world.segment}">' in page
    assert 'checked id="cycle-0"' in page


def test_a_copy_begins_with_the_header_and_takes_the_texts(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        fill(world.actor("member"), world.a3, "plan")
    assert "New account holders stop early (copy)" in as_("member").read("/a3s/new?copy=1")
    as_("member").send("/a3s/new?copy=1", form(world))
    assert "What stands in plan" in as_("reader").read("/a3/2")


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"title": " "}, "title", "Give a title that names the problem."),
        ({"owner": ""}, "owner", "Choose the coordinator or a member of the team."),
        ({"team": 3}, "team", "Choose one from the list."),
        ({"cycle": "OODA"}, "cycle-0", "Choose one from the list."),
        ({"start": "2026-06-02", "target_end": "2026-06-01"}, "target_end", "lies before the start"),
        ({"start": "yesterday"}, "start", "Give a date such as 2026-06-30."),
    ],
)
def test_a_refused_form_keeps_what_was_typed_and_names_the_field(
    as_: As, world: World, change: dict[str, object], field: str, sentence: str
) -> None:
    answer = as_("member").send("/a3s/new", form(world, **{"title": "A long thought title", **change}))
    assert answer.status_code == 400
    assert f'href="#{field}"' in answer.text
    assert sentence in answer.text
    assert "title" in change or "A long thought title" in answer.text


@pytest.mark.parametrize("role", ["reader", "manager", "administrator", "nobody"])
def test_who_is_in_no_team_learns_whom_to_ask_and_starts_nothing(as_: As, world: World, role: str) -> None:
    assert "You are in no team yet" in as_(role).read("/a3s/new")
    assert as_(role).send("/a3s/new", form(world)).status_code == 403


@pytest.mark.parametrize("copy", [99, "9" * 30, "x", -1])
def test_copying_nothing_is_harmless_or_not_found(as_: As, world: World, copy: object) -> None:
    assert as_("member").get(f"/a3s/new?copy={copy}").status_code in (200, 404)


def test_the_sheet_shows_header_boxes_and_what_leads_on(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        fill(world.actor("member"), world.a3)
    page = as_("reader").read("/a3/1")
    for words in ("A3-1", "New account holders stop early", "Olaf Brandt", "Cem Aydin", "Maja Lind"):
        assert words in page
    assert page.count('class="panel') >= 9
    assert "What stands in empower" in page


def test_a_reader_sees_why_the_boxes_do_not_open(as_: As, world: World) -> None:
    page = as_("reader").read("/a3/1")
    assert "Ask the team that the A3 belongs to" in page
    assert "/a3/1/box/plan" not in page
    assert "/a3/1/box/plan" in as_("member").read("/a3/1")


@pytest.mark.parametrize(
    ("paper", "words"),
    [("3", "This A3 has no revision 3"), ("x", "A3-1"), ("9" * 40, "A3-1"), ("-1", "A3-1")],
)
def test_the_sheet_says_which_revision_the_paper_is(as_: As, world: World, paper: str, words: str) -> None:
    assert words in as_("reader").read(f"/a3/1?paper={paper}")


def test_a_member_changes_the_header(app: Flask, as_: As, world: World) -> None:
    answer = as_("member").send("/a3/1/edit", form(world, title="They stop late"), follow_redirects=True)
    assert answer.request.path == "/a3/1"
    assert "They stop late" in answer.text


def test_the_header_form_begins_with_what_stands(as_: As, world: World) -> None:
    page = as_("member").read("/a3/1/edit")
    assert 'value="New account holders stop early"' in page
    assert f'<option selected value="{world.people["owner"]}">Olaf Brandt' in page


def test_the_second_writer_of_a_header_sees_both_and_chooses(as_: As, world: World) -> None:
    as_("owner").send(
        "/a3/1/edit", form(world, title="His title", target_end="2026-06-30", owner=world.people["member"])
    )
    browser = as_("member")
    answer = browser.send("/a3/1/edit", form(world, title="Her title", language="de"))
    assert answer.status_code == 409
    for words in (
        "Her title",
        "His title",
        "Mia Rossi",
        "2026-06-30",
        "Somebody changed the header meanwhile",
    ):
        assert words in answer.text
    assert 'name="version" type="hidden" value="2"' in answer.text
    assert browser.send("/a3/1/edit", form(world, title="Her title", version=2)).status_code == 302


def test_a_refused_header_keeps_what_was_typed(as_: As, world: World) -> None:
    answer = as_("member").send("/a3/1/edit", form(world, title="Kept", owner=""))
    assert answer.status_code == 400
    assert 'value="Kept"' in answer.text


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 5_000])
def test_a_version_that_was_tampered_with_overwrites_nothing(as_: As, world: World, version: str) -> None:
    assert as_("member").send("/a3/1/edit", form(world, version=version)).status_code == 409


def test_a_coordinator_puts_an_a3_aside_and_brings_it_back(as_: As, world: World) -> None:
    browser = as_("coordinator")
    assert "Bring back" in browser.send("/a3/1/archive", follow_redirects=True).text
    assert "New account holders stop early" not in browser.read("/a3s")
    assert "Archived. Nothing is lost" in browser.read("/a3/1")
    browser.send("/a3/1/bring-back")
    assert "New account holders stop early" in browser.read("/a3s")


@pytest.mark.parametrize(("deed", "_may", "may_not"), CHANGES)
def test_who_sees_an_a3_and_may_not_change_it_is_told_so(
    as_: As, world: World, deed: str, _may: str, may_not: str
) -> None:
    answer = as_(may_not).send(f"/a3/1/{deed}", form(world))
    assert answer.status_code == 403
    assert "Only" in answer.text


@pytest.mark.parametrize("deed", ["edit", "archive", "delete"])
def test_a_stranger_does_not_learn_that_the_a3_exists(as_: As, world: World, deed: str) -> None:
    browser = as_("stranger")
    for number in (1, 77):
        for answer in (browser.get(f"/a3/{number}"), browser.send(f"/a3/{number}/{deed}", form(world))):
            assert answer.status_code == 404
            assert "account holders" not in answer.text


@pytest.mark.parametrize(("deed", "may", "_may_not"), CHANGES)
def test_a_form_without_its_token_is_refused(
    as_: As, world: World, deed: str, may: str, _may_not: str
) -> None:
    assert as_(may).post(f"/a3/1/{deed}", data=form(world)).status_code == 400
    assert as_(may).get("/a3/1").status_code == 200


@pytest.mark.parametrize("deed", ["archive", "bring-back"])
def test_a_link_changes_nothing(as_: As, world: World, deed: str) -> None:
    assert as_("coordinator").get(f"/a3/1/{deed}").status_code == 405


def test_an_archived_a3_has_no_header_to_change(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        archive_a3(world.actor("coordinator"), world.a3)
    for answer in (as_("member").get("/a3/1/edit"), as_("member").send("/a3/1/edit", form(world))):
        assert answer.status_code == 409
        assert "Bring it back first" in answer.text


def test_the_header_of_an_a3_in_an_archived_segment_can_be_changed(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        old = factories.segment(world.stream, "Old customers", archived_at=a3_of(1).created_at)
        factories.a3(old, world.team, world.people["owner"])
        db.session.commit()
    assert "Old customers (archived)" in as_("member").read("/a3/2/edit")
    assert as_("member").send("/a3/2/edit", form(world, segment=old)).status_code == 302
