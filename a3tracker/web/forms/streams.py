"""Forms of value streams."""

from __future__ import annotations

from wtforms import BooleanField, DateField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired

from a3tracker.domain.streams import DeputyChange, StreamChange
from a3tracker.web.forms import Form, identity


class StreamForm(Form):
    """Name, market and manager."""

    name = StringField("Name", description="How you speak of it, such as “Newcomers”.")
    market = TextAreaField("Market", description="Whose demand is served, in a sentence.")
    manager = SelectField(
        "Value stream manager",
        coerce=identity,
        description="Owns profit and loss, decides at the control points, and is in no team of the stream.",
    )

    def change(self) -> StreamChange:
        """What was typed."""
        return StreamChange(self.name.data or "", self.market.data or "", self.manager.data)


class DeputyForm(Form):
    """Who stands in for the manager, and when."""

    person = SelectField(
        "Deputy", coerce=identity, description="Decides no A3 of a team that he or she belongs to."
    )
    first_day = DateField("First day", [InputRequired("Give the first day.")])
    last_day = DateField("Last day", [InputRequired("Give the last day.")])

    def change(self) -> DeputyChange:
        """What was typed."""
        assert self.first_day.data
        assert self.last_day.data
        return DeputyChange(self.person.data or 0, self.first_day.data, self.last_day.data)


class ReaderForm(Form):
    """Who is invited to read, and perhaps to comment."""

    person = SelectField("Reader", coerce=identity)
    may_comment = BooleanField(
        "May comment", description="Comments on A3s of the stream and suggests wording, but decides nothing."
    )
