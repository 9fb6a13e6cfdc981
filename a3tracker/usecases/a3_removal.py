"""Deleting an A3 for good: administrators alone; the journal's lines stay."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from a3tracker.db.a3_contents import Files, files_of, still_used
from a3tracker.db.a3s import A3
from a3tracker.db.base import db
from a3tracker.domain.a3s import label, number_of
from a3tracker.domain.access import Action, Actor, ensure
from a3tracker.domain.errors import Invalid
from a3tracker.usecases.a3s import found_a3
from a3tracker.usecases.transaction import journal, writing


def delete_named_a3(actor: Actor, number: int, typed: str) -> Files:
    """Delete the A3 whose number was typed to confirm it; returns the files that it leaves behind."""
    ensure(actor, Action.DELETE_A3, found_a3(actor, number).place)
    if number_of(typed) != number:
        sentence = f"Nothing was deleted. Type {label(number)} to delete it for good."
        raise Invalid(sentence, {"name": sentence})
    return delete_a3(actor, number)


def delete_a3(actor: Actor, number: int) -> Files:
    """Delete the A3 with its boxes, rows, revisions and printouts; its number never comes again."""
    with writing():
        placed = found_a3(actor, number)
        ensure(actor, Action.DELETE_A3, placed.place)
        left = files_of(placed.a3.id)
        journal(actor.id, "deleted", "a3", placed.a3.id, number=number)
        db.session.delete(db.session.get_one(A3, placed.a3.id))
        return left


def remove_files(left: Files, pictures: Path, printouts: Path) -> None:
    """Remove from the disk what no row names any more: files are named by their hash and may be shared.

    In a writing transaction, so that nobody can begin to use a file between the question and its end.
    """
    with writing():
        used = still_used(left)
        gone = [pictures / name for name in left.pictures - used.pictures]
        gone += [printouts / name for name in left.printouts - used.printouts]
        for path in gone:
            # A file that cannot be removed is only room on the disk.
            with suppress(OSError):
                path.unlink(missing_ok=True)
