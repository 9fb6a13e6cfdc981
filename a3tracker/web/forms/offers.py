"""What the coordinator types to submit an A3, or to move it on: it comes back when it is refused."""

from __future__ import annotations

from datetime import date

from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.learnings import Learning
from a3tracker.domain.stages import Stage
from a3tracker.web.forms import Form


class _MayBeEmpty(Optional):
    """Whether a date is needed depends on the move, so the use case says it, and no label says "optional"."""

    def __init__(self) -> None:
        super().__init__()
        self.field_flags = {}


class OfferForm(Form):
    """Outcome, note and dates; each move asks for some of them."""

    outcome = SelectField("How it ends", coerce=str, default="")
    next_check = DateField("Next Check on", [_MayBeEmpty()])
    learning = TextAreaField("What was learned, in one sentence", [_MayBeEmpty()])
    touchpoint = StringField("Touchpoint", [Optional()], description="Where you met the customer.")
    cause = StringField("Cause", [Optional()], description="The cause that it is about.")
    note = TextAreaField("Note to the manager", [Optional()])
    check_on = DateField(
        "Day of the Check",
        [_MayBeEmpty()],
        description="What is locked is never changed. The day on which the actual is read is fixed now, "
        "so that nobody looks until it pleases.",
    )

    def offer(self, cycle: str) -> None:
        """The outcomes of this cycle; the next Check is asked for where one of them goes round."""
        outcomes = CYCLES[cycle].outcomes
        self.outcome.choices = {"": "choose", **{outcome.key: outcome.label for outcome in outcomes}}
        round_ = [outcome.label for outcome in outcomes if outcome.leads_to is Stage.DO]
        self.next_check.description = f"Needed when the standard goes round: {', '.join(round_)}."
        closing = [outcome.label for outcome in outcomes if outcome.leads_to is Stage.CLOSED]
        when = "" if len(closing) == len(outcomes) else f" Needed for: {', '.join(closing)}."
        self.learning.description = f"It goes on the shelf when the A3 closes.{when}"

    @property
    def asked(self) -> tuple[str, str | None, date | None, Learning]:
        """Note, outcome, next Check and learning as they were typed."""
        learned = (self.learning.data or "", self.touchpoint.data or "", self.cause.data or "")
        return self.note.data or "", self.outcome.data or None, self.next_check.data, Learning(*learned)
