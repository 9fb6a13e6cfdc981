"""Forms of people and experiments, and what the form of every row shares."""

from __future__ import annotations

from datetime import date

from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired

from a3tracker.domain.facts import Fact
from a3tracker.domain.rows import Experiment, PersonRow
from a3tracker.web.forms import VersionedForm, identity


class RowForm(VersionedForm):
    """What all rows share: the version that the form was opened with."""

    one_of_many: str = "row"

    def fact(self) -> Fact:
        """What was typed, as the domain knows it."""
        raise NotImplementedError

    @property
    def contact_name(self) -> str:
        """The name of a new contact; only people have one."""
        return ""


class PersonRowForm(RowForm):
    """Somebody in a Locate box."""

    one_of_many = "person"
    person = SelectField("Person", coerce=identity)
    contact = StringField("Or somebody new", description="A customer or colleague who does not sign in here.")
    position = StringField("Position", description="In the firm or at the customer.")
    role = StringField("Role in this A3", description="What this person knows, decides or touches.")

    def fact(self) -> PersonRow:
        """Person 0 stands for the contact that is named instead."""
        return PersonRow(self.person.data or 0, self.position.data or "", self.role.data or "")

    @property
    def contact_name(self) -> str:
        """The name of a new contact."""
        return self.contact.data or ""


class ExperimentForm(RowForm):
    """One line of the Do log."""

    one_of_many = "experiment"
    day = DateField("Date", [InputRequired("Give the day of the experiment.")], default=date.today)
    tried = TextAreaField("What we tried")
    expected = TextAreaField("What we expect", description="Before you look: a number where there is one.")
    observed = TextAreaField(
        "What we saw", description="Afterwards. What was expected cannot be changed then."
    )
    learned = TextAreaField("What we learned")

    def fact(self) -> Experiment:
        """What was typed."""
        assert self.day.data
        return Experiment(
            self.day.data,
            self.tried.data or "",
            self.expected.data or "",
            self.observed.data or "",
            self.learned.data or "",
        )
