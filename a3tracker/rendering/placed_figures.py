"""Charts and figures of the segment on a sheet: where a text marks them, and for the rows of the Check box.

What is put in is drawn by this program alone, every word in it escaped, after the text around it was cleaned:
stored HTML keeps the mark, so that an old revision shows the figures that were stored with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from html import escape
from typing import Any, Final

from a3tracker.domain.cycles import Panel
from a3tracker.domain.definitions import Break
from a3tracker.domain.marks import Mark
from a3tracker.domain.revisions import FIGURES, Content
from a3tracker.domain.series import Series, read_series
from a3tracker.domain.tallies import Tally, read_tally
from a3tracker.rendering.chart_plot import MOST_POINTS, Size
from a3tracker.rendering.charts import chart_svg
from a3tracker.rendering.metric_cards import FigureCard
from a3tracker.rendering.pareto import pareto_figure
from a3tracker.rendering.placing import left_out, place_marks
from a3tracker.rendering.spreads import histogram_figure, scatter_figure
from a3tracker.rendering.wording import day_words

#: More do not fit on one side of the paper, and a page with hundreds would be slow for everybody.
MOST_CHARTS: Final = 6
#: So narrow that its words can be read on a phone.
PHONE: Final = Size(250, 120)


@dataclass(frozen=True)
class Figures:
    """The series that one A3 refers to, as its sheet of the day `dated` shows them, and its check sheets."""

    cards: tuple[FigureCard, ...] = ()
    dated: date = date.min
    tallies: tuple[Tally, ...] = ()

    def placed(self, html: str) -> str:
        """The safe HTML of a box with the charts and figures that its text marks."""
        return place_marks(html, self._answer, MOST_CHARTS)

    def for_rows(self, rows: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
        """The drawings of the metrics that these rows refer to, each once; the note has their `care`."""
        cards = self._of(rows)
        drawn = [drawing(card) for card in cards[:MOST_CHARTS]]
        return (*drawn, *(left_out(card.name, MOST_CHARTS) for card in cards[MOST_CHARTS:]))

    def care(self, rows: Iterable[Mapping[str, Any]]) -> str:
        """What to be careful about in the metrics of these rows; the metric is named where there are more."""
        cards = self._of(rows)
        said = [(card.name, care_words(card.series, self.dated)) for card in cards]
        return ", ".join(f"{name}: {words}" if len(cards) > 1 else words for name, words in said if words)

    def _of(self, rows: Iterable[Mapping[str, Any]]) -> list[FigureCard]:
        wanted = dict.fromkeys(row.get("metric") for row in rows)
        return [self._by_id[metric] for metric in wanted if metric in self._by_id]

    def _answer(self, mark: Mark) -> str | None:
        """The drawing that a mark asks for or the words of a figure, as HTML; None for what nothing has."""
        if mark.kind == "pareto":
            found = (one for one in self.tallies if one.title.casefold() == mark.key)
            return next((pareto_figure(one) for one in found), None)
        if mark.kind == "scatter":
            two = [pair for pair in mark.pairs if all(key in self._by_name for key in pair)]
            return scatter_figure(*(self._by_name[key] for key in two[0])) if two else None
        card = self._by_name.get(mark.key)
        if card is None:
            return None
        if mark.kind == "chart":
            return self._drawing(card)
        if mark.kind == "histogram":
            return histogram_figure(card)
        return escape(card.last_words or f"{card.name}: no figure yet", quote=False)

    def _drawing(self, card: FigureCard) -> str:
        if card.name not in self._drawn:
            self._drawn[card.name] = drawing(card, care_words(card.series, self.dated))
        return self._drawn[card.name]

    @cached_property
    def _drawn(self) -> dict[str, str]:
        return {}

    @cached_property
    def _by_id(self) -> Mapping[int | None, FigureCard]:
        return {card.series.metric: card for card in self.cards}

    @cached_property
    def _by_name(self) -> Mapping[str, FigureCard]:
        return {card.name.casefold(): card for card in self.cards}


def figures_of(content: Content, dated: date) -> Figures:
    """The figures stored in a content, each with the A3's own target or expected range where it has one."""
    plain = content.rows.get(FIGURES, [])
    tallies = tuple(read_tally(row) for row in content.rows.get(Panel.TALLIES.value, ()))
    checks = content.rows.get("checks", [])
    ranges = content.rows.get("ranges", [])
    known = (with_own_target(read_series(one), checks) for one in plain)
    return Figures(tuple(FigureCard(one, expected=_expected(one, ranges)) for one in known), dated, tallies)


def drawing(card: FigureCard, care: str = "") -> str:
    """The two icons, the sentence, why to compare with care, and the chart, as one block."""
    said = escape(card.charted.sentence, quote=False)
    if not card.series.values:
        return f'<p class="figure-missing">{said}.</p>'
    more = f'<p class="figure-care">{escape(care[0].upper() + care[1:], quote=False)}</p>' if care else ""
    icons = f'<div class="figure-icons">{card.icons}</div>' if card.icons else ""
    return (
        f'<div class="figure"><div class="figure-head">{icons}<div class="figure-says"><p>{said}.</p>{more}'
        f'</div></div><div class="figure-wide">{card.chart}</div>'
        f'<div class="figure-narrow screen-only">{chart_svg(card.charted, PHONE)}</div></div>'
    )


def care_words(series: Series, dated: date) -> str:
    """Compare with care: definition v2 since 1 Jun; nothing where all that is compared was counted alike."""
    shown = series.reading.periods[-MOST_POINTS:]
    told = [
        f"{one.name} since {_since(one, dated.year)}"
        for one in series.breaks
        if _first_day(one) <= dated
        and (
            (shown and shown[0] < one.period <= shown[-1])
            or (series.frozen is not None and one.period > series.frozen)
        )
    ]
    return f"compare with care: {', '.join(told[-2:])}" if told else ""


def _since(split: Break, year: int) -> str:
    """The day on which it begins; of a definition that began within a period, the period."""
    return split.mixed.words if split.mixed else day_words(split.period.first, year)


def _first_day(split: Break) -> date:
    return (split.mixed or split.period).first


def with_own_target(series: Series, checks: Iterable[Mapping[str, Any]]) -> Series:
    """With the target that a measure of this A3 names; the segment's stays where none does."""
    for row in checks:
        target = row.get("target")
        if row.get("metric") == series.metric and target:
            value = _as_value(target, series.rate)
            return series if value is None else replace(series, target=value)
    return series


def _expected(series: Series, ranges: Iterable[Mapping[str, Any]]) -> tuple[float, ...]:
    """The ends of the newest expected range of this metric, in the unit of the series."""
    about = [row for row in ranges if row.get("metric") == series.metric]
    ends = (about[-1].get("low"), about[-1].get("high")) if about else ()
    return tuple(float(end) / 100 if series.rate else float(end) for end in ends if end is not None)


def _as_value(figure: Mapping[str, Any], rate: bool) -> float | None:
    """A figure in the unit of the series: of a rate, which is typed as percent, its part of one."""
    if figure.get("x") is not None:
        x, n = int(figure["x"]), int(figure["n"])
        if rate:
            return x / n if n else None
        return float(x)
    value = figure.get("value")
    return None if value is None else float(value) / 100 if rate else float(value)
