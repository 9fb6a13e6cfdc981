"""The journal: who did what, newest first, filtered and exported; administrators only."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from flask import Blueprint, Response, render_template, request, stream_with_context, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from a3tracker.db.journal import (
    JournalChoices,
    JournalFilter,
    Line,
    a3_ever,
    journal_choices,
    journal_length,
    journal_lines,
)
from a3tracker.domain.a3s import label, number_of
from a3tracker.domain.access import Action
from a3tracker.rendering.journal import journal_csv, journal_json
from a3tracker.usecases import journal as usecases
from a3tracker.usecases.transaction import now
from a3tracker.web.addresses import whole
from a3tracker.web.guard import actor, needs

blueprint = Blueprint("journal", __name__)

SIZE = 100
NOBODY = {None: "nobody signed in", 0: "the command line"}
PAGES = {
    "person": ("people.show", "person_id"),
    "stream": ("streams.show", "stream_id"),
    "segment": ("segments.show", "segment_id"),
    "team": ("teams.show", "team_id"),
    "meeting": ("meetings.show", "meeting_id"),
}
#: What the address may hold; the forms of the page send the same names.
NAMES = ("person", "act", "thing", "which", "first", "last")


@dataclass(frozen=True)
class Told:
    """One line in words; the journal itself holds ids alone."""

    at: datetime
    who: str
    act: str
    thing: str
    href: str
    detail: str
    digest: str


@blueprint.get("/journal")
@needs(Action.READ_JOURNAL)
def index() -> ResponseReturnValue:
    """A page of what is asked for."""
    choices = journal_choices()
    asked = _asked(request.args, choices)
    total = journal_length(asked)
    pages = max(1, -(-total // SIZE))
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    return render_template(
        "journal/index.html",
        lines=[_told(line) for line in journal_lines(page, SIZE, asked)],
        page=page,
        pages=pages,
        total=total,
        choices=choices,
        typed={name: request.args.get(name, "") for name in NAMES},
        filtered=asked != JournalFilter(),
        left_out=_left_out(asked),
    )


@blueprint.post("/journal.csv")
@needs(Action.READ_JOURNAL)
def export_csv() -> ResponseReturnValue:
    """What is filtered, for a spreadsheet."""
    return _file("csv", "text/csv; charset=utf-8", journal_csv)


@blueprint.post("/journal.json")
@needs(Action.READ_JOURNAL)
def export_json() -> ResponseReturnValue:
    """What is filtered, for a program."""
    return _file("json", "application/json", journal_json)


def _file(
    kind: str, content_type: str, written: Callable[[Iterable[Line]], Iterator[str]]
) -> ResponseReturnValue:
    cut = usecases.export_journal(actor(), _asked(request.form, journal_choices()), kind)
    lines = stream_with_context(written(usecases.exported_lines(cut)))
    name = f"journal-{now():%Y-%m-%d}.{kind}"
    return Response(
        lines,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _asked(values: MultiDict[str, str], choices: JournalChoices) -> JournalFilter:
    """What the address or the form asks for; what it cannot mean is left out."""
    person, act, thing = (values.get(name, "") for name in ("person", "act", "thing"))
    asked = JournalFilter(
        person=values.get("person", type=whole),
        nobody=person == "nobody",
        act=act if act in choices.acts else None,
        thing=thing if thing in choices.things else None,
        first=values.get("first", type=date.fromisoformat),
        last=values.get("last", type=date.fromisoformat),
    )
    which = values.get("which", "").strip()
    return _about(asked, which) if which else asked


def _left_out(asked: JournalFilter) -> list[str]:
    """What the address asks for and cannot mean, as it was typed: the lines shown are more than wanted."""
    known = {**vars(asked), "person": asked.person if not asked.nobody else asked.nobody}
    named = (name for name in NAMES if name != "which")
    return [request.args[name][:40] for name in named if request.args.get(name) and known[name] is None]


def _about(asked: JournalFilter, which: str) -> JournalFilter:
    """One thing: A3-7, or the record id of another kind. What cannot be found matches no line."""
    number = number_of(which)
    if asked.thing in (None, "a3"):
        found = a3_ever(number) if number is not None else None
        return replace(asked, thing="a3", thing_id=found or -1)
    return replace(asked, thing_id=number if which.isdecimal() and number is not None else -1)


def _told(line: Line) -> Told:
    return Told(
        at=line.at,
        who=line.name or NOBODY.get(line.person, f"person {line.person}"),
        act=line.act,
        thing=_thing(line),
        href=_address(line),
        detail=_words(json.loads(line.detail)),
        digest=(line.digest or "")[:12],
    )


def _thing(line: Line) -> str:
    if line.number is not None:
        return label(line.number)
    return f"{line.thing} {line.thing_id}" if line.thing_id else ""


def _address(line: Line) -> str:
    if line.number is not None:
        return url_for("a3s.show", number=line.number)
    endpoint, key = PAGES.get(line.thing, ("", ""))
    values: dict[str, Any] = {key: line.thing_id}
    return url_for(endpoint, **values) if endpoint and line.thing_id else ""


def _words(detail: dict[str, int | str | bool | None]) -> str:
    """manager: 5, owner: none, is admin: yes."""
    plain = {None: "none", True: "yes", False: "no"}
    words = {
        key.replace("_", " "): plain[value] if value is None or isinstance(value, bool) else value
        for key, value in detail.items()
    }
    return ", ".join(f"{key}: {value}" for key, value in words.items())
