"""What differs from what somebody reads, or read: the review page says it word by word."""

from __future__ import annotations

from dataclasses import dataclass

from a3tracker.db.a3s import Placed
from a3tracker.db.comments import Reading
from a3tracker.db.reviews import Round
from a3tracker.db.revisions import Revision, content_of, revision_numbered
from a3tracker.domain.control_points import POINT_WORDS
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.revisions import read_content
from a3tracker.rendering.changes import Change, change_in
from a3tracker.rendering.comparing import compared
from a3tracker.rendering.wording import day_words
from a3tracker.usecases.transaction import now


@dataclass(frozen=True)
class Differs:
    """What differs between two revisions; `after` is None for what stands now."""

    before: int
    after: int | None
    changes: tuple[Change, ...]

    @property
    def labels(self) -> str:
        """What differs, in one line."""
        return ", ".join(dict.fromkeys(change.label for change in self.changes))


def written_since(placed: Placed, revision: Revision) -> Differs | None:
    """What was written on the sheet since this revision."""
    content = content_of(placed)
    if content.digest() == revision.digest:
        return None
    return Differs(revision.number, None, compared(read_content(revision.content), content))


def read_since(placed: Placed, revision: Revision, reading: Reading | None) -> Differs | None:
    """What changed since the revision that this person read before; None when there is nothing to say.

    On the day on which somebody read the newest, the page still says how it differs from the one before.
    """
    if reading is None:
        return None
    same_day = reading.at.date() == now().date()
    read = reading.revision if reading.revision < revision.number else same_day and reading.before
    before = revision_numbered(placed.a3.id, read) if read and read < revision.number else None
    return _between(before, revision) if before else None


def missed_by(placed: Placed, submission: int, read: int, rounds: list[Round]) -> Differs | None:
    """What the open submission asks for otherwise than the one that was read; None when none is open."""
    asked = next((item for item in rounds if item.submission.decision is None), None)
    before = revision_numbered(placed.a3.id, read)
    if asked is None or before is None:
        return None
    old = next((item for item in rounds if item.submission.id == submission), None)
    text = _between(before, asked.revision).changes if before.id != asked.revision.id else ()
    return Differs(before.number, asked.revision.number, (*_asked_otherwise(placed, old, asked), *text))


def _between(before: Revision, after: Revision) -> Differs:
    changes = compared(read_content(before.content), read_content(after.content))
    return Differs(before.number, after.number, changes)


def _asked_otherwise(placed: Placed, old: Round | None, new: Round) -> tuple[Change, ...]:
    """Point, outcome, date and note of the two submissions, where they differ."""
    if old is None or old.submission.id == new.submission.id:
        return ()
    before, after = (_asked(placed, item) for item in (old, new))
    return tuple(
        change_in("asked", label, before[label], after[label])
        for label in before
        if before[label] != after[label]
    )


def _asked(placed: Placed, item: Round) -> dict[str, str]:
    outcomes = {outcome.key: outcome.label for outcome in CYCLES[placed.a3.cycle].outcomes}
    submission = item.submission
    return {
        "What is asked for": POINT_WORDS[submission.point],
        "How it ends": outcomes.get(submission.outcome or "", ""),
        "Next Check": day_words(submission.next_check) if submission.next_check else "",
        "Note": submission.note,
        "Who asks": item.asked_by,
    }
