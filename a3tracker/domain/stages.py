"""Where an A3 stands, and the control points on the way (handbook, domain.md section 5)."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """Left side → Prediction → Do → Check → Act → Closed (settled.md, *The A3 and its boxes*)."""

    LEFT_SIDE = "left_side"
    PREDICTION = "prediction"
    DO = "do"
    CHECK = "check"
    ACT = "act"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """The word on page and paper."""
        return self.value.replace("_", " ").capitalize()


ORDER = tuple(Stage)
