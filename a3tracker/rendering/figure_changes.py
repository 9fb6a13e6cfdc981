"""What differs in the figures of the segment that two contents of an A3 refer to, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from a3tracker.domain.periods import CalendarPeriod
from a3tracker.domain.readings import ChangeKind
from a3tracker.domain.series import Series, read_series
from a3tracker.rendering.metric_cards import FigureCard

#: So many periods are told, the newest; the others are counted.
MOST_PERIODS: Final = 12
_WANTED: Final = {"up": "more is better", "down": "less is better", "": "neither"}


@dataclass(frozen=True)
class FigureChange:
    """One metric whose figures differ; `fields` are a name with the words before and after."""

    label: str
    what: str
    fields: tuple[tuple[str, str, str], ...]


def figure_changes(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> Iterator[FigureChange]:
    """The metrics that are referred to now, or no more, or whose figures or limits differ."""
    old, new = ({plain["id"]: plain for plain in side} for side in (before, after))
    for identity in (*old, *(identity for identity in new if identity not in old)):
        was, now = old.get(identity), new.get(identity)
        if was != now:
            yield _told(*(FigureCard(read_series(side)) if side else None for side in (was, now)))


def _told(was: FigureCard | None, now: FigureCard | None) -> FigureChange:
    name = now.name if now else was.name if was else ""
    if was is None or now is None:
        newest = (was.last_words if was else "", now.last_words if now else "")
        return FigureChange(f"Figures of {name}", "removed" if was else "added", (("Newest", *newest),))
    settings = tuple(field for field in _settings(was, now) if field[1] != field[2])
    periods = [*_periods(was, now)]
    newer = not settings and all(not before for _, before, _ in periods)
    told, earlier = periods[-MOST_PERIODS:], len(periods) - MOST_PERIODS
    rest = [("Earlier", "", f"{earlier} other periods")] if earlier > 0 else []
    what = "newer figures" if newer else "changed"
    return FigureChange(f"Figures of {name}", what, (*settings, *told, *rest))


def _periods(was: FigureCard, now: FigureCard) -> Iterator[tuple[str, str, str]]:
    """Mar 2026, from 84 % to 85 %."""
    old, new = was.series.values, now.series.values
    for period in sorted({*old, *new}):
        if old.get(period) != new.get(period):
            yield period.words, _figure(was, period), _figure(now, period)


def _figure(card: FigureCard, period: CalendarPeriod) -> str:
    value = card.series.values.get(period)
    return "" if value is None else card.say(value)


def _settings(was: FigureCard, now: FigureCard) -> Iterator[tuple[str, str, str]]:
    yield "Name", was.name, now.name
    yield "Unit", was.unit, now.unit
    yield "Wanted direction", _WANTED[was.series.wanted], _WANTED[now.series.wanted]
    yield "Target", was.target_words, now.target_words
    yield "Limits", _limits(was.series), _limits(now.series)
    yield "Definition", _definition(was.series), _definition(now.series)


def _limits(series: Series) -> str:
    words = {ChangeKind.REBASE: "new level from", ChangeKind.FREEZE: "frozen after"}
    said = [f"{words[one.kind]} {one.period.words}, {one.name}" for one in series.changes]
    said += [f"frozen after {series.frozen.words}, prediction locked"] if series.frozen else []
    return "; ".join(said)


def _definition(series: Series) -> str:
    said = [f"v{series.definition} in force"] if series.definition else []
    said += [f"{one.name} since {(one.mixed or one.period).words}" for one in series.breaks]
    return "; ".join(said)
