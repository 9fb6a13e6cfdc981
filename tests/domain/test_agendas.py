"""What an agenda proposes, why, and in which order."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.agendas import Called, Kind, Standing, moved, next_point, proposal, still_to_take
from a3tracker.domain.errors import OutOfDate
from a3tracker.domain.stages import Stage

DAY, UNTIL = date(2026, 11, 24), date(2026, 11, 30)
AUTUMN = st.dates(date(2026, 9, 1), date(2026, 12, 31))


def test_what_is_overdue_comes_first_then_what_is_due_then_figures_reviews_and_audits() -> None:
    standing = [
        Standing(1, 1, audit=date(2026, 11, 1)),
        Standing(2, 2, submitted=date(2026, 11, 19)),
        Standing(3, 3, called=Called(date(2026, 11, 2), "Oct 2026", "below")),
        Standing(4, 4, point=4, due=DAY),
        Standing(5, 5, point=2, due=date(2026, 11, 20)),
        Standing(6, 6),
    ]
    found = proposal(standing, DAY, UNTIL)
    assert [(one.number, one.why) for one in found] == [
        (5, "Prediction was due 20 Nov"),
        (4, "Check due 24 Nov"),
        (3, "Out of range since Oct 2026"),
        (2, "Waits for review since 19 Nov"),
        (1, "Audit was due 1 Nov"),
    ]


def test_an_a3_stands_once_with_all_its_reasons() -> None:
    one = Standing(
        1, 1, 5, date(2026, 11, 26), date(2026, 11, 23), Called(DAY, "Oct 2026", "shift"), date(2026, 11, 20)
    )
    (found,) = proposal([one], DAY, UNTIL)
    assert found.why == (
        "Act due 26 Nov; a figure calls for an answer since Oct 2026; waits for review since 20 Nov; "
        "review was due 23 Nov"
    )


def test_what_lies_ahead_today_is_due_even_when_the_meeting_comes_after_it() -> None:
    one = Standing(1, 1, 5, date(2026, 11, 20), date(2026, 11, 23))
    (found,) = proposal([one], DAY, UNTIL, date(2026, 11, 22))
    assert found.why == "Act was due 20 Nov; review due 23 Nov"


def test_what_is_due_after_the_next_meeting_waits_for_that_one() -> None:
    assert not proposal([Standing(1, 1, 4, date(2026, 12, 1), date(2026, 12, 1))], DAY, UNTIL)
    assert proposal([Standing(1, 1, 4, date(2026, 12, 1))], DAY, date(2026, 12, 7))


def test_a_submission_of_yesterday_has_not_waited_too_long() -> None:
    assert not proposal([Standing(1, 1, submitted=date(2026, 11, 22))], DAY, UNTIL)
    assert proposal([Standing(1, 1, submitted=date(2026, 11, 21))], DAY, UNTIL)


def test_a_date_of_another_year_says_its_year() -> None:
    (found,) = proposal([Standing(1, 1, 4, date(2025, 12, 30))], DAY, UNTIL)
    assert found.why == "Check was due 30 Dec 2025"


def test_the_next_point_is_the_first_that_was_not_passed() -> None:
    assert next_point(Stage.DO, [(5, UNTIL), (4, DAY)]) == (4, DAY)
    assert next_point(Stage.DO, []) == (None, None)


def test_an_item_moves_by_one_place_and_stops_at_the_ends() -> None:
    assert moved([7, 8, 9], 9, up=True) == [7, 9, 8]
    assert moved([7, 8, 9], 7, up=False) == [8, 7, 9]
    assert moved([7, 8, 9], 7, up=True) == [7, 8, 9]
    with pytest.raises(OutOfDate, match="took this A3 off"):
        moved([7, 8], 9, up=True)


@given(st.lists(st.integers(1, 50), unique=True, min_size=1), st.data())
def test_moving_never_loses_an_item(order: list[int], data: st.DataObject) -> None:
    item, up = data.draw(st.sampled_from(order)), data.draw(st.booleans())
    assert sorted(moved(order, item, up)) == sorted(order)


@given(st.lists(st.tuples(AUTUMN, AUTUMN), max_size=8))
def test_no_reason_is_forgotten_and_the_order_follows_the_first(dates: list[tuple[date, date]]) -> None:
    standing = [Standing(at, at, 4, due, audit=audit) for at, (due, audit) in enumerate(dates)]
    found = proposal(standing, DAY, UNTIL)
    asked = sum((due <= UNTIL) + (audit <= UNTIL) for due, audit in dates)
    assert sum(len(one.reasons) for one in found) == asked
    firsts = [(one.reasons[0].kind, one.reasons[0].day) for one in found]
    assert firsts == sorted(firsts)
    assert all(one.reasons[0].kind in (Kind.POINT, Kind.AUDIT) for one in found)
    assert still_to_take(found, {one.a3 for one in found}) == []
