"""Wanted printouts: a row first, a job from the row, a file in the end."""

from __future__ import annotations

import json

from a3tracker.db.a3s import Placed, a3_by_id, a3_by_number
from a3tracker.db.base import db
from a3tracker.db.printouts import Made, Printout, printout
from a3tracker.db.revisions import Revision, revision_numbered
from a3tracker.domain.access import Action, Actor, ensure
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.errors import Invalid, NotFound, WrongState
from a3tracker.domain.papers import PAPERS
from a3tracker.usecases.a3s import found_a3
from a3tracker.usecases.coach_cards import coached_team
from a3tracker.usecases.meetings import found_meeting
from a3tracker.usecases.revisions import PRINTED, take_revision
from a3tracker.usecases.streams import found_stream
from a3tracker.usecases.transaction import journal, now, writing


def want_printout(
    actor: Actor, number: int, paper: str, old: int | None = None, half_filled: bool = False
) -> int:
    """Ask for the PDF of what stands on the A3 now, or of one old revision as it was.

    Printing what stands takes a revision if the content changed. `half_filled`: with guidance and lines to
    write on where a box is empty.
    """
    _ensure_paper(paper)
    with writing():
        placed = found_a3(actor, number)
        ensure(actor, Action.PRINT_A3, placed.place)
        revision = take_revision(actor.id, placed, PRINTED) if old is None else _numbered(placed, old)
        placed.team.prints_on = paper
        wanted = Printout(
            kind="sheet",
            revision_id=revision.id,
            paper=paper,
            half_filled=half_filled,
            wanted_by=actor.id,
            wanted_at=now(),
        )
        db.session.add(wanted)
        db.session.flush()
        journal(actor.id, "printed", "a3", placed.a3.id, digest=revision.digest, paper=paper)
        return wanted.id


def want_blank(actor: Actor, cycle: str, paper: str) -> int:
    """Ask for a blank sheet of a cycle, to write on by hand."""
    _ensure_paper(paper)
    if cycle not in CYCLES:
        raise NotFound("There is no such cycle.")
    with writing():
        wanted = Printout(kind="blank", blank_cycle=cycle, paper=paper, wanted_by=actor.id, wanted_at=now())
        db.session.add(wanted)
        db.session.flush()
        journal(actor.id, "printed a blank sheet", "printout", wanted.id, cycle=cycle)
        return wanted.id


def found_printout(actor: Actor, identity: int) -> Printout:
    """The printout, for somebody who sees what it is of; a blank sheet belongs to nobody."""
    found = printout(identity)
    if found is None or found.kind == "page":
        raise NotFound("There is no such printout.")
    if found.revision_id is not None:
        found_a3(actor, a3_by_id(db.session.get_one(Revision, found.revision_id).a3_id).a3.number)
    elif found.stream_id is not None:
        found_stream(actor, found.stream_id)
    elif found.team_id is not None:
        coached_team(actor, found.team_id)
    elif found.meeting_id is not None:
        found_meeting(actor, found.meeting_id)
    return found


def print_again(actor: Actor, identity: int) -> None:
    """Try once more what could not be made; `WrongState` for what did not fail."""
    with writing():
        failed = found_printout(actor, identity)
        if failed.state != "failed":
            raise WrongState("This did not fail: it is ready, or is being made.")
        failed.state, failed.message, failed.done_at, failed.pages_done = "wanted", "", None, 0
        failed.wanted_at = now()
        journal(actor.id, "printed again", "printout", failed.id)


def printable_revision(number: int) -> int | None:
    """The id of the revision of what stands on the A3 now, for the command line; None without such an A3."""
    with writing():
        placed = a3_by_number(number)
        return take_revision(None, placed, PRINTED).id if placed else None


def finish_printout(printout_id: int, made: Made) -> None:
    """Note that the file with this cache key lies in the printouts folder."""
    with writing():
        done = db.session.get(Printout, printout_id)
        if done is not None:
            done.state, done.cache_key, done.size_pt = "done", made.cache_key, made.size_pt
            done.missing, done.done_at = json.dumps(made.missing), now()


def fail_printout(printout_id: int, message: str) -> None:
    """Note why no file could be made, in words for the page."""
    with writing():
        failed = db.session.get(Printout, printout_id)
        if failed is not None:
            failed.state, failed.message, failed.done_at = "failed", message, now()


def _numbered(placed: Placed, number: int) -> Revision:
    found = revision_numbered(placed.a3.id, number)
    if found is None:
        raise NotFound(f"There is no revision {number} of this A3.")
    return found


def _ensure_paper(paper: str) -> None:
    if paper not in PAPERS:
        raise Invalid("Choose the paper.", {"paper": f"Choose one of: {', '.join(PAPERS.values())}."})
