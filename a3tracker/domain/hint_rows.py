"""What rows lack, as far as a hint needs to know: causes, names, days, proof, a before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from a3tracker.domain.hint_texts import BEGUN, compares, length_of
from a3tracker.domain.revisions import Content

Row = Mapping[str, Any]

#: A few whys are not yet an analysis whose proof could be missed.
_SEVERAL = 3
#: A hint names so many rows, and then counts.
_NAMED = 3


def loose_countermeasures(rows: Sequence[Row]) -> str:
    """Which countermeasures lack a cause, a name or a day, in words; nothing when none does."""
    lacking: dict[tuple[str, ...], list[str]] = {}
    for place, row in enumerate(rows, 1):
        if lacks := _lacks(row):
            lacking.setdefault(tuple(lacks), []).append(str(row.get("number", place)))
    if not lacking:
        return ""
    said = "; ".join(_lack(numbers, lacks) for lacks, numbers in lacking.items())
    first = next(iter(lacking.values()))
    return f"Countermeasure{'s' if len(first) > 1 else ''} {said}."


def unproven_causes(causes: Sequence[Row], countermeasures: Sequence[Row]) -> str:
    """Which causes are guesses that something is built on, or that all are guesses; nothing otherwise."""
    guesses = {
        row.get("id"): str(row.get("number", place)) for place, row in enumerate(causes, 1) if _guessed(row)
    }
    used = {
        cause for row in countermeasures if not row.get("dropped_on") for cause in row.get("causes") or []
    }
    built_on = [number for identity, number in guesses.items() if identity in used]
    if len(built_on) == 1:
        return f"Cause {built_on[0]} is a guess, and a countermeasure builds on it."
    if built_on:
        return f"Causes {_joined(built_on)} are guesses, and countermeasures build on them."
    if len(causes) >= _SEVERAL and len(guesses) == len(causes):
        return "All causes are guesses so far: none has a fact or a test behind it."
    return ""


def without_before(content: Content) -> bool:
    """Whether the Check has been written and neither a row nor a sentence compares two figures.

    Where a prediction waits for the measure that checks it, that is said beside the rows already.
    """
    text, checks = content.boxes.get("check", ""), content.rows.get("checks", [])
    measured = [row for row in checks if row.get("actual") or row.get("pairs")]
    if length_of(text) < BEGUN and not measured:
        return False
    checked = {row.get("prediction") for row in checks}
    waiting = [
        row for row in content.rows.get("predictions", []) if row.get("metric") and row["id"] not in checked
    ]
    if waiting or any(_has_both(row) for row in checks):
        return False
    return not compares(text, content.language)


def _lack(numbers: Sequence[str], lacks: Sequence[str]) -> str:
    """1 and 2 have no cause; of many the first three, and how many more."""
    more = len(numbers) - _NAMED
    named = [*numbers[:_NAMED], f"{more} more"] if more > 0 else numbers
    verb = "have" if len(numbers) > 1 else "has"
    return f"{_joined(named)} {verb} {_joined([f'no {what}' for what in lacks])}"


def _has_both(row: Row) -> bool:
    """A before and an actual; a series has both in its chart, pairs in their counts."""
    both = row.get("before") and row.get("actual")
    return bool(both or row.get("pairs") or row.get("comparison") == "series")


def _lacks(row: Row) -> list[str]:
    if row.get("dropped_on"):
        return []
    parts = (("causes", "cause"), ("who", "name"), ("due", "day"))
    return [word for key, word in parts if not row.get(key)]


def _guessed(row: Row) -> bool:
    return row.get("proof_kind", "guess") in ("", None, "guess")


def _joined(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
