"""The form with which somebody rates a box."""

from __future__ import annotations

from wtforms import RadioField, TextAreaField
from wtforms.validators import Optional

from a3tracker.domain.ratings import Rating, Step
from a3tracker.web.forms import Form


class RatingForm(Form):
    """One of four steps, with a word when there is one."""

    step = RadioField(
        "How clear is this box now?",
        choices={str(step.value): step.label for step in Step},
        description="Rate what stands there, not who wrote it.",
    )
    words = TextAreaField("A word on it", [Optional()])

    @property
    def rating(self) -> Rating:
        """What was chosen; WTForms has refused everything else."""
        return Rating(Step(int(self.step.data)), self.words.data or "")
