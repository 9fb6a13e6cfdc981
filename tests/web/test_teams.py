"""Pages of teams and their members."""

from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.db.base import db
from a3tracker.db.rows import rows_in
from a3tracker.db.teams import Team, members_of
from a3tracker.domain.checks import Check
from a3tracker.domain.cycles import Panel
from a3tracker.domain.figures import Figure
from a3tracker.domain.rows import MeasureSide
from a3tracker.domain.stages import Stage
from a3tracker.usecases.rows import add_row
from tests.visitor import Visitor
from tests.walk import a3_of, fill, soon, walk
from tests.world import World

As = Callable[[str], Visitor]
CHANGES = [
    "edit",
    "archive",
    "bring-back",
    "members/new",
    "members/1/edit",
    "members/1/remove",
]


def form(world: World, **more: object) -> dict[str, object]:
    """The whole form of a team."""
    team = {"stream": world.stream, "name": "Quick hands", "kind": "tactical"}
    return {**team, "coordinator": world.people["coordinator"], **more}


def test_a_person_sees_the_teams_of_the_own_streams(as_: As) -> None:
    page = as_("reader").read("/teams")
    assert "First edit" in page
    assert "Cem Aydin" in page
    assert "Callers" not in page


def test_an_empty_page_shows_an_example_and_the_next_step(as_: As) -> None:
    page = as_("nobody").read("/teams")
    assert "For example" in page
    assert "See the value streams" in page


def test_the_page_shows_coordinator_manager_and_members(as_: As, world: World) -> None:
    page = as_("reader").read(f"/teams/{world.team}")
    for words in (
        "First edit",
        "problem resolution",
        "Cem Aydin",
        "Maja Lind",
        "Mia Rossi",
        "account manager",
    ):
        assert words in page
    assert "may set up teams, coordinators and members" in page


def test_a_manager_adds_a_team(as_: As, world: World) -> None:
    browser = as_("manager")
    assert "Quick hands" in browser.send("/teams/new", form(world), follow_redirects=True).text
    assert "No member yet" in browser.read("/teams/4")


def test_the_manager_cannot_coordinate_and_hears_why_at_the_field(as_: As, world: World) -> None:
    answer = as_("manager").send("/teams/new", form(world, coordinator=world.people["manager"]))
    assert answer.status_code == 400
    assert "The coordinator coaches, the manager decides: choose somebody else." in answer.text
    assert 'id="coordinator-error"' in answer.text
    assert 'value="Quick hands"' in answer.text


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("name", "First edit", "has a team called “First edit” already"),
        ("name", "", "Name the team."),
        ("kind", "", "Choose one from the list."),
        ("coordinator", "", "Choose who coaches the team."),
        ("stream", "999", "Choose one from the list."),
    ],
)
def test_a_refused_form_names_the_field(as_: As, world: World, field: str, typed: str, words: str) -> None:
    answer = as_("manager").send("/teams/new", form(world, **{field: typed}))
    assert answer.status_code == 400
    assert words in answer.text


def test_a_manager_edits_a_team(as_: As, world: World) -> None:
    browser, path = as_("manager"), f"/teams/{world.team}/edit"
    assert 'value="First edit"' in browser.read(path)
    assert browser.send(path, form(world)).location == f"/teams/{world.team}"
    assert "Quick hands" in browser.read(f"/teams/{world.team}")


def test_a_team_with_a3s_stays_in_its_stream_and_the_page_says_why(as_: As, world: World) -> None:
    path = f"/teams/{world.team}/edit"
    answer = as_("administrator").send(path, form(world, stream=world.strange_stream))
    assert answer.status_code == 400
    assert "This team has A3s" in answer.text


def test_a_member_joins_changes_position_and_is_taken_out(app: Flask, as_: As, world: World) -> None:
    browser, path = as_("manager"), f"/teams/{world.team}"
    new = {"person": world.people["nobody"], "position": "sales", "role": "talks to the customers"}
    page = browser.send(f"{path}/members/new", new, follow_redirects=True).text
    assert "Nils Ohm" in page
    assert "talks to the customers" in page
    with app.app_context():
        member = members_of(world.team)[-1].id
    assert 'value="sales"' in browser.read(f"{path}/members/{member}/edit")
    browser.send(f"{path}/members/{member}/edit", {"position": "support", "role": "listens"})
    assert "listens" in browser.read(path)
    browser.send(f"{path}/members/{member}/remove")
    assert "Nils Ohm" not in browser.read(path)


