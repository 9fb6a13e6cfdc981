"""Causes as tree, as fishbone and in their box: every word is there and none lies on another."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from a3tracker.domain.bones import BONES, bone_words
from a3tracker.domain.causes import DEEPEST, Cause, Node, above, tree_of
from a3tracker.rendering.cause_pages import large_drawing
from a3tracker.rendering.cause_tree import tree_drawing
from a3tracker.rendering.causes import MOST_ROOTS, cause_box
from a3tracker.rendering.fishbone import fishbone_drawing
from a3tracker.rendering.pdf import PrintJob, render_sheet
from a3tracker.rendering.sheet import Sheet
from tests.rendering import papertrail
from tests.rendering.drawings import collisions, outside, words_of
from tests.rendering.sheets import with_rows

WORDS = (
    "No list",
    "Quotes wait for a price that somebody else must give",
    "Donaudampfschiffahrtsgesellschaft",
    "x",
)
DAY = date(2026, 6, 3)
TEST: dict[str, Any] = {"proof_kind": "test", "proof": "4 of 12", "verified_by": 4, "verified_on": DAY}
ASKED: dict[str, Any] = {"outside": True, "ask_whom": "Pricing", "ask_what": "the list", "ask_by": DAY}


@st.composite
def trees(draw: st.DrawFn) -> tuple[Node, ...]:
    known: dict[int, Cause] = {}
    for number in range(1, draw(st.integers(1, 14)) + 1):
        parent = draw(st.none() | st.sampled_from([*known, None]))
        parent = None if len(above(known, parent)) >= DEEPEST else parent
        proof = draw(st.sampled_from([{}, TEST, ASKED]))
        kind, bone = draw(st.sampled_from(["result", "lasting"])), draw(st.sampled_from(["", *BONES]))
        known[number] = Cause(draw(st.sampled_from(WORDS)), parent, bone, kind, number=number, **proof)
    return tree_of(known)


def causes(count: int, **more: Any) -> list[dict[str, Any]]:
    """So many causes of the first level, each on a bone."""
    bones = list(BONES)
    return [
        Cause(f"No reason {at}", bone=bones[at % 7], number=at, **more).plain(at)
        for at in range(1, count + 1)
    ]


@given(trees())
@settings(max_examples=60, deadline=None, derandomize=True, database=None)
def test_the_page_draws_every_cause_and_no_word_lies_on_another(tree: tuple[Node, ...]) -> None:
    for fishbone in (False, True):
        drawing = large_drawing(tree, bone_words({}), "Quotes are lost", fishbone)
        assert drawing
        said = [one.text for one in words_of(drawing.svg)]
        for node in (node for top in tree for node in top.walk()):
            assert str(node.cause.number) in said
        assert "".join(said).count("Donaudampf") == sum(
            node.cause.words.startswith("Donau") for top in tree for node in top.walk()
        )
        assert collisions(drawing.svg) == []
        assert outside(drawing.svg) == []


def test_a_guess_is_told_by_word_shape_and_a_dashed_link() -> None:
    first = {1: Cause("A", number=1, **TEST), 2: Cause("B", 1, number=2), 3: Cause("C", 1, number=3, **TEST)}
    svg = tree_drawing(tree_of(first), 480).svg
    assert {"✓ test", "? guess"} <= {one.text for one in words_of(svg)}
    assert svg.count("stroke-dasharray") == 1


def test_a_fishbone_is_about_the_effect_and_names_the_bones_as_the_team_does() -> None:
    tree = tree_of({1: Cause("Dear", bone="price", number=1)})
    said = {
        one.text for one in words_of(fishbone_drawing(tree, bone_words({"price": "Fees"}), "Lost", 480).svg)
    }
    assert {"Fees", "Lost", "Dear"} <= said
    assert "Product" not in said


def test_words_are_escaped() -> None:
    tree = tree_of({1: Cause("<b>&</b>", bone="price", number=1)})
    for drawing in (tree_drawing(tree, 480), fishbone_drawing(tree, bone_words({}), "<i>", 480)):
        assert "<b>" not in drawing.svg
        assert "<i>" not in drawing.svg


@pytest.mark.parametrize(
    ("count", "drawn"), [(1, "Tree of causes"), (9, "Tree of causes"), (12, "Fishbone of causes"), (40, "")]
)
def test_a_box_draws_the_tree_then_the_fishbone_then_the_roots(count: int, drawn: str) -> None:
    box = cause_box(causes(count), {}, "Quotes are lost", {}, 2026)
    assert (f"<title>{drawn}" in box.drawings[0]) == bool(drawn)
    assert ("Root" in box.table.columns) == (not drawn)


def test_the_table_below_a_drawing_says_only_what_the_drawing_cannot() -> None:
    known = [Cause("A", number=1), Cause("B", number=2, **TEST), Cause("C", number=3, **ASKED)]
    table = cause_box(
        [one.plain(at) for at, one in enumerate(known, 7)], {}, "", {4: "Ruth Okafor"}, 2026
    ).table
    assert table.row_ids == (8, 9)
    assert [cell.text for cell in table.rows[0]] == ["2", "4 of 12", "Ruth Okafor, 3 Jun", "–"]
    assert table.rows[1][3].text == "Pricing: the list, by 3 Jun"


def test_forty_causes_say_how_many_more_are_on_screen_and_show_what_is_proved_first() -> None:
    rows = [*causes(39), Cause("Tested", number=40, **TEST).plain(40)]
    box = cause_box(rows, {}, "", {}, 2026)
    assert "28 more on screen." in box.drawings[0]
    assert len(box.table.rows) == MOST_ROOTS
    assert box.table.rows[0][1].text == "Tested · ✓ test"


def sheet_of(count: int) -> Sheet:
    return with_rows("causes", causes(count, **TEST))


@pytest.mark.pdf
@pytest.mark.parametrize("count", [3, 12, 40])
def test_paper_keeps_one_page_and_legible_words_with_any_number_of_causes(count: int) -> None:
    rendered = render_sheet(PrintJob(sheet_of(count)))
    assert len(papertrail.opened(rendered.pdf).pages) == 1
    assert rendered.size_pt >= 6.6
    assert not rendered.missing
    assert "✓ test" in papertrail.words(rendered.pdf)


def test_the_drawing_is_ten_units_to_an_em_so_its_words_are_as_large_as_those_around() -> None:
    box = cause_box(causes(3), {}, "", {}, 2026)
    size = re.search(r'viewBox="0 0 ([0-9.]+) [0-9.]+" width="([0-9.]+)em"', box.drawings[0])
    assert size
    assert float(size[1]) == 10 * float(size[2])
    assert 'font-size="10"' in box.drawings[0]


def test_a_fishbone_of_a_box_without_bones_is_left_for_the_roots() -> None:
    rows = [{key: one for key, one in row.items() if key != "bone"} for row in causes(15)]
    assert "Root" in cause_box(rows, {}, "", {}, 2026).table.columns


def test_a_cause_out_of_an_old_or_damaged_revision_is_still_drawn() -> None:
    rows = [
        replace(Cause("A", 99, number=1)).plain(1),
        Cause("B", 3, number=2).plain(2),
        Cause("C", 2, number=3).plain(3),
    ]
    said = cause_box(rows, {}, "", {}, 2026).drawings[0]
    assert all(f">{one}<" in said for one in "ABC")
