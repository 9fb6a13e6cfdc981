"""Forms of experiments: what is known before, what came of it, and both for putting things right."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from wtforms import DateField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from a3tracker.domain.experiments import FROZEN, STAYS, Experiment, Result, Ring
from a3tracker.web.forms import identity
from a3tracker.web.forms.rows import RowForm

RINGS = {
    "": "not said",
    Ring.EXISTING.value: "existing customer",
    Ring.PROSPECT.value: "prospect",
    Ring.NEW.value: "new to us",
}


class Before:
    """What is known before: if we do this for them there, we expect that, because."""

    tried = TextAreaField("If we do", description="What you try, small enough for a day.")
    for_whom = StringField("For", description="Such as: shared offices of 20 to 50 people.")
    touchpoint = StringField("At", description="Where they meet us, such as: the front desk.")
    expected = TextAreaField("We expect", description="What they will do. A number where there is one.")
    why = TextAreaField("Because")
    ring = RadioField("They are", choices=RINGS, default="")
    warm_link = StringField("Warm link", description="Through whom we know them.")
    measure = StringField("Measure", description="What the number counts, such as: cups a day.")
    unit = StringField("Unit", description="Such as %, days or EUR.")
    low = StringField("Expected from", description="One number alone is both ends.")
    high = StringField("Expected to")
    day = DateField("Date", [InputRequired("Give the day of the experiment.")], default=date.today)
    who = SelectField("Who tries it", coerce=identity)


class After:
    """What came of it."""

    observed = TextAreaField("What we saw", description="What was expected cannot be changed afterwards.")
    seen = StringField("The number that we saw")
    did = TextAreaField("What the customer did", description="Deeds, not only words.")
    learned = TextAreaField("What we learned")
    next_step = TextAreaField("Next step")
    look_on = DateField("When to look", [Optional()], description="At the result, or at the next step.")


class _Typed(RowForm):
    one_of_many = "experiment"

    def before(self) -> dict[str, Any]:
        """What was typed of the fields that are known before."""
        words = ("tried", "for_whom", "touchpoint", "expected", "why", "warm_link", "measure", "unit")
        return {
            **{name: self[name].data or "" for name in words},
            "ring": self["ring"].data or "",
            "day": self["day"].data,
            "who": self["who"].data,
        }

    def after(self) -> dict[str, Any]:
        """What was typed of the words that come afterwards."""
        words = ("observed", "did", "learned", "next_step")
        return {**{name: self[name].data or "" for name in words}, "look_on": self["look_on"].data}


class LogForm(Before, _Typed):
    """An experiment before it is tried. `once` is the key under which it is sent, however often.

    `note` is the id of the meeting note that becomes it, if one does.
    """

    look_on = DateField("When can we look?", [Optional()])
    once = HiddenField()
    note = HiddenField()

    def fact(self) -> Experiment:
        """What was typed."""
        return Experiment(**{**self.before(), **self.values("low", "high")}, look_on=self.look_on.data)

    @property
    def noted(self) -> int:
        """The id of the note; 0, which is none, when there is none or it was tampered with."""
        typed = str(self.note.data or "")
        return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


class ResultForm(After, _Typed):
    """What happened, and the next step."""

    def result(self) -> Result:
        """What was typed; the number is asked for where there is a measure."""
        seen = self.values("seen") if "seen" in self else {"seen": None}
        return Result(**{**self.after(), **seen})


class ExperimentForm(Before, After, _Typed):
    """Everything about an experiment, to put it right."""

    def fact(self) -> Experiment:
        """What was typed."""
        return Experiment(**{**self.before(), **self.after(), **self.values("low", "high", "seen")})

    def keep(self, row: Mapping[str, Any]) -> None:
        """Of a finished experiment, what was expected is shown and cannot be typed over."""
        if row.get("observed") or row.get("seen") not in (None, ""):
            self.stays = STAYS
            for name in FROZEN:
                self[name].render_kw = {"readonly": True}
