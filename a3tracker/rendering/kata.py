"""What stands beside the five questions of the coaching kata, from the rows of the A3."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from a3tracker.domain.revisions import Content
from a3tracker.domain.series import Series, figures_in
from a3tracker.rendering import experiments
from a3tracker.rendering.series_words import value_words
from a3tracker.rendering.wording import day_words, figure_words, range_words

Row = Mapping[str, Any]
Said = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Kata:
    """Target and actual as (what, words); the back of the card, which is the last step; then the step that is
    open, and when it can be looked at."""

    target: Said
    actual: Said
    last_step: Said
    next_step: Said
    look: Said = ()


#: What is said beside a question as long as nothing is known.
NOTHING: Final = {
    "target": "No target yet: write a prediction, or a target in the Check.",
    "actual": "Nothing measured yet.",
    "obstacle": "None named yet.",
    "step": "No experiment waits for its result: log the next one before it is tried.",
    "look": "No day is set.",
}
NO_LAST_STEP: Final = "No experiment has a result yet."


@dataclass(frozen=True)
class Named:
    """What the newest coaching note names, and the A3's own next review: days, or None."""

    obstacle: str = ""
    next_look: date | None = None
    next_review: date | None = None


def answers(known: Kata, named: Named, year: int) -> dict[str, Said]:
    """What stands beside each of the five questions, by the keys of `domain.coaching.QUESTIONS`."""
    days = (("Next look", named.next_look), ("Next review", named.next_review))
    look = next(((what, day_words(day, year)) for what, day in days if day), None)
    return {
        "target": known.target,
        "actual": known.actual,
        "obstacle": (("Named last", named.obstacle),) if named.obstacle else (),
        "step": known.next_step,
        "look": known.look or ((look,) if look else ()),
    }


def kata(content: Content, year: int) -> Kata:
    """Everything that can be filled in. Days of `year` are written without it."""
    rows = content.rows
    checks = rows.get("checks") or []
    trials = experiments.in_order(rows.get("experiments") or [])
    last = next((row for row in reversed(trials) if experiments.finished(row)), None)
    ahead = next((row for row in reversed(trials) if not experiments.finished(row)), None)
    return Kata(
        target=(
            *(_predicted(row, year) for row in rows.get("predictions") or []),
            *((row["measure"], _held(row)) for row in rows.get("ranges") or []),
            *(
                (row["measure"], f"target {figure_words(row['target'], row['unit'])}")
                for row in checks
                if row["target"]
            ),
        ),
        actual=_actual(content, year),
        last_step=_last_step(last, year) if last else (),
        next_step=_next_step(ahead, year) if ahead else _said_next(last),
        look=_look(ahead or last, year),
    )


def _predicted(row: Row, year: int) -> tuple[str, str]:
    point = figure_words({"value": row["point"]} if row["point"] is not None else None, row["unit"])
    between = range_words(row["low"], row["high"], row["unit"])
    on = f" on {day_words(row['day'], year)}" if row["day"] else ""
    return row["words"], f"we expect {point} ({between}){on}"


def _held(row: Row) -> str:
    words = range_words(row["low"], row["high"], row["unit"])
    return f"{words}, trigger: {row['trigger']}" if row["trigger"] else words


def _actual(content: Content, year: int) -> Said:
    """What the Check holds, and the newest figure of each metric that is watched and not checked there."""
    rows, figures = content.rows, figures_in(content.rows)
    checks = rows.get("checks") or []
    checked = {row.get("metric") for row in checks}
    watched = [
        (row.get("measure") or row.get("words"), figures[row["metric"]])
        for kind in ("predictions", "ranges")
        for row in rows.get(kind) or []
        if row.get("metric") in figures and row["metric"] not in checked
    ]
    seen = [(row["measure"], _seen(row, figures.get(row.get("metric") or 0), year)) for row in checks]
    seen += [(what, _newest(series)) for what, series in dict(watched).items()]
    return tuple((what, words) for what, words in seen if words)


def _seen(row: Row, series: Series | None, year: int) -> str:
    """The actual with its day, or the newest figure of the series; before there is one, what was before."""
    if row["actual"]:
        return f"{figure_words(row['actual'], row['unit'])} on {day_words(row['day'], year)}"
    if series is not None and series.last:
        return _newest(series)
    return f"{figure_words(row['before'], row['unit'])} before; no actual yet" if row["before"] else ""


def _newest(series: Series) -> str:
    """2.4 %, May 1998; nothing while there is no figure."""
    if series.last is None:
        return ""
    period, value = series.last
    return f"{value_words(value, series.rate, series.unit)}, {period.words}"


def _last_step(row: Row, year: int) -> Said:
    return (
        ("Last step", f"{_what(row)} ({day_words(row['day'], year)})"),
        ("What was expected", experiments.expected(row)),
        ("What happened", experiments.seen(row)),
        ("What was learned", row["learned"] or "not written yet"),
    )


def _next_step(row: Row, year: int) -> Said:
    return (
        ("Next step", f"{_what(row)} ({day_words(row['day'], year)})"),
        ("What we expect", experiments.expected(row)),
    )


def _what(row: Row) -> str:
    """What was tried, for whom and where."""
    where = row.get("touchpoint")
    return experiments.tried(row) + (f", at: {where}" if where else "")


def _said_next(row: Row | None) -> Said:
    """What the last experiment said to do next, while no other was logged."""
    return (("Next step", row["next_step"]),) if row and row.get("next_step") else ()


def _look(row: Row | None, year: int) -> Said:
    return (("Look on", day_words(row["look_on"], year)),) if row and row.get("look_on") else ()
