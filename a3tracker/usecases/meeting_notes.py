"""Meeting notes: typed in from paper or in a meeting, put right, and what becomes of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from a3tracker.db.a3s import Placed
from a3tracker.db.base import db
from a3tracker.db.comments import comment_of
from a3tracker.db.meeting_notes import MeetingNote, note_count, note_of, same_note
from a3tracker.db.people import people_of_stream
from a3tracker.db.revisions import revision_numbered
from a3tracker.domain import meeting_notes as domain
from a3tracker.domain.access import Action, Actor, Verdict, may
from a3tracker.domain.comments import CommentChange, checked_body
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, OutOfDate, WrongState
from a3tracker.domain.experiments import Experiment
from a3tracker.domain.meeting_notes import MOST_NOTES, Became
from a3tracker.usecases.a3s import found_a3, open_a3, touch
from a3tracker.usecases.comments import commented_a3
from a3tracker.usecases.experiments import logged
from a3tracker.usecases.sent_reviews import sent_at_once
from a3tracker.usecases.transaction import journal, now, writing

#: What it is called that a note became, once.
BECAME: Final = {
    Became.EXPERIMENT.value: "an experiment",
    Became.COMMENT.value: "a comment",
    Became.CHANGE.value: "a change",
}


def add_note(actor: Actor, number: int, note: domain.MeetingNote) -> int:
    """Type in one note; its id."""
    return add_notes(actor, number, [note])[0]


def add_notes(actor: Actor, number: int, notes: Sequence[domain.MeetingNote]) -> list[int]:
    """Type in what stood on a paper, all of it or nothing; the ids. The same note twice is one."""
    with writing():
        placed = commented_a3(actor, number)
        return [added_note(actor, placed, note).id for note in notes]


def added_note(actor: Actor, placed: Placed, note: domain.MeetingNote) -> MeetingNote:
    """The note, or the same one typed in before. Called inside a writing transaction."""
    checked = _checked(placed, note)
    twice = same_note(placed.a3.id, actor.id, checked)
    if twice is not None:
        return twice
    if note_count(placed.a3.id) >= MOST_NOTES:
        raise Invalid(f"An A3 holds at most {MOST_NOTES:,} meeting notes. Remove what is settled.")
    row = MeetingNote(a3_id=placed.a3.id, typed_by=actor.id, typed_at=now())
    row.write(checked)
    db.session.add(row)
    db.session.flush()
    _note_act(actor, placed, "noted on", row)
    return row


def edit_note(actor: Actor, number: int, note_id: int, note: domain.MeetingNote, version: int) -> None:
    """Put a note right; an older form is refused, so that nothing of somebody else's is overwritten."""
    with writing():
        placed, row = note_to_edit(actor, number, note_id)
        checked = _checked(placed, note, row.note())
        if checked == row.note():
            return
        if row.version != version:
            raise OutOfDate(
                "Somebody else changed this note meanwhile. It is shown as it stands now, with yours.",
                yours=note.words,
                theirs=row.words,
                version=row.version,
            )
        row.write(checked)
        row.version += 1
        _note_act(actor, placed, "edited a note on", row)


def remove_note(actor: Actor, number: int, note_id: int) -> None:
    """Remove a note; what became of it stays. Removing it twice is harmless."""
    with writing():
        if note_of(commented_a3(actor, number).a3.id, note_id) is None:
            return
        placed, row = note_to_edit(actor, number, note_id)
        db.session.delete(row)
        _note_act(actor, placed, "removed a note from", row)


def settle_note(actor: Actor, number: int, note_id: int, settled: bool = True) -> None:
    """Say that a promise was kept, or that nothing is to be done about a note; or take that back."""
    with writing():
        placed, row = found_note(actor, number, note_id)
        verdict = may_settle(actor, placed, row)
        if not verdict:
            raise NotAllowed(verdict.reason)
        _ensure_in_use(placed)
        if (row.done_at is not None) == settled:
            return
        row.done_at = now() if settled else None
        _note_act(actor, placed, "settled a note on" if settled else "opened a note again on", row)


def try_note(actor: Actor, number: int, note_id: int, experiment: Experiment, once: str = "") -> int:
    """Log the experiment that a note becomes; its id. The same form sent twice is one."""
    with writing():
        placed = open_a3(actor, number, Action.WRITE_A3)
        row = _note_in(placed, note_id)
        made = logged(actor, placed, experiment, once)
        if row.experiment_id != made.id:
            _became(actor, placed, row, Became.EXPERIMENT)
            row.experiment_id = made.id
        return made.id


