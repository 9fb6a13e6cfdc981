"""Every route × everybody of the cast × every method: who gets in, who is told why not, who sees nothing."""

from __future__ import annotations

import pytest
from flask import Flask
from itsdangerous import URLSafeSerializer
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from a3tracker.db.base import db
from a3tracker.db.calendars import Calendar
from a3tracker.db.comments import Comment
from a3tracker.db.definitions import Definition, DefinitionVersion
from a3tracker.db.metrics import ChartChange, Metric
from a3tracker.db.notices import Notice
from a3tracker.db.people import Person
from a3tracker.db.pictures import Picture
from a3tracker.db.predictions import ExpectedRange, Prediction
from a3tracker.db.printouts import Printout
from a3tracker.db.reviews import Submission
from a3tracker.db.revisions import Revision
from a3tracker.db.rows import PersonRow
from a3tracker.db.tallies import Tally
from a3tracker.db.triggers import Trigger
from a3tracker.usecases.sign_in import hash_of
from a3tracker.usecases.transaction import now
from a3tracker.web import boards, coach_cards, packs, printouts
from tests import factories, shelf
from tests.habits.access_table import (
    ADMINISTER,
    ALL,
    CONTENT,
    EXPLAINED,
    PLACED,
    PLACELESS,
    PRIVATE,
    PUBLIC,
    STRANGERS,
    TAKES_AWAY,
)
from tests.habits.furnishing import DIGEST, bring_and_try, meet
from tests.sites import SECRET, Site
from tests.visitor import Visitor
from tests.world import World

SHA = "ab" * 32
STOP = URLSafeSerializer(SECRET, salt="unsubscribe").dumps(5)
#: Where one name in two addresses stands for two things.
OTHER_VALUES = {
    "printouts.pdf": {"name": "A3-1-r1-a3"},
    "handovers.new": {"key": "adopted"},
    **{name: {"token": STOP} for name in ("mail.ask", "mail.unsubscribe")},
    **{name: {"comment_id": 2} for name in ("comments.edit", "comments.remove")},
    **{name: {"key": "title"} for name in ("hints.dismiss", "hints.take_back")},
}
VALUES = {
    "number": 1, "key": "plan", "kind": "people", "row_id": 1, "cycle": "PDCA", "name": f"{SHA}.png",
    "stream_id": 1, "segment_id": 1, "team_id": 1, "member_id": 1, "deputy_id": 1, "reader_id": 1,
    "person_id": 11, "printout_id": 1, "revision": 1, "filename": "favicon.svg",
    "notice_id": 1, "token": "calendar", "comment_id": 1,
    "definition_id": 1, "metric_id": 1, "change_id": 1, "import_id": 1, "trigger_id": 1, "standard_number": 2,
    "tally_id": 1, "meeting_id": 1, "item_id": 1, "note_id": 1,
}  # fmt: skip
#: What a form needs so that only the role can be what is refused.
FORMS = {
    "tallies.count": {"words": "Price", "step": "1"},
    "tallies.bring": {"lines": "Price\t2"},
    "a3s.delete": {"name": "A3-1"},
    "boxes.save": {"text": "", "version": "0"},
    "comments.answer": {"body": "Yes"},
    "comments.collect": {"body": "Why?", "revision": "1"},
    "triggers.answer": {"reason": "Shut by plan"},
    "countermeasures.mark": {"done": "no"},
    "countermeasures.drop": {"why": "Too dear", "again_when": "prices fall"},
    "reviews.decide": {"decision": "comment", "reason": "Once more"},
    "reviews.read": {"revision": "1"},
    "reviews.move": {"move": "lock"},
    "agendas.take": {"a3s": "1"},
    **{name: {"kind": "note", "words": "Less"} for name in ("minutes.note", "walls.note")},
}


