"""The board of a stream, as it is asked for on paper."""

from __future__ import annotations

from a3tracker.db.base import db
from a3tracker.db.printouts import Printout
from a3tracker.domain.access import Action, Actor, Place, ensure
from a3tracker.usecases.streams import found_stream
from a3tracker.usecases.transaction import journal, now, writing


def want_board(actor: Actor, stream: int) -> int:
    """Ask for the PDF of the board as it stands."""
    with writing():
        found = found_stream(actor, stream)
        ensure(actor, Action.PRINT_A3, Place(found.id))
        wanted = Printout(kind="board", stream_id=found.id, wanted_by=actor.id, wanted_at=now())
        db.session.add(wanted)
        db.session.flush()
        journal(actor.id, "printed the board of", "stream", found.id)
        return wanted.id
