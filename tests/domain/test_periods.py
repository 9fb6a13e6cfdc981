"""Periods are typed as their keys, follow one another and know their days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.errors import Invalid
from a3tracker.domain.periods import (
    CalendarPeriod,
    Length,
    last_complete,
    parse_period,
    period_of,
    periods_between,
)
from a3tracker.domain.segments import Period

DAYS = st.dates(date(2, 1, 1), date(9998, 12, 31))
LENGTHS = st.sampled_from(Length)


@pytest.mark.parametrize(
    ("key", "first", "last", "words"),
    [
        ("2026-03", date(2026, 3, 1), date(2026, 3, 31), "Mar 2026"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "Feb 2024"),
        ("1999-12", date(1999, 12, 1), date(1999, 12, 31), "Dec 1999"),
        ("2026Q1", date(2026, 1, 1), date(2026, 3, 31), "Q1 2026"),
        ("2026Q4", date(2026, 10, 1), date(2026, 12, 31), "Q4 2026"),
        ("1867", date(1867, 1, 1), date(1867, 12, 31), "1867"),
        ("9999", date(9999, 1, 1), date(9999, 12, 31), "9999"),
    ],
)
def test_a_key_is_a_period_with_its_days(key: str, first: date, last: date, words: str) -> None:
    period = parse_period(key)
    assert (period.first, period.last, period.words, str(period)) == (first, last, words, key)


@pytest.mark.parametrize(
    ("typed", "key"), [(" 2026-3 ", "2026-03"), ("2026 q2", "2026Q2"), ("2026-Q2", "2026Q2")]
)
def test_a_key_may_be_typed_a_little_differently(typed: str, key: str) -> None:
    assert str(parse_period(typed)) == key


@pytest.mark.parametrize(
    "typed", ["", "2026-13", "2026-00", "2026Q5", "26-03", "March", "0000", "2026-03-01", "２０２６"]
)
def test_what_is_no_period_is_refused_with_what_to_type(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse_period(typed)
    assert "Type it as 2026-03, 2026Q1 or 2026" in refused.value.fields["period"]


def test_a_segment_kept_by_quarter_takes_no_months() -> None:
    with pytest.raises(Invalid) as refused:
        parse_period("2026-03", "when", Length(Period.QUARTER))
    assert refused.value.fields == {"when": "Type it as 2026Q1; “2026-03” is not."}


def test_periods_are_listed_from_the_first_to_the_last() -> None:
    months = periods_between(parse_period("1997-11"), parse_period("1998-02"))
    assert [str(month) for month in months] == ["1997-11", "1997-12", "1998-01", "1998-02"]
    assert periods_between(months[1], months[0]) == ()
    with pytest.raises(ValueError, match="not of one length"):
        periods_between(months[0], parse_period("1998"))


def test_the_same_season_is_a_year_before() -> None:
    assert [str(parse_period(key).a_year_before()) for key in ("2026-03", "2026Q1", "2026")] == [
        "2025-03",
        "2025Q1",
        "2025",
    ]


def test_a_period_is_complete_on_its_last_day_and_not_before() -> None:
    assert str(last_complete(date(1998, 6, 30), Length.MONTH)) == "1998-06"
    assert str(last_complete(date(1998, 6, 29), Length.MONTH)) == "1998-05"
    assert str(last_complete(date(2013, 10, 1), Length.YEAR)) == "2012"


@given(DAYS, LENGTHS)
def test_every_day_lies_in_its_period_and_the_next_day_in_it_or_the_next(day: date, length: Length) -> None:
    period = period_of(day, length)
    assert period.first <= day <= period.last
    assert period.next().first == period.last + timedelta(days=1)
    assert period.next().before() == period


@given(DAYS, LENGTHS)
def test_a_key_is_read_again_as_it_is_written(day: date, length: Length) -> None:
    period = period_of(day, length)
    assert parse_period(str(period)) == period


@given(DAYS, DAYS, LENGTHS)
def test_later_days_never_lie_in_earlier_periods(day: date, later: date, length: Length) -> None:
    first, second = sorted([day, later])
    assert period_of(first, length) <= period_of(second, length)
    assert isinstance(period_of(first, length), CalendarPeriod)
