"""Forms: what a page asks for, turned into a frozen change. The rules stand in the domain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField

from a3tracker.domain.errors import Invalid

#: What WTForms says by itself, in the words of this program.
WORDS = {
    "Not a valid choice.": "Choose one from the list.",
    "Invalid Choice: could not coerce.": "Choose one from the list.",
    "'%(value)s' is not a valid choice for this field.": "Choose from the list.",
    "'%(value)s' are not valid choices for this field.": "Choose from the list.",
    "Not a valid date value.": "Give a date such as 2026-06-30.",
    "Not a valid integer value.": "Give a whole number.",
    "Not a valid time value.": "Give the hour such as 14:30.",
}


class Words:
    """WTForms asks this for its sentences."""

    def gettext(self, sentence: str) -> str:
        """The sentence in our words."""
        return WORDS.get(sentence, sentence)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The sentence for n things."""
        return self.gettext(singular if n == 1 else plural)


class Form(FlaskForm):
    """A form whose refusals, from WTForms or from the domain, are shown at the fields; typed text is kept."""

    class Meta(FlaskForm.Meta):
        """How WTForms is set up."""

        def get_translations(self, form: Any) -> Words:
            """Our words instead of WTForms' own."""
            return Words()

    def taken(self, act: Callable[[], Any]) -> Any:
        """What `act` returns, or True for nothing, when the form was sent and can be read.

        None otherwise, with the errors at the fields.
        """
        if not self.validate_on_submit():
            return None
        try:
            result = act()
        except Invalid as refusal:
            self.refuse(refusal)
            return None
        return result if result is not None else True

    def refuse(self, refusal: Invalid) -> None:
        """Show a refusal of the domain at its fields, or above the form when it names none of them."""
        for name, sentence in refusal.fields.items():
            if name in self._fields:
                self._fields[name].errors = [*self._fields[name].errors, sentence]
            else:
                self.form_errors.append(sentence)
        if not refusal.fields:
            self.form_errors.append(str(refusal))

    @property
    def status(self) -> int:
        """400 when it was sent and refused, 200 otherwise."""
        return 400 if self.is_submitted() else 200


class VersionedForm(Form):
    """A form that knows which version of the thing it was opened with."""

    version = HiddenField(default="0")

    @property
    def opened_version(self) -> int:
        """0, which is never current, when the field is missing or was tampered with."""
        typed = (self.version.raw_data or [""])[0]
        return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


def identity(value: Any) -> int | None:
    """A record's id from a select field; None for the empty choice."""
    return int(value) if value not in (None, "", "None") else None


def choices(
    things: Sequence[Any], empty: str | None = None, present: Any = None, gone: str = "archived"
) -> dict[str, str]:
    """Id and name of each record for a select field, with an empty choice first when one is named.

    `present` is the record that is chosen now: it stays in the list when it is `gone` since.
    """
    named = {} if empty is None else {"": empty}
    named.update({str(thing.id): thing.name for thing in things})
    if present is not None:
        named.setdefault(str(present.id), f"{present.name} ({gone})")
    return named
