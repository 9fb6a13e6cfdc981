"""The form of one line of the not-to-do list."""

from __future__ import annotations

from wtforms import SelectField, StringField

from a3tracker.domain.not_to_do import NotToDo
from a3tracker.web.forms import identity
from a3tracker.web.forms.rows import RowForm


class NotToDoForm(RowForm):
    """What stops, so that something else can start; the manager says yes to it elsewhere."""

    one_of_many = "line not to do"
    what = StringField("What stops", description="A deed or a report, such as: the weekly banner.")
    person = SelectField("Whose plate it leaves", coerce=identity)
    plate = StringField("Or in words", description="Such as: the call centre.")
    so_that = StringField(
        "So that", description="The countermeasure that gets the time, such as: 2, or the call on day 3."
    )

    def fact(self) -> NotToDo:
        """What was typed."""
        return NotToDo(self.what.data or "", self.person.data, self.plate.data or "", self.so_that.data or "")
