"""The control points of an A3 as a track of words: one drawing for sheet, card and paper."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from a3tracker.domain.control_points import Point, When
from a3tracker.rendering.drawn import TrackPoint
from a3tracker.rendering.wording import day_words


def track_of(points: Iterable[Point], year: int) -> tuple[TrackPoint, ...]:
    """The points in words; days of `year` are said without it."""
    return tuple(
        TrackPoint(
            point.label, point.when.value, str(point.number or ""), _dated(point, year), _short(point, year)
        )
        for point in points
    )


def _dated(point: Point, year: int) -> str:
    """When it was passed, or when it is due."""
    day = _day(point)
    if day is None or point.done:
        return day_words(day, year, nothing="")
    return f"due {day_words(day, year)}"


def _short(point: Point, year: int) -> str:
    """12 Jun, and 12 Jun ’27 in another year."""
    return day_words(_day(point), year, nothing="").replace(" 20", " ’")


def _day(point: Point) -> date | None:
    return point.done if point.when is When.DONE else point.due
