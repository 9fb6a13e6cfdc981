"""From the database to the pathway board of a stream: what it says of each A3."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

from a3tracker.db.a3_lists import A3Line
from a3tracker.db.boards import Going, Watching, closed_in, going_in, metrics_by_id, segments_in, watching
from a3tracker.db.people import names_of
from a3tracker.db.segments import Segment
from a3tracker.db.series import series_across
from a3tracker.db.streams import ValueStream
from a3tracker.domain.boards import age_words, stands_out
from a3tracker.domain.cycles import CYCLES, Cycle
from a3tracker.domain.periods import Length, period_of
from a3tracker.domain.series import Series
from a3tracker.domain.stages import Stage
from a3tracker.rendering.boards import Board, Card, Cell, Row
from a3tracker.rendering.chart_icons import icons_svg
from a3tracker.rendering.drawn import TrackPoint
from a3tracker.rendering.live import tracks_of
from a3tracker.rendering.placed_figures import with_own_target
from a3tracker.rendering.wording import day_words

#: What a column says that is empty and need not stand out.
_NO_PROBLEM: Final = "No known problem is being worked on."


def board_of(stream: ValueStream, moment: datetime) -> Board:
    """The board of a stream as it stands, in a fixed number of statements."""
    going, today = going_in(stream.id), moment.date()
    segments = segments_in(stream.id, {one.line.segment_id for one in going})
    icons = _icons(going, segments, moment)
    tracks = tracks_of([one.line for one in going], today.year)
    cards = {one.line.id: _card(one, tracks[one.line.id], icons.get(one.line.id), today) for one in going}
    closed = closed_in(stream.id)
    manager = names_of({stream.manager_id}).get(stream.manager_id, "") if stream.manager_id else ""
    return Board(
        stream.id,
        stream.name,
        manager,
        day_words(today),
        today.isoformat(),
        tuple(_row(segment, going, cards, closed.get(segment.id, 0)) for segment in segments),
        len(going),
        sum(bool(card.late) for card in cards.values()),
    )


def _row(segment: Segment, going: Sequence[Going], cards: Mapping[int, Card], closed: int) -> Row:
    mine = [one.line for one in going if one.line.segment_id == segment.id]
    cells = tuple(
        _cell(cycle, [line for line in mine if line.cycle == key], cards) for key, cycle in CYCLES.items()
    )
    return Row(segment.id, segment.name, cells, closed)


def _cell(cycle: Cycle, lines: Sequence[A3Line], cards: Mapping[int, Card]) -> Cell:
    lack = stands_out(cycle.key, [Stage(line.stage) for line in lines])
    quiet = _NO_PROBLEM if not lines and not lack else ""
    return Cell(cycle, tuple(cards[line.id] for line in lines), lack, quiet)


def _card(one: Going, track: tuple[TrackPoint, ...], series: Series | None, today: date) -> Card:
    line = one.line
    late = line.late_since(today)
    here = next((point.date for point in track if point.when == "now"), "")
    return Card(
        number=line.number,
        title=line.title,
        loop=f"round {line.lap}" if CYCLES[line.cycle].has_versions else f"loop {line.loop}",
        age=age_words((today - one.since).days),
        stage=f"{Stage(line.stage).label}{f', {here}' if here else ''}",
        track=track,
        owner=line.owner,
        metric=series.name if series else "",
        icons=icons_svg(series.reading.chart) if series and series.values else "",
        late=f"late since {day_words(late, today.year)}" if late else "",
        called=bool(line.triggered),
        proposed=line.stage == Stage.LEFT_SIDE.value,
    )


def _icons(going: Sequence[Going], segments: Sequence[Segment], moment: datetime) -> dict[int, Series]:
    """The series that each A3 is checked by, as its own sheet shows it, by record id."""
    found = watching([one.line.id for one in going])
    chosen = {a3: metric for a3, rows in found.items() if (metric := _metric(rows))}
    known = series_across(segments, moment, metrics_by_id(set(chosen.values())))
    homes = {segment.id: segment for segment in segments}
    return {
        one.line.id: _as_on_its_sheet(known[metric], found[one.line.id], homes[one.line.segment_id])
        for one in going
        if (metric := chosen.get(one.line.id)) in known
    }


def _metric(rows: Watching) -> int | None:
    """The metric of its first measure that is no guard, else of what it expects."""
    checks = [row.metric_id for row in sorted(rows.checks, key=lambda row: row.guard) if row.metric_id]
    expected = [metric for metric, _at in (*rows.predictions, *rows.ranges) if metric]
    return next(iter((*checks, *expected)), None)


def _as_on_its_sheet(series: Series, rows: Watching, segment: Segment) -> Series:
    """With its own target, and frozen where what it expects was locked."""
    series = with_own_target(series, [check.fact().plain(check.id) for check in rows.checks])
    locks = [at for _metric, at in (*rows.predictions, *rows.ranges) if at]
    own = [at for metric, at in rows.ranges if at and metric == series.metric]
    if not locks:
        return series
    day = segment.today(own[-1] if own else min(locks))
    return series.frozen_at(period_of(day, Length(segment.period)).before())
