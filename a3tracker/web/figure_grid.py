"""The grid in which figures are typed or pasted: what stands in it, and what came back of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from a3tracker.db.flows import Flow
from a3tracker.db.metrics import Measurement, Metric
from a3tracker.db.segments import Segment
from a3tracker.domain.errors import Invalid
from a3tracker.domain.figures import Figure
from a3tracker.domain.flow_entries import AMOUNTS, ASIDE, MARKET, MONEY, ROWS, TERMS, FlowEntry, chain_breaks
from a3tracker.domain.periods import CalendarPeriod, Length, last_complete, parse_period
from a3tracker.usecases.figures import TypedColumn, TypedMeasurement
from a3tracker.usecases.segments import today_of

#: How many periods stand side by side.
WIDTH = {Length.MONTH: 12, Length.QUARTER: 8}
#: Longer texts are cut by the field; this guards what is sent without it.
_LONGEST = 700
Typed = Mapping[str, str]


@dataclass(frozen=True)
class Cell:
    """One field; `computed` is what follows from the others, `stands` what somebody else saved meanwhile."""

    name: str
    label: str
    value: str
    error: str = ""
    computed: str = ""
    stands: str = ""


@dataclass(frozen=True)
class Row:
    """A row of the grid."""

    label: str
    cells: tuple[Cell, ...]
    letter: str = ""
    href: int = 0


@dataclass(frozen=True)
class Part:
    """Rows that stand together; a folded one opens when it holds something."""

    title: str
    rows: tuple[Row, ...]
    folded: bool = False

    @property
    def filled(self) -> bool:
        """Whether anything stands in it."""
        return any(cell.value or cell.error for row in self.rows for cell in row.cells)


@dataclass
class Grid:
    """A segment's figures over some periods, as they are kept and as they were typed."""

    segment: Segment
    periods: tuple[CalendarPeriod, ...]
    flows: Mapping[CalendarPeriod, Flow]
    metrics: list[Metric]
    measurements: Mapping[int, Mapping[str, Measurement]]
    typed: Typed | None = None
    errors: dict[str, str] = field(default_factory=dict)
    sentence: str = ""
    conflict: bool = False

    @cached_property
    def entries(self) -> dict[CalendarPeriod, FlowEntry]:
        """What is kept, by period."""
        return {period: flow.entry for period, flow in self.flows.items()}

    def refuse(self, refusal: Invalid) -> None:
        """Show a refusal at its cells, above the grid when it names none of them."""
        self.errors = dict(refusal.fields)
        self.sentence = "" if self.errors else str(refusal)

    @property
    def seen(self) -> dict[str, str]:
        """The hidden fields: the version and the texts with which each column and cell is opened."""
        found = {f"seen-{period}": self._column(period) for period in self.periods}
        for metric in self.metrics:
            for period in self.periods:
                row = self.measurements.get(metric.id, {}).get(str(period))
                key = f"m{metric.id}-{period}"
                found[f"seen-{key}"] = f"{row.version if row else 0}|{row.figure if row else ''}"
        return found

    def touched_flows(self) -> list[TypedColumn]:
        """The columns that differ from what they were opened with."""
        found = []
        for period in self.periods:
            if self._touched(period):
                cells = {row: self._typed(f"{period}-{row}") for row in ROWS}
                version, _ = self._opened(str(period))
                found.append(TypedColumn(period, cells, self._typed(f"{period}-reason"), version))
        return found

    def touched_measurements(self) -> list[TypedMeasurement]:
        """The cells of own measures that differ from what they were opened with."""
        found = []
        for metric in self.metrics:
            for period in self.periods:
                version, opened = self._opened(f"m{metric.id}-{period}")
                cell = self._typed(f"m{metric.id}-{period}")
                if opened != cell:
                    found.append(TypedMeasurement(metric.id, period, cell, version))
        return found

    @property
    def parts(self) -> tuple[Part, ...]:
        """The grid as it is drawn."""
        main = tuple(self._flow_row(row, words, letter) for row, (letter, words) in TERMS.items())
        reasons = self._reasons()
        return (
            Part("Customers", main + ((reasons,) if reasons else ())),
            Part("Joined and left, moved", tuple(self._flow_row(*row) for row in ASIDE.items()), folded=True),
            Part("Demand and market", tuple(self._flow_row(*row) for row in MARKET.items()), folded=True),
            Part(
                f"Spend and revenue, in {self.segment.currency}",
                tuple(self._flow_row(*row) for row in MONEY.items()),
                folded=True,
            ),
            *([Part("Leading measures", tuple(map(self._metric_row, self.metrics)))] if self.metrics else []),
        )

    def _flow_row(self, row: str, words: str, letter: str = "") -> Row:
        return Row(words, tuple(self._flow_cell(period, row, words) for period in self.periods), letter)

    def _flow_cell(self, period: CalendarPeriod, row: str, words: str) -> Cell:
        kept = self.entries.get(period)
        name, stands = f"{period}-{row}", cell_text(kept, row) if kept else ""
        value = self._typed(name) if self.typed is not None else stands
        computed = ""
        if kept and kept.computed == row and not value and not self._touched(period):
            computed = f"{getattr(kept, row):,}"
        return Cell(
            name, f"{words}, {period.words}", value, self.errors.get(name, ""), computed,
            self._theirs(str(period), value, stands),
        )  # fmt: skip

    def _metric_row(self, metric: Metric) -> Row:
        cells = []
        for period in self.periods:
            name = f"m{metric.id}-{period}"
            kept = self.measurements.get(metric.id, {}).get(str(period))
            stands = str(kept.figure) if kept else ""
            value = self._typed(name) if self.typed is not None else stands
            theirs = self._theirs(name, value, stands)
            cells.append(
                Cell(name, f"{metric.name}, {period.words}", value, self.errors.get(name, ""), "", theirs)
            )
        unit = {"proportion": "x of n", "count": "count"}.get(metric.kind, metric.unit)
        return Row(f"{metric.name}, {unit}" if unit else metric.name, tuple(cells), href=metric.id)

    def _reasons(self) -> Row | None:
        """Fields for the reason, where a period starts otherwise than the one before it ended."""
        broken = chain_breaks(self.entries, self.periods)
        cells = []
        for period in self.periods:
            name = f"{period}-reason"
            kept = self.entries[period].break_reason if period in broken else ""
            value = self._typed(name) if self.typed is not None else kept
            asked = period in broken or name in self.errors or bool(value)
            label = f"Why it starts otherwise, {period.words}"
            cells.append(Cell(name if asked else "", label, value, self.errors.get(name, "")))
        shown = any(cell.name for cell in cells)
        return Row("Why it starts otherwise than the period before ended", tuple(cells)) if shown else None

    def _theirs(self, key: str, value: str, stands: str) -> str:
        """What somebody else saved into this cell while it was open."""
        if not self.conflict or value == stands:
            return ""
        version = int(self.seen[f"seen-{key}"].partition("|")[0])
        return (stands or "empty") if version != self._opened(key)[0] else ""

    def _touched(self, period: CalendarPeriod) -> bool:
        """Whether a column was sent otherwise than it was opened."""
        typed = [self._typed(f"{period}-{row}") for row in (*ROWS, "reason")]
        return self.typed is not None and self._opened(str(period))[1] != "|".join(typed)

    def _column(self, period: CalendarPeriod) -> str:
        flow = self.flows.get(period)
        if flow is None:
            return "0|" + "|" * len(ROWS)
        texts = [cell_text(self.entries[period], row) for row in ROWS]
        return f"{flow.version}|" + "|".join([*texts, flow.break_reason])

    def _opened(self, key: str) -> tuple[int, str]:
        """The version and the texts of a column or cell when the page was made."""
        version, _, texts = (self.typed or {}).get(f"seen-{key}", "").partition("|")
        return (int(version) if version.isdecimal() and len(version) < 10 else -1), texts

    def _typed(self, name: str) -> str:
        return (self.typed or {}).get(name, "").strip()[:_LONGEST]


def periods_shown(
    segment: Segment, flows: Mapping[CalendarPeriod, Flow], last: str
) -> tuple[CalendarPeriod, ...]:
    """Those up to the one that is asked for; else up to the one to be entered next."""
    length = Length(segment.period)
    newest = last_complete(today_of(segment), length)
    kept = [period for period in flows if period.length is length]
    end = min(kept[-1].next(), newest) if kept else newest
    try:
        asked = parse_period(last, length=length)
        end = asked if 1900 <= asked.year <= 2200 else end
    except Invalid:
        pass
    return tuple(end.shifted(back) for back in range(1 - WIDTH[length], 1))


def cell_text(entry: FlowEntry, row: str) -> str:
    """A kept figure as one would type it; nothing for the term that follows from the others."""
    value = getattr(entry, row)
    if value is None or entry.computed == row or (row.startswith("moved") and not value):
        return ""
    return str(Figure(value=value)) if row in AMOUNTS else str(value)
