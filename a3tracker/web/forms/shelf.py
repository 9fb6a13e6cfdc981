"""Taking a standard from the shelf, as a form."""

from __future__ import annotations

from wtforms import RadioField

from a3tracker.web.forms.a3s import HeaderForm


class TakeForm(HeaderForm):
    """The header of the new A3, and whether it begins as a standard or as a plan."""

    key = RadioField(
        "Begin with",
        choices={
            "proven_standard": "SDCA: its steps as a standard of ours",
            "proven_plan": "PDCA: its steps as countermeasures of a plan",
        },
        default="proven_standard",
        description="Either way it must be checked again there: another segment may answer in another way.",
    )
