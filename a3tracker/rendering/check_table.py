"""The Check table: before, target, prediction in grey, actual in red, and what the difference proves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from a3tracker.domain.checks import Judgement, judge, read_check
from a3tracker.domain.predictions import Prediction, read_prediction
from a3tracker.rendering.drawn import Cell, Table
from a3tracker.rendering.wording import NOTHING, day_words, figure_words, points_words, range_words

Row = Mapping[str, Any]
Predicted = Mapping[int, Row]

_THIN = ("Measure", "Side", "Before", "Target")
_WHOLE = ("Measure", "Before", "Target", "Predicted")


def check_table(rows: Sequence[Row], predictions: Sequence[Row], year: int) -> Table:
    """The measures of one A3. While none has a prediction or an interval, the thin table says enough."""
    predicted = {row["id"]: row for row in predictions}
    judged = [judge(read_check(dict(row)), _prediction(row, predicted)) for row in rows]
    days = {row["day"] for row in rows if row["actual"] or row.get("pairs")}
    shared = days.pop() if len(days) == 1 else None
    actual = f"Actual {day_words(shared, year)}" if shared else "Actual"
    if any(_says_more(row, one) for row, one in zip(rows, judged, strict=True)):
        columns: tuple[str, ...] = (*_WHOLE, actual, "After − before", "Verdict")
        drawn = [_whole(row, one, predicted, shared, year) for row, one in zip(rows, judged, strict=True)]
    else:
        columns, drawn = (*_THIN, actual), [_thin(row, shared, year) for row in rows]
    look = "verdicts" if len(columns) > 5 else ""
    numeric = tuple(cell.numeric for cell in drawn[0]) if drawn else ()
    return Table("checks", "Measures", columns, tuple(drawn), tuple(row["id"] for row in rows), numeric, look)


def _says_more(row: Row, judged: Judgement | None) -> bool:
    return bool(row.get("prediction") or row.get("guard") or (judged and judged.evidence.interval))


def _thin(row: Row, shared: str | None, year: int) -> tuple[Cell, ...]:
    return (
        Cell(row["measure"]),
        Cell(row["side"].capitalize()),
        Cell(figure_words(row["before"], row["unit"]), numeric=True),
        Cell(figure_words(row["target"], row["unit"]), numeric=True),
        _actual(row, shared, year),
    )


def _whole(
    row: Row, judged: Judgement | None, predicted: Predicted, shared: str | None, year: int
) -> tuple[Cell, ...]:
    expected = predicted.get(row.get("prediction") or 0)
    words = range_words(expected["low"], expected["high"], expected["unit"]) if expected else NOTHING
    about = ", guard" if row.get("guard") else ""
    return (
        Cell(f"{row['measure']} · {row['side']}{about}"),
        Cell(_before(row), numeric=True),
        Cell(figure_words(row["target"], row["unit"]), numeric=True),
        Cell(words, "muted", numeric=True),
        _actual(row, shared, year),
        Cell(_difference(judged), numeric=True),
        Cell(_verdict(judged), "verdict" if judged and (judged.verdict or judged.guard) else ""),
    )


def _before(row: Row) -> str:
    pairs = row.get("pairs")
    if not pairs:
        return figure_words(row["before"], row["unit"])
    return figure_words({"x": pairs["both"] + pairs["only_before"], "n": sum(pairs.values())})


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


def _difference(judged: Judgement | None) -> str:
    """+4.3 points, 95 %: +2.9 to +5.8."""
    interval = judged.evidence.interval if judged else None
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


def _prediction(row: Row, predicted: Predicted) -> Prediction | None:
    found = predicted.get(row.get("prediction") or 0)
    return read_prediction(found) if found else None
