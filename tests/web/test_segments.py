"""Pages of customer segments."""

from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.db.base import db
from a3tracker.db.metrics import Metric
from a3tracker.db.segments import Segment
from a3tracker.domain.metrics import MetricChange
from a3tracker.usecases.metrics import add_metric
from a3tracker.usecases.transaction import now
from tests import factories
from tests.visitor import Visitor
from tests.world import World

As = Callable[[str], Visitor]
FORM = {
    "name": "Phone customers",
    "job": "Put a mistake right at once",
    "handling": "Quickly, in plain words",
    "leading_cycle": "PDCA",
    "persona": "Ann edits on the train",
    "customers_customers": "Those who read her edits",
    "time_zone": "Europe/Oslo",
    "currency": "NOK",
    "period": "quarter",
}
CHANGES = ["edit", "archive", "bring-back"]


def form(world: World, **more: object) -> dict[str, object]:
    """The whole form for the stream."""
    return {"stream": world.stream, **FORM, **more}


def test_a_person_sees_the_segments_of_the_own_streams(as_: As) -> None:
    page = as_("reader").read("/segments")
    assert "Evening editors" in page
    assert "Phone customers" not in page


def test_an_empty_page_shows_an_example_and_the_next_step(as_: As) -> None:
    page = as_("nobody").read("/segments")
    assert "For example" in page
    assert "See the value streams" in page


def test_the_page_shows_everything_said_about_a_segment(as_: As, world: World) -> None:
    browser = as_("manager")
    page = browser.send("/segments/new", form(world), follow_redirects=True).text
    assert "The segment was added" in page
    for words in FORM.values():
        assert words in page
    assert "Newcomers" in page


def test_a_rate_without_any_figure_takes_no_room_and_an_own_measure_asks_for_some(
    app: Flask, as_: As, world: World
) -> None:
    with app.app_context():
        own = MetricChange("Called back", wanted="up", own_pace=False)
        add_metric(world.actor("member"), world.segment, own)
        db.session.add(
            Metric(
                segment_id=world.segment,
                name="Kept",
                kind="flow",
                source="retention",
                side="retention",
                created_at=now(),
            )
        )
        db.session.commit()
    page = as_("reader").read(f"/segments/{world.segment}")
    assert "Called back" in page
    assert "Kept" not in page


def test_the_page_shows_the_segments_a3s_and_no_others(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        segment = factories.segment(world.stream, "Late readers")
        factories.a3(segment, world.team, world.people["owner"], title="Late readers do not come back")
        db.session.commit()
    page = as_("reader").read(f"/segments/{world.segment}")
    assert "New account holders stop early" in page
    assert "A3-1" in page
    assert "Late readers do not come back" not in page


def test_a_segment_without_a3s_shows_an_example(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        segment = factories.segment(world.stream, "Late readers", leading_cycle="EDCA")
        db.session.commit()
    page = as_("member").read(f"/segments/{segment}")
    assert "No A3 yet" in page
    assert "For example" in page


def test_a_team_member_starts_an_a3_from_the_segment(as_: As, world: World) -> None:
    link = f"/a3s/new?segment={world.segment}"
    for role in ("member", "coordinator", "colleague"):
        assert link in as_(role).read(f"/segments/{world.segment}"), role
    page = as_("reader").read(f"/segments/{world.segment}")
    assert link not in page
    assert "may start an A3. Ask a team of this stream." in page


def test_an_archived_segment_starts_no_a3(as_: As, world: World) -> None:
    as_("manager").send(f"/segments/{world.segment}/archive")
    page = as_("member").read(f"/segments/{world.segment}")
    assert "This segment is archived. Bring it back first." in page


def test_the_form_begins_with_the_stream_of_the_link(as_: As, world: World) -> None:
    page = as_("manager").read(f"/segments/new?stream={world.stream}")
    assert f'<option selected value="{world.stream}">Newcomers</option>' in page
    assert "Mobile" not in page


def test_a_stranger_cannot_begin_in_the_stream_by_its_number(as_: As, world: World) -> None:
    path = f"/segments/new?stream={world.stream}"
    assert as_("stranger_manager").get(path).status_code == 404
    assert as_("reader").get(path).status_code == 403


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("name", "Evening editors", "has a segment called “Evening editors” already"),
        ("name", "", "Name the segment."),
        ("job", "", "Say what job"),
        ("currency", "EURO", "three letters"),
        ("time_zone", "Mars/Base", "Choose one from the list."),
        ("leading_cycle", "ABCD", "Choose one from the list."),
        ("period", "year", "Choose one from the list."),
        ("stream", "999", "Choose one from the list."),
        ("persona", "p" * 2410, "Shorten this by 10 characters"),
    ],
)
def test_a_refused_form_keeps_what_was_typed(
    as_: As, world: World, field: str, typed: str, words: str
) -> None:
    answer = as_("manager").send("/segments/new", form(world, **{field: typed}))
    assert answer.status_code == 400
    assert words in answer.text
    assert f'id="{field}-error"' in answer.text
    assert "Those who read her edits" in answer.text


