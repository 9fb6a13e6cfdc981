"""Whoever wins customers watches whether they stay, and the reverse."""

from __future__ import annotations

import pytest

from a3tracker.domain.checks import Check
from a3tracker.domain.guards import GUARD_ASKED, guard_asked
from a3tracker.domain.proportions import sample_words
from a3tracker.domain.rows import MeasureSide

WON, KEPT, OTHER = MeasureSide.ACQUISITION, MeasureSide.RETENTION, MeasureSide.OTHER


@pytest.mark.parametrize(
    ("measured", "guarded", "predicted", "asked"),
    [
        ([WON], [], [], KEPT),
        ([WON, WON, OTHER], [OTHER], [], KEPT),
        ([KEPT], [], [], WON),
        ([], [], [WON], KEPT),
        ([WON], [KEPT], [], None),
        ([WON, KEPT], [], [], None),
        ([WON], [], [KEPT], None),
        ([OTHER], [], [OTHER], None),
        ([], [KEPT], [], None),
    ],
)
def test_the_side_that_nobody_watches_is_asked_for(
    measured: list[MeasureSide], guarded: list[MeasureSide], predicted: list[MeasureSide], asked: MeasureSide
) -> None:
    rows = [Check("x", side) for side in measured]
    rows += [Check("x", side, guard=True, margin=1.0) for side in guarded]
    assert guard_asked(rows, predicted) == asked
    assert asked is None or GUARD_ASKED[asked].startswith("This A3")


def test_what_a_difference_takes_is_said_in_one_sentence() -> None:
    said = "To see 50 % → 55 % you need about 1,565 customers in each group"
    assert sample_words(0.5, 0.55) == said
    assert sample_words(0.129, 0.17).startswith("To see 12.9 % → 17 %")
    assert sample_words(0.5, 0.5) == sample_words(-0.1, 0.5) == sample_words(0.5, 1.2) == ""
