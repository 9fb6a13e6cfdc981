"""What the check of a submission says, and what it asks of the one who decides (check.md section 2)."""

from __future__ import annotations

from a3tracker.db.base import db
from a3tracker.db.reviews import Submission
from a3tracker.db.revisions import Revision
from a3tracker.domain.errors import Invalid
from a3tracker.domain.judging import check_verdict
from a3tracker.domain.revisions import read_content
from a3tracker.domain.verdicts import Verdict, asks_for_reason


def verdict_of(submission: Submission) -> Verdict | None:
    """The verdict of the check as it stands in the revision that was submitted."""
    revision = db.session.get_one(Revision, submission.revision_id)
    return check_verdict(read_content(revision.content).rows)


def ensure_in_line(outcome: str | None, verdict: Verdict | None) -> None:
    """An outcome against what the check showed is agreed to with a reason."""
    if outcome and asks_for_reason(outcome, verdict):
        said = f"says “{verdict.value}”" if verdict else "was not made against the first prediction"
        sentence = f"The check {said}: agree to “{outcome}” with a reason."
        raise Invalid(sentence, {"reason": sentence})
