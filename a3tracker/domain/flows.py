"""The customer flow of a segment and period (check.md section 1).

Always end = start + new + won back − lost + moved in − moved out, in whole customers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from a3tracker.domain.errors import Invalid
from a3tracker.domain.periods import CalendarPeriod

#: The terms of the sum as they are called on a page. Any one of the first five may be missing.
TERMS: Final = {
    "start": "customers at the start",
    "new": "new customers",
    "won_back": "customers won back",
    "lost": "customers lost",
    "end": "customers at the end",
    "moved_in": "customers moved in",
    "moved_out": "customers moved out",
    "joined_and_left": "customers who joined and left",
}
_MAY_MISS: Final = ("start", "new", "won_back", "lost", "end")
_SIGNS: Final = {"start": 1, "new": 1, "won_back": 1, "lost": -1, "moved_in": 1, "moved_out": -1}
_LARGEST: Final = 10**9


@dataclass(frozen=True)
class CustomerFlow:
    """A flow that balances. `computed` names the term that nobody typed.

    Those who joined and left within the period are counted apart and touch neither new nor lost.
    """

    start: int
    new: int
    won_back: int
    lost: int
    end: int
    moved_in: int = 0
    moved_out: int = 0
    joined_and_left: int = 0
    computed: str | None = None

    @property
    def kept(self) -> int:
        """Those of the start who were not lost."""
        return self.start - self.lost

    @property
    def gross_adds(self) -> int:
        """All who came for the first time, those who left again among them."""
        return self.new + self.joined_and_left

    @property
    def retention(self) -> float | None:
        """Kept out of the start."""
        return _out_of(self.kept, self.start)

    @property
    def churn(self) -> float | None:
        """Lost out of the start."""
        return _out_of(self.lost, self.start)

    @property
    def gross_add_rate(self) -> float | None:
        """All first-time customers out of the start; not the acquisition rate, which needs the market."""
        return _out_of(self.gross_adds, self.start)

    @property
    def net_growth(self) -> float | None:
        """New and won back less lost, out of the start."""
        return _out_of(self.new + self.won_back - self.lost, self.start)


@dataclass(frozen=True)
class TypedFlow:
    """A flow as somebody knows it: one of the first five terms may be None."""

    start: int | None = None
    new: int | None = None
    won_back: int | None = None
    lost: int | None = None
    end: int | None = None
    moved_in: int = 0
    moved_out: int = 0
    joined_and_left: int = 0


@dataclass(frozen=True)
class PeriodFlow:
    """A flow with the period that it belongs to."""

    period: CalendarPeriod
    flow: CustomerFlow


def balanced(typed: TypedFlow) -> CustomerFlow:
    """The flow, its one missing term computed; `Invalid` shows the sum that does not balance."""
    known = {term: count for term, count in vars(typed).items() if count is not None}
    _ensure_counts(known)
    missing = _missing(known)
    if missing:
        known[missing] = _computed(missing, known)
    elif _total(known) != known["end"]:
        raise _out_of_balance(known)
    _ensure_lost_from_start(known["lost"], known["start"])
    return CustomerFlow(**known, computed=missing)


def _ensure_counts(known: Mapping[str, int]) -> None:
    wrong = {
        term: f"Give a whole number from 0 to {_LARGEST:,}."
        for term, count in known.items()
        if not 0 <= count <= _LARGEST
    }
    if wrong:
        raise Invalid("A count of customers cannot be taken.", wrong)


def _missing(known: Mapping[str, int]) -> str | None:
    missing = [term for term in _MAY_MISS if term not in known]
    if len(missing) > 1:
        raise Invalid(
            "One missing number can be computed, not several.",
            {term: f"Give {TERMS[term]}, or leave only one of the numbers empty." for term in missing},
        )
    return missing[0] if missing else None


def _computed(missing: str, known: Mapping[str, int]) -> int:
    count = _total(known) if missing == "end" else (known["end"] - _total(known)) * _SIGNS[missing]
    if count < 0:
        sentence = f"The other numbers would make {TERMS[missing]} {_signed(count)}, and no count is below 0."
        raise Invalid(f"The flow does not balance. {sentence}", {missing: sentence})
    return count


def _total(known: Mapping[str, int]) -> int:
    """What the terms on the left hand come to; one that is missing counts as nothing."""
    return sum(sign * known.get(term, 0) for term, sign in _SIGNS.items())


def _out_of_balance(known: Mapping[str, int]) -> Invalid:
    total = _total(known)
    shown = f"{_left_hand(known)} = {_signed(total)}, but the end says {known['end']:,}"
    apart = known["end"] - total
    sentence = f"{shown}: {abs(apart):,} too {'many' if apart > 0 else 'few'} at the end."
    return Invalid(f"The flow does not balance. {sentence}", {"end": sentence})


def _ensure_lost_from_start(lost: int, start: int) -> None:
    if lost > start:
        sentence = (
            f"{lost:,} lost out of {start:,} at the start cannot be. Lost counts those of the start alone: "
            "who joined and left within the period is counted apart."
        )
        raise Invalid(f"More customers were lost than there were. {sentence}", {"lost": sentence})


def _left_hand(known: Mapping[str, int]) -> str:
    """4,263 + 0 + 2,158 − 2,200; those who moved are left out when nobody did."""
    words = f"{known['start']:,}"
    for term, sign in list(_SIGNS.items())[1:]:
        if known[term] or not term.startswith("moved"):
            words += f" {'+' if sign > 0 else '−'} {known[term]:,}"
    return words


def _signed(count: int) -> str:
    return f"{count:,}".replace("-", "−")


def _out_of(part: int, whole: int) -> float | None:
    return part / whole if whole else None
