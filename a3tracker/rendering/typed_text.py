"""A text while it is being typed, as its box will show it."""

from __future__ import annotations

from datetime import UTC, datetime

from a3tracker.db.a3s import Placed
from a3tracker.db.revisions import written_now
from a3tracker.db.rows import rows_in
from a3tracker.db.series import series_named
from a3tracker.db.tallies import Tally
from a3tracker.domain.cycles import Panel
from a3tracker.domain.marks import names_marked
from a3tracker.domain.periods import Length, period_of
from a3tracker.rendering.metric_cards import FigureCard
from a3tracker.rendering.placed_figures import Figures
from a3tracker.rendering.text import to_html


def drawn_text(placed: Placed, text: str) -> str:
    """The safe HTML of a text that is being typed, with the charts that it marks; nothing is stored."""
    names = names_marked([text])
    today = placed.segment.today(datetime.now(UTC))
    known = series_named(placed.segment, today, (), names) if names else []
    locked = min(written_now(placed).locked.values(), default=None) if known else None
    if locked is not None:
        # The box shows the same chart once it is saved.
        before = period_of(locked, Length(placed.segment.period)).before()
        known = [series.frozen_at(before) for series in known]
    tallies = rows_in(placed.a3.id, Panel.TALLIES) if "pareto" in text.casefold() else []
    sheets = tuple(row.fact() for row in tallies if isinstance(row, Tally))
    return Figures(tuple(FigureCard(series) for series in known), today, sheets).placed(to_html(text))
