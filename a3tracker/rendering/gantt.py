"""A small strip of the plan over time: a bar for each countermeasure from its start to its day.

Filled is done, half filled done in part, an outline open; what is late runs on to the day of the sheet and
says so in a word. Nothing depends on colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from itertools import takewhile
from typing import Any, Final

from a3tracker.domain.countermeasures import Countermeasure, read_countermeasure
from a3tracker.rendering.chart_labels import FONT, LINE, TYPE, text_width, words
from a3tracker.rendering.chart_marks import INK, PALE, PAPER, number
from a3tracker.rendering.wording import day_words, month_words

#: More bars than this take more room than they tell; those that are open come first.
MOST_BARS: Final = 8
_WIDE, _NARROW = 480.0, 250.0
_LEFT, _BAR, _LEAST = 18.0, 6.4, 5.0
#: Up to so many days the axis is in weeks, beyond in months.
_IN_WEEKS: Final = 100


@dataclass(frozen=True)
class _Bar:
    """One countermeasure from its first day to its last, done or due; `late` runs on to today."""

    fact: Countermeasure
    first: date
    last: date
    late: bool

    @property
    def word(self) -> str:
        if self.fact.is_done:
            due, done = self.fact.due, self.fact.marks.done_on
            return "done late" if due and done and done > due else "done"
        said = {"partly": "in part", "no": "not done"}.get(self.fact.marks.done, "")
        return ", ".join(filter(None, ("late" if self.late else "", said)))


def gantt_strip(rows: Iterable[Mapping[str, Any]], dated: date) -> tuple[str, ...]:
    """The strip as one block of HTML, for page and phone; nothing while no countermeasure has a day."""
    plan = [fact for fact in map(read_countermeasure, rows) if fact.dropped is None]
    bars = [bar for fact in plan if (bar := _bar(fact, dated))]
    if not bars:
        return ()
    chosen = sorted(bars, key=lambda bar: (bar.fact.is_done, bar.last))[:MOST_BARS]
    shown = sorted(chosen, key=lambda bar: bar.fact.number)
    more = _more(plan, shown)
    return (
        '<div class="figure figure-gantt">'
        f'<div class="figure-wide">{_Strip(shown, dated, _WIDE).svg()}</div>'
        f'<div class="figure-narrow screen-only">{_Strip(shown, dated, _NARROW).svg()}</div>'
        f"{f'<div>{escape(more)}</div>' if more else ''}</div>",
    )


def _bar(fact: Countermeasure, dated: date) -> _Bar | None:
    last = fact.marks.done_on if fact.is_done else fact.due
    if last is None:
        return None
    return _Bar(fact, min(fact.start or last, last), last, fact.is_overdue(dated))


def _more(plan: Sequence[Countermeasure], shown: Sequence[_Bar]) -> str:
    """32 more: 20 done, 12 open; nothing where all are shown."""
    numbers = {bar.fact.number for bar in shown}
    left = [fact for fact in plan if fact.number not in numbers]
    if not left:
        return ""
    done = sum(fact.is_done for fact in left)
    said = [f"{count} {word}" for count, word in ((done, "done"), (len(left) - done, "open")) if count]
    return f"{len(left)} more: {', '.join(said)}."


class _Strip:
    """Where everything lies, for one width in units of a tenth of an em."""

    def __init__(self, bars: Sequence[_Bar], dated: date, width: float) -> None:
        self.bars, self.dated, self.width = bars, dated, width
        self.right = width - 4 - max((text_width(bar.word) for bar in bars), default=0.0)
        self.first = min(bar.first for bar in bars)
        self.last = max(bar.last for bar in bars)
        near = self.first <= dated <= self.last + timedelta(days=14)
        if near or any(bar.late for bar in bars):
            self.last = max(self.last, dated)
        self.today = dated if self.first <= dated <= self.last else None
        self.last = max(self.last, self.first + timedelta(days=6))
        self.top = LINE + 2 if self.today else 2.0
        self.bottom = self.top + LINE * len(bars)

    def svg(self) -> str:
        """The drawing; its words are as large as those around it."""
        high, wide = number(self.bottom + LINE + 3), f"{self.width:g}"
        inside = "".join((*self._axis(), *self._day(), *self._bars()))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="gantt" viewBox="0 0 {wide} {high}" role="img" '
            f'width="{self.width / TYPE:g}em" height="{float(high) / TYPE:g}em" font-family="{FONT}">'
            f'<title>{escape(self._title())}</title><g font-size="{TYPE:g}">{inside}</g></svg>'
        )

    def _title(self) -> str:
        return f"Countermeasures over time: {'; '.join(_said(bar) for bar in self.bars)}"

    def _axis(self) -> Iterator[str]:
        """Thin upright lines at Mondays or at the first of a month, and a few of their names."""
        ticks = list(_ticks(self.first, self.last))
        named = [_tick_words(day, in_weeks=self._days <= _IN_WEEKS) for day in ticks]
        step = max((text_width(name) for name in named), default=0.0) + TYPE
        free = 0.0
        for day, name in zip(ticks, named, strict=True):
            x = self._x(day)
            yield (
                f'<path d="M{number(x)} {number(self.top)}V{number(self.bottom)}" stroke="{PALE}" '
                'stroke-width="0.4"/>'
            )
            if x >= free and x + text_width(name) <= self.width:
                free = x + step
                yield words(name, x, self.bottom + LINE - 1)

    def _day(self) -> Iterator[str]:
        """The day of the sheet, with its name above."""
        if self.today is None:
            return
        x, name = self._x(self.today), day_words(self.today, self.today.year)
        upright = f"M{number(x)} {number(self.top - 1)}V{number(self.bottom)}"
        yield f'<path class="today" d="{upright}" stroke="{INK}" stroke-width="0.9" stroke-dasharray="3 2"/>'
        left = min(max(x - text_width(name) / 2, 0.0), self.width - text_width(name))
        yield words(name, left, TYPE - 1, colour=INK)

    def _bars(self) -> Iterator[str]:
        for row, bar in enumerate(self.bars):
            base = self.top + LINE * row + TYPE * 0.86
            yield words(str(bar.fact.number), _LEFT - 4, base, anchor="end", colour=INK)
            left = min(self._x(bar.first), self.right - _LEAST)
            right = max(self._x(bar.last), left + _LEAST)
            yield from _drawn(bar, left, right, base - _BAR)
            end = right
            if bar.late:
                end = max(self._x(self.dated), right)
                middle = number(base - _BAR / 2)
                yield (
                    f'<path class="late" d="M{number(right)} {middle}H{number(end)}" stroke="{INK}" '
                    'stroke-width="1.1" stroke-dasharray="1.4 1.8"/>'
                )
            if bar.word:
                yield _cleared(end + 2, base, text_width(bar.word) + 2)
                yield words(bar.word, end + 3, base, colour=INK)

    @property
    def _days(self) -> int:
        return (self.last - self.first).days

    def _x(self, day: date) -> float:
        return _LEFT + (self.right - _LEFT) * (day - self.first).days / self._days


def _said(bar: _Bar) -> str:
    """2 late, due 4 May 2026; 3 done on 1 May 2026."""
    ends = f" on {day_words(bar.last)}" if bar.fact.is_done else f", due {day_words(bar.last)}"
    return f"{bar.fact.number} {bar.word or 'open'}{ends}"


def _drawn(bar: _Bar, left: float, right: float, top: float) -> Iterator[str]:
    """The outline, filled as far as it is done."""
    done = {"yes": 1.0, "partly": 0.5}.get(bar.fact.marks.done, 0.0)
    yield _box(left, top, right - left, PAPER)
    if done:
        yield _box(left, top, (right - left) * done, INK)


def _cleared(left: float, base: float, width: float) -> str:
    """No line of the axis runs through a word."""
    top = number(base - TYPE * 0.8)
    return (
        f'<rect x="{number(left)}" y="{top}" width="{number(width)}" height="{number(TYPE)}" fill="{PAPER}"/>'
    )


def _box(left: float, top: float, width: float, fill: str) -> str:
    return (
        f'<rect x="{number(left)}" y="{number(top)}" width="{number(width)}" height="{number(_BAR)}" '
        f'fill="{fill}" stroke="{INK}" stroke-width="0.9"/>'
    )


def _ticks(first: date, last: date) -> Iterator[date]:
    """The Mondays between two days, or the first days of months where there would be too many."""
    if (last - first).days <= _IN_WEEKS:
        monday = first + timedelta(days=-first.weekday() % 7)
        yield from takewhile(lambda day: day <= last, (monday + timedelta(weeks=n) for n in range(16)))
        return
    month = first.year * 12 + first.month - 1
    months = (date(at // 12, at % 12 + 1, 1) for at in range(month, month + 1200))
    yield from (day for day in takewhile(lambda day: day <= last, months) if day >= first)


def _tick_words(day: date, in_weeks: bool) -> str:
    return day_words(day, day.year) if in_weeks else month_words(day)
