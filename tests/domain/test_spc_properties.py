"""What holds of every series: limits move with the data, the past stays, constants say nothing."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.spc import Options, Wanted, xmr
from a3tracker.domain.spc_limits import Value, mean_of
from a3tracker.domain.spc_runs import PointType

TENTHS = st.integers(-400, 400).map(lambda n: n / 10)
SMALL = st.integers(-12, 12).map(float)
SERIES = st.lists(st.one_of(st.none(), SMALL, SMALL, SMALL, SMALL, SMALL), min_size=1, max_size=40)
SOLID = st.lists(SMALL, min_size=1, max_size=40)


@given(st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=50))
def test_a_mean_is_exact_and_lies_among_its_values(values: list[float]) -> None:
    mean = mean_of(values)
    exact = sum(map(Fraction, values)) / len(values)
    assert mean is not None
    assert min(values) <= mean <= max(values)
    assert abs(Fraction(mean) - exact) <= abs(exact) * Fraction(1, 2**52)


@given(st.floats(-1e12, 1e12), st.integers(2, 60), st.booleans())
def test_a_constant_series_has_its_mean_for_limits_and_no_signals(
    value: float, count: int, screening: bool
) -> None:
    chart = xmr([value] * count, Options(screening=screening))
    limits = chart.groups[0].limits
    assert (limits.mean, limits.upper, limits.lower) == (value, value, value)
    assert {point.type for point in chart.points} == {PointType.COMMON}


@given(SERIES, st.integers(-50, 50), st.integers(0, 6), st.booleans())
def test_limits_and_signals_move_with_the_data(
    values: list[Value], shift: int, doublings: int, screening: bool
) -> None:
    options, factor = Options(screening=screening), 2.0**doublings
    moved = [None if value is None else value * factor for value in values]
    chart, scaled = xmr(values, options), xmr(moved, options)
    assert [point.type for point in chart.points] == [point.type for point in scaled.points]
    for one, other in zip(chart.groups, scaled.groups, strict=True):
        if one.limits.upper is not None:
            assert other.limits.upper == one.limits.upper * factor
    higher = xmr([None if value is None else value + shift for value in values], options).groups[0].limits
    limits = chart.groups[0].limits
    for was, now in ((limits.mean, higher.mean), (limits.upper, higher.upper), (limits.lower, higher.lower)):
        assert (was is None) == (now is None)
        assert was is None or now is None or abs(was + shift - now) < 1e-9


@given(SERIES, st.sampled_from(Wanted))
def test_upside_down_a_wish_to_rise_is_a_wish_to_fall(values: list[Value], wanted: Wanted) -> None:
    turned = {Wanted.INCREASE: Wanted.DECREASE, Wanted.DECREASE: Wanted.INCREASE}.get(wanted, wanted)
    chart = xmr(values, Options(wanted=wanted))
    mirror = xmr([None if value is None else -value for value in values], Options(wanted=turned))
    for point, other in zip(chart.points, mirror.points, strict=True):
        assert (point.type, point.meaning, point.direction) == (other.type, other.meaning, -other.direction)


@given(SERIES, st.data())
def test_a_rebase_never_changes_earlier_points(values: list[Value], data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(values)))
    before, chart = xmr(values[:at]), xmr(values, rebases=[at])
    assert chart.points[:at] == before.points
    assert chart.groups[0] == before.groups[0]
    assert all(point.group == 1 for point in chart.points[at:])


@given(SERIES, st.data())
def test_frozen_limits_are_those_of_the_points_before(values: list[Value], data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(values)))
    assert xmr(values, freezes=[at]).groups[0].limits == xmr(values[:at]).groups[0].limits
    assert xmr(values, Options(freeze_after=at)).points == xmr(values, freezes=[at]).points


@given(SOLID, SOLID)
def test_a_missing_figure_breaks_every_run(first: list[float], second: list[float]) -> None:
    chart = xmr([*first, None, *second])
    assert chart.points[len(first)].type is PointType.MISSING
    for part in (chart.points[: len(first)], chart.points[len(first) + 1 :]):
        assert len(part) >= 7 or not {point.type for point in part} & {PointType.TREND, PointType.SHIFT}


@given(SOLID, st.data())
def test_a_mixed_period_counts_as_little_as_a_missing_one(values: list[float], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(values) - 1))
    holed: Sequence[Value] = [*values[:at], None, *values[at + 1 :]]
    mixed, missing = xmr(values, mixed=[at]), xmr(holed)
    assert mixed.groups == missing.groups
    assert [point.type for point in mixed.points if point.counts] == [
        point.type for point in missing.points if point.counts
    ]


@given(st.lists(TENTHS, min_size=7, max_size=7, unique=True))
def test_seven_in_order_are_a_trend_either_way(values: list[float]) -> None:
    for ordered, sign in ((sorted(values), 1), (sorted(values, reverse=True), -1)):
        inside = [point for point in xmr(ordered).points if point.type is not PointType.OUTSIDE]
        assert inside
        assert {(point.type, point.direction) for point in inside} == {(PointType.TREND, sign)}
