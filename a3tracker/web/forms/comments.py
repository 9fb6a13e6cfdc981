"""Forms of comments, and of the review that collects them."""

from __future__ import annotations

from wtforms import HiddenField, SelectField, TextAreaField

from a3tracker.domain.comments import CommentChange, Said
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.errors import Invalid
from a3tracker.usecases.sent_reviews import Review
from a3tracker.web.forms import Form


class CommentForm(Form):
    """What somebody says about a box, a passage of it, and how it might read."""

    box = SelectField("About", coerce=str, default="")
    passage = TextAreaField("Passage", description="The words you mean, as they stand on the sheet.")
    occurrence = HiddenField(default="1")
    body = TextAreaField("Comment", description="@ and a name tells that person.")
    wording = TextAreaField(
        "Suggested wording", description="Takes the place of the passage when the team takes it over."
    )

    def offer(self, cycle: str) -> None:
        """The boxes of this cycle, and the sheet as a whole."""
        self.box.choices = {"": "The whole sheet", **{box.key: box.label for box in CYCLES[cycle].boxes}}

    def change(self) -> CommentChange:
        """What was typed."""
        typed = str(self.occurrence.data or "")
        return CommentChange(
            self.body.data or "",
            self.box.data or None,
            self.passage.data or "",
            int(typed) if typed.isdecimal() and len(typed) < 6 else 1,
            self.wording.data or "",
        )


class ReviewForm(CommentForm):
    """The comment being written, and the verdict with which all of them are sent."""

    reason = TextAreaField("Reason or remark", description="It stays with every later round.")
    submission = HiddenField()
    revision = HiddenField()
    digest = HiddenField()

    def clear_comment(self) -> None:
        """Make room for the next comment."""
        self.passage.data = self.body.data = self.wording.data = ""
        self.occurrence.data = "1"

    @property
    def read(self) -> int:
        """The number of the revision that was on the screen; 0, which is none, when it was tampered with."""
        return _whole(self.revision.data)

    @property
    def asked(self) -> int:
        """The id of the submission that was on the screen; 0 when there was none."""
        return _whole(self.submission.data)

    def review(self, decision: str | None) -> Review:
        """What is sent; a comment that was typed and not added goes with it."""
        if decision not in set(Said):
            raise Invalid("Choose whether you agree, comment, or return it with a reason.")
        typed = self.change()
        begun = (typed.body + typed.passage + typed.wording).strip()
        return Review(
            Said(decision),
            self.asked,
            self.read,
            self.digest.data or "",
            self.reason.data or "",
            typed if begun else None,
        )


class AnswerForm(Form):
    """One answer in a thread."""

    body = TextAreaField("Answer", description="@ and a name tells that person.")


def _whole(typed: str | None) -> int:
    """A number out of a hidden field; 0, which is nothing, when it was tampered with."""
    typed = typed or ""
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0
