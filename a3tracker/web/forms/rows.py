"""The form of people in a Locate box, and what the form of every row shares."""

from __future__ import annotations

from dataclasses import replace

from wtforms import DateField, SelectField, StringField
from wtforms.validators import Optional

from a3tracker.domain.errors import Invalid
from a3tracker.domain.facts import Fact
from a3tracker.domain.predictions import parse_value
from a3tracker.domain.rows import PersonRow
from a3tracker.web.forms import VersionedForm, identity


class RowForm(VersionedForm):
    """What all rows share: the version that the form was opened with."""

    one_of_many: str = "row"
    #: Why the row cannot be removed any more; empty where it can.
    stays: str = ""

    def fact(self) -> Fact:
        """What was typed, as the domain knows it."""
        raise NotImplementedError

    def values(self, *names: str) -> dict[str, float | None]:
        """The plain numbers of these fields; `Invalid` names every one that cannot be read."""
        read: dict[str, float | None] = {}
        refused: dict[str, str] = {}
        for name in names:
            try:
                read[name] = parse_value(self[name].data or "", name)
            except Invalid as refusal:
                refused |= refusal.fields
        if refused:
            raise Invalid("A number cannot be read.", refused)
        return read

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

    trained = SelectField("Trained on", coerce=identity, default="")
    trained_on = DateField("Day of the training", [Optional()])

    def fact(self) -> PersonRow:
        """Person 0 stands for the contact that is named instead; only a standard asks for a training."""
        row = PersonRow(self.person.data or 0, self.position.data or "", self.role.data or "")
        if "trained" not in self:
            return row
        return replace(row, trained=self.trained.data, trained_on=self.trained_on.data)

    def offer_versions(self, newest: int) -> None:
        """The versions of a standard on which one can be trained; 0 where there is no standard."""
        if not newest:
            del self.trained, self.trained_on
            return
        numbers = {str(number): f"version {number}" for number in range(newest, 0, -1)}
        self.trained.choices = {"": "no version yet", **numbers}

    @property
    def contact_name(self) -> str:
        """The name of a new contact."""
        return self.contact.data or ""
