"""The form of a note in a meeting, with the boxes and people of its A3."""

from __future__ import annotations

from a3tracker.db.a3s import Placed
from a3tracker.db.people import people_of_stream
from a3tracker.domain.cycles import CYCLES
from a3tracker.web.forms import choices
from a3tracker.web.forms.meetings import MeetingNoteForm


def note_form(placed: Placed, box: str = "") -> MeetingNoteForm:
    """An empty form, or what was sent."""
    form = MeetingNoteForm(data={"box": box})
    boxes = {one.key: f"{one.letter} {one.label}" for one in CYCLES[placed.a3.cycle].boxes}
    form.box.choices = {"": "the whole sheet", **boxes}
    form.said_by.choices = choices(people_of_stream(placed.stream.id), "not said")
    return form