def say_note(actor: Actor, number: int, note_id: int, body: str) -> int:
    """Send the comment that a note becomes, about the note's box; its id. The same one twice is one."""
    with writing():
        placed = commented_a3(actor, number)
        row = _note_in(placed, note_id)
        sent = comment_of(placed.a3.id, row.comment_id) if row.comment_id else None
        if sent is not None and (sent.author_id, sent.body) == (actor.id, checked_body(body)):
            return sent.id
        _became(actor, placed, row, Became.COMMENT)
        sent = sent_at_once(actor, placed, CommentChange(body, row.box))
        row.comment_id = sent.id
        return sent.id


def take_note_in(actor: Actor, number: int, note_id: int) -> None:
    """Say that the sheet was changed as the note asks; saying it twice is harmless."""
    with writing():
        placed = open_a3(actor, number, Action.WRITE_A3)
        row = _note_in(placed, note_id)
        if row.became != Became.CHANGE.value:
            _became(actor, placed, row, Became.CHANGE)


def found_note(actor: Actor, number: int, note_id: int) -> tuple[Placed, MeetingNote]:
    """A note of an A3 that the actor sees."""
    placed = found_a3(actor, number)
    return placed, _note_in(placed, note_id)


def note_to_become(actor: Actor, number: int, note_id: int) -> MeetingNote:
    """A note that has become nothing yet; `WrongState` for one that has."""
    _placed, row = found_note(actor, number, note_id)
    _ensure_became_nothing(row)
    return row


def note_to_edit(actor: Actor, number: int, note_id: int) -> tuple[Placed, MeetingNote]:
    """A note that the actor may put right or remove."""
    placed = commented_a3(actor, number)
    row = _note_in(placed, note_id)
    verdict = may_edit(actor, placed, row)
    if not verdict:
        raise NotAllowed(verdict.reason)
    return placed, row


def may_edit(actor: Actor, placed: Placed, row: MeetingNote) -> Verdict:
    """Who typed it in, and the coordinator of the team."""
    if actor.id == row.typed_by or placed.team.id in actor.coordinates:
        return Verdict(True)
    return Verdict(False, "Only who typed the note in, or the team's coordinator, may change it.")


def may_settle(actor: Actor, placed: Placed, row: MeetingNote) -> Verdict:
    """The team, who typed it in, and who said or promised it."""
    if actor.id in {row.typed_by, row.said_by} or may(actor, Action.WRITE_A3, placed.place):
        return Verdict(True)
    return Verdict(False, "Only the team, or who said it, may settle it.")


def _checked(
    placed: Placed, note: domain.MeetingNote, before: domain.MeetingNote | None = None
) -> domain.MeetingNote:
    known = {person.id for person in people_of_stream(placed.stream.id)}
    today = placed.segment.today(now())
    checked = domain.checked_note(note, placed.a3.cycle, known, today, before)
    stood = before.revision if before else None
    if checked.revision not in (None, stood) and not revision_numbered(placed.a3.id, checked.revision):
        sentence = "There is no such revision of this A3."
        raise Invalid(sentence, {"revision": sentence})
    return checked


def _note_in(placed: Placed, note_id: int) -> MeetingNote:
    row = note_of(placed.a3.id, note_id)
    if row is None:
        raise NotFound("This note is not there any more. Somebody removed it.")
    return row


def _became(actor: Actor, placed: Placed, row: MeetingNote, what: Became) -> None:
    _ensure_became_nothing(row)
    row.became, row.became_at = what.value, now()
    _note_act(actor, placed, "used a note on", row)


def _ensure_became_nothing(row: MeetingNote) -> None:
    if row.became is not None:
        raise WrongState(f"This note became {BECAME[row.became]} already.")


def _ensure_in_use(placed: Placed) -> None:
    if placed.a3.archived_at is not None:
        raise WrongState("This A3 is archived. Bring it back first.")


def _note_act(actor: Actor, placed: Placed, act: str, row: MeetingNote) -> None:
    touch(placed.a3)
    journal(actor.id, act, "a3", placed.a3.id, note=row.id)
