"""An import in words: what it would change, what was counted how, and what to keep in mind."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from a3tracker.db.flows import flows_of
from a3tracker.db.imports import Import, newest_of_each, taken_of
from a3tracker.db.metrics import measurements_of, metrics_of
from a3tracker.db.segments import Segment
from a3tracker.domain.figures import Figure
from a3tracker.domain.flow_entries import ROWS, TERMS, FlowEntry
from a3tracker.domain.import_results import Correction, Result, result_of
from a3tracker.domain.import_words import WORDS_OF_FIGURES
from a3tracker.domain.imports import Shape
from a3tracker.domain.periods import CalendarPeriod, Length, last_complete, parse_period
from a3tracker.domain.subscriptions import Counted
from a3tracker.domain.windows import shows_not_before
from a3tracker.rendering.wording import NOTHING, rate_words

#: So many periods are shown; the others are counted.
MOST_LINES = 60


@dataclass(frozen=True)
class Line:
    """One period: whether it is new, changed or as before, and its figures, each with what stood before."""

    period: str
    kind: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Preview:
    """What an import brings, as a table and in sentences."""

    result: Result
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    kinds: tuple[str, ...]
    notes: tuple[str, ...]
    corrections: tuple[str, ...]

    def count(self, kind: str) -> int:
        """How many periods are new, changed, or as before."""
        return self.kinds.count(kind)

    @property
    def more(self) -> int:
        """How many more periods change than are shown."""
        return len(self.kinds) - self.count("as before") - len(self.lines)


def preview_of(one: Import, segment: Segment) -> Preview | None:
    """What was found in the file against what stands now; None before it was read."""
    kept = json.loads(one.found)
    if not kept:
        return None
    result = result_of(kept)
    columns, lines = _table(one, result)
    changed = [line for line in lines if line.kind != "as before"]
    return Preview(
        result, columns, tuple(changed[:MOST_LINES]), tuple(line.kind for line in lines),
        tuple(_notes(one, result, segment)), tuple(map(_corrected, result.corrections)),
    )  # fmt: skip


@dataclass(frozen=True)
class Source:
    """A file that figures came from, and what is printed beside them."""

    taken_at: datetime | None
    name: str
    words: str


def sources_of(segment: Segment) -> list[Source]:
    """Which files count: the window, its lag, and what was counted."""
    return [Source(one.taken_at, one.name, _source(one, segment)) for one in newest_of_each(segment.id)]


def _source(one: Import, segment: Segment) -> str:
    result = result_of(json.loads(one.found))
    if one.shape == Shape.TRANSACTIONS:
        lag = _lag(result, Length(segment.period))
        return f"Purchases: who bought within the last N = {result.window} days counts as current. {lag}"
    if one.shape == Shape.SUBSCRIPTIONS:
        return f"Contracts: {one.columns.counted if one.columns else Counted.CUSTOMERS} are counted."
    return "Figures by period."


def _table(one: Import, result: Result) -> tuple[tuple[str, ...], list[Line]]:
    """The rows that hold anything, period by period."""
    stands = {period: flow.entry for period, flow in flows_of(one.segment_id).items()}
    coming = result.entries
    rows = [row for row in ROWS if row in TERMS or any(getattr(entry, row) for entry in coming.values())]
    names = {metric.id: metric.name for metric in metrics_of(one.segment_id)}
    own = measurements_of(one.segment_id)
    measures = [metric for metric in names if str(metric) in result.measures]
    periods = sorted({*coming, *(period for _, period in result.figures)})
    lines = []
    for period in periods:
        cells = list(_flow_cells(stands.get(period), coming.get(period), rows))
        for metric in measures:
            row = own.get(metric, {}).get(str(period))
            cells.append(_pair(row.figure if row else None, result.figures.get((metric, period))))
        before = period in stands or any(str(period) in own.get(metric, {}) for metric in measures)
        kind = "as before" if all(old == new for old, new in cells) else "changed" if before else "new"
        lines.append(Line(period.words, kind, tuple(cells)))
    words = [WORDS_OF_FIGURES[row] if row not in TERMS else TERMS[row][0] for row in rows]
    return (*words, "Retention", *(names[metric] for metric in measures)), lines


def _flow_cells(
    before: FlowEntry | None, after: FlowEntry | None, rows: Sequence[str]
) -> Iterator[tuple[str, str]]:
    after = after or before
    for row in rows:
        yield _number(before, row), _number(after, row)
    yield _retention(before), _retention(after)


def _number(entry: FlowEntry | None, row: str) -> str:
    value = getattr(entry, row) if entry else None
    return NOTHING if value is None else f"{value:,}".removesuffix(".0")


def _retention(entry: FlowEntry | None) -> str:
    flow = entry.flow if entry else None
    return NOTHING if flow is None or flow.retention is None else rate_words(flow.retention)


def _pair(before: Figure | None, after: Figure | None) -> tuple[str, str]:
    said = str(before) if before else NOTHING
    return said, str(after) if after else said


def _notes(one: Import, result: Result, segment: Segment) -> Iterator[str]:
    if one.shape == Shape.FIGURES:
        yield f"{_counted(result.rows, 'row')} of figures. An empty cell leaves what stands."
        return
    days = f"{_day(result.first)} to {_day(result.last)}"
    if one.shape == Shape.TRANSACTIONS:
        yield f"{_counted(result.rows, 'purchase')} of {_counted(result.customers, 'customer')}, {days}."
        yield from _window_notes(result, Length(segment.period))
    else:
        yield f"{_counted(result.rows, 'contract')} of {_counted(result.customers, 'customer')}, from {days}."
        yield _COUNTED[one.columns.counted if one.columns else Counted.CUSTOMERS]
    if result.left_out:
        words = parse_period(result.left_out).words
        yield f"{words} is left out, because the data end on {_day(result.until)}, before it does."
    older = [other for other in taken_of(one.segment_id, one.shape) if other.id != one.id]
    if older:
        yield f"Earlier rows of these days are replaced; all others count, too ({older[-1].name})."


_COUNTED: Mapping[str, str] = {
    Counted.CUSTOMERS: "Customers are counted: who begins again after a gap is won back, and "
    "two contracts at a time are one customer.",
    Counted.CONTRACTS: "Contracts are counted: each one is new once and lost once.",
}


def _window_notes(result: Result, length: Length) -> Iterator[str]:
    if result.suggested is None:
        yield f"Nobody bought twice, so no window can be suggested; {result.window} days are used."
    else:
        yield f"Nine of ten gaps between two purchases of a customer last at most {result.suggested} days."
    yield f"A customer counts as current for N = {result.window} days from each purchase."
    if result.losing_from:
        yield (
            f"Periods that begin before {_day(result.losing_from)} are left out: until then nobody could be "
            "lost yet, and all customers would seem to stay."
        )
    if result.flows:
        yield _lag(result, length)
        yield "Everybody counts as new at the first purchase in the file, also who bought before it begins."
    if result.negative:
        yield f"{_counted(result.negative, 'amount')} below 0: returns in the file count as purchases."


def _lag(result: Result, length: Length) -> str:
    last = last_complete(date.fromisoformat(result.until), length)
    shows = shows_not_before(last, result.window or 0)
    return f"Who stopped buying in {last.words} shows as lost not before {_day(shows)}: window figures lag."


def _corrected(one: Correction) -> str:
    period: CalendarPeriod = parse_period(one.period)
    return f"{period.before().words} ended with {one.ended:,}, {period.words} starts with {one.started:,}."


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def _day(key: str | date) -> str:
    day = date.fromisoformat(key) if isinstance(key, str) else key
    return f"{day.day} {day:%b} {day.year}"
