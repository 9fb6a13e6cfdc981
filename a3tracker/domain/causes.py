"""Causes: a tree of whys to a cause one can act on, each link with its proof (handbook, domain.md section 6).

A cause has a number in its A3 that is never given again. Its `parent` is the cause that it explains; a
cause without a further why is a root. There are causes of the result, and causes that would keep a gain
from lasting.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from a3tracker.domain.access import Verdict
from a3tracker.domain.bones import BONES
from a3tracker.domain.errors import Invalid
from a3tracker.domain.rows import LONG, SHORT, text_of

LONGEST: Final = 200
#: Five whys and the problem's own cause; deeper trees explain the world, not the result.
DEEPEST: Final = 6


class Kind(StrEnum):
    """What it is a cause of."""

    RESULT = "result"
    LASTING = "lasting"


class Proof(StrEnum):
    """What its link to the cause above rests on."""

    GUESS = "guess"
    FACT = "fact"
    TEST = "test"


@dataclass(frozen=True)
class Cause:
    """One cause. `parent` is the id of the cause that it explains, or None for one of the first level.

    `kind` is a `Kind`, `proof_kind` a `Proof`, `bone` a key of `BONES` or "". `verified_by` is a person's id.
    `outside` says that the team cannot act on it: it asks `ask_whom` for `ask_what` by `ask_by`.
    """

    words: str
    parent: int | None = None
    bone: str = ""
    kind: str = Kind.RESULT.value
    proof_kind: str = Proof.GUESS.value
    proof: str = ""
    verified_by: int | None = None
    verified_on: date | None = None
    outside: bool = False
    ask_whom: str = ""
    ask_what: str = ""
    ask_by: date | None = None
    number: int = 0

    def plain(self, identity: int) -> dict[str, Any]:
        """The shape that a revision stores; what is not said is left out."""
        days = {"verified_on": self.verified_on, "ask_by": self.ask_by}
        said = {**vars(self), **{name: day.isoformat() if day else None for name, day in days.items()}}
        kept = ("words", "kind", "proof_kind", "number")
        return {"id": identity, **{name: one for name, one in said.items() if one or name in kept}}


@dataclass(frozen=True)
class Node:
    """A cause in its tree, with the whys below it in the order of their numbers."""

    id: int
    cause: Cause
    whys: tuple[Node, ...] = ()

    @property
    def is_root(self) -> bool:
        """Whether nobody asked further: the cause to act on."""
        return not self.whys

    @property
    def depth(self) -> int:
        """How many levels there are from here down, this one included."""
        return 1 + max((why.depth for why in self.whys), default=0)

    def walk(self) -> list[Node]:
        """This cause and everything below it, in the order of reading."""
        return [self, *(node for why in self.whys for node in why.walk())]


def read_cause(plain: Mapping[str, Any]) -> Cause:
    """The inverse of `Cause.plain`, for a cause out of a revision."""
    given = {name: one for name, one in plain.items() if name != "id"}
    days = {name: date.fromisoformat(given[name]) for name in ("verified_on", "ask_by") if given.get(name)}
    return Cause(**{**given, **days})


def tree_of(causes: Mapping[int, Cause]) -> tuple[Node, ...]:
    """All causes by their whys, those of the result first, each level by number. None is ever left out.

    A cause whose parent is not there, or that would explain itself, stands at the first level.
    """
    below: dict[int | None, list[int]] = {}
    for identity in sorted(causes, key=lambda one: (causes[one].number, one)):
        parent = causes[identity].parent
        below.setdefault(parent if parent in causes else None, []).append(identity)
    seen: set[int] = set()
    found = [_node(identity, causes, below, seen) for identity in below.get(None, ())]
    for identity in sorted(causes.keys() - seen, key=lambda one: causes[one].number):
        if identity not in seen:
            found.append(_node(identity, causes, below, seen))
    return tuple(sorted(found, key=lambda node: node.cause.kind != Kind.RESULT))


def tree_in(rows: Sequence[Mapping[str, Any]]) -> tuple[Node, ...]:
    """The tree of causes out of a revision's rows."""
    return tree_of({row["id"]: read_cause(row) for row in rows})


