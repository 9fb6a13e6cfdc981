"""The bones of a fishbone: the seven Ps of marketing, which an A3 may call otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from a3tracker.domain.errors import Invalid
from a3tracker.domain.rows import text_of

#: By key, in their order.
BONES: Final = {
    "product": "Product",
    "price": "Price",
    "place": "Place",
    "promotion": "Promotion",
    "people": "People",
    "process": "Process",
    "evidence": "Physical evidence",
}
LONGEST_BONE: Final = 30
#: The kind of rows under which a revision stores what an A3 calls them; no box owns it.
RENAMED: Final = "bones"


def bone_words(renamed: Mapping[str, str]) -> dict[str, str]:
    """What the bones are called in an A3, by key."""
    return {key: renamed.get(key) or words for key, words in BONES.items()}


def checked_bones(named: Mapping[str, str]) -> dict[str, str]:
    """Only what is called otherwise than by itself, by key.

    `Invalid` for a long name and for two bones of one name; its fields are called bone_price and so on.
    """
    clean = {key: text_of(named.get(key, ""), f"bone_{key}", LONGEST_BONE) for key in BONES}
    words = [one.casefold() for one in bone_words(clean).values()]
    twice = {
        f"bone_{key}": "Two bones have this name." for key in BONES if words.count(_said(clean, key)) > 1
    }
    if twice:
        raise Invalid("Two bones have the same name.", twice)
    return {key: one for key, one in clean.items() if one and one != BONES[key]}


def plain_bones(renamed: Mapping[str, str]) -> list[dict[str, Any]]:
    """The shape that a revision stores; nothing while no bone has another name."""
    return [{"id": 1, **renamed}] if renamed else []


def read_bones(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, str]:
    """The names out of a revision's rows, by key."""
    return {key: one for row in rows.get(RENAMED, ()) for key, one in row.items() if key in BONES}


def _said(named: Mapping[str, str], key: str) -> str:
    return bone_words(named)[key].casefold()
