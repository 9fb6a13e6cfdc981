"""Making the sheet of a new revision before somebody asks for it (print.md, section 1: from the cache)."""

from __future__ import annotations

from a3tracker.db.a3s import Placed
from a3tracker.db.ahead import forget_outdated, made_ahead_of
from a3tracker.db.base import db
from a3tracker.db.printouts import Printout
from a3tracker.db.revisions import Revision
from a3tracker.usecases.transaction import now

#: Under this name the database session knows what is to be made.
_AHEAD = "a3tracker_ahead"


def make_ahead(placed: Placed, revision: Revision) -> None:
    """Want the sheet on the paper that the team printed on last. Called inside a writing transaction.

    One that was made is made again: the same revision looks otherwise once it was decided. Nothing but
    the newest revision of an A3 is made.
    """
    forget_outdated(placed.a3.id, revision.id)
    paper = placed.team.prints_on
    wanted = made_ahead_of(revision.id, paper) or Printout(revision_id=revision.id, paper=paper)
    wanted.state, wanted.wanted_at, wanted.message = "wanted", now(), ""
    db.session.add(wanted)
    db.session.flush()
    db.session.info.setdefault(_AHEAD, set()).add(wanted.id)


def wanted_meanwhile() -> list[int]:
    """What was to be made ahead since this was last asked: the worker may be hurried then."""
    return sorted(db.session.info.pop(_AHEAD, ()))