@pytest.fixture
def furnished(app: Flask, site: Site, world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """One of everything that an address can name."""
    monkeypatch.setattr(printouts, "PATIENCE", 0)
    for feature in (printouts, boards, coach_cards, packs):
        monkeypatch.setattr(feature, "printing_works", lambda: True)
    for folder, name in (("pictures", f"{SHA}.png"), ("printouts", f"{DIGEST}.pdf")):
        (site.instance / folder).mkdir()
        (site.instance / folder / name).write_bytes(b"made")
    people, moment, coordinator = world.people, now(), world.people["coordinator"]
    with app.app_context():
        factories.added(PersonRow(a3_id=1, person_id=people["owner"]))
        factories.step(1)
        factories.added(Prediction(a3_id=1, words="Quotes won"))
        drawn = {"sha": SHA, "extension": "png", "width": 1, "height": 1, "size": 1}
        factories.added(Picture(a3_id=1, added_by=coordinator, added_at=moment, **drawn))
        revision = Revision(a3_id=1, number=1, content=CONTENT, digest=DIGEST, why="printed", taken_at=moment)
        factories.added(revision)
        submitted = {"submitted_by": coordinator, "submitted_at": moment}
        factories.added(Submission(a3_id=1, point=1, round=1, revision_id=1, **submitted))
        done = {"state": "done", "cache_key": DIGEST, "size_pt": 9.0, "done_at": moment, "wanted_at": moment}
        factories.added(Printout(revision_id=1, paper="a3", **done))
        tell_and_give_a_calendar(people["manager"])
        comment_and_collect(coordinator)
        factories.noted(1, coordinator)
        define_and_measure(world, coordinator)
        bring_and_try(coordinator)
        meet(world.team, coordinator)
        db.session.commit()
        assert db.session.get_one(Person, VALUES["person_id"]).name == "Nils Ohm"
    return world


def tell_and_give_a_calendar(person: int) -> None:
    factories.added(Notice(person_id=person, kind="submitted", a3_id=1, at=now()))
    factories.added(Calendar(person_id=person, token_hash=hash_of("calendar"), made_at=now()))


def comment_and_collect(person: int) -> None:
    """The first is a suggestion that everybody sees, the second is seen by its author alone."""
    said = {"a3_id": 1, "revision_id": 1, "author_id": person, "box": "plan", "body": "Why?"}
    factories.added(Comment(**said, passage="this", wording="that", sent_at=now()))
    factories.added(Comment(**said))


def define_and_measure(world: World, person: int) -> None:
    """A standard that holds, a definition with its first version, a metric with frozen limits, and a plan."""
    shelf.proven_standard(world)
    factories.planned(1)
    metric = Metric(
        segment_id=world.segment, name="Trials", kind="count", side="other", wanted="up", created_at=now()
    )
    frozen = {"kind": "freeze", "period": "2026-01", "name": "call", "reason": "Why", "made_by": person}
    factories.added(ChartChange(metric_id=factories.added(metric).id, made_at=now(), **frozen))
    expected = ExpectedRange(a3_id=1, measure="Trials", metric_id=metric.id, responsible_id=person, low=9.0)
    called = {"range_id": factories.added(expected).id, "period": "2026-01", "value": 8.0, "sign": "below"}
    factories.added(Trigger(a3_id=1, at=now(), **called))
    factories.added(Tally(a3_id=1, title="Lost", unit="calls", lines='[["Price", 1]]'))
    factories.added(Definition(segment_id=world.segment, term="lost", created_at=now()))
    said = {"definition_id": 1, "number": 1, "valid_from": now().date()}
    factories.added(DefinitionVersion(**said, made_by=person, made_at=now()))


def rules(app: Flask) -> dict[str, Rule]:
    return {rule.endpoint: rule for rule in app.url_map.iter_rules()}


def path_of(app: Flask, endpoint: str) -> str:
    arguments = rules(app)[endpoint].arguments
    with app.test_request_context():
        values = {**VALUES, **OTHER_VALUES.get(endpoint, {})}
        return app.url_for(endpoint, **{name: values[name] for name in arguments}).partition("?")[0]


def sent(browser: Visitor, endpoint: str, method: str, path: str) -> TestResponse:
    return browser.get(path) if method == "GET" else browser.send(path, FORMS.get(endpoint, {}))


def methods_of(app: Flask, endpoint: str) -> set[str]:
    return (rules(app)[endpoint].methods or set()) & {"GET", "POST"}


def wanted(endpoint: str, role: str, method: str) -> int:
    """0 for one who gets in, else the status of the refusal."""
    if (endpoint, method) in EXPLAINED:
        return 0
    allowed = PLACELESS.get(endpoint) or PLACED[endpoint]
    unseen = endpoint in PRIVATE or (role in STRANGERS and endpoint in PLACED)
    return 0 if role in allowed else 404 if unseen else 403


@pytest.mark.parametrize("endpoint", sorted({**PLACED, **PLACELESS}))
def test_the_right_people_get_in_and_nobody_else(app: Flask, furnished: World, endpoint: str) -> None:
    path = path_of(app, endpoint)
    # Those who are refused come first: what the others do changes things.
    for role in sorted(ALL, key=lambda role: (not wanted(endpoint, role, "POST"), role)):
        browser = app.test_client().signed_in_as(furnished.people[role])
        for method in sorted(methods_of(app, endpoint)):
            with sent(browser, endpoint, method, path) as answer:
                refused = answer.status_code if answer.status_code in (401, 403, 404, 405, 500) else 0
                assert refused == wanted(endpoint, role, method), f"{role} {method} {path}: {answer.status}"
                if endpoint in TAKES_AWAY and not refused:
                    return


@pytest.mark.parametrize("endpoint", sorted({**PLACED, **PLACELESS}))
def test_nobody_gets_in_without_signing_in(app: Flask, world: World, endpoint: str) -> None:
    path = path_of(app, endpoint)
    for method in methods_of(app, endpoint):
        answer = sent(app.test_client(), endpoint, method, path)
        if method == "GET":
            assert (answer.status_code, answer.location) == (302, f"/sign-in?next={path}")
            assert app.test_client().get(path, headers={"Accept": "application/json"}).status_code == 401
        else:
            assert answer.status_code == 401


@pytest.mark.parametrize("endpoint", sorted({**PLACED, **PLACELESS} | dict.fromkeys(PUBLIC)))
def test_every_other_method_is_refused(app: Flask, world: World, endpoint: str) -> None:
    path = path_of(app, endpoint)
    browser = app.test_client().signed_in_as(world.people["administrator"])
    allowed = set(app.url_map.bind("localhost").allowed_methods(path))
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - allowed:
        assert browser.open(path, method=method).status_code == 405, method


@pytest.mark.parametrize("endpoint", sorted(PUBLIC))
def test_the_public_pages_let_everybody_in(app: Flask, furnished: World, endpoint: str) -> None:
    path = path_of(app, endpoint)
    for method in methods_of(app, endpoint):
        with sent(app.test_client(), endpoint, method, path) as answer:
            assert answer.status_code in (200, 302, 400)


def test_every_route_stands_in_one_table_and_no_table_is_out_of_date(app: Flask) -> None:
    listed = [*PLACED, *PLACELESS, *PUBLIC]
    assert sorted(listed) == sorted(rules(app))
    assert sorted(rules(app)) == sorted(rule.endpoint for rule in app.url_map.iter_rules())


def test_every_view_that_says_public_is_on_the_public_list(app: Flask) -> None:
    said = {name for name, view in app.view_functions.items() if getattr(view, "is_public", False)}
    assert said | {"static"} == PUBLIC


def test_every_page_for_administrators_says_so_at_its_view(app: Flask) -> None:
    guarded = {name for name, view in app.view_functions.items() if hasattr(view, "needs")}
    assert guarded == {name for name, allowed in PLACELESS.items() if allowed == ADMINISTER}


def test_a_get_changes_nothing(app: Flask, furnished: World) -> None:
    browser = app.test_client().signed_in_as(furnished.people["administrator"])
    with app.app_context():
        before = everything()
    for endpoint in {**PLACED, **PLACELESS}:
        if "GET" in methods_of(app, endpoint):
            browser.get(path_of(app, endpoint)).close()
    with app.app_context():
        assert everything() == before


def everything() -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables but one."""
    # Refusals are noted in the journal.
    tables = [table for table in db.metadata.sorted_tables if table.name != "journal"]
    return {table.name: [tuple(row) for row in db.session.execute(table.select())] for table in tables}
