"""Meeting notes as pages: typed in from paper and one by one, put right, used, and who gets in."""

from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.usecases.a3s import archive_a3
from a3tracker.usecases.meeting_notes import add_note, edit_note, settle_note
from a3tracker.usecases.transaction import now
from tests.notes import note, noted, promise, row
from tests.visitor import Visitor
from tests.world import World

As = Callable[[str], Visitor]
NOTES, PAPER, NEW, ONE = "/a3/1/notes", "/a3/1/notes/paper", "/a3/1/notes/new", "/a3/1/notes/1"
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
#: What each form needs.
FORMS = {
    PAPER: {"box_plan": "Ask them sooner"},
    NEW: {"words": "Ask them sooner"},
    ONE: {"words": "Ask them sooner", "version": "1"},
    f"{ONE}/comment": {"body": "Ask them sooner"},
}
DEEDS = [f"{ONE}/{deed}" for deed in ("remove", "settle", "open-again", "taken-in")]


def typed(path: str, **more: str) -> dict[str, str]:
    return {"day": f"{now():%Y-%m-%d}", **FORMS.get(path, {}), **more}


@pytest.fixture
def one(app: Flask, world: World) -> int:
    """A note of the member about the Plan."""
    with app.app_context():
        return noted(world.actor("member"), world.a3, "Ask on the day they stop", box="plan")


def test_a_paper_is_typed_in_box_by_box(app: Flask, as_: As, world: World) -> None:
    browser = as_("manager")
    page = browser.read(PAPER)
    assert page.index("Select the problem perception") < page.index("Plan") < page.index("The whole sheet")
    said = {"box_plan": "Ask sooner", "box_do": "Who pays?", "box_": "Fewer words", "box_act": "  "}
    answer = browser.send(PAPER, typed("", **said, said_by=str(world.people["owner"])), follow_redirects=True)
    assert "The 3 notes are kept." in answer.text
    assert "3 notes, 3 open" in answer.text
    assert answer.text.count("Olaf Brandt") == 3
    sheet = as_("member").read("/a3/1")
    assert "3 notes open" in sheet
    assert sheet.index('id="box-plan"') < sheet.index("Ask sooner") < sheet.index('id="box-do"')


def test_one_note_is_typed_in_at_its_box(as_: As, world: World) -> None:
    assert f'href="{NEW}?box=plan"' in as_("manager").read("/a3/1")
    assert '<option selected value="plan">' in as_("manager").read(f"{NEW}?box=plan")
    answer = as_("manager").send(NEW, typed(NEW, box="plan", said_by_words="Ms Amado"))
    assert (answer.status_code, answer.location) == (302, "/a3/1#box-plan")
    assert "Ms Amado" in as_("reader").read(NOTES)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"words": ""}, "Write what was said."),
        ({"words": "w" * 1001}, "Shorten this by 1 character;"),
        ({"day": ""}, "Give the day on which it was said."),
        ({"day": "2999-01-01"}, "today or before"),
        ({"kind": "decision"}, "Say who decided it."),
        ({"kind": "promise", "said_by_words": "Ms Amado"}, "until which it is promised"),
        ({"box": "nowhere"}, "from the list."),
        ({"said_by": "99999"}, "from the list."),
        ({"revision": "99"}, "no such revision"),
    ],
)
def test_what_cannot_be_taken_is_said_and_kept(
    as_: As, world: World, more: dict[str, str], said: str
) -> None:
    answer = as_("member").send(NEW, typed(NEW, **{"said_by_words": "", **more}))
    assert answer.status_code == 400
    assert said in answer.text
    assert more.get("words", "Ask them sooner") in answer.text


def test_a_paper_that_is_too_long_keeps_every_field(as_: As, world: World) -> None:
    answer = as_("member").send(PAPER, typed("", box_plan="p" * 1001, box_do="Who pays?"))
    assert answer.status_code == 400
    assert 'href="#box_plan"' in answer.text
    assert "Who pays?</textarea>" in answer.text
    empty = as_("member").send(PAPER, typed(""))
    assert (empty.status_code, "Nothing is written" in empty.text) == (400, True)


