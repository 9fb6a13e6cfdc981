"""The form with which a trigger is answered without a PDCA."""

from __future__ import annotations

from wtforms import StringField

from a3tracker.web.forms import Form


class AnswerForm(Form):
    """One line that says why no PDCA is needed."""

    reason = StringField(
        "Why no PDCA is needed", description="One line, such as: the shop was shut for a week, by plan."
    )
