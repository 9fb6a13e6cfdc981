"""Limits come from the process itself, signals from the rules, and both icons from the last points."""

from __future__ import annotations

import pytest

from a3tracker.domain.spc import Assurance, Chart, Meaning, Options, Readiness, Variation, Wanted, xmr
from a3tracker.domain.spc_limits import limits, moving_ranges
from a3tracker.domain.spc_runs import Lengths, PointType

FLAT = [10.0, 12.0, 9.0, 11.0, 10.0, 12.0, 9.0, 11.0, 10.0, 12.0, 9.0, 11.0]
STEP = [*FLAT, *(20.0, 22.0, 19.0, 21.0, 20.0, 22.0)]


def types(chart: Chart) -> list[PointType]:
    return [point.type for point in chart.points]


def test_limits_are_so_far_from_the_mean_as_the_mean_range_says() -> None:
    found = limits([4.0, 6.0, 5.0])
    assert (found.mean, found.amr) == (5.0, 1.5)
    assert (found.upper, found.lower) == pytest.approx((8.99, 1.01))
    assert (found.near_upper, found.near_lower) == pytest.approx((7.66, 2.34))
    assert found.range_limit == pytest.approx(4.902)


def test_a_range_beside_a_missing_figure_is_not_bridged() -> None:
    assert moving_ranges([4.0, None, 6.0, 7.0]) == (None, None, None, 1.0)


def test_limits_are_not_clipped_at_a_hundred_per_cent() -> None:
    upper = limits([0.99, 0.95, 1.0, 0.96, 0.99]).upper
    assert upper is not None
    assert upper > 1


def test_screening_leaves_out_the_ranges_that_are_too_large_once() -> None:
    wild = [1.0, 2.0, 1.0, 2.0, 1.0, 90.0, 91.0, 90.0, 91.0, 90.0, 91.0]
    assert limits(wild).screened == 0
    found = limits(wild, screening=True)
    assert (found.amr, found.screened) == (1.0, 1)


def test_one_figure_has_a_mean_and_no_limits() -> None:
    chart = xmr([5.0], Options(target=4.0))
    assert chart.groups[0].limits.mean == 5.0
    assert chart.groups[0].limits.upper is None
    assert (chart.variation, chart.assurance) == (Variation.COMMON, None)


def test_nothing_is_a_chart_without_groups() -> None:
    assert xmr([]).groups == ()
    assert xmr([None, None]).groups[0].limits.mean is None


def test_a_level_that_is_frozen_shows_what_came_after_as_signals() -> None:
    chart = xmr(STEP, freezes=[12])
    assert types(chart)[12:] == [PointType.OUTSIDE] * 6
    assert chart.groups[0].frozen
    assert (chart.groups[0].base, chart.groups[0].count) == (12, 18)
    assert chart.variation is Variation.IMPROVEMENT_HIGH


def test_a_rebase_accepts_the_new_level() -> None:
    chart = xmr(STEP, rebases=[12])
    assert [group.limits.mean for group in chart.groups] == [10.5, pytest.approx(124 / 6)]
    assert set(types(chart)) == {PointType.COMMON}
    assert chart.points[12].moving_range is None
    assert chart.readiness is Readiness.TRIAL


def test_the_period_of_the_change_is_kept_out_of_limits_and_runs() -> None:
    chart = xmr([*FLAT, 500.0, *STEP[12:]], rebases=[13], mixed=[12])
    assert chart.points[12].type is PointType.MIXED
    assert chart.points[12].value == 500.0
    assert chart.points[12].moving_range is None
    assert chart.groups[0].limits == xmr(FLAT).groups[0].limits
    assert chart.groups[0].base_count == 12


@pytest.mark.parametrize(
    ("wanted", "meaning", "icon"),
    [
        (Wanted.INCREASE, Meaning.IMPROVEMENT, Variation.IMPROVEMENT_HIGH),
        (Wanted.DECREASE, Meaning.CONCERN, Variation.CONCERN_HIGH),
        (Wanted.NEUTRAL, Meaning.NEUTRAL, Variation.NEUTRAL_HIGH),
    ],
)
def test_the_same_rise_is_good_bad_or_neither(wanted: Wanted, meaning: Meaning, icon: Variation) -> None:
    chart = xmr(STEP, Options(wanted=wanted), freezes=[12])
    assert chart.points[-1].meaning is meaning
    assert chart.variation is icon


@pytest.mark.parametrize(
    ("wanted", "target", "icon"),
    [
        (Wanted.INCREASE, 1.0, Assurance.MEETS),
        (Wanted.INCREASE, 30.0, Assurance.MISSES),
        (Wanted.DECREASE, 30.0, Assurance.MEETS),
        (Wanted.DECREASE, 1.0, Assurance.MISSES),
        (Wanted.INCREASE, 11.0, Assurance.HIT_AND_MISS),
        (Wanted.NEUTRAL, 30.0, None),
        (Wanted.INCREASE, None, None),
    ],
)
def test_a_target_beyond_the_limits_is_met_or_missed(
    wanted: Wanted, target: float | None, icon: Assurance | None
) -> None:
    assert xmr(FLAT, Options(wanted=wanted, target=target)).assurance is icon


def test_a_target_on_the_limit_is_still_hit_and_missed() -> None:
    upper = xmr(FLAT).groups[0].limits.upper
    assert xmr(FLAT, Options(target=upper)).assurance is Assurance.HIT_AND_MISS


@pytest.mark.parametrize(
    ("count", "readiness"),
    [(4, Readiness.RUN_CHART), (5, Readiness.TRIAL), (11, Readiness.TRIAL), (12, Readiness.FIRM)],
)
def test_limits_are_firm_from_twelve_figures(count: int, readiness: Readiness) -> None:
    assert xmr([*FLAT[:count], None]).readiness is readiness


def test_a_peak_belongs_to_the_trend_that_begins_there() -> None:
    values = [float(value) for value in (*[-9, 20] * 5, *range(1, 8), *range(6, 0, -1))]
    trends = xmr(values).points[10:]
    assert {point.type for point in trends} == {PointType.TREND}
    assert [point.direction for point in trends] == [1] * 6 + [-1] * 7


def test_runs_may_be_longer_where_somebody_asks_for_it() -> None:
    values = [50.0, 40.0, 55.0, 45.0, *[51.0, 52.0] * 4, 20.0, 30.0, 41.0]
    assert PointType.SHIFT in types(xmr(values))
    assert PointType.SHIFT not in types(xmr(values, Options(lengths=Lengths(shift=9))))
