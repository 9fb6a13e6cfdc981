"""Forms of signing in, of one's password and of the first run."""

from __future__ import annotations

from wtforms import EmailField, PasswordField, StringField

from a3tracker.domain.people import PersonChange
from a3tracker.web.forms import Form
from a3tracker.web.forms.people import NEW_PASSWORD, PASSWORD_HINT


class SignInForm(Form):
    """Address and password."""

    email = EmailField("E-mail address", render_kw={"autocomplete": "username"})
    password = PasswordField("Password", render_kw={"autocomplete": "current-password"})


class PasswordForm(Form):
    """The present password and the one wanted."""

    present = PasswordField("Present password", render_kw={"autocomplete": "current-password"})
    wanted = PasswordField("New password", description=PASSWORD_HINT, render_kw=NEW_PASSWORD)


class FirstRunForm(Form):
    """The code from the console and the first administrator."""

    code = StringField(
        "Code",
        description="The program printed it on its console at start.",
        render_kw={"autocomplete": "off"},
    )
    name = StringField("Your name", render_kw={"autocomplete": "name"})
    email = EmailField(
        "E-mail address", description="You sign in with it.", render_kw={"autocomplete": "email"}
    )
    password = PasswordField("Password", description=PASSWORD_HINT, render_kw=NEW_PASSWORD)

    def change(self) -> PersonChange:
        """What was typed."""
        return PersonChange(self.name.data or "", self.email.data or "", is_admin=True)
