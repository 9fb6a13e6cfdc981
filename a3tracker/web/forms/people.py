"""Forms of people who sign in."""

from __future__ import annotations

from wtforms import BooleanField, EmailField, PasswordField, StringField

from a3tracker.domain.people import SHORTEST_PASSWORD, PersonChange
from a3tracker.web.forms import Form

NEW_PASSWORD = {"autocomplete": "new-password"}
PASSWORD_HINT = f"At least {SHORTEST_PASSWORD} characters; three or four words are good."


class PersonForm(Form):
    """Name, address and whether the person is an administrator."""

    name = StringField("Name", render_kw={"autocomplete": "off"})
    email = EmailField(
        "E-mail address",
        description="For signing in. Nothing is sent there.",
        render_kw={"autocomplete": "off"},
    )
    is_admin = BooleanField(
        "Administrator", description="Sets up people and streams, sees all A3s, decides none."
    )

    def change(self) -> PersonChange:
        """What was typed."""
        return PersonChange(self.name.data or "", self.email.data or "", bool(self.is_admin.data))


class NewPersonForm(PersonForm):
    """The same with a first password."""

    password = PasswordField(
        "First password",
        description=f"{PASSWORD_HINT} Tell it to the person, who can change it.",
        render_kw=NEW_PASSWORD,
    )


class ResetForm(Form):
    """A new first password."""

    password = PasswordField("New password", description=PASSWORD_HINT, render_kw=NEW_PASSWORD)
