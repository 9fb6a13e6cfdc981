"""What a check says, on figures that were published and on the edges of the grid."""

from __future__ import annotations

from datetime import date

import pytest

from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.figures import Figure
from a3tracker.domain.proportions import Interval, Pairs
from a3tracker.domain.verdicts import (
    Comparison,
    Evidence,
    GuardVerdict,
    Verdict,
    asks_for_reason,
    is_early,
    is_inside,
    judged,
    judged_guard,
    of_pairs,
    of_series,
    of_two_groups,
    of_value,
    record,
    series_harmed,
)

CONTROL, TREATED = 32_209, 2_953


def of(x: int, n: int) -> Figure:
    return Figure(x=x, n=n)


def said(before: Figure, after: Figure, low: float, high: float) -> Verdict:
    """The verdict on two groups with a range in per cent."""
    assert after.rate is not None
    return judged(is_inside(100 * after.rate, low, high), of_two_groups(before, after))


def test_add_a_link_retention_is_right_but_unproven_though_the_report_calls_it_confirmed() -> None:
    before, after = of(round(0.030 * CONTROL), CONTROL), of(round(0.031 * TREATED), TREATED)
    assert said(before, after, 3.0, 3.6) is Verdict.UNPROVEN
    interval = of_two_groups(before, after).interval
    assert interval is not None
    assert [round(100 * end, 1) for end in (interval.estimate, interval.low, interval.high)] == [
        0.1,
        -0.5,
        0.8,
    ]


def test_add_a_link_activation_is_confirmed() -> None:
    before, after = of(4_155, CONTROL), of(508, TREATED)
    assert said(before, after, 14.5, 17.5) is Verdict.CONFIRMED
    assert said(before, after, 13.0, 15.0) is Verdict.SURPRISE
    interval = of_two_groups(before, after).interval
    assert interval is not None
    assert [round(100 * end, 1) for end in (interval.estimate, interval.low, interval.high)] == [
        4.3,
        2.9,
        5.8,
    ]


@pytest.mark.parametrize(
    ("inside", "distinguishable", "verdict"),
    [
        (True, True, "confirmed"),
        (True, False, "right but unproven"),
        (False, True, "surprise worth study"),
        (False, False, "nothing seen"),
        (True, None, "not enough data"),
        (False, None, "not enough data"),
    ],
)
def test_the_grid(inside: bool, distinguishable: bool | None, verdict: str) -> None:
    assert judged(inside, of_series(distinguishable)).value == verdict


def test_a_group_under_30_is_not_enough() -> None:
    assert of_two_groups(of(2, 400), of(28, 29)).distinguishable is None
    assert of_two_groups(of(0, 29), of(380, 400)).distinguishable is None
    assert of_two_groups(of(2, 400), of(29, 30)).distinguishable is True
    assert said(of(2, 400), of(28, 29), 90, 100) is Verdict.NOT_ENOUGH
    assert of_pairs(Pairs(0, 29, 0, 0)).distinguishable is None
    assert of_pairs(Pairs(0, 30, 0, 0)).distinguishable is True


def test_pairs_are_judged_by_their_own_interval() -> None:
    seen = of_pairs(Pairs(both=20, only_after=12, only_before=2, neither=16))
    assert (seen.comparison, seen.distinguishable) == (Comparison.PAIRED, True)
    assert of_pairs(Pairs(both=20, only_after=7, only_before=7, neither=16)).distinguishable is False


def test_a_value_alone_and_a_group_without_customers_prove_nothing() -> None:
    assert of_value().distinguishable is None
    assert of_two_groups(of(0, 0), of(400, 800)).distinguishable is None
    assert of_two_groups(Figure(value=3.0), Figure(value=4.0)).distinguishable is None


@pytest.mark.parametrize(
    ("actual", "low", "high", "inside"),
    [
        (100 * (7 / 100), 5, 7, True),
        (100 * (36 / 1000), 3.0, 3.6, True),
        (3.61, 3.0, 3.6, False),
        (2.99, 3.0, 3.6, False),
        (1e9, 3.0, None, True),
        (-5, None, 3.6, True),
    ],
)
def test_the_ends_of_the_range_lie_inside(
    actual: float, low: float | None, high: float | None, inside: bool
) -> None:
    assert is_inside(actual, low, high) is inside


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (-0.01, 0.03, GuardVerdict.HOLDS),
        (-0.02, 0.03, GuardVerdict.HOLDS),
        (0.01, 0.03, GuardVerdict.HOLDS),
        (-0.015, -0.005, GuardVerdict.HOLDS),
        (-0.021, 0.03, GuardVerdict.NOT_SHOWN),
        (-0.08, -0.03, GuardVerdict.HARMED),
        (-0.05, -0.01, GuardVerdict.HARMED),
    ],
)
def test_a_guard_holds_only_when_its_whole_interval_stays_within_the_margin(
    low: float, high: float, verdict: GuardVerdict
) -> None:
    seen = Evidence(Comparison.TWO_GROUPS, False, "", Interval((low + high) / 2, low, high))
    assert judged_guard(seen, margin=0.02) is verdict
    turned = Evidence(Comparison.TWO_GROUPS, False, "", Interval(-(low + high) / 2, -high, -low))
    assert judged_guard(turned, margin=0.02, higher_is_better=False) is verdict


def test_nothing_seen_is_not_no_harm() -> None:
    few = of_two_groups(of(20, 25), of(20, 25))
    assert judged_guard(few, margin=0.02) is GuardVerdict.NOT_SHOWN
    assert judged_guard(of_value(), margin=0.02) is GuardVerdict.NOT_SHOWN
    assert series_harmed(None) is series_harmed(False) is GuardVerdict.NOT_SHOWN
    assert series_harmed(True) is GuardVerdict.HARMED


def test_a_look_before_the_day_is_early() -> None:
    due = date(2026, 6, 30)
    assert is_early(date(2026, 6, 29), due)
    assert not is_early(due, due)
    assert not is_early(date(2026, 6, 29), None)


def test_adopting_without_and_abandoning_against_a_confirmed_check_asks_for_a_reason() -> None:
    asked = {
        (outcome.key, verdict)
        for cycle in CYCLES.values()
        for outcome in cycle.outcomes
        for verdict in (*Verdict, None)
        if asks_for_reason(outcome.key, verdict)
    }
    against = {("adopted", verdict) for verdict in (*Verdict, None) if verdict is not Verdict.CONFIRMED}
    assert asked == against | {("abandoned", Verdict.CONFIRMED)}


def test_a_record_counts_every_verdict() -> None:
    counted = record([Verdict.CONFIRMED, Verdict.SURPRISE, Verdict.CONFIRMED])
    assert counted[Verdict.CONFIRMED] == 2
    assert counted[Verdict.SURPRISE] == 1
    assert counted[Verdict.NOTHING] == 0
