"""The journal: who did what, newest first; administrators only."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from a3tracker.db.journal import JournalLine, journal_length, journal_lines
from a3tracker.domain.access import Action
from a3tracker.web.guard import needs

blueprint = Blueprint("journal", __name__)

SIZE = 100
NOBODY = {None: "nobody signed in", 0: "the command line"}
PAGES = {
    "person": ("people.show", "person_id"),
    "stream": ("streams.show", "stream_id"),
    "segment": ("segments.show", "segment_id"),
    "team": ("teams.show", "team_id"),
}


@dataclass(frozen=True)
class Line:
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
    """A page of the journal."""
    total = journal_length()
    pages = max(1, -(-total // SIZE))
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    lines = [_line(line, name) for line, name in journal_lines(page, SIZE)]
    return render_template("journal/index.html", lines=lines, page=page, pages=pages, total=total)


def _line(line: JournalLine, name: str | None) -> Line:
    endpoint, key = PAGES.get(line.thing, ("", ""))
    values: dict[str, Any] = {key: line.thing_id}
    return Line(
        at=line.at,
        who=name or NOBODY.get(line.person_id, f"person {line.person_id}"),
        act=line.act,
        thing=f"{line.thing} {line.thing_id}" if line.thing_id else "",
        href=url_for(endpoint, **values) if endpoint and line.thing_id else "",
        detail=_words(json.loads(line.detail)),
        digest=(line.digest or "")[:12],
    )


def _words(detail: dict[str, int | str | bool | None]) -> str:
    """manager: 5, owner: none, is admin: yes."""
    plain = {None: "none", True: "yes", False: "no"}
    words = {
        key.replace("_", " "): plain[value] if value is None or isinstance(value, bool) else value
        for key, value in detail.items()
    }
    return ", ".join(f"{key}: {value}" for key, value in words.items())