def test_a_note_is_put_right_and_removed(as_: As, one: int) -> None:
    browser = as_("member")
    assert "Ask on the day they stop</textarea>" in browser.read(ONE)
    browser.send(ONE, typed(ONE, box="plan"))
    assert "Ask them sooner" in browser.read(NOTES)
    answer = browser.send(f"{ONE}/remove", follow_redirects=True)
    assert "The note was removed." in answer.text
    assert "Ask them sooner" not in answer.text


def test_two_who_put_a_note_right_see_both_texts(app: Flask, as_: As, world: World, one: int) -> None:
    with app.app_context():
        edit_note(world.actor("coordinator"), 1, one, note("Ask a week before", box="plan"), 1)
    answer = as_("member").send(ONE, typed(ONE, box="plan"))
    assert answer.status_code == 409
    for words in (
        "Ask a week before",
        "Ask them sooner</textarea>",
        'name="version" type="hidden" value="2"',
    ):
        assert words in answer.text, words
    again = as_("member").send(ONE, typed(ONE, box="plan", version="2"))
    assert again.status_code == 302


def test_what_people_write_is_escaped(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        add_note(world.actor("member"), 1, note(HOSTILE, box="plan", said_by_words=HOSTILE[:100]))
    for path in (NOTES, "/a3/1", ONE, f"{ONE}/comment", "/a3/1/box/plan", "/a3/1/experiments/new?note=1"):
        assert "<script>alert" not in as_("member").read(path), path


def test_a_note_becomes_an_experiment_and_says_so(app: Flask, as_: As, one: int) -> None:
    browser = as_("member")
    page = browser.read("/a3/1/experiments/new?note=1")
    assert "Ask on the day they stop</textarea>" in page
    assert 'name="note" type="hidden" value="1"' in page
    trial = {"tried": "Ring them", "expected": "Half come back", "day": f"{now():%Y-%m-%d}", "note": "1"}
    assert browser.send("/a3/1/experiments/new", {**trial, "expected": ""}).status_code == 400
    assert browser.send("/a3/1/experiments/new", trial).status_code == 302
    page = browser.read(NOTES)
    assert '<a href="/a3/1/experiments#experiment-1">Ring them</a>' in page
    assert "experiments/new" not in page
    for path in ("/a3/1/experiments/new?note=1", f"{ONE}/comment"):
        assert browser.get(path).status_code == 409, path
    again = browser.send("/a3/1/experiments/new", {**trial, "tried": "Write to them"})
    assert (again.status_code, "Write to them" in again.text) == (409, True)


def test_a_note_becomes_a_comment_with_where_it_comes_from(as_: As, one: int) -> None:
    browser = as_("manager")
    assert "From a note of" in browser.read(f"{ONE}/comment")
    answer = browser.send(f"{ONE}/comment", {"body": "Ask them sooner, please"}, follow_redirects=True)
    assert "The comment is sent." in answer.text
    assert "Ask them sooner, please" in as_("reader").read("/a3/1")
    assert "/a3/1/comments/1" in browser.read(NOTES)
    assert browser.send(f"{ONE}/comment", {"body": ""}).status_code == 400


def test_a_note_stands_beside_its_box_until_it_is_taken_in(app: Flask, as_: As, one: int) -> None:
    browser = as_("member")
    assert "Ask on the day they stop" in browser.read("/a3/1/box/plan")
    assert "Ask on the day they stop" not in browser.read("/a3/1/box/do")
    answer = browser.send(f"{ONE}/taken-in", {"from": "sheet", "box": "plan"})
    assert answer.location == "/a3/1#box-plan"
    assert "Ask on the day they stop" not in browser.read("/a3/1/box/plan")
    assert "✓ taken in" in browser.read("/a3/1")


def test_who_promised_finds_it_at_home_until_it_is_kept(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        late = add_note(world.actor("member"), 1, promise(world.people["manager"], -1))
    assert "Bring the list of last month" in as_("manager").read("/")
    assert "Bring the list of last month" not in as_("coordinator").read("/")
    assert "overdue" in as_("reader").read(NOTES)
    as_("manager").send(f"/a3/1/notes/{late}/settle")
    assert "Bring the list of last month" not in as_("manager").read("/")
    assert "✓ kept" in as_("reader").read(NOTES)
    as_("manager").send(f"/a3/1/notes/{late}/open-again")
    with app.app_context():
        assert row(late).is_open


def test_what_is_laid_aside_stands_in_the_list_alone(app: Flask, as_: As, world: World, one: int) -> None:
    with app.app_context():
        settle_note(world.actor("member"), 1, one)
    assert "Ask on the day they stop" not in as_("member").read("/a3/1")
    assert "laid aside" in as_("member").read(NOTES)


def test_a_box_shows_three_notes_and_counts_the_others(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        for word in ("First", "Second", "Third", "Fourth", "Fifth"):
            noted(world.actor("member"), 1, f"{word} note", box="plan")
    page = as_("reader").read("/a3/1")
    assert "2 more" in page
    assert ("Fifth note" in page, "First note" in page) == (True, False)


def test_the_list_leads_on_to_older_notes_and_a_box_to_its_own(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        member = world.actor("member")
        ids = [
            noted(member, world.a3, f"Note {place:03}", box="plan" if place == 0 else None)
            for place in range(52)
        ]
    browser = as_("reader")
    page = browser.read(NOTES)
    assert "52 notes" in page
    assert ("Note 051" in page, "Note 002" in page, "Note 001" in page) == (True, True, False)
    older = f"{NOTES}?from={ids[1]}"
    assert f'href="{older}"' in page
    assert "Newest notes" not in page
    page = browser.read(older)
    assert ("Note 002" in page, "Note 001" in page, "Note 000" in page) == (False, True, True)
    assert ("Newest notes" in page, "Older notes" in page) == (True, False)
    assert "Note 051" in browser.read(f"{NOTES}?from=99999"), "what was removed leads to the newest"
    assert f'href="{NOTES}?from={ids[0]}#note-{ids[0]}"' in as_("member").read("/a3/1")


def test_a_reader_sees_notes_and_is_told_why_nothing_can_be_added(as_: As, one: int) -> None:
    page = as_("reader").read(NOTES)
    assert "Ask on the day they stop" in page
    assert "Ask the value stream manager for an invitation." in page
    assert f"{ONE}/" not in page


@pytest.mark.parametrize("path", [PAPER, NEW, ONE, f"{ONE}/comment", *DEEDS])
def test_a_note_is_not_everybodys_to_write(as_: As, one: int, path: str) -> None:
    sent = typed(path)
    assert as_("stranger").send(path, sent).status_code == 404
    assert as_("reader").send(path, sent).status_code == 403
    assert as_("member").post(path, data=sent).status_code == 400
    assert as_("member").put(path).status_code == 405
    if path in DEEDS:
        assert as_("member").get(path).status_code == 405


@pytest.mark.parametrize("path", [PAPER, NEW, ONE, f"{ONE}/comment", *DEEDS])
def test_an_archived_a3_takes_no_note(app: Flask, as_: As, world: World, one: int, path: str) -> None:
    with app.app_context():
        archive_a3(world.actor("coordinator"), 1)
    assert as_("member").send(path, typed(path)).status_code == 409
    assert "Bring it back to type in notes." in as_("member").read(NOTES)


@pytest.mark.parametrize(
    "path", ["/a3/1/notes/99", "/a3/1/notes/99/comment", "/a3/1/experiments/new?note=99"]
)
def test_a_note_that_is_not_there_is_told(as_: As, world: World, path: str) -> None:
    assert as_("member").get(path).status_code == 404
