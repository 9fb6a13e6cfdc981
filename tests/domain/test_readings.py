"""A metric's figures read as a chart."""

import pytest

from a3tracker.domain.definitions import Break
from a3tracker.domain.errors import Invalid
from a3tracker.domain.periods import CalendarPeriod, parse_period
from a3tracker.domain.readings import ChangeKind, LimitsChange, checked_change, read
from a3tracker.domain.spc import Readiness
from a3tracker.domain.spc_runs import PointType

FIRST = parse_period("2025-01")
STEADY = [0.50, 0.52, 0.49, 0.51, 0.50, 0.52, 0.49, 0.51, 0.50, 0.52, 0.49, 0.51]


def months(values: list[float], first: CalendarPeriod = FIRST) -> dict[CalendarPeriod, float]:
    return {first.shifted(at): value for at, value in enumerate(values)}


def rebase(period: str, **more: object) -> LimitsChange:
    return LimitsChange(ChangeKind.REBASE, parse_period(period), "new call", "Why", **more)  # type: ignore[arg-type]


def test_no_figure_is_no_chart() -> None:
    reading = read({})
    assert (reading.periods, reading.chart.points, reading.mean, reading.current) == ((), (), None, ())


@pytest.mark.parametrize(
    ("count", "readiness"),
    [(4, Readiness.RUN_CHART), (5, Readiness.TRIAL), (11, Readiness.TRIAL), (12, Readiness.FIRM)],
)
def test_limits_need_five_figures_and_firm_ones_twelve(count: int, readiness: Readiness) -> None:
    assert read(months(STEADY[:count])).chart.readiness is readiness


def test_a_missing_period_is_a_gap_and_no_zero() -> None:
    values = months(STEADY)
    del values[FIRST.shifted(3)]
    point = read(values).chart.points[3]
    assert (point.value, point.type) == (None, PointType.MISSING)


def test_a_rebase_begins_a_group_and_the_old_limits_stay() -> None:
    values = months([*STEADY, *[value + 0.2 for value in STEADY]])
    before = read(months(STEADY)).chart.groups[0].limits
    reading = read(values, changes=[rebase("2026-01")])
    assert reading.chart.groups[0].limits == before
    assert [group.start for group in reading.chart.groups] == [0, 12]
    assert reading.changes == {12: "new call"}
    assert reading.current[0] == parse_period("2026-01")


def test_the_period_in_which_the_change_fell_is_left_out() -> None:
    reading = read(months([*STEADY, 0.9, *STEADY]), changes=[rebase("2026-02", mixed=True)])
    assert reading.chart.points[12].type is PointType.MIXED
    assert reading.chart.groups[0].limits.mean == pytest.approx(sum(STEADY) / 12)


def test_a_freeze_judges_what_comes_after_by_what_was_before() -> None:
    after = [value + 0.2 for value in STEADY[:3]]
    frozen = LimitsChange(ChangeKind.FREEZE, parse_period("2025-12"), "limits frozen", "Why")
    reading = read(months([*STEADY, *after]), changes=[frozen])
    assert reading.chart.groups[0].limits == read(months(STEADY)).chart.groups[0].limits
    assert {point.type for point in reading.chart.points[12:]} == {PointType.OUTSIDE}


def test_a_new_version_of_the_definition_splits_the_chart() -> None:
    split = Break(parse_period("2025-08"), "definition v2", parse_period("2025-07"))
    reading = read(months(STEADY), breaks=[split])
    assert [group.start for group in reading.chart.groups] == [0, 7]
    assert reading.changes == {7: "definition v2"}
    assert reading.chart.points[6].type is PointType.MIXED


def test_what_lies_outside_the_figures_splits_nothing() -> None:
    splits = [Break(FIRST, "definition v2"), Break(parse_period("2030-01"), "definition v3")]
    reading = read(months(STEADY), changes=[rebase("2031-01")], breaks=splits)
    assert len(reading.chart.groups) == 1
    assert reading.changes == {}


def test_a_change_needs_its_reason_and_a_period_of_the_chart() -> None:
    periods = tuple(months(STEADY))
    assert checked_change(rebase("2025-03"), periods).name == "new call"
    for wrong, field in [
        (LimitsChange(ChangeKind.FREEZE, FIRST), "reason"),
        (LimitsChange(ChangeKind.FREEZE, parse_period("2030-01"), "", "Why"), "period"),
        (rebase("2025-01"), "period"),
    ]:
        with pytest.raises(Invalid) as refusal:
            checked_change(wrong, periods)
        assert field in refusal.value.fields