def test_a_refused_member_keeps_position_and_role(as_: As, world: World) -> None:
    new = {"person": world.people["member"], "position": "sales lead", "role": "talks"}
    answer = as_("manager").send(f"/teams/{world.team}/members/new", new)
    assert answer.status_code == 400
    assert "In the team already." in answer.text
    assert 'value="sales lead"' in answer.text


def test_a_position_that_is_too_long_is_kept_and_explained(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        member = members_of(world.team)[0].id
    typed = {"position": "p" * 125, "role": "talks"}
    answer = as_("manager").send(f"/teams/{world.team}/members/{member}/edit", typed)
    assert answer.status_code == 400
    assert "Shorten this by 5 characters" in answer.text
    assert "p" * 125 in answer.text


def test_an_archived_team_stands_behind_a_link_and_comes_back(as_: As, world: World) -> None:
    browser = as_("manager")
    browser.send(f"/teams/{world.team}/archive")
    assert "First edit" not in browser.read("/teams")
    assert "First edit" in browser.read("/teams?archived=1")
    browser.send(f"/teams/{world.team}/bring-back")
    assert "First edit" in browser.read("/teams")


@pytest.mark.parametrize("role", ["stranger", "stranger_manager", "nobody"])
def test_to_a_stranger_the_team_is_not_there(as_: As, world: World, role: str) -> None:
    browser = as_(role)
    assert browser.get(f"/teams/{world.team}").status_code == 404
    for change in CHANGES:
        assert browser.send(f"/teams/{world.team}/{change}", form(world)).status_code == 404, change


@pytest.mark.parametrize("role", ["reader", "deputy", "coordinator", "member", "colleague"])
def test_who_only_sees_the_team_changes_nothing(as_: As, world: World, role: str) -> None:
    browser = as_(role)
    for change in CHANGES:
        assert browser.send(f"/teams/{world.team}/{change}", form(world)).status_code == 403, change
    assert browser.send("/teams/new", form(world)).status_code == 403


@pytest.mark.parametrize("change", ["archive", "bring-back", "members/1/remove"])
def test_a_link_changes_nothing(as_: As, world: World, change: str) -> None:
    assert as_("manager").get(f"/teams/{world.team}/{change}").status_code == 405


@pytest.mark.parametrize("change", CHANGES)
def test_without_the_forms_token_nothing_changes(app: Flask, as_: As, world: World, change: str) -> None:
    answer = as_("manager").post(f"/teams/{world.team}/{change}", data=form(world))
    assert answer.status_code == 400
    with app.app_context():
        assert db.session.get_one(Team, world.team).archived_at is None
        assert len(members_of(world.team)) == 2


def test_the_record_says_what_was_learned_from_and_is_no_score(app: Flask, as_: As, world: World) -> None:
    page = as_("reader").read(f"/teams/{world.team}")
    assert "No closed A3 of this team has checked a prediction yet." in page
    with app.app_context():
        member = world.actor("member")
        fill(member, world.a3)
        walk(world, Stage.CHECK)
        (expected,) = rows_in(a3_of(world.a3).id, Panel.PREDICTIONS)
        figures = Figure(220, 1000), None, Figure(300, 1000)
        check = Check("Wins", MeasureSide.OTHER, "%", *figures, soon(0), prediction=expected.id)
        add_row(member, world.a3, Panel.CHECKS, check)
        walk(world, Stage.CLOSED)
    page = as_("reader").read(f"/teams/{world.team}")
    assert "This says what the team learned from; it is no score." in page
    assert f'<a href="/a3/{world.a3}"' in page
    assert [verdict in page for verdict in ("confirmed", "surprise worth study", "nothing seen")] == [
        True
    ] * 3
    assert as_("stranger").get(f"/teams/{world.team}").status_code == 404
