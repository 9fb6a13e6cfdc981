"""A whole file read as its map says: what it would bring, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from a3tracker.domain.cells import Cell, Unread, figure_text, text_of_cell
from a3tracker.domain.errors import Invalid
from a3tracker.domain.figures import Figure
from a3tracker.domain.flow_entries import ASIDE, ROWS, TERMS, FlowEntry, parse_entry
from a3tracker.domain.import_results import (
    SAMPLE,
    Result,
    Standing,
    brought,
    of_contracts,
    of_purchases,
)
from a3tracker.domain.import_rows import Reader, Rows
from a3tracker.domain.imports import BadCell, Shape
from a3tracker.domain.metrics import parse_measurement
from a3tracker.domain.periods import CalendarPeriod
from a3tracker.domain.subscriptions import Subscription

#: The first rows of the grid are the terms of the sum and what is told apart from it.
_IN_THE_SUM: Final = len(TERMS) + len(ASIDE)
#: Called with every row that is kept, as it is staged.
Keep = Callable[[Sequence[Any]], None]


@dataclass(frozen=True)
class Job:
    """A file to be read: `rows` begins anew each time it is called."""

    shape: Shape
    rows: Callable[[], Rows]
    reader: Reader
    standing: Standing
    name: str

    @property
    def reason(self) -> str:
        """Why a period does not begin as the one before it ended."""
        return f"imported from {self.name}"


def read_file(job: Job, keep: Keep) -> Result | None:
    """What the file would bring; None when `job.reader.bad` says what is wrong. `Invalid` asks the person."""
    job.reader.learn(job.rows())
    result = _READ[job.shape](job, keep)
    if job.reader.bad.rows:
        return None
    if result is None:
        raise Invalid(
            "There is no row under the headings.", {"columns": "There is no row under the headings."}
        )
    return replace(result, sample=_sample(job))


def _transactions(job: Job, keep: Keep) -> Result | None:
    reader, rows = job.reader, list[tuple[str, date, float]]()
    fields = (("customer", reader.customer), ("day", reader.day), ("amount", reader.amount))
    for _, (customer, day, amount) in reader.read(job.rows(), fields):
        rows.append((customer, day, amount))
        keep((customer, day.isoformat(), amount))
    return (
        None if reader.bad.rows or not rows else of_purchases(rows, reader.columns, job.standing, job.reason)
    )


def _subscriptions(job: Job, keep: Keep) -> Result | None:
    reader, rows = job.reader, list[Subscription]()
    fields = (("customer", reader.customer), ("start", reader.day), ("end", reader.last_day))
    for number, (customer, start, end) in reader.read(job.rows(), fields):
        if end is not None and end < start:
            said = f"a day on or after the start, {start.isoformat()}"
            heading = reader.headings[reader.columns.places["end"]]
            advice = "A contract cannot end before it starts; put one of the days right."
            reader.note(
                number, (customer, start, end), [BadCell(number, heading, said, end.isoformat(), advice)]
            )
            continue
        rows.append(Subscription(customer, start, end))
        keep((customer, start.isoformat(), end.isoformat() if end else None))
    return (
        None if reader.bad.rows or not rows else of_contracts(rows, reader.columns, job.standing, job.reason)
    )


def _figures(job: Job, _keep: Keep) -> Result | None:
    reader, standing = job.reader, job.standing
    keys = [key for key in reader.columns.places if key != "period"]
    fields = [("period", reader.period), *((key, reader.typed(key)) for key in keys)]
    coming: dict[CalendarPeriod, FlowEntry] = {}
    measures: dict[str, dict[str, dict[str, Any]]] = {}
    numbers: dict[CalendarPeriod, int] = {}
    found = sorted(reader.read(job.rows(), fields), key=lambda row: row[1][0])
    for number, (period, *texts) in found:
        cells = dict(zip(keys, texts, strict=True))
        wrong = list(_twice(reader, number, period, numbers))
        try:
            entry = _entry(period, cells, {**standing.entries, **coming})
            if entry is not None:
                coming[period] = entry
            for metric, figure in _own(cells, standing.measures):
                measures.setdefault(metric, {})[str(period)] = vars(figure)
        except Invalid as refusal:
            wrong += _bad(reader, number, cells, refusal)
        if wrong:
            reader.note(number, [str(period), *texts], wrong)
    if reader.bad.rows or not found:
        return None
    ends = {"first": str(min(numbers)), "last": str(max(numbers))}
    return replace(brought(coming, standing, job.reason, measures=measures, **ends), rows=len(found))


def _entry(
    period: CalendarPeriod, cells: Mapping[str, str], known: Mapping[CalendarPeriod, FlowEntry]
) -> FlowEntry | None:
    """The period's entry: cells of the file over what stands; an empty cell leaves what stands.

    The terms of the sum belong together: where the file has one of them, all of them are the file's.
    """
    typed = {key: cells[key] for key in ROWS if cells.get(key)}
    if not typed:
        return None
    before, stands = known.get(period.before()), known.get(period)
    if stands is None:
        return parse_entry(typed, "", before.end if before else None)
    whole = any(key in typed for key in ROWS[:_IN_THE_SUM])
    kept = {key: _retyped(stands, key) for key in (ROWS[_IN_THE_SUM:] if whole else ROWS)}
    entry = parse_entry({**kept, **typed}, "", before.end if before else None)
    return entry if entry is None or whole else replace(entry, computed=stands.computed)


def _retyped(entry: FlowEntry, key: str) -> str:
    value = getattr(entry, key)
    return "" if value is None or (key.startswith("moved") and not value) else figure_text(value)


def _own(cells: Mapping[str, str], measures: Mapping[int, tuple[str, str]]) -> Iterator[tuple[str, Figure]]:
    for metric, (kind, _) in measures.items():
        key = f"m{metric}"
        figure = parse_measurement(kind, cells.get(key, ""), key)
        if figure is not None:
            yield str(metric), figure


def _twice(
    reader: Reader, number: int, period: CalendarPeriod, numbers: dict[CalendarPeriod, int]
) -> Iterable[BadCell]:
    earlier = numbers.setdefault(period, number)
    if earlier != number:
        unread = Unread(
            f"each {period.length} once", f"It stands in row {earlier} already; leave one of them out."
        )
        yield reader.bad_cell(number, reader.columns.places["period"], str(period), unread)


def _bad(reader: Reader, number: int, cells: Mapping[str, str], refusal: Invalid) -> Iterator[BadCell]:
    """A refusal of the domain at the cells that it names."""
    for key, sentence in refusal.fields.items():
        place = reader.columns.places.get(key, -1)
        yield reader.bad_cell(number, place, cells.get(key, ""), Unread("figures that go together", sentence))


def _sample(job: Job) -> list[list[str]]:
    """The first rows as they stand in the file."""
    width = len(job.reader.headings)
    rows: list[list[str]] = []
    for _, cells in job.rows():
        texts: list[Cell] = [*cells, *[""] * width]
        rows.append([text_of_cell(cell)[:80] for cell in texts[:width]])
        if len(rows) == SAMPLE:
            break
    return rows


_READ: Mapping[Shape, Callable[[Job, Keep], Result | None]] = {
    Shape.TRANSACTIONS: _transactions,
    Shape.SUBSCRIPTIONS: _subscriptions,
    Shape.FIGURES: _figures,
}
