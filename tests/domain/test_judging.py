"""What a measure proves that is a series of the segment: signal, range, guard, and looks that are early."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.checks import Check, checked_check, of_metric
from a3tracker.domain.errors import Invalid
from a3tracker.domain.figures import Figure
from a3tracker.domain.judging import check_verdict, in_unit, judge
from a3tracker.domain.periods import parse_period
from a3tracker.domain.predictions import Prediction
from a3tracker.domain.rows import MeasureSide
from a3tracker.domain.series import Series
from a3tracker.domain.verdicts import Comparison, GuardVerdict, Verdict

JANUARY = parse_period("2025-01")
STEADY = (0.50, 0.52, 0.49, 0.51, 0.50, 0.53, 0.48, 0.51, 0.50, 0.52, 0.49, 0.51)
RETENTION = Check("", MeasureSide.OTHER, metric=7, prediction=1)
EXPECTED = Prediction("Retention", "%", 65.0, 60.0, 70.0, date(2026, 3, 31), "x", metric=7)


def series(*later: float, **more: Any) -> Series:
    """A year that is steady, the month of the lock and months after it."""
    values = {JANUARY.shifted(at): value for at, value in enumerate((*STEADY, *later))}
    known = Series(7, "Retention", "retention", values, "up", rate=True, unit="%")
    return replace(known, **{"frozen": parse_period("2025-12"), **more})


def rows(check: Check, known: Series) -> dict[str, list[dict[str, Any]]]:
    """What a revision keeps of them."""
    return {
        "predictions": [EXPECTED.plain(1)],
        "checks": [checked_check(replace(check, measure="Retention")).plain(4)],
        "figures": [known.plain()],
    }


@pytest.mark.parametrize(
    ("later", "verdict"),
    [
        ((0.55, 0.65), Verdict.CONFIRMED),
        ((0.55, 0.80), Verdict.SURPRISE),
        ((0.55, 0.51), Verdict.NOTHING),
        ((0.65,), Verdict.NOT_ENOUGH),
        ((), None),
    ],
)
def test_a_series_is_judged_by_the_limits_from_before_the_lock(
    later: tuple[float, ...], verdict: Verdict | None
) -> None:
    assert check_verdict(rows(RETENTION, series(*later))) is verdict


def test_a_figure_inside_the_range_without_a_signal_is_unproven() -> None:
    said = judge(checked(RETENTION), replace(EXPECTED, low=50.0), series(0.55, 0.52))
    assert said
    assert (said.verdict, said.evidence.comparison) == (Verdict.UNPROVEN, Comparison.SERIES)


def test_four_months_make_no_limits() -> None:
    known = series(0.65, values={JANUARY.shifted(8 + at): 0.5 + at % 2 / 50 for at in range(8)})
    said = judge(checked(RETENTION), EXPECTED, known)
    assert said
    assert said.verdict is Verdict.NOT_ENOUGH


def test_a_figure_is_early_while_a_later_month_is_over_on_the_day_of_the_check() -> None:
    """On 31 March, March itself is over; on 15 April it is still the newest that is."""
    for months, day, early in ((2, 31, True), (3, 31, False)):
        said = judge(checked(RETENTION), replace(EXPECTED, day=date(2026, 3, day)), series(*[0.65] * months))
        assert said
        assert said.early is early
    said = judge(checked(RETENTION), replace(EXPECTED, day=date(2026, 4, 15)), series(0.6, 0.6, 0.65))
    assert said
    assert not said.early


def test_a_guard_that_is_a_series_is_harmed_by_a_signal_or_not_shown() -> None:
    guard = checked(replace(RETENTION, prediction=None, guard=True, margin=1.0))
    for later, verdict in ((0.30, GuardVerdict.HARMED), (0.51, GuardVerdict.NOT_SHOWN)):
        said = judge(guard, None, series(0.5, later))
        assert said
        assert (said.verdict, said.guard) == (None, verdict)


def test_without_its_figures_a_series_says_nothing() -> None:
    assert judge(checked(RETENTION), EXPECTED) is None
    assert judge(checked(RETENTION), EXPECTED, series(values={})) is None


def test_the_unit_of_the_prediction_decides_whether_a_rate_is_a_percentage() -> None:
    assert in_unit(checked(RETENTION), "%", series(0.5, 0.65)) == pytest.approx(65)
    assert in_unit(checked(RETENTION), "", series(0.5, 0.65)) == 0.65


def test_what_is_left_empty_is_what_the_metric_says_of_itself() -> None:
    told = of_metric(RETENTION, "Retention", "retention", "%")
    assert (told.measure, told.side, told.unit) == ("Retention", MeasureSide.RETENTION, "%")
    own = replace(RETENTION, measure="Came back", side=MeasureSide.ACQUISITION, unit="points")
    assert of_metric(own, "Retention", "retention", "%") == own


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"metric": None, "comparison": Comparison.SERIES}, "metric"),
        ({"comparison": Comparison.TWO_GROUPS}, "metric"),
        ({"before": Figure(3, 9)}, "before"),
        ({"actual": Figure(value=3.0), "day": date(2026, 1, 1)}, "actual"),
    ],
)
def test_a_series_has_its_metric_and_no_figures_of_its_own(change: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked(replace(RETENTION, **change))
    assert list(refused.value.fields) == [field]


@given(
    st.lists(st.floats(0, 1), max_size=30), st.integers(0, 30), st.dates(date(2025, 1, 1), date(2028, 1, 1))
)
def test_any_series_gets_a_verdict_or_none_and_never_one_out_of_figures_from_before(
    values: list[float], frozen: int, day: date
) -> None:
    known = replace(
        series(),
        values={JANUARY.shifted(at): value for at, value in enumerate(values)},
        frozen=JANUARY.shifted(frozen),
    )
    said = judge(checked(RETENTION), replace(EXPECTED, day=day), known)
    over = [period for period in known.values if period.last <= day]
    assert (said is None) == (not over or max(over) <= JANUARY.shifted(frozen))
    if said is not None:
        assert said.verdict in Verdict
        assert said.early == (max(over).next().last <= day)


def checked(check: Check) -> Check:
    """The row as it is kept."""
    return checked_check(replace(check, measure="Retention"))
