"""The Check table: before, target, prediction in grey, actual in red, and what the difference proves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from a3tracker.domain.checks import read_check
from a3tracker.domain.judging import Judgement, judge, judged_series
from a3tracker.domain.predictions import Prediction, read_prediction
from a3tracker.domain.series import Series
from a3tracker.domain.verdicts import Comparison
from a3tracker.rendering.drawn import Cell, Table
from a3tracker.rendering.series_words import actual_words, before_words, signal_words
from a3tracker.rendering.wording import NOTHING, day_words, figure_words, points_words, range_words

Row = Mapping[str, Any]
Figures = Mapping[int, Series]

_THIN = ("Measure", "Side", "Before", "Target")
_WHOLE = ("Measure", "Before", "Target", "Predicted")


@dataclass(frozen=True)
class _Measure:
    """A row with everything that is said about it."""

    row: Row
    prediction: Prediction | None
    series: Series | None
    judged: Judgement | None

    @property
    def is_series(self) -> bool:
        return self.row.get("comparison") == Comparison.SERIES.value

    @property
    def says_more(self) -> bool:
        interval = self.judged.evidence.interval if self.judged else None
        return bool(self.row.get("prediction") or self.row.get("guard") or self.is_series or interval)


def check_table(rows: Sequence[Row], predictions: Sequence[Row], year: int, figures: Figures) -> Table:
    """The measures of one A3. While none has a prediction or an interval, the thin table says enough."""
    measures = [_measure(row, predictions, figures) for row in rows]
    days = {row["day"] for row in rows if row["actual"] or row.get("pairs")}
    series = any(one.is_series for one in measures)
    shared = days.pop() if len(days) == 1 and not series else None
    actual = f"Actual {day_words(shared, year)}" if shared else "Actual"
    if any(one.says_more for one in measures):
        columns: tuple[str, ...] = (*_WHOLE, actual, "After − before", "Verdict")
        drawn = [_whole(one, shared, year) for one in measures]
    else:
        columns, drawn = (*_THIN, actual), [_thin(row, shared, year) for row in rows]
    look = "verdicts" if len(columns) > 5 else ""
    numeric = tuple(cell.numeric for cell in drawn[0]) if drawn else ()
    return Table("checks", "Measures", columns, tuple(drawn), tuple(row["id"] for row in rows), numeric, look)


def _measure(row: Row, predictions: Sequence[Row], figures: Figures) -> _Measure:
    found = next((one for one in predictions if one["id"] == row.get("prediction")), None)
    prediction, series = read_prediction(found) if found else None, figures.get(row.get("metric") or 0)
    series = judged_series(prediction, series)
    return _Measure(row, prediction, series, judge(read_check(row), prediction, series))


def _thin(row: Row, shared: str | None, year: int) -> tuple[Cell, ...]:
    return (
        Cell(row["measure"]),
        Cell(row["side"].capitalize()),
        Cell(figure_words(row["before"], row["unit"]), numeric=True),
        Cell(figure_words(row["target"], row["unit"]), numeric=True),
        _actual(row, shared, year),
    )


def _whole(one: _Measure, shared: str | None, year: int) -> tuple[Cell, ...]:
    row, expected, judged = one.row, one.prediction, one.judged
    words = range_words(expected.low, expected.high, expected.unit) if expected else NOTHING
    about = ", guard" if row.get("guard") else ""
    return (
        Cell(f"{row['measure']} · {row['side']}{about}"),
        Cell(_before(one), numeric=True),
        Cell(figure_words(row["target"], row["unit"]), numeric=True),
        Cell(words, "muted", numeric=True),
        _newest(one.series) if one.is_series else _actual(row, shared, year),
        Cell(_difference(one), numeric=True),
        Cell(_verdict(judged), "verdict" if judged and (judged.verdict or judged.guard) else ""),
    )


def _before(one: _Measure) -> str:
    pairs = one.row.get("pairs")
    if one.is_series:
        return before_words(one.series) if one.series else NOTHING
    if not pairs:
        return figure_words(one.row["before"], one.row["unit"])
    return figure_words({"x": pairs["both"] + pairs["only_before"], "n": sum(pairs.values())})


def _newest(series: Series | None) -> Cell:
    """Red and dated with its period; nothing before there is a figure from after the lock."""
    seen = series is not None and series.actual is not None
    return Cell(actual_words(series) if series else NOTHING, "actual" if seen else "", numeric=True)


def _actual(row: Row, shared: str | None, year: int) -> Cell:
    pairs = row.get("pairs")
    figure = {"x": pairs["both"] + pairs["only_after"], "n": sum(pairs.values())} if pairs else row["actual"]
    words = figure_words(figure, row["unit"])
    dated = figure and row["day"] and not shared
    return Cell(
        f"{words}, {day_words(row['day'], year)}" if dated else words,
        "actual" if figure else "",
        numeric=True,
    )


def _difference(one: _Measure) -> str:
    """+4.3 points, 95 %: +2.9 to +5.8; for a series whether there is a signal."""
    if one.is_series:
        return signal_words(one.series) if one.series else NOTHING
    interval = one.judged.evidence.interval if one.judged else None
    if interval is None:
        return NOTHING
    low, high = points_words(interval.low), points_words(interval.high)
    return f"{points_words(interval.estimate)} ({low} to {high})"


def _verdict(judged: Judgement | None) -> str:
    if judged is None:
        return ""
    said = [judged.verdict.value] if judged.verdict else []
    said += [f"guard {judged.guard.value}"] if judged.guard else []
    said += ["early look"] if judged.early else []
    return " · ".join(said)
