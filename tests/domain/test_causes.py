"""Causes: numbers, proofs, whys; no circle, at most six levels, and none that vanishes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.bones import BONES, bone_words, checked_bones, plain_bones, read_bones
from a3tracker.domain.causes import DEEPEST, Cause, Kind, above, checked_cause, may_go, read_cause, tree_of
from a3tracker.domain.errors import Invalid

DAY = date(2026, 6, 3)
GUESS = Cause("Nobody rings back", number=1)
PROVED: dict[str, Any] = {"proof_kind": "test", "proof": "4 of 12", "verified_by": 7, "verified_on": DAY}
ASKED: dict[str, Any] = {
    "outside": True, "ask_whom": "Pricing", "ask_what": "the calendar", "ask_by": DAY,
}  # fmt: skip

#: Any links at all, also broken ones and circles, as a damaged database might hold them.
forests = st.dictionaries(
    st.integers(1, 30), st.tuples(st.none() | st.integers(1, 40), st.sampled_from(Kind)), max_size=30
)


def causes(links: dict[int, tuple[int | None, Kind]]) -> dict[int, Cause]:
    return {
        one: Cause(f"Cause {one}", parent, kind=kind.value, number=one)
        for one, (parent, kind) in links.items()
    }


def chain(length: int) -> dict[int, Cause]:
    return {one: Cause(f"Cause {one}", one - 1 or None, number=one) for one in range(1, length + 1)}


@given(forests)
def test_every_cause_stands_in_the_tree_once(links: dict[int, tuple[int | None, Kind]]) -> None:
    found = [node.id for top in tree_of(causes(links)) for node in top.walk()]
    assert Counter(found) == Counter(list(links))


@given(forests)
def test_a_tree_has_no_circle_and_keeps_each_link_that_it_can(
    links: dict[int, tuple[int | None, Kind]],
) -> None:
    known = causes(links)
    for top in tree_of(known):
        for node in top.walk():
            assert all(known[why.id].parent == node.id for why in node.whys)
    whole = {one for one in known if known[above(known, one)[-1]].parent not in known}
    tops = {top.id for top in tree_of(known)}
    assert all((one in tops) == (known[one].parent not in known) for one in whole)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=30))
def test_however_causes_are_moved_no_circle_and_no_seventh_level_comes_of_it(
    moves: list[tuple[int, int]],
) -> None:
    known = {one: Cause(f"Cause {one}", number=one) for one in range(1, 13)}
    for one, parent in moves:
        if one in known:
            try:
                known[one] = checked_cause(replace(known[one], parent=parent or None), known, one)
            except Invalid:
                continue
    assert all(known[above(known, one)[-1]].parent is None for one in known)
    assert max(top.depth for top in tree_of(known)) <= DEEPEST
    assert [known[one].number for one in known] == list(range(1, 13))


def test_causes_of_the_result_come_before_those_that_keep_a_gain_from_lasting() -> None:
    lasting = Cause("New staff", kind="lasting", number=1)
    assert [top.id for top in tree_of({5: lasting, 6: replace(GUESS, number=2)})] == [6, 5]


def test_a_root_is_a_cause_without_a_further_why() -> None:
    first, *_ = tree_of(chain(3))
    assert [(node.id, node.is_root) for node in first.walk()] == [(1, False), (2, False), (3, True)]


@pytest.mark.parametrize("row", [GUESS, replace(GUESS, **PROVED), replace(GUESS, bone="price", **ASKED)])
def test_a_cause_is_read_back_from_what_a_revision_stored(row: Cause) -> None:
    assert read_cause(row.plain(3)) == row


def test_a_revision_stores_only_what_is_said() -> None:
    kept = {"id": 3, "words": "Nobody rings back", "kind": "result", "proof_kind": "guess", "number": 1}
    assert GUESS.plain(3) == kept


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"words": " "}, "words"),
        ({"words": "n" * 201}, "words"),
        ({"kind": "other"}, "kind"),
        ({"bone": "weather"}, "bone"),
        ({"proof_kind": "hope"}, "proof_kind"),
        ({**PROVED, "proof": ""}, "proof"),
        ({**PROVED, "verified_by": None}, "verified_by"),
        ({**PROVED, "verified_on": None}, "verified_on"),
        ({**ASKED, "ask_whom": ""}, "ask_whom"),
        ({**ASKED, "ask_what": ""}, "ask_what"),
        ({**ASKED, "ask_what": "n" * 301}, "ask_what"),
        ({**ASKED, "ask_by": None}, "ask_by"),
        ({"parent": 99}, "parent"),
    ],
)
def test_what_a_cause_lacks_is_named_at_its_field(change: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_cause(replace(GUESS, **change), {})
    assert field in refused.value.fields


def test_a_guess_keeps_no_verification_and_one_inside_asks_nobody() -> None:
    typed = replace(GUESS, **{**PROVED, **ASKED, "proof_kind": "guess", "outside": False})
    assert checked_cause(typed, {}) == replace(GUESS, proof="4 of 12")


def test_a_cause_cannot_explain_itself() -> None:
    known = chain(3)
    with pytest.raises(Invalid, match="cannot explain itself"):
        checked_cause(replace(known[1], parent=3), known, 1)


def test_a_seventh_level_is_refused_also_for_a_cause_that_brings_its_whys() -> None:
    known = chain(DEEPEST)
    with pytest.raises(Invalid, match="at most 6 levels"):
        checked_cause(Cause("Deeper", DEEPEST), known)
    known[10] = Cause("Another", number=10)
    known[11] = Cause("Its why", 10, number=11)
    with pytest.raises(Invalid, match="at most 6 levels"):
        checked_cause(replace(known[10], parent=5), known, 10)
    assert checked_cause(replace(known[10], parent=4), known, 10).parent == 4


def test_a_cause_with_whys_or_a_countermeasure_stays() -> None:
    top = tree_of(chain(2))[0]
    assert may_go(top, frozenset()).reason == "Other causes explain this one: 2. Move or remove them first."
    assert "countermeasure" in may_go(top.whys[0], frozenset({2})).reason
    assert may_go(top.whys[0], frozenset({1}))


def test_bones_keep_only_the_names_that_differ() -> None:
    named = checked_bones({"price": " Fees ", "place": "Place", "people": ""})
    assert named == {"price": "Fees"}
    assert bone_words(named)["price"] == "Fees"
    assert list(bone_words(named)) == list(BONES)
    assert read_bones({"bones": plain_bones(named)}) == named
    assert plain_bones({}) == []


@pytest.mark.parametrize("named", [{"price": "place"}, {"price": "x", "people": "X"}, {"price": "n" * 31}])
def test_two_bones_of_one_name_and_a_long_name_are_refused(named: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        checked_bones(named)
