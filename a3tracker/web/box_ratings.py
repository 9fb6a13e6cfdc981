"""The ratings of an A3 box by box, as the coaching page and the sheet show them."""

from __future__ import annotations

from dataclasses import dataclass

from a3tracker.db.a3s import Placed
from a3tracker.db.ratings import Rated, ratings_on
from a3tracker.db.revisions import Written
from a3tracker.domain.cycles import CYCLES, Box
from a3tracker.domain.ratings import Rater, box_digest, difference


@dataclass(frozen=True)
class BoxRatings:
    """What coach and team said of one box, and which of the two read another text than stands there now."""

    box: Box
    coach: Rated | None
    team: Rated | None
    changed: frozenset[Rater]

    @property
    def differs(self) -> str:
        """What lies between the two, in words; nothing where they agree."""
        return difference(self.coach.step if self.coach else None, self.team.step if self.team else None)

    @property
    def sentence(self) -> str:
        """Both steps, what lies between, and whether the box is another since."""
        if not self.coach or not self.team:
            return ""
        steps = f"Coach: {self.coach.step.label}. Team: {self.team.step.label}."
        return f"{steps} {self.differs.capitalize()}.{' The box changed since.' if self.changed else ''}"


def box_ratings(placed: Placed, written: Written) -> list[BoxRatings]:
    """All boxes in the order of the sheet; one statement."""
    rated, found = ratings_on(placed.a3.id), []
    for box in CYCLES[placed.a3.cycle].boxes:
        sides = {rater: rated.get((box.key, rater)) for rater in Rater}
        digest = box_digest(written.content, box.key) if any(sides.values()) else ""
        changed = frozenset(rater for rater, one in sides.items() if one and one.row.box_digest != digest)
        found.append(BoxRatings(box, sides[Rater.COACH], sides[Rater.TEAM], changed))
    return found
