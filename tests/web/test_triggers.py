"""A triggered standard as people see it: on the sheet, on the trigger's page, in the inbox, in a draft."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.db.base import db
from a3tracker.db.boxes import boxes_of
from a3tracker.db.rows import rows_in
from a3tracker.domain.cycles import Panel
from a3tracker.domain.periods import CalendarPeriod
from a3tracker.domain.stages import Stage
from a3tracker.usecases.a3s import archive_a3
from tests import factories
from tests.standards import enter, kept, month, triggers, watching
from tests.visitor import Visitor
from tests.walk import a3_of
from tests.world import World

As = Callable[[str], Visitor]
PATH = "/a3/2/triggers/1"


@pytest.fixture
def called(app: Flask, world: World) -> CalendarPeriod:
    """A standard, A3-2, whose range was left by the figure of this month."""
    with app.app_context():
        metric = kept(world)
        assert watching(world, metric) == 2
        enter(world, metric, month(1), "83 of 100")
        return month(1)


def test_the_sheet_says_what_called_and_who_answers(as_: As, called: CalendarPeriod) -> None:
    page = html.unescape(as_("coordinator").read("/a3/2"))
    assert f"Renewed 83.0 % in {called.words} is below 84 %. Olaf Brandt answers." in page
    assert f"▲ triggered {called.words[:3]}: outside the range" in page
    assert "Draft a PDCA from this" in page
    assert "Draft a PDCA from this" not in as_("reader").read("/a3/2")
    assert "▲" not in as_("coordinator").read("/a3/1")


def test_the_person_responsible_is_told_and_led_to_it(as_: As, called: CalendarPeriod) -> None:
    owner = as_("owner")
    assert f"A figure of {called.words} calls for an answer on A3-2." in owner.read("/inbox")
    (address, *_others) = re.findall(r"/inbox/\d+/open", owner.read("/inbox"))
    assert owner.send(address).location == "/a3/2#trigger-1"


def test_one_click_drafts_the_left_side_of_a_pdca(app: Flask, as_: As, called: CalendarPeriod) -> None:
    coordinator = as_("coordinator")
    answer = coordinator.send(f"{PATH}/draft")
    assert (answer.status_code, answer.location) == (302, "/a3/3/box/perceive")
    assert "A3-3 is drafted" in coordinator.read("/a3/3/box/perceive")
    with app.app_context():
        a3 = a3_of(3)
        assert a3.title == f"Restore Renewed: 83.0 % in {called.words}, expected 84–91 %"
        texts = {key: box.text for key, box in boxes_of(a3.id).items()}
    assert "**Should:** Renewed 84–91 %, as A3-2 expects" in texts["perceive"]
    assert "below 84 %. **Gap: 1.0 points.**" in texts["perceive"]
    assert "Segment: Evening editors. Team: First edit." in texts["perceive"]
    assert texts["analyse"].startswith("{{chart: Renewed}}\n\n**The standard:** A3-2")
    assert "What stands in check" in texts["analyse"]
    assert "round 1, revision" in texts["analyse"]
    assert texts["select"].startswith("**Target:** Renewed from 83.0 % back to 84–91 %.")
    assert coordinator.send(f"{PATH}/draft").location == "/a3/3/box/perceive", "pressed twice"
    assert "□ A3-2 → [△ A3-3]" in html.unescape(coordinator.read("/a3/3"))


def test_afterwards_the_sheet_is_quiet_and_the_trigger_says_what_became_of_it(
    as_: As, called: CalendarPeriod
) -> None:
    coordinator = as_("coordinator")
    coordinator.send(f"{PATH}/draft")
    assert "▲" not in coordinator.read("/a3/2")
    page = coordinator.read(PATH)
    assert "A3-3 drafted." in page
    assert "Answer without a PDCA" not in page


def test_all_triggers_stand_in_a_list_with_their_answers(as_: As, called: CalendarPeriod) -> None:
    reader = as_("reader")
    assert "/a3/2/triggers" in reader.read("/a3/2")
    page = reader.read("/a3/2/triggers")
    assert f"Renewed 83.0 % in {called.words}" in page
    assert "Olaf Brandt answers." in page
    as_("owner").send(f"{PATH}/answer", {"reason": "Shut by plan"})
    assert "Answered by Olaf Brandt" in reader.read("/a3/2/triggers")
    assert "Nothing has called yet" in reader.read("/a3/1/triggers")


def test_it_is_answered_in_one_line(as_: As, called: CalendarPeriod) -> None:
    owner = as_("owner")
    assert "Only the team coordinator may" in owner.read(PATH), "why the draft cannot be pressed"
    answer = owner.send(f"{PATH}/answer", {"reason": "Shut <by> plan"})
    assert (answer.status_code, answer.location) == (302, "/a3/2")
    assert "Shut &lt;by&gt; plan" in owner.read(PATH)


@pytest.mark.parametrize("typed", ["", "x" * 201])
def test_a_refused_answer_keeps_what_was_typed(as_: As, called: CalendarPeriod, typed: str) -> None:
    answer = as_("owner").send(f"{PATH}/answer", {"reason": typed})
    assert answer.status_code == 400
    assert f'value="{typed}"' in answer.text
    assert "Put this right" in answer.text


def test_an_answer_that_comes_too_late_keeps_what_was_typed(as_: As, called: CalendarPeriod) -> None:
    owner = as_("owner")
    owner.send(f"{PATH}/answer", {"reason": "Shut by plan"})
    late = as_("coordinator").send(f"{PATH}/answer", {"reason": "I say so"})
    assert late.status_code == 409
    assert "answered meanwhile" in late.text
    assert 'value="I say so"' in late.text
    assert as_("coordinator").send(f"{PATH}/draft").status_code == 409


def test_what_is_archived_is_not_answered(app: Flask, as_: As, world: World, called: CalendarPeriod) -> None:
    with app.app_context():
        archive_a3(world.actor("coordinator"), 2)
    coordinator = as_("coordinator")
    assert "Bring it back to answer" in coordinator.read(PATH)
    assert coordinator.send(f"{PATH}/draft").status_code == 409
    assert coordinator.send(f"{PATH}/answer", {"reason": "Why"}).status_code == 409


def test_strangers_see_nothing_and_readers_only_look(as_: As, called: CalendarPeriod) -> None:
    for path in (f"{PATH}/draft", f"{PATH}/answer"):
        assert as_("stranger").send(path, {"reason": "Why"}).status_code == 404
        assert as_("reader").send(path, {"reason": "Why"}).status_code == 403
        assert as_("coordinator").post(path).status_code == 400, "no token"
        assert as_("coordinator").get(path).status_code == 405
    assert as_("stranger").get(PATH).status_code == 404
    assert as_("coordinator").get("/a3/1/triggers/1").status_code == 404, "it belongs to another A3"
    assert "Renewed 83.0 %" in as_("reader").read(PATH)


def test_the_one_who_decides_sees_what_waits(app: Flask, as_: As, called: CalendarPeriod) -> None:
    assert "calls" not in as_("manager").read("/a3/1/review")
    assert "Renewed 83.0 %" in as_("manager").read("/a3/2/review")


def test_it_stands_among_what_waits_for_those_who_answer_and_in_the_list(
    as_: As, called: CalendarPeriod
) -> None:
    for role in ("owner", "coordinator"):
        assert "A figure calls for an answer" in as_(role).read("/")
    assert "calls for an answer" not in as_("colleague").read("/")
    page = as_("manager").read("/")
    assert "calls for an answer" not in page
    assert "Do · ▲ triggered" in page
    assert as_("reader").read("/a3s").count("▲ triggered") == 1
    as_("owner").send(f"{PATH}/answer", {"reason": "Shut by plan"})
    assert "▲ triggered" not in as_("owner").read("/")


RANGE = {"measure": "Renewed", "low": "84", "high": "91", "responsible": ""}


@pytest.fixture
def standard(app: Flask, world: World) -> int:
    """The id of a metric; A3-2 is a standard at its left side."""
    with app.app_context():
        metric = kept(world)
        factories.a3(world.segment, world.team, world.people["owner"], cycle="SDCA")
        db.session.commit()
        return metric


def stored(app: Flask) -> object:
    with app.app_context():
        return rows_in(a3_of(2).id, Panel.RANGES)[0].fact()


def test_a_range_names_a_metric_and_what_is_left_out_is_filled(app: Flask, as_: As, standard: int) -> None:
    sent = {**RANGE, "metric": str(standard)}
    assert as_("member").send("/a3/2/rows/ranges/new", sent).status_code == 302
    row = stored(app)
    assert vars(row).items() >= {
        ("metric", standard), ("unit", "%"), ("low", 84.0), ("high", 91.0),
        ("trigger", "outside 84–91 %, or a signal on the chart"),
    }  # fmt: skip
    page = as_("member").read("/a3/2/rows/ranges/1")
    assert f'<option selected value="{standard}">Renewed</option>' in page


def test_the_limits_of_the_chart_are_taken(app: Flask, as_: As, standard: int) -> None:
    sent = {**RANGE, "low": "", "high": "", "metric": str(standard), "from_chart": "y", "trigger": "below it"}
    assert as_("member").send("/a3/2/rows/ranges/new", sent).status_code == 302
    assert vars(stored(app)).items() >= {("low", 83.3), ("high", 91.7), ("trigger", "below it")}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"metric": "", "from_chart": "y"}, "Choose the metric whose limits are meant."),
        ({"metric": "999"}, "Choose one from the list."),
        ({"unit": "days"}, "Renewed is kept in %."),
        ({"low": "many"}, "Type one number"),
    ],
)
def test_a_range_that_cannot_be_keeps_what_was_typed(
    as_: As, standard: int, change: dict[str, str], words: str
) -> None:
    answer = as_("member").send("/a3/2/rows/ranges/new", {**RANGE, "metric": str(standard), **change})
    assert answer.status_code == 400
    assert words in answer.text
    assert 'value="Renewed"' in answer.text


def test_a_chart_without_limits_says_so(app: Flask, as_: As, world: World, standard: int) -> None:
    with app.app_context():
        other = kept(world, "Called")
        for back in range(2, 14):
            enter(world, other, month(back), "", version=1)
    sent = {**RANGE, "metric": str(other), "from_chart": "y"}
    answer = as_("member").send("/a3/2/rows/ranges/new", sent)
    assert answer.status_code == 400
    assert "has no limits yet" in answer.text


def test_a_trigger_raised_in_check_is_on_the_sheet_too(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        metric = kept(world)
        number = watching(world, metric, Stage.CHECK)
        enter(world, metric, month(1), "95 of 100")
        assert len(triggers(number)) == 1
    assert "is above 91 %" in as_("member").read(f"/a3/{number}")
