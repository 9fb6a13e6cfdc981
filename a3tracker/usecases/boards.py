"""Printouts of a stream's board: a row first, a job from the row, a file in the end."""

from __future__ import annotations

from a3tracker.db.base import db
from a3tracker.db.boards import BoardPrintout, board_printout
from a3tracker.domain.access import Action, Actor, Place, ensure
from a3tracker.domain.errors import NotFound
from a3tracker.usecases.streams import found_stream
from a3tracker.usecases.transaction import journal, now, writing


def want_board(actor: Actor, stream: int) -> int:
    """Ask for the PDF of the board as it stands."""
    with writing():
        found = found_stream(actor, stream)
        ensure(actor, Action.PRINT_A3, Place(found.id))
        wanted = BoardPrintout(stream_id=found.id, wanted_by=actor.id, wanted_at=now())
        db.session.add(wanted)
        db.session.flush()
        journal(actor.id, "printed the board of", "stream", found.id)
        return wanted.id


def found_board(actor: Actor, stream: int, identity: int) -> BoardPrintout:
    """A printout of a board that the actor sees."""
    wanted = board_printout(identity, found_stream(actor, stream).id)
    if wanted is None:
        raise NotFound("There is no such printout.")
    return wanted


def finish_board(identity: int, cache_key: str) -> None:
    """Note that the file with this cache key lies in the printouts folder."""
    with writing():
        done = board_printout(identity)
        if done is not None:
            done.state, done.cache_key, done.done_at = "done", cache_key, now()


def fail_board(identity: int, message: str) -> None:
    """Note why no file could be made, in words for the page."""
    with writing():
        failed = board_printout(identity)
        if failed is not None:
            failed.state, failed.message, failed.done_at = "failed", message, now()
