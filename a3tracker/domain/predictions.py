"""What a team expects before Do: predictions, and the expected ranges of a standard (settled.md).

Both are written at control point 2 and locked there. What is locked is never changed: a later row,
with its date and the reason for it, stands beside it, and the verdict uses the one locked before Do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from a3tracker.domain.errors import Invalid
from a3tracker.domain.figures import Figure, parse_figure
from a3tracker.domain.rows import LONG, SHORT, TAKT_REFUSED, names_takt, text_of

UNIT = 20
LATER = "Say why a later one stands beside the one that was locked."


@dataclass(frozen=True)
class Prediction:
    """A number with its range, the day on which it is checked, and why.

    `made` and `reason` belong to a later one alone: the day on which it was added, and why. `metric` is the
    id of the segment's metric that it is about. What that metric was is noted when the row is locked: the
    `baseline`, the periods it was made of, and the version of the definition.
    """

    words: str
    unit: str = ""
    point: float | None = None
    low: float | None = None
    high: float | None = None
    day: date | None = None
    why: str = ""
    made: date | None = None
    reason: str = ""
    metric: int | None = None
    baseline: float | None = None
    baseline_periods: str = ""
    definition: int | None = None

    def plain(self, identity: int) -> dict[str, Any]:
        """The shape that a revision stores; what came after the first schema is left out unset."""
        known = {**vars(self), "day": _iso(self.day), "made": _iso(self.made)}
        return {"id": identity, **_set(known, *_LATER)}

    def missing(self) -> tuple[str, ...]:
        """What it still needs before it can be locked, in words."""
        asked = {
            "its point": self.point is not None,
            "its range": self.low is not None and self.high is not None,
            "the day of its check": self.day is not None,
            "why you expect it": bool(self.why),
        }
        return tuple(words for words, there in asked.items() if not there)

    @property
    def name(self) -> str:
        """What the row is called in a sentence."""
        return self.words


@dataclass(frozen=True)
class ExpectedRange:
    """What a standard must hold: a measure, its range, what triggers an answer, and whose answer it is.

    `responsible` is the id of a person record, `metric` that of the segment's metric that it watches.
    """

    measure: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    trigger: str = ""
    responsible: int | None = None
    made: date | None = None
    reason: str = ""
    metric: int | None = None

    def plain(self, identity: int) -> dict[str, Any]:
        """The shape that a revision stores; what came after the first schema is left out unset."""
        return {"id": identity, **_set({**vars(self), "made": _iso(self.made)}, "metric")}

    def missing(self) -> tuple[str, ...]:
        """What it still needs before it can be locked, in words."""
        asked = {
            "its range": self.low is not None or self.high is not None,
            "its trigger": bool(self.trigger),
            "the person responsible": self.responsible is not None,
        }
        return tuple(words for words, there in asked.items() if not there)

    @property
    def name(self) -> str:
        """What the row is called in a sentence."""
        return self.measure


_LATER = ("metric", "baseline", "baseline_periods", "definition")
Expected = Prediction | ExpectedRange
E = TypeVar("E", Prediction, ExpectedRange)


def read_prediction(plain: Mapping[str, Any]) -> Prediction:
    """The inverse of `Prediction.plain`, for one out of a revision."""
    day, made = (date.fromisoformat(plain[name]) if plain[name] else None for name in ("day", "made"))
    point, low, high = (plain[name] for name in ("point", "low", "high"))
    later = {name: plain[name] for name in _LATER if name in plain}
    return Prediction(
        plain["words"], plain["unit"], point, low, high, day, plain["why"], made, plain["reason"], **later
    )


def of_metric(row: Prediction, name: str, unit: str) -> Prediction:
    """A prediction about a metric of the segment: what was left empty is what the metric says of itself."""
    return replace(row, words=row.words.strip() or name, unit=row.unit.strip() or unit)


def checked_prediction(row: Prediction) -> Prediction:
    """The row trimmed and in order; what is not known yet may stay empty until it is locked."""
    row = replace(
        row,
        words=text_of(row.words, "words", SHORT, "Say what you expect to see."),
        unit=text_of(row.unit, "unit", UNIT),
        why=text_of(row.why, "why", LONG),
    )
    _refuse_takt(row.words, row.unit, "words")
    _ensure_order(row.low, row.high)
    outside = row.point is not None and (
        (row.low is not None and row.point < row.low) or (row.high is not None and row.point > row.high)
    )
    if outside:
        raise Invalid(
            "The point lies outside its range.", {"point": "Give a point between the low and the high end."}
        )
    return row


def checked_range(row: ExpectedRange) -> ExpectedRange:
    """The row trimmed and in order; what is not known yet may stay empty until it is locked."""
    row = replace(
        row,
        measure=text_of(row.measure, "measure", SHORT, "Name the measure that the standard must hold."),
        unit=text_of(row.unit, "unit", UNIT),
        trigger=text_of(row.trigger, "trigger", 200),
    )
    _refuse_takt(row.measure, row.unit, "measure")
    _ensure_order(row.low, row.high)
    return row


def later(row: E, today: date) -> E:
    """The row as one that comes after the lock: whole, dated today, with its reason; `Invalid` if not."""
    missing = row.missing()
    if missing:
        raise Invalid(f"A later one is whole from the start: it still needs {_listed(missing)}.")
    return replace(row, made=today, reason=text_of(row.reason, "reason", LONG, LATER))


def at_first(row: E) -> E:
    """The row as one that is written before the lock: without a date of its own and without a reason."""
    return replace(row, made=None, reason="")


def missing_for_lock(rows: tuple[Expected, ...], kind: str) -> tuple[str, ...]:
    """What must be written before the lock, in words; `kind` is "prediction" or "expected range"."""
    if not rows:
        article = "an" if kind[0] in "aeiou" else "a"
        return (f"There is no {kind} yet: write {article} {kind} as a row.",)
    asked = [(row, row.missing()) for row in rows]
    return tuple(f"“{row.name}” still needs {_listed(missing)}." for row, missing in asked if missing)


def parse_value(typed: str, field: str) -> float | None:
    """One plain number as typed; None for an empty field; `Invalid` says what to type instead."""
    wanted = Invalid(
        "Type one number.", {field: f"Type one number such as 17.2; “{typed.strip()[:40]}” is none."}
    )
    try:
        figure: Figure | None = parse_figure(re.sub(r"\s*%$", "", typed.strip()), field)
    except Invalid as refusal:
        if "two ways" in str(refusal):
            raise
        raise wanted from None
    if figure is not None and figure.value is None:
        raise wanted
    return figure.value if figure else None


def _ensure_order(low: float | None, high: float | None) -> None:
    if low is not None and high is not None and low > high:
        raise Invalid(
            "The range is the wrong way round.", {"low": "The low end must not be above the high end."}
        )


def _refuse_takt(words: str, unit: str, field: str) -> None:
    if names_takt(words) or names_takt(unit):
        raise Invalid("Takt time is refused.", {field: TAKT_REFUSED})


def _listed(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _set(known: Mapping[str, Any], *later: str) -> dict[str, Any]:
    """Without the later names that are unset, so that old hashes stay what they were."""
    return {name: value for name, value in known.items() if name not in later or value not in (None, "")}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
