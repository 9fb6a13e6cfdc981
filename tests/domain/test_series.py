"""A series as an A3 refers to it: stored and read back, and judged by the limits from before its change."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.marks import marks_in, names_marked
from a3tracker.domain.periods import CalendarPeriod, Length, parse_period
from a3tracker.domain.readings import ChangeKind, LimitsChange
from a3tracker.domain.series import Series, read_series
from a3tracker.domain.spc import PointType
from a3tracker.domain.verdicts import GuardVerdict

JANUARY = parse_period("2025-01")
STEADY = (0.50, 0.52, 0.49, 0.51, 0.50, 0.53, 0.48, 0.51, 0.50, 0.52, 0.49, 0.51)


def months(*values: float, first: CalendarPeriod = JANUARY) -> dict[CalendarPeriod, float]:
    return {first.shifted(at): value for at, value in enumerate(values)}


def series(*values: float, **more: object) -> Series:
    return Series(7, "Retention", "retention", months(*values), wanted="up", rate=True, **more)  # type: ignore[arg-type]


def test_what_a_revision_stores_of_a_series_is_read_back() -> None:
    rebase = LimitsChange(ChangeKind.REBASE, parse_period("2025-06"), "new letter", "we sent it", mixed=True)
    known = series(*STEADY, target=0.6, changes=(rebase,), definition=2, frozen=parse_period("2025-09"))
    assert read_series(json.loads(json.dumps(known.plain()))) == known


def test_a_signal_after_the_lock_tells_the_change_from_chance() -> None:
    known = series(*STEADY, 0.55, 0.70, frozen=parse_period("2025-12"))
    assert known.evidence().distinguishable is True
    assert known.guard() is GuardVerdict.NOT_SHOWN
    assert known.before() == pytest.approx(sum(STEADY) / 12)


def test_the_period_of_the_change_itself_proves_nothing() -> None:
    known = series(*STEADY, 0.95, frozen=parse_period("2025-12"))
    assert known.evidence().distinguishable is None
    assert series(*STEADY, 0.95, 0.51, frozen=parse_period("2025-12")).evidence().distinguishable is False


def test_a_guard_is_harmed_by_a_signal_the_wrong_way() -> None:
    known = series(*STEADY, 0.50, 0.20, frozen=parse_period("2025-12"))
    assert known.guard() is GuardVerdict.HARMED


def test_a_level_that_was_accepted_later_hides_nothing_from_the_a3() -> None:
    later = LimitsChange(ChangeKind.REBASE, parse_period("2026-02"), "new level", "accepted")
    known = series(*STEADY, 0.55, 0.70, 0.71, frozen=parse_period("2025-12"), changes=(later,))
    assert known.evidence().distinguishable is True


@pytest.mark.parametrize("frozen", ["2024-12", "2025-12", "2026-07", None])
def test_without_figures_on_both_sides_of_the_lock_there_is_not_enough(frozen: str | None) -> None:
    known = series(*STEADY, frozen=parse_period(frozen) if frozen else None)
    assert known.evidence().distinguishable is None


@given(st.lists(st.floats(0, 1), max_size=30), st.integers(0, 40))
def test_any_series_is_judged_and_survives_the_store(values: list[float], at: int) -> None:
    known = series(*values, frozen=CalendarPeriod(Length.MONTH, JANUARY.index + at))
    assert known.evidence().distinguishable in {True, False, None}
    assert read_series(json.loads(json.dumps(known.plain()))) == known


def test_marks_name_a_chart_or_a_figure_in_whatever_case() -> None:
    text = "See {{chart: Retention}} and {{ FIGURE : share of demand }}, not {chart: x} nor {{chart:}}."
    assert [(mark.kind, mark.name) for mark in marks_in(text)] == [
        ("chart", "Retention"),
        ("figure", "share of demand"),
    ]
    assert names_marked([text, "nothing"]) == {"retention", "share of demand"}


def test_the_baseline_names_the_periods_of_its_limits() -> None:
    known = series(*STEADY, 0.55, 0.70, frozen=parse_period("2025-12"))
    assert known.before_words() == "Jan 2025–Dec 2025"
    later = LimitsChange(ChangeKind.REBASE, parse_period("2025-07"), "new level", "accepted")
    assert (
        series(*STEADY, changes=(later,), frozen=parse_period("2025-12")).before_words()
        == "Jul 2025–Dec 2025"
    )
    assert series(0.5).before_words() == "Jan 2025"
    assert (series().before_words(), series().before(), series().actual) == ("", None, None)


def test_the_actual_is_the_newest_figure_from_after_the_lock() -> None:
    assert series(*STEADY, frozen=parse_period("2025-12")).actual is None
    known = series(*STEADY, 0.55, frozen=parse_period("2025-12"))
    assert known.actual == (parse_period("2026-01"), 0.55)


def test_a_signal_the_other_way_or_one_that_is_over_does_not_confirm_the_newest_figure() -> None:
    harmed_then_back = series(*STEADY, 0.51, 0.30, 0.515, frozen=parse_period("2025-12"))
    assert harmed_then_back.evidence().distinguishable is False
    assert harmed_then_back.guard() is GuardVerdict.HARMED


@given(st.lists(st.floats(0, 1), max_size=12))
def test_what_comes_after_the_day_that_was_fixed_changes_no_verdict(later: list[float]) -> None:
    due, frozen = parse_period("2026-02").last, parse_period("2025-12")
    early = series(*STEADY, 0.55, 0.70, frozen=frozen)
    known = series(*STEADY, 0.55, 0.70, *later, frozen=frozen).until(due)
    assert (known.actual, known.evidence()) == (early.actual, early.evidence())


def test_a_figure_of_a_month_that_is_not_over_is_drawn_and_proves_nothing() -> None:
    march = parse_period("2026-03")
    known = series(*STEADY, 0.55, 0.51, 0.95, frozen=parse_period("2025-12"), unfinished=march)
    assert known.reading.chart.points[-1].type is PointType.MIXED
    assert known.actual == (parse_period("2026-02"), 0.51)
    assert known.evidence().distinguishable is False
    assert known.until(march.last).actual == known.actual
    assert read_series(json.loads(json.dumps(known.plain()))) == known
