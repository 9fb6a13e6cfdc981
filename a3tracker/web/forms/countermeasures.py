"""Forms of countermeasures: the plan, the two marks, and dropping one with a reason."""

from __future__ import annotations

from datetime import date
from typing import Any

from wtforms import DateField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from a3tracker.domain.countermeasures import Countermeasure, Dropped, Marks
from a3tracker.web.forms import Form, VersionedForm, identity
from a3tracker.web.forms.rows import RowForm


class MultiCheckboxField(SelectMultipleField):
    """Several of a list, each with its own tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class CountermeasureForm(RowForm):
    """One line of the plan; its number is given, its marks have a form of their own."""

    one_of_many = "countermeasure"
    what = TextAreaField("What is done", description="The deed itself, such as: answer within two days.")
    causes = MultiCheckboxField("Against which causes", coerce=identity)
    who = SelectField("Who", coerce=identity)
    where = StringField("Where", description="The touchpoint or place, such as: first bill, download page.")
    start = DateField("From", [Optional()])
    due = DateField("Done by", [Optional()])
    effect = StringField("Predicted effect", description="With a number where there is one: +3 points.")

    def offer_causes(self, causes: dict[int, str]) -> None:
        """The A3's causes by id; without any, nothing is asked."""
        self.causes.choices = {str(identity): words for identity, words in causes.items()}
        if not causes:
            del self.causes

    def fact(self) -> Countermeasure:
        """What was typed; the number is not the form's to give."""
        return Countermeasure(
            0,
            self.what.data or "",
            tuple(one for one in self._causes() if one),
            self.who.data,
            self.where.data or "",
            self.start.data,
            self.due.data,
            self.effect.data or "",
        )

    def _causes(self) -> list[int | None]:
        return list(self.causes.data or []) if "causes" in self else []


class MarksForm(VersionedForm):
    """Two questions apart: was it done, and did it work."""

    done = RadioField(
        "Done?",
        choices={"yes": "yes", "partly": "in part", "no": "no", "": "no mark yet"},
        default="",
    )
    done_on = DateField("Done on", [Optional()])
    done_evidence = TextAreaField("What shows that it was done")
    worked = RadioField(
        "Worked?",
        choices={"yes": "yes", "no": "no", "unclear": "cannot be told", "": "no mark yet"},
        default="",
    )
    worked_evidence = TextAreaField(
        "What shows it",
        description="Before and after, or why it cannot be told. What was learned belongs here, too.",
    )

    def marks(self) -> Marks:
        """What was marked."""
        return Marks(
            self.done.data or "",
            self.done_on.data,
            self.done_evidence.data or "",
            self.worked.data or "",
            self.worked_evidence.data or "",
        )


class DropForm(Form):
    """Why it is dropped, and when to think again."""

    why = TextAreaField("Why it is dropped")
    again_on = DateField("Think again on", [Optional()])
    again_when = StringField("Or when", description="A condition, such as: when the next release is out.")

    def dropped(self) -> Dropped:
        """What was said; who and when is not the form's to say."""
        return Dropped(self.why.data or "", date.min, 0, self.again_on.data, self.again_when.data or "")


def planned_again(fact: Countermeasure) -> dict[str, Any]:
    """The plan's part as it would be typed."""
    return {**vars(fact), "causes": [*fact.causes]}
