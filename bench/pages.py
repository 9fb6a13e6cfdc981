"""Pages and files from a real server against an empty route of it; lists against SQL; statements per page."""

from __future__ import annotations

import sqlite3
from collections import namedtuple
from collections.abc import Iterator
from contextlib import ExitStack
from unittest import mock

from flask import Flask, g, render_template

from a3tracker.db import a3_lists
from a3tracker.db.base import db
from a3tracker.db.people import actor_of, person_with_email
from a3tracker.db.printouts import printout
from a3tracker.domain.access import Actor
from a3tracker.jobs import sheets
from a3tracker.jobs.printing import make_printout
from a3tracker.rendering.pdf import render_sheet
from a3tracker.usecases.printouts import want_printout
from a3tracker.usecases.transaction import now
from bench.rows import Row, cpu_seconds, ratio
from bench.served import served
from bench.world import cookie_of, counted, fill_up_to, measured_app, signed_in

PERSON, EMPTY = "lindqvist@example.org", "/bench/empty"
SHEET, LIST, HOME = "/a3/2", "/a3s", "/"
TIMES, LONG = 60, 200


def rows(*, large: bool = False) -> Iterator[Row]:
    """The rows of the pages; `large` are those that need 100,000 A3s."""
    with measured_app() as app:
        fill_up_to(app, 20)
        yield from _from_the_server(app)
        fill_up_to(app, 2_000)
        yield from _statements(app)
        yield _long_list(app)
    if large:
        yield _deep_list()


def _from_the_server(app: Flask) -> Iterator[Row]:
    """What the server's process takes; the same person asks for the empty route, and is found there, too."""
    cookie, pdf = {"Cookie": cookie_of(app, PERSON)}, _printed(app)
    with served(app) as server:
        assert server.get(EMPTY, cookie)[0] == 200
        for name, path, target in (
            ("detail page", SHEET, 6.0),
            ("list page", LIST, None),
            ("home page", HOME, None),
            ("cached PDF", pdf, 2.0),
        ):
            assert server.get(path, cookie)[0] == 200
            value = server.ratio(path, cookie, EMPTY, cookie, TIMES)
            yield Row(f"{name} / empty route, same person", value, target)
        known = {**cookie, "If-None-Match": server.get(pdf, cookie)[1]["etag"]}
        assert server.get(pdf, known)[0] == 304
        value = server.ratio(pdf, known, EMPTY, cookie, TIMES)
        yield Row("304 of a PDF / empty route, same person", value, 1.3)


def _printed(app: Flask) -> str:
    """The address of a PDF that was made before."""
    with app.app_context():
        wanted = want_printout(_actor(), 2, "a3")
        # Without bounds: on busy cores they would end it.
        with mock.patch.object(sheets, "print_sheet", render_sheet):
            make_printout(wanted)
        done = printout(wanted)
        assert done
        assert done.state == "done", done.message
    answer = signed_in(app, PERSON).get(f"/printouts/{wanted}")
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def _statements(app: Flask) -> Iterator[Row]:
    client = signed_in(app, PERSON)
    for name, url, most in (("detail page", SHEET, 18), ("list page", LIST, 10), ("home page", HOME, 16)):
        client.get(url)
        with counted(app) as statements:
            client.get(url)
        yield Row(f"statements of the {name}", len(statements), most)


def _long_list(app: Flask) -> Row:
    """Two hundred lines: the program's query and template, and the same template on SQL written out."""
    with app.test_request_context(LIST), mock.patch.object(a3_lists, "PAGE", LONG):
        g.actor = actor = _actor()
        ours = ratio(lambda: _page(*a3_lists.a3_lines(actor, a3_lists.Filters())), lambda: _page(_raw()), 15)
        assert len(_raw()) == LONG
    return Row(f"list of {LONG} / raw SQL and the same template", ours, 1.5)


def _page(lines: list[object], more: bool = True) -> str:
    filters = a3_lists.Filters()
    return render_template(
        "a3s/index.html", lines=lines, more=more, filters=filters, pairs=[], may_start=True
    )


Line = namedtuple("Line", "number title cycle loop stage segment owner next_review updated_at triggered")
_SQL = """
    SELECT a.number, a.title, a.cycle, a.loop, a.stage, s.name, p.name, a.next_review, a.updated_at,
        (SELECT count(*) FROM triggers t WHERE t.a3_id = a.id AND t.answered_at IS NULL)
    FROM a3s a JOIN segments s ON s.id = a.segment_id JOIN people p ON p.id = a.owner_id
    WHERE a.archived_at IS NULL ORDER BY a.updated_at DESC, a.id DESC LIMIT 200
"""


def _raw() -> list[Line]:
    connection = db.session.connection().connection.driver_connection
    assert isinstance(connection, sqlite3.Connection)
    return [Line(*row) for row in connection.execute(_SQL)]


def _deep_list() -> Row:
    """The list's query, by turns on two databases."""
    with ExitStack() as both:
        few, many = (both.enter_context(measured_app()) for _ in range(2))
        for app, amount in ((few, 10_000), (many, 100_000)):
            fill_up_to(app, amount)
        taken: dict[Flask, list[float]] = {few: [], many: []}
        for _ in range(9):
            for app, times in taken.items():
                with app.app_context():
                    actor = _actor()
                    times.append(cpu_seconds(lambda: a3_lists.a3_lines(actor, a3_lists.Filters()), 5))
        return Row("list query at 100,000 A3s / at 10,000", min(taken[many]) / min(taken[few]), 1.2)


def _actor() -> Actor:
    person = person_with_email(PERSON)
    assert person
    return actor_of(person, now().date())
