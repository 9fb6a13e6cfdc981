"""Forms of an operational definition: a term with its first version, and a later version."""

from __future__ import annotations

from datetime import date

from wtforms import DateField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from a3tracker.domain.definitions import PARTS, Meaning
from a3tracker.web.forms import VersionedForm


class VersionForm(VersionedForm):
    """What a term means from a day on; `version` is the newest that its author has seen."""

    purpose = TextAreaField("Purpose", [Optional()], description="Why it is counted.")
    test = TextAreaField("Test", description="What one looks at, so that two people see the same.")
    criterion = TextAreaField("Criterion", description="When the answer is yes.")
    decision_rule = TextAreaField("Decision rule", description="What follows from a yes, and from a no.")
    example = TextAreaField("Example", [Optional()], description="One that counts.")
    counter_example = TextAreaField(
        "Counter-example", [Optional()], description="One that looks alike and does not count."
    )
    unit = StringField("Unit", [Optional()])
    period = StringField("Period", [Optional()])
    source = StringField("Source", [Optional()], description="Where the figures are read.")
    measured_by = StringField("Who measures", [Optional()])
    valid_from = DateField(
        "Valid from",
        [InputRequired("Give the day from which it counts.")],
        description="Charts that use the term begin a new group there.",
    )

    def meaning(self) -> Meaning:
        """What was typed."""
        return Meaning(**{part: self[part].data or "" for part in PARTS})

    @property
    def day(self) -> date:
        """The first day of the version."""
        assert self.valid_from.data
        return self.valid_from.data


class DefinitionForm(VersionForm):
    """A new term with its first version."""

    term = StringField("Term", description="The word that everybody uses for it.")
