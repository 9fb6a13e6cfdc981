"""What the coordinator types to submit an A3, or to move it on: it comes back when it is refused."""

from __future__ import annotations

from datetime import date

from wtforms import DateField, SelectField, TextAreaField
from wtforms.validators import Optional

from a3tracker.domain.cycles import CYCLES
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

    @property
    def asked(self) -> tuple[str, str | None, date | None]:
        """Note, outcome and next Check as they were typed."""
        return self.note.data or "", self.outcome.data or None, self.next_check.data
