"""The dates due of the control points that lie ahead."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from wtforms import DateField
from wtforms.validators import Optional

from a3tracker.domain.control_points import POINT_WORDS, Point
from a3tracker.web.forms import VersionedForm

_ASKED = {
    1: "The manager agrees to the left side",
    2: "The coordinator locks what is expected",
    3: "Do has ended",
    4: "The manager reviews the Check",
    5: "The manager decides on the Act",
    6: "The manager reviews how it is sustained",
}


class DatesForm(VersionedForm):
    """One date for each point; those that lie behind are taken away."""

    due_1 = DateField("1 Left side", [Optional()], description=_ASKED[1])
    due_2 = DateField("2 Prediction", [Optional()], description=_ASKED[2])
    due_3 = DateField("3 Do", [Optional()], description=_ASKED[3])
    due_4 = DateField("4 Check", [Optional()], description=_ASKED[4])
    due_5 = DateField("5 Act", [Optional()], description=_ASKED[5])
    due_6 = DateField("6 Sustain", [Optional()], description=_ASKED[6])

    def keep(self, points: Iterable[Point]) -> None:
        """Ask for the dates of these points alone."""
        wanted = {point.number for point in points}
        for number in POINT_WORDS:
            if number not in wanted:
                delattr(self, f"due_{number}")

    @property
    def due(self) -> dict[int, date | None]:
        """What was typed, by point."""
        return {number: self[f"due_{number}"].data for number in POINT_WORDS if f"due_{number}" in self}
