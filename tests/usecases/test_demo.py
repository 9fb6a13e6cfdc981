"""The demo comes once, into whatever is there, and goes again without touching anything else."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

import a3tracker
from a3tracker.db.a3s import A3, last_number
from a3tracker.db.base import db
from a3tracker.db.boxes import Box
from a3tracker.db.handovers import chain_of
from a3tracker.db.people import Person, actor_of, person_with_email
from a3tracker.db.reviews import rounds_of
from a3tracker.db.revisions import Revision
from a3tracker.db.segments import Segment
from a3tracker.db.sessions import Session
from a3tracker.db.streams import ValueStream, stream_named
from a3tracker.db.tables import Base as AllTables
from a3tracker.db.teams import Team
from a3tracker.domain.access import Actor
from a3tracker.domain.cycles import Panel
from a3tracker.domain.errors import Invalid, NotAllowed
from a3tracker.domain.experiments import Experiment as Trial
from a3tracker.domain.marks import names_marked
from a3tracker.domain.revisions import read_content
from a3tracker.usecases import demo
from a3tracker.usecases.a3_removal import delete_a3
from a3tracker.usecases.boxes import BoxText
from a3tracker.usecases.rows import add_row
from a3tracker.usecases.sign_in import sign_in
from a3tracker.usecases.transaction import now
from tests import factories
from tests.journal import lines
from tests.walk import a3_of, write
from tests.world import World

FOLDER = Path(a3tracker.__file__).parent / "demo"
SHEETS = len(list(FOLDER.glob("a3-*.toml")))
#: What outlives a demo: the journal, and the mark that it was here.
STAYS = {"journal", "settings", "number_series", "failed_sign_ins"}


@pytest.fixture(autouse=True)
def _cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "hash_password", factories.hash_of)


def rendered(text: str) -> BoxText:
    return BoxText(text, f"<p>{len(text)}</p>", 1)


def filled() -> None:
    assert demo.fill_demo(FOLDER, rendered)


def counts() -> dict[str, int]:
    """How many rows each table has."""
    return {
        table.name: db.session.scalar(select(func.count()).select_from(table)) or 0
        for table in AllTables.metadata.sorted_tables
        if table.name not in STAYS
    }


def signed_in(email: str) -> Actor:
    person = person_with_email(email)
    assert person
    return actor_of(person, now().date())


def session_of(person: int) -> Session:
    """A browser in which this person is signed in."""
    return Session(token_hash="0" * 64, person_id=person, created_at=now(), seen_at=now())


def test_the_demo_brings_streams_segments_teams_people_and_a3s(app: object) -> None:
    filled()
    found = counts()
    assert (found["streams"], found["a3s"]) == (3, SHEETS)
    assert all(
        found[table] for table in ("segments", "teams", "deputies", "stream_readers", "boxes", "people")
    )
    assert all(found[table] for table in ("people_rows", "experiments", "checks", "revisions", "submissions"))


def test_the_demo_comes_once(app: object) -> None:
    filled()
    before = counts()
    assert not demo.fill_demo(FOLDER, rendered)
    assert counts() == before
    demo.remove_demo(None)
    assert not demo.fill_demo(FOLDER, rendered)
    assert not demo.demo_present()


def test_the_demos_people_sign_in_with_the_password_that_is_shown(app: object) -> None:
    filled()
    shown = demo.demo_people(FOLDER)
    assert {"administrator", "manager of Newcomers"} <= {
        word for _, words in shown for word in words.split(", ")
    }
    email = shown[0][0]
    assert sign_in(email, demo.PASSWORD, "127.0.0.1").token


def test_each_revision_of_the_demo_has_its_own_hash(app: object) -> None:
    filled()
    for revision in db.session.scalars(select(Revision)):
        assert read_content(revision.content).digest() == revision.digest


def test_each_chart_that_the_demo_places_stands_in_its_revision(app: object) -> None:
    filled()
    contents = [read_content(revision.content) for revision in db.session.scalars(select(Revision))]
    placed = [content for content in contents if names_marked(content.boxes.values())]
    assert placed
    for content in placed:
        stored = {plain["name"].casefold() for plain in content.rows["figures"]}
        assert names_marked(content.boxes.values()) == stored


def test_each_decision_of_the_demo_is_about_the_submitted_revision(app: object) -> None:
    filled()
    for a3 in db.session.scalars(select(A3)):
        rounds = rounds_of(a3.id)
        assert a3.round == 1 + len([item for item in rounds if item.submission.decision])
        assert all(item.submission.submitted_at <= now() for item in rounds)
        assert all(item.decided_by for item in rounds if item.submission.decision)


def test_the_a3s_of_the_chain_name_the_hand_over_that_they_came_from(app: object) -> None:
    filled()
    made = {link.number: link.key for link in chain_of(a3_of(2).id)}
    assert made == {1: None, 2: "problem_found", 3: "adopted", 6: "proven_plan"}


def test_where_a3s_were_started_before_the_numbers_in_the_texts_move_on(world: World) -> None:
    factories.a3(world.segment, world.team, world.people["owner"])
    db.session.commit()
    filled()
    numbers = set(db.session.scalars(select(A3.number)))
    assert numbers == set(range(1, SHEETS + 3))
    first = a3_of(3)
    texts = " ".join(db.session.scalars(select(Box.text).where(Box.a3_id == first.id)))
    assert "A3-4" in texts
    assert "A3-2" not in texts
    assert a3_of(4).parent_id == first.id


def test_a_stream_of_the_same_name_stays_apart(world: World) -> None:
    filled()
    assert stream_named("Newcomers").id == world.stream  # type: ignore[union-attr]
    assert stream_named("Newcomers (demo)")


def test_removing_the_demo_leaves_nothing_of_it(app: object) -> None:
    empty = counts()
    filled()
    demo.remove_demo(None)
    assert counts() == empty
    assert last_number() == SHEETS
    assert [line.act for line in lines("settings")] == ["filled in the demo", "removed the demo"]


def test_removing_the_demo_leaves_everything_else_as_it_was(world: World) -> None:
    write(world.actor("member"), world.a3, "plan", "Ours")
    add_row(world.actor("member"), world.a3, Panel.EXPERIMENTS, Trial(now().date(), "a", "b"))
    before = counts()
    filled()
    demo.remove_demo(world.actor("administrator"))
    assert counts() == before
    assert a3_of(world.a3).title == "New account holders stop early"


def test_an_own_a3_in_a_demo_segment_stays_with_its_people_who_sign_in_no_more(world: World) -> None:
    filled()
    theirs = a3_of(2)
    team, segment = db.session.get_one(Team, theirs.team_id), db.session.get_one(Segment, theirs.segment_id)
    number = factories.a3(segment.id, team.id, team.coordinator_id)
    coordinator = db.session.get_one(Person, team.coordinator_id)
    db.session.commit()
    write(signed_in(coordinator.email or ""), number, "plan", "Ours")
    factories.added(session_of(coordinator.id))
    db.session.commit()
    demo.remove_demo(world.actor("administrator"))
    assert db.session.query(Session).count() == 0
    kept = a3_of(number)
    assert (kept.team_id, kept.segment_id) == (team.id, segment.id)
    assert coordinator.password_hash is None
    with pytest.raises(Invalid):
        sign_in(coordinator.email or "", demo.PASSWORD, "127.0.0.1")
    assert db.session.get(ValueStream, team.stream_id)
    assert not demo.demo_present()
    assert not db.session.scalars(select(Person).where(Person.is_admin, Person.id > 11)).all()


def test_what_people_made_themselves_after_the_demo_is_never_taken_for_the_demos(world: World) -> None:
    filled()
    last = a3_of(SHEETS + 1)
    delete_a3(world.actor("administrator"), last.number)
    own = factories.a3(world.segment, world.team, world.people["owner"], title="Ours")
    db.session.commit()
    demo.remove_demo(world.actor("administrator"))
    assert a3_of(own).title == "Ours"


def test_an_own_team_in_a_demo_stream_stays_in_it(world: World) -> None:
    filled()
    stream = stream_named("Newcomers (demo)")
    assert stream
    team = factories.team(stream.id, "Ours", world.people["owner"])
    db.session.commit()
    demo.remove_demo(None)
    assert db.session.get_one(Team, team).stream_id == stream.id


def test_only_an_administrator_removes_the_demo(world: World) -> None:
    filled()
    before = counts()
    for role in ("manager", "coordinator", "reader", "nobody"):
        with pytest.raises(NotAllowed):
            demo.remove_demo(world.actor(role))
    assert counts() == before


def test_the_demos_own_administrator_may_remove_it_and_goes_with_it(app: object) -> None:
    filled()
    factories.person("Ada Nilsen", is_admin=True)
    db.session.commit()
    demo.remove_demo(signed_in("solberg@example.org"))
    assert db.session.scalars(select(Person.name)).all() == ["Ada Nilsen"]


def test_a_fill_that_fails_leaves_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    before = counts()

    def breaks(*_: object) -> None:
        raise RuntimeError("half way")

    monkeypatch.setattr(demo, "fill_a3s", breaks)
    with pytest.raises(RuntimeError):
        demo.fill_demo(FOLDER, rendered)
    assert counts() == before
    monkeypatch.undo()
    filled()
