"""What a measure of the Check table proves, in the words of the verdict grid."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.checks import Check, checked_check, read_check
from a3tracker.domain.errors import Invalid
from a3tracker.domain.figures import Figure
from a3tracker.domain.judging import in_unit, judge
from a3tracker.domain.predictions import Prediction
from a3tracker.domain.proportions import Pairs
from a3tracker.domain.rows import MeasureSide
from a3tracker.domain.verdicts import Comparison, GuardVerdict, Verdict

DAY = date(2026, 8, 2)
#: The published test of "Add a link" on a phone (Wikimedia Growth team).
ACTIVATED = Check(
    "Activated", MeasureSide.ACQUISITION, "%", Figure(4155, 32209), None, Figure(508, 2953), DAY, prediction=1
)
RETAINED = Check(
    "Back", MeasureSide.RETENTION, "%", Figure(966, 32209), None, Figure(92, 2953), DAY, prediction=2
)
EXPECTED = Prediction("Activated", "%", 16.0, 14.5, 17.5, DAY, "x")
KEPT = Prediction("Back", "%", 3.3, 3.0, 3.6, DAY, "x")


def test_the_published_activation_is_confirmed() -> None:
    said = judge(ACTIVATED, EXPECTED)
    assert said
    assert said.verdict is Verdict.CONFIRMED
    assert said.evidence.interval
    assert round(100 * said.evidence.interval.low, 1) == 2.9
    assert round(100 * said.evidence.interval.high, 1) == 5.8


def test_the_published_retention_is_right_but_unproven() -> None:
    said = judge(RETAINED, KEPT)
    assert said
    assert said.verdict is Verdict.UNPROVEN


def test_a_guard_has_a_verdict_of_its_own() -> None:
    said = judge(replace(RETAINED, guard=True, margin=1.0), KEPT)
    assert said
    assert (said.verdict, said.guard) == (Verdict.UNPROVEN, GuardVerdict.HOLDS)
    narrow = judge(replace(RETAINED, guard=True, margin=0.1), KEPT)
    assert narrow
    assert narrow.guard is GuardVerdict.NOT_SHOWN


def test_a_value_alone_is_not_enough_and_a_look_before_the_day_is_early() -> None:
    value = replace(ACTIVATED, actual=Figure(value=17.2), day=date(2026, 7, 1))
    said = judge(value, EXPECTED)
    assert said
    assert (said.verdict, said.early) == (Verdict.NOT_ENOUGH, True)


def test_the_same_customers_twice_are_four_counts() -> None:
    pairs = replace(ACTIVATED, actual=None, comparison=Comparison.PAIRED, pairs=Pairs(20, 30, 5, 45))
    said = judge(pairs, replace(EXPECTED, low=45.0, high=55.0))
    assert said
    assert said.verdict is Verdict.CONFIRMED
    assert in_unit(pairs, "%") == 50.0


def test_without_an_actual_there_is_nothing_to_say() -> None:
    assert judge(replace(ACTIVATED, actual=None, day=None), EXPECTED) is None
    assert judge(replace(ACTIVATED, comparison=Comparison.SERIES), EXPECTED) is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"guard": True}, "margin"),
        ({"guard": True, "margin": -1.0}, "margin"),
        ({"comparison": Comparison.TWO_GROUPS, "before": Figure(value=3.0)}, "before"),
        ({"day": None}, "day"),
        ({"measure": "Takt time"}, "measure"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(change: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_check(replace(ACTIVATED, **change))  # type: ignore[arg-type]
    assert field in refused.value.fields


def test_a_measure_of_the_first_schema_keeps_its_hash() -> None:
    thin = replace(ACTIVATED, prediction=None)
    assert set(thin.plain(5)) == {"id", "measure", "side", "unit", "before", "target", "actual", "day"}


figures = st.none() | st.builds(Figure, value=st.floats(-1e6, 1e6)) | st.just(Figure(3, 9))
checks = st.builds(
    Check,
    measure=st.just("x"),
    side=st.sampled_from(MeasureSide),
    before=figures,
    actual=figures,
    day=st.none() | st.dates(),
    comparison=st.none() | st.sampled_from(Comparison),
    pairs=st.none() | st.builds(Pairs, *[st.integers(0, 50)] * 4),
    prediction=st.none() | st.integers(1, 9),
    guard=st.booleans(),
    margin=st.none() | st.floats(0, 9),
    falls=st.booleans(),
)


@given(checks)
def test_a_revision_gives_back_what_it_stored(check: Check) -> None:
    assert read_check(check.plain(1)) == check
