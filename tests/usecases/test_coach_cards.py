"""The facts on a team's coach's card: the same that its coaching pages show, the most urgent A3 first."""

from datetime import timedelta

from flask import Flask

from a3tracker.db.base import db
from a3tracker.db.streams import ValueStream
from a3tracker.db.teams import Team
from a3tracker.domain.coaching import Coaching
from a3tracker.domain.cycles import Panel
from a3tracker.domain.experiments import Experiment
from a3tracker.rendering.coach_cards import CoachCard
from a3tracker.rendering.coach_facts import card_of
from a3tracker.usecases.a3s import archive_a3
from a3tracker.usecases.coaching import coach
from a3tracker.usecases.rows import add_row
from a3tracker.usecases.transaction import now
from a3tracker.web.words import day
from tests import factories
from tests.rewriting import DAY
from tests.walk import a3_of
from tests.world import World


def card(world: World) -> CoachCard:
    """The card of the team as it stands now."""
    team = db.session.get_one(Team, world.team)
    return card_of(team, db.session.get_one(ValueStream, world.stream), now(), "https://a3.example.org/")


def said(world: World, place: int = 0) -> dict[str, tuple[tuple[str, str], ...]]:
    """Question in short → what is known, of one A3 on the card."""
    one = card(world).asked[place]
    return {answer.question: answer.said for answer in (*one.front, *one.back)}


def test_the_card_says_what_the_coaching_page_knows(app: Flask, world: World) -> None:
    with app.app_context():
        tried = Experiment(DAY, "Called five", "Three answer", "Two did")
        add_row(world.actor("member"), 1, Panel.EXPERIMENTS, tried)
        add_row(world.actor("member"), 1, Panel.EXPERIMENTS, Experiment(DAY, "Call ten", "Six answer", ""))
        coach(world.actor("coordinator"), 1, Coaching("Asked why", "No time", now().date()))
        known = said(world)
        assert known["Obstacle now"] == (("Named last", "No time"),)
        assert known["Next step"][1] == ("What we expect", "Six answer")
        assert ("What was expected", "Three answer") in known["Last step"]
        assert known["We see it on"] == (("Next look", day(now().date())),)


def test_a_new_a3_says_what_is_missing(app: Flask, world: World) -> None:
    with app.app_context():
        one = card(world).asked[0]
        assert {answer.nothing for answer in one.front if not answer.said} >= {
            "Nothing measured yet.",
            "None named yet.",
        }
        assert (one.number, one.about) == (1, "PDCA · loop 1 · Left side · Olaf Brandt")


def test_the_most_urgent_stands_first_and_what_is_closed_or_archived_is_not_there(
    app: Flask, world: World
) -> None:
    today = now().date()
    with app.app_context():
        owner = world.people["owner"]
        for _ in range(4):
            factories.a3(world.segment, world.team, owner)
        factories.a3(world.segment, world.other_team, owner)
        closed = {"stage": "closed", "outcome": "adopted", "closed_at": now()}
        factories.a3(world.segment, world.team, owner, **closed)
        a3_of(3).next_review = today - timedelta(days=9)
        a3_of(4).target_end = today + timedelta(days=2)
        db.session.commit()
        archive_a3(world.actor("coordinator"), 5)
        asked = card(world).asked
        assert [one.number for one in asked][:2] == [3, 4]
        assert {one.number for one in asked} == {1, 2, 3, 4}
        assert asked[0].pressing == f"late since {day(today - timedelta(days=9))}"
        assert asked[1].pressing == f"next date {day(today + timedelta(days=2))}"


def test_the_code_leads_to_the_team(app: Flask, world: World) -> None:
    with app.app_context():
        made = card(world)
        assert made.address == f"https://a3.example.org/teams/{world.team}"
        assert made.address in made.qr
