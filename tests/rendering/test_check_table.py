"""The Check table of a sheet: what stands in it for a series of the segment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from a3tracker.domain.checks import Check
from a3tracker.domain.figures import Figure
from a3tracker.domain.periods import parse_period
from a3tracker.domain.predictions import Prediction
from a3tracker.domain.rows import MeasureSide
from a3tracker.domain.series import Series
from a3tracker.domain.verdicts import Comparison
from a3tracker.rendering.check_table import check_table
from a3tracker.rendering.rowtables import row_table
from a3tracker.rendering.series_words import signal_words, value_words

STEADY = (0.50, 0.52, 0.49, 0.51, 0.50, 0.53, 0.48, 0.51, 0.50, 0.52, 0.49, 0.51)
CHECK = Check(
    "Retention", MeasureSide.RETENTION, "%", None, Figure(value=60.0), comparison=Comparison.SERIES,
    prediction=1, metric=7,
)  # fmt: skip
EXPECTED = Prediction(
    "Retention", "%", 65.0, 60.0, 70.0, date(2026, 3, 31), "x", None, "", 7, 0.505, "Jan 2025–Dec 2025", 2
)


def series(*later: float, **more: Any) -> Series:
    """A steady year, then what came after the lock in January."""
    start = parse_period("2025-01")
    values = {start.shifted(at): value for at, value in enumerate((*STEADY, *later))}
    known = Series(7, "Retention", "retention", values, "up", rate=True, unit="%")
    return replace(known, **{"frozen": parse_period("2025-12"), **more})


def row(known: Series | None, check: Check = CHECK) -> list[str]:
    """The words of the only row."""
    figures = {7: known} if known else {}
    table = check_table([check.plain(4)], [EXPECTED.plain(1)], 2026, figures)
    assert table.columns == (
        "Measure", "Before", "Target", "Predicted", "Actual", "After − before", "Verdict",
    )  # fmt: skip
    return [cell.text for cell in table.rows[0]]


def test_a_series_stands_with_its_figures_its_limits_and_its_verdict() -> None:
    assert row(series(0.55, 0.60, 0.65)) == [
        "Retention · retention", "50.5 %", "60 %", "60–70 %", "65.0 %, Mar 2026",
        "signal (limits 44.0–57.0 %)", "confirmed",
    ]  # fmt: skip


def test_a_look_before_the_day_is_called_early() -> None:
    assert row(series(0.55, 0.52))[-2:] == ["no signal (limits 44.0–57.0 %)", "nothing seen · early look"]


def test_before_there_is_an_actual_the_limits_stand_alone() -> None:
    assert row(series())[4:] == ["–", "limits 44.0–57.0 %", ""]
    assert row(None)[1:3] == ["–", "60 %"]


def test_the_actual_is_red_and_the_prediction_grey() -> None:
    cells = check_table([CHECK.plain(4)], [EXPECTED.plain(1)], 2026, {7: series(0.5, 0.65)}).rows[0]
    assert [cell.tone for cell in cells[3:]] == ["muted", "actual", "", "verdict"]


def test_a_guard_says_whether_it_was_harmed() -> None:
    guard = replace(CHECK, guard=True, margin=1.0, prediction=None)
    assert row(series(0.5, 0.3), guard)[-1] == "guard harmed"


@pytest.mark.parametrize(
    ("months", "words"),
    [(12, "no signal (limits"), (5, "no signal (trial limits"), (4, "no limits yet")],
)
def test_few_points_make_trial_limits_or_none(months: int, words: str) -> None:
    start = parse_period("2025-12").shifted(1 - months)
    values = {start.shifted(at): 0.5 + at % 2 / 50 for at in range(months + 2)}
    said = signal_words(series(values=values))
    assert said.startswith(words)
    assert ("n = 5" in said) is (months == 5)


def test_other_units_and_rates_below_zero_are_written_plainly() -> None:
    days = series(
        rate=False, unit="days", values={parse_period("2025-01").shifted(at): at % 3 for at in range(12)}
    )
    assert signal_words(days).endswith("days")
    sinking = series(values={parse_period("2025-01").shifted(at): at % 2 / 20 for at in range(12)})
    assert " to " in signal_words(sinking)
    assert (value_words(None, True), value_words(3.14159, False, "days")) == ("–", "3.142 days")


def test_the_baseline_stands_beside_its_prediction_alone() -> None:
    plain = replace(EXPECTED, metric=None, baseline=None, baseline_periods="", definition=None)
    rows = [EXPECTED.plain(1), plain.plain(2)]
    table = row_table("predictions", rows, {}, 2026, figures={7: series()})
    assert table.columns[1] == "Baseline"
    assert [cells[1].text for cells in table.rows] == ["50.5 %, Jan 2025–Dec 2025", "–"]
    assert "Baseline" not in row_table("predictions", rows[1:], {}, 2026).columns
