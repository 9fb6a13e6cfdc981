"""People name days; the engine counts points."""

from __future__ import annotations

from datetime import date

import pytest

from a3tracker.domain.errors import Invalid
from a3tracker.domain.spc_dates import dated_xmr, mixed_period
from a3tracker.domain.spc_runs import PointType

MONTHS = [date(2026, month, 1) for month in range(1, 9)]
SERIES = [(day, float(value)) for value, day in enumerate(MONTHS)]


def test_a_series_is_read_in_the_order_of_its_days() -> None:
    read = dated_xmr(reversed(SERIES))
    assert read.days == tuple(MONTHS)
    assert [point.value for point in read.chart.points] == [float(value) for value in range(8)]


def test_two_figures_of_one_day_are_refused_with_the_day() -> None:
    with pytest.raises(Invalid, match="more than one: 2026-03-01"):
        dated_xmr([*SERIES, (date(2026, 3, 1), 4.0)])


@pytest.mark.parametrize(
    ("day", "starts"),
    [
        (date(2026, 4, 1), [0, 3]),
        (date(2026, 3, 14), [0, 3]),
        (date(2026, 1, 1), [0]),
        (date(2025, 1, 1), [0]),
        (date(2027, 1, 1), [0]),
    ],
)
def test_a_rebase_begins_with_the_first_figure_on_or_after_its_day(day: date, starts: list[int]) -> None:
    assert [group.start for group in dated_xmr(SERIES, rebases=[day]).chart.groups] == starts


def test_two_rebases_in_one_period_are_one() -> None:
    chart = dated_xmr(SERIES, rebases=[date(2026, 3, 14), date(2026, 3, 20)]).chart
    assert len(chart.groups) == 2


def test_limits_are_frozen_from_the_figures_before_the_day() -> None:
    group = dated_xmr(SERIES, freezes=[date(2026, 6, 10)]).chart.groups[0]
    assert (group.base, group.count) == (6, 8)


def test_a_change_within_a_period_makes_it_mixed() -> None:
    changed = date(2026, 3, 14)
    hollow = mixed_period(MONTHS, changed)
    assert hollow == date(2026, 3, 1)
    chart = dated_xmr(SERIES, rebases=[changed], mixed=[hollow]).chart
    assert [point.type is PointType.MIXED for point in chart.points] == [False, False, True] + [False] * 5
    assert [group.start for group in chart.groups] == [0, 3]


@pytest.mark.parametrize("changed", [date(2026, 3, 1), date(2025, 12, 31)])
def test_a_change_on_the_day_on_which_a_period_begins_mixes_nothing(changed: date) -> None:
    assert mixed_period(MONTHS, changed) is None


def test_a_day_is_found_in_the_series_or_is_after_it() -> None:
    read = dated_xmr(SERIES)
    assert read.first_from(date(2026, 7, 20)) == 7
    assert read.first_from(date(2026, 8, 2)) is None