def test_a_manager_edits_a_segment(app: Flask, as_: As, world: World) -> None:
    browser, path = as_("manager"), f"/segments/{world.segment}/edit"
    assert "Evening editors" in browser.read(path)
    assert browser.send(path, form(world)).location == f"/segments/{world.segment}"
    with app.app_context():
        assert db.session.get_one(Segment, world.segment).time_zone == "Europe/Oslo"


def test_a_segment_with_a3s_stays_in_its_stream_and_the_page_says_why(as_: As, world: World) -> None:
    path = f"/segments/{world.segment}/edit"
    answer = as_("administrator").send(path, form(world, stream=world.strange_stream))
    assert answer.status_code == 400
    assert "This segment has A3s" in answer.text


def test_an_archived_segment_stands_behind_a_link_and_comes_back(as_: As, world: World) -> None:
    browser = as_("manager")
    page = browser.send(f"/segments/{world.segment}/archive", follow_redirects=True).text
    assert "Archived. Nothing is lost" in page
    assert "Evening editors" not in browser.read("/segments")
    assert "Evening editors" in browser.read("/segments?archived=1")
    browser.send(f"/segments/{world.segment}/bring-back")
    assert "Evening editors" in browser.read("/segments")


@pytest.mark.parametrize("role", ["stranger", "stranger_manager", "nobody"])
def test_to_a_stranger_the_segment_is_not_there(as_: As, world: World, role: str) -> None:
    browser = as_(role)
    assert browser.get(f"/segments/{world.segment}").status_code == 404
    for change in CHANGES:
        assert browser.send(f"/segments/{world.segment}/{change}", form(world)).status_code == 404


@pytest.mark.parametrize("role", ["reader", "deputy", "coordinator", "member", "colleague"])
def test_who_only_sees_the_segment_changes_nothing(as_: As, world: World, role: str) -> None:
    browser = as_(role)
    assert "value stream manager may set up segments" in browser.read(f"/segments/{world.segment}")
    for change in CHANGES:
        assert browser.send(f"/segments/{world.segment}/{change}", form(world)).status_code == 403
    assert browser.send("/segments/new", form(world)).status_code == 403


@pytest.mark.parametrize("change", ["archive", "bring-back"])
def test_a_link_changes_nothing(as_: As, world: World, change: str) -> None:
    assert as_("manager").get(f"/segments/{world.segment}/{change}").status_code == 405


@pytest.mark.parametrize("change", CHANGES)
def test_without_the_forms_token_nothing_changes(app: Flask, as_: As, world: World, change: str) -> None:
    answer = as_("manager").post(f"/segments/{world.segment}/{change}", data=form(world))
    assert answer.status_code == 400
    with app.app_context():
        segment = db.session.get_one(Segment, world.segment)
        assert (segment.name, segment.archived_at) == ("Evening editors", None)
