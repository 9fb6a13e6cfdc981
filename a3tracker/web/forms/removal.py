"""The form that confirms a deletion."""

from __future__ import annotations

from wtforms import StringField

from a3tracker.web.forms import Form


class DeleteForm(Form):
    """The number of the A3, typed once more."""

    name = StringField(
        "The number of this A3", description="Type it, such as A3-7, to be sure that it is this one."
    )
