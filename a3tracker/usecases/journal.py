"""Taking the journal out of the program: exactly what is filtered, and the journal says so itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from a3tracker.db.journal import JournalFilter, Line, journal_before, journal_length, newest_line
from a3tracker.domain.access import Action, Actor, ensure
from a3tracker.usecases.transaction import journal, let_go, writing

BATCH = 1_000


@dataclass(frozen=True)
class Cut:
    """What goes out: the lines asked for, up to the newest one of that moment."""

    asked: JournalFilter
    newest: int
    count: int


def export_journal(actor: Actor, asked: JournalFilter, kind: str) -> Cut:
    """Note that the actor takes these lines out, as a file of this kind."""
    with writing():
        ensure(actor, Action.READ_JOURNAL)
        cut = Cut(asked, newest_line(), journal_length(asked))
        lines = cut.count
        journal(actor.id, "exported", "journal", None, digest=None, lines=lines, kind=kind, **_words(asked))
        return cut


def exported_lines(cut: Cut) -> Iterator[Line]:
    """The lines, newest first, read in batches: nobody's save waits for a slow download."""
    below = cut.newest + 1
    while batch := journal_before(below, BATCH, cut.asked):
        let_go()
        yield from batch
        below = batch[-1].id


def _words(asked: JournalFilter) -> dict[str, int | str | bool | None]:
    """What was asked for, under names that the journal's own fields do not have."""
    given = {name: value for name, value in vars(asked).items() if value is not None and value is not False}
    return {
        f"asked_{name}": value.isoformat() if isinstance(value, date) else value
        for name, value in given.items()
    }
