"""A pack for a meeting: a row first, a job from the row; its pages are kept for the next pack."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from a3tracker.db.a3s import a3_by_id
from a3tracker.db.agendas import agenda_of
from a3tracker.db.base import db
from a3tracker.db.meetings import Held, Meeting, meeting_before, meeting_by_id
from a3tracker.db.printouts import Made, Printout, last_pack_of, waiting_pack
from a3tracker.db.revisions import revision_at
from a3tracker.domain.access import Action, Actor, ensure
from a3tracker.domain.errors import Invalid, NotFound, WrongState
from a3tracker.domain.papers import PACK_PAPERS
from a3tracker.usecases.meetings import found_meeting
from a3tracker.usecases.revisions import take_revision
from a3tracker.usecases.transaction import journal, now, writing


@dataclass(frozen=True)
class Entry:
    """One A3 of a pack: its revision, the one that stood at the last meeting, why it is on the agenda."""

    revision: int
    seen: int | None = None
    why: str = ""


def want_pack(actor: Actor, meeting_id: int, paper: str) -> int:
    """Ask for the pack of a meeting, as its agenda stands; the id of the printout."""
    with writing():
        held = found_meeting(actor, meeting_id)
        ensure(actor, Action.PRINT_A3, held.place)
        return _wanted(actor.id, meeting_id, paper)


def pack_to_print(meeting_id: int, paper: str) -> int:
    """The same whoever asks: for the command line."""
    with writing():
        if db.session.get(Meeting, meeting_id) is None:
            raise NotFound(f"There is no meeting {meeting_id}.")
        return _wanted(None, meeting_id, paper)


def _wanted(by: int | None, meeting_id: int, paper: str) -> int:
    if paper not in PACK_PAPERS:
        raise Invalid("Choose the paper.", {"paper": f"Choose one of: {', '.join(PACK_PAPERS.values())}."})
    if not agenda_of(meeting_id):
        raise WrongState("The agenda is empty. Put A3s on it, then make the pack.")
    # A second press before the first has begun is the same pack: it will read the agenda as it stands then.
    waiting = waiting_pack(by, meeting_id, paper)
    if waiting is not None:
        return waiting
    wanted = Printout(kind="pack", meeting_id=meeting_id, paper=paper, wanted_by=by, wanted_at=now())
    db.session.add(wanted)
    db.session.flush()
    journal(by, "printed the pack of", "meeting", meeting_id, printout=wanted.id)
    return wanted.id


def pack_entries(wanted: Printout) -> list[Entry]:
    """The A3s of the agenda, each with a revision of what stands now, taken in a transaction of its own.

    What is archived or went to another stream is left out.
    """
    assert wanted.meeting_id is not None
    held, by = meeting_by_id(wanted.meeting_id), wanted.wanted_by
    stream, last = held.stream.id, _last_seen(held)
    lines = [line for line in agenda_of(wanted.meeting_id) if not line.archived]
    entries = (_entry(by, line.a3, line.why, stream, last) for line in lines)
    return [entry for entry in entries if entry is not None]


def note_progress(printout_id: int, done: int, pages: int) -> None:
    """Note how many pages there are and how many of them are made."""
    with writing():
        wanted = db.session.get(Printout, printout_id)
        if wanted is not None:
            wanted.pages, wanted.pages_done = pages, min(done, pages)


def keep_page(pack_id: int, paper: str, made: Made) -> None:
    """Note that a page of this pack lies in the printouts folder."""
    with writing():
        pack = db.session.get(Printout, pack_id)
        if pack is not None:
            page = Printout(kind="page", pack_id=pack_id, paper=paper, state="done", cache_key=made.cache_key)
            page.size_pt, page.missing = made.size_pt, json.dumps(made.missing)
            page.wanted_by, page.wanted_at, page.done_at = pack.wanted_by, pack.wanted_at, now()
            db.session.add(page)


def note_refused(printout_id: int, refused: Mapping[str, str]) -> None:
    """Note which A3s have a page that says why they could not be printed."""
    with writing():
        pack = db.session.get(Printout, printout_id)
        if pack is not None:
            pack.message = " ".join(
                f"{number} could not be printed: {reason}" for number, reason in refused.items()
            )


def _entry(by: int | None, a3: int, why: str, stream: int, last: datetime | None) -> Entry | None:
    with writing():
        placed = a3_by_id(a3)
        if placed.stream.id != stream:
            return None
        revision = take_revision(by, placed, "printed")
        seen = revision_at(a3, last) if last else None
        return Entry(revision.id, seen.id if seen else None, why)


def _last_seen(held: Held) -> datetime | None:
    """When what the last meeting read was made: its pack, else its end."""
    before = meeting_before(held)
    if before is None or before.ended_at is None:
        return None
    # One that was printed afterwards was not on the table.
    pack = last_pack_of(before.id, before.ended_at)
    return pack.done_at if pack is not None else before.ended_at