def checked_cause(row: Cause, others: Mapping[int, Cause], own: int | None = None) -> Cause:
    """The row trimmed and whole; `others` are the causes of its A3 by id, `own` its id once it has one.

    `Invalid` without words, for a fact or a test without its proof and who verified it when, for a circle,
    below six levels, and where somebody outside is to be asked without whom, what and when.
    """
    _ensure_no_circle(row, others, own)
    proved = row.proof_kind in (Proof.FACT, Proof.TEST)
    proof = "Say what proves it, or mark it as a guess." if proved else ""
    row = replace(
        row,
        words=text_of(row.words, "words", LONGEST, "Say the cause in a few words."),
        proof=text_of(row.proof, "proof", LONG, proof),
        ask_whom=text_of(row.ask_whom, "ask_whom", SHORT, "Say whom you ask." if row.outside else ""),
        ask_what=text_of(row.ask_what, "ask_what", 300, "Say what you ask for." if row.outside else ""),
    )
    _ensure_whole(row, proved)
    if not proved:
        row = replace(row, verified_by=None, verified_on=None)
    return row if row.outside else replace(row, ask_whom="", ask_what="", ask_by=None)


def may_go(cause: Node, used: frozenset[int]) -> Verdict:
    """Whether a cause may be removed; `used` are the ids that countermeasures are tied to."""
    if cause.id in used:
        return Verdict(False, "A countermeasure is tied to this cause. Tie it to another one first.")
    if cause.whys:
        numbers = ", ".join(str(why.cause.number) for why in cause.whys)
        return Verdict(False, f"Other causes explain this one: {numbers}. Move or remove them first.")
    return Verdict(True)


def above(causes: Mapping[int, Cause], identity: int | None) -> list[int]:
    """The ids from this cause up to the first level, itself first."""
    found: list[int] = []
    while identity is not None and identity in causes and identity not in found:
        found.append(identity)
        identity = causes[identity].parent
    return found


def _node(
    identity: int, causes: Mapping[int, Cause], below: Mapping[int | None, list[int]], seen: set[int]
) -> Node:
    seen.add(identity)
    whys = tuple(_node(one, causes, below, seen) for one in below.get(identity, ()) if one not in seen)
    return Node(identity, causes[identity], whys)


def _ensure_no_circle(row: Cause, others: Mapping[int, Cause], own: int | None) -> None:
    if row.parent is None:
        return
    if row.parent not in others:
        raise Invalid("Choose a cause of this A3.", {"parent": "Choose one from the list."})
    way = above(others, row.parent)
    if own is not None and own in way:
        raise Invalid("A cause cannot explain itself.", {"parent": "This one is explained by it already."})
    below = next((node.depth for top in tree_of(others) for node in top.walk() if node.id == own), 1)
    if len(way) + below > DEEPEST:
        raise Invalid(
            f"A tree has at most {DEEPEST} levels.",
            {"parent": f"This would be deeper than {DEEPEST} levels. Act on a cause nearer to the result."},
        )


def _ensure_whole(row: Cause, proved: bool) -> None:
    """`Invalid` names every field that is missing or unknown."""
    wrong: dict[str, str] = {}
    for name, known in (("kind", Kind), ("proof_kind", Proof)):
        if getattr(row, name) not in set(known):
            wrong[name] = "Choose one from the list."
    if row.bone and row.bone not in BONES:
        wrong["bone"] = "Choose one from the list."
    if proved and row.verified_by is None:
        wrong["verified_by"] = "Say who verified it."
    if proved and row.verified_on is None:
        wrong["verified_on"] = "Give the day on which it was verified."
    if row.outside and row.ask_by is None:
        wrong["ask_by"] = "Give the day by which you need an answer."
    if wrong:
        raise Invalid("Something is missing.", wrong)
