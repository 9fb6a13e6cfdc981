"""The form of a coaching note."""

from __future__ import annotations

from wtforms import DateField, TextAreaField
from wtforms.validators import Optional

from a3tracker.domain.coaching import Coaching
from a3tracker.web.forms import Form


class CoachingForm(Form):
    """What was asked and heard; the obstacle and the next look when there are any."""

    words = TextAreaField(
        "Note", description="Short: what you asked, what you heard. Team, coordinator and manager read it."
    )
    obstacle = TextAreaField("The one obstacle now", [Optional()])
    next_look = DateField("Next look", [Optional()])

    @property
    def note(self) -> Coaching:
        """What was typed."""
        return Coaching(self.words.data or "", self.obstacle.data or "", self.next_look.data)
