"""How often mail comes."""

from __future__ import annotations

from wtforms import RadioField

from a3tracker.domain.notices import Pace
from a3tracker.web.forms import Form


class PaceForm(Form):
    """One choice."""

    pace = RadioField(
        "How often",
        description="Mail brings what you have not read in your inbox by then, all of it in one.",
        choices={pace.value: pace.words for pace in Pace},
    )
