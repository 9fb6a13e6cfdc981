"""Cells as people and programs write them: days, times, amounts, periods."""

from contextlib import suppress
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.cells import Cell, Unread, decimal_of, order_of, read_amount, read_day, read_period
from a3tracker.domain.periods import Length

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
DAYS = st.dates(date(1780, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("cell", "order"),
    [
        ("2024-04-03", ""), ("20240403", ""), ("2024/4/3", ""), ("03.04.2024", ""), ("03/04/2024", "dmy"),
        ("04/03/2024", "mdy"), ("4-3-2024", "mdy"), ("3 Apr 2024", ""), ("3-April-2024", ""),
        ("Apr 3, 2024", ""), (" 2024-04-03 ", ""), ("2024-04-03 23:59", ""), ("04/03/2024 11:59 PM", "mdy"),
        (date(2024, 4, 3), ""),
        (datetime(2024, 4, 3, 22, 0), ""),  # noqa: DTZ001
    ],
)  # fmt: skip
def test_a_day_is_understood_however_it_is_written(cell: Cell, order: str) -> None:
    assert read_day(cell, order, BERLIN) == date(2024, 4, 3)


@pytest.mark.parametrize(
    ("cell", "zone", "day"),
    [
        ("2024-04-03T23:30:00Z", BERLIN, date(2024, 4, 4)),
        ("2024-04-03 23:30:00+02:00", BERLIN, date(2024, 4, 3)),
        ("2024-04-04T03:30:00.123Z", NEW_YORK, date(2024, 4, 3)),
        ("2024-04-03T20:00:00-0500", BERLIN, date(2024, 4, 4)),
    ],
)
def test_a_time_that_names_its_zone_is_brought_to_the_zone_of_the_segment(
    cell: str, zone: ZoneInfo, day: date
) -> None:
    assert read_day(cell, "", zone) == day


def test_times_without_a_zone_are_the_segments_own_unless_they_are_said_to_be_utc() -> None:
    assert read_day("2024-04-03 23:30", "", BERLIN) == date(2024, 4, 3)
    assert read_day("2024-04-03 23:30", "", BERLIN, utc=True) == date(2024, 4, 4)
    assert read_day("2024-04-03", "", BERLIN, utc=True) == date(2024, 4, 3)


@pytest.mark.parametrize(
    "cell",
    ["", "soon", "2024-02-30", "03/04/2024", "1.2.24", "2024", "31/31/2024", "1779-12-31", "2201-01-01",
     "12.0",     "2024-04-03 25:00Z", "٣/٤/٢٠٢٤x", "3 Foo 2024"],
)  # fmt: skip
def test_what_is_no_day_or_two_days_is_refused_with_what_to_do(cell: str) -> None:
    with pytest.raises(Unread) as refusal:
        read_day(cell, "", BERLIN)
    assert refusal.value.expected
    assert refusal.value.advice


def test_a_column_tells_its_order_by_the_days_that_can_be_read_one_way_only() -> None:
    assert order_of(["03/04/2024", "25/12/2024"]) == "dmy"
    assert order_of(["03/04/2024", "12/25/2024"]) == "mdy"
    assert order_of(["03/04/2024"]) is None
    assert order_of(["2024-04-03", "", "03.04.2024"]) == ""


@pytest.mark.parametrize(
    ("text", "decimal", "amount"),
    [
        ("12", "", 12.0), ("12.50", "", 12.5), ("12,50", "", 12.5), ("1.234,50", "", 1234.5),
        ("1,234.50", "", 1234.5),
        ("1,234", ".", 1234.0), ("1,234", ",", 1.234), ("1 234,5", ",", 1234.5), ("1'234.5", ".", 1234.5),
        ("€ 12.50", "", 12.5), ("12,50 €", "", 12.5), ("EUR 12.50", "", 12.5), ("(3.20)", "", -3.2),
        ("−3.20", "", -3.2),
        ("1,234,567", "", 1234567.0), ("0,5", "", 0.5), (".5", "", 0.5), ("0", "", 0.0),
        ("1\u202f234,50", "", 1234.5),
    ],
)  # fmt: skip
def test_an_amount_is_understood_with_point_and_comma(text: str, decimal: str, amount: float) -> None:
    assert read_amount(text, decimal) == amount


@pytest.mark.parametrize(
    "text", ["1,234", "abc", "12.50.1,3,4", "1,23,4", "=1+1", "--", "1e9", "10" * 30, "nan"]
)
def test_an_amount_that_cannot_be_read_or_can_be_read_twice_is_refused(text: str) -> None:
    with pytest.raises(Unread):
        read_amount(text, "")


def test_a_column_tells_its_decimal_sign() -> None:
    assert decimal_of(["1,234", "0,50"]) == ","
    assert decimal_of(["1,234", "0.50", "words"]) == "."
    assert decimal_of(["1,234"]) is None
    assert decimal_of(["1", "12"]) == ""


@pytest.mark.parametrize(
    "text", ["2026-03", "Mar 2026", "March 2026", "03/2026", "3.2026", "2026-03-17", "2026-3"]
)
def test_a_month_is_understood_however_it_is_written(text: str) -> None:
    assert str(read_period(text, Length.MONTH, "")) == "2026-03"


@pytest.mark.parametrize("text", ["2026Q1", "Q1 2026", "2026-Q1", "q1/2026", "2026-03-31", "Feb 2026"])
def test_a_quarter_is_understood_too(text: str) -> None:
    assert str(read_period(text, Length.QUARTER, "")) == "2026Q1"


@pytest.mark.parametrize("text", ["2026", "2026-13", "Q5 2026", "0001-01", "spring"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(Unread):
        read_period(text, Length.MONTH, "")


@given(DAYS, st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%Y/%m/%d", "%d %b %Y", "%b %d, %Y"]))
def test_every_day_comes_back_as_it_was_written(day: date, shape: str) -> None:
    assert read_day(day.strftime(shape), "", BERLIN) == day


@given(DAYS)
def test_slashes_are_read_in_the_order_that_is_chosen(day: date) -> None:
    assert read_day(day.strftime("%d/%m/%Y"), "dmy", BERLIN) == day
    assert read_day(day.strftime("%m/%d/%Y"), "mdy", BERLIN) == day


@given(st.integers(-(10**10), 10**10))
def test_every_amount_comes_back_with_either_sign(cents: int) -> None:
    text = f"{cents / 100:,.2f}"
    assert read_amount(text, ".") == cents / 100
    swapped = text.translate(str.maketrans(",.", ".,"))
    assert read_amount(swapped, ",") == cents / 100


@given(st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_moment_falls_on_the_day_that_it_is_in_the_zone(moment: datetime) -> None:
    assert read_day(f"{moment:%Y-%m-%dT%H:%M:%SZ}", "", NEW_YORK) == moment.astimezone(NEW_YORK).date()


@given(st.text(max_size=40))
def test_any_text_is_a_day_or_a_plain_refusal(text: str) -> None:
    for read in (lambda: read_day(text, "dmy", BERLIN), lambda: read_amount(text, "")):
        with suppress(Unread):
            read()
