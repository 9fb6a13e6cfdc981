"""The catalogue of cycles: what it promises to forms, pages and paper."""

from __future__ import annotations

import pytest

from a3tracker.domain.cycles import CYCLES, Box, Cycle, Panel, Side
from a3tracker.domain.stages import Stage

ALL = tuple(CYCLES.values())
BOXES = tuple((cycle, box) for cycle in ALL for box in cycle.boxes)

every_cycle = pytest.mark.parametrize("cycle", ALL, ids=lambda cycle: cycle.key)
every_box = pytest.mark.parametrize(
    ("cycle", "box"), BOXES, ids=[f"{cycle.key}-{box.key}" for cycle, box in BOXES]
)

LABELS = {
    "EDCA": [
        "Sense-making",
        "Analyse the starting point",
        "Locate people",
        "Empower",
        "Select the idea",
        "Explore",
        "Do",
        "Check",
        "Act",
    ],
    "PDCA": [
        "Select the problem perception",
        "Analyse current knowledge",
        "Locate people who understand",
        "Empower",
        "Select the improvement",
        "Plan",
        "Do",
        "Check",
        "Act",
    ],
    "SDCA": [
        "State the standard",
        "Agree on the method",
        "Locate the team",
        "Empower",
        "Select team goals",
        "Standard",
        "Do",
        "Check",
        "Act",
    ],
}

OUTCOMES = {
    "EDCA": {"promoted": Stage.CLOSED, "pivoted": Stage.CLOSED, "stopped": Stage.CLOSED},
    "PDCA": {
        "adopted": Stage.CLOSED,
        "adjusted": Stage.CLOSED,
        "abandoned": Stage.CLOSED,
        "not_understood": Stage.CLOSED,
    },
    "SDCA": {
        "held": Stage.DO,
        "restored": Stage.DO,
        "pdca_opened": Stage.DO,
        "new_version": Stage.LEFT_SIDE,
        "retired": Stage.CLOSED,
    },
}


def test_the_cycles_stand_in_the_order_in_which_knowledge_grows() -> None:
    assert list(CYCLES) == ["EDCA", "PDCA", "SDCA"]
    assert all(CYCLES[cycle.key] is cycle for cycle in ALL)


@every_cycle
def test_the_letters_down_the_margins_spell_sales_and_the_cycle(cycle: Cycle) -> None:
    assert "".join(box.letter for box in cycle.side(Side.LEFT)) == "SALES"
    assert "".join(box.letter for box in cycle.side(Side.RIGHT)) == cycle.key


@every_cycle
def test_the_left_side_is_read_first(cycle: Cycle) -> None:
    assert [box.side for box in cycle.boxes] == [Side.LEFT] * 5 + [Side.RIGHT] * 4


@every_cycle
def test_the_boxes_carry_the_words_of_the_handbook(cycle: Cycle) -> None:
    assert [box.label for box in cycle.boxes] == LABELS[cycle.key]


@every_cycle
def test_no_two_boxes_of_a_cycle_share_a_key(cycle: Cycle) -> None:
    assert len({box.key for box in cycle.boxes}) == 9


@every_cycle
def test_rows_stand_in_their_boxes_and_nowhere_else(cycle: Cycle) -> None:
    panels = {box.key: box.panels for box in cycle.boxes if box.panels}
    expected = {
        "EDCA": {
            "analyse": (Panel.TALLIES,),
            "explore": (Panel.PREDICTIONS,),
            "check": (Panel.CHECKS,),
        },
        "PDCA": {
            "analyse": (Panel.TALLIES,),
            "select": (Panel.CAUSES,),
            "plan": (Panel.COUNTERMEASURES, Panel.PREDICTIONS, Panel.NOT_TO_DO),
            "check": (Panel.CHECKS,),
        },
        "SDCA": {
            "standard": (Panel.STEPS,),
            "do": (Panel.ADHERENCE, Panel.EXPERIMENTS),
            "check": (Panel.RANGES, Panel.DEVIATIONS, Panel.CHECKS, Panel.CAUSES, Panel.TALLIES),
        },
    }[cycle.key]
    assert panels == {"locate": (Panel.PEOPLE,), "do": (Panel.EXPERIMENTS,), **expected}


@every_cycle
def test_a_box_draws_again_what_another_box_of_its_cycle_holds(cycle: Cycle) -> None:
    held = {panel for box in cycle.boxes for panel in box.panels}
    views = {box.key: box.views for box in cycle.boxes if box.views}
    assert views == ({"check": (Panel.COUNTERMEASURES,)} if cycle.key == "PDCA" else {})
    assert {panel for shown in views.values() for panel in shown} <= held


@every_cycle
def test_control_point_two_locks_one_kind_of_rows(cycle: Cycle) -> None:
    assert cycle.expected is (Panel.RANGES if cycle.key == "SDCA" else Panel.PREDICTIONS)


@every_cycle
def test_an_a3_is_asked_about_after_the_longest_that_a_loop_usually_lasts(cycle: Cycle) -> None:
    assert cycle.quiet_after_days == {"EDCA": 6 * 7, "PDCA": 12 * 7, "SDCA": 13 * 7}[cycle.key]


@every_cycle
def test_a_box_is_found_by_its_key_and_a_foreign_key_is_refused(cycle: Cycle) -> None:
    assert all(cycle.box(box.key) is box for box in cycle.boxes)
    with pytest.raises(KeyError, match="has no box 'fishbone'"):
        cycle.box("fishbone")


@every_cycle
def test_each_outcome_has_a_word_and_leads_to_a_stage(cycle: Cycle) -> None:
    assert {outcome.key: outcome.leads_to for outcome in cycle.outcomes} == OUTCOMES[cycle.key]
    assert all(outcome.label[0].isupper() for outcome in cycle.outcomes)


@every_cycle
def test_a_cycle_introduces_itself_in_short_plain_words(cycle: Cycle) -> None:
    words = (
        cycle.word,
        cycle.question,
        cycle.starting_knowledge,
        cycle.typical_use,
        cycle.loop_lasts,
        cycle.title_hint,
    )
    assert all(0 < len(text) <= 160 and text == text.strip() for text in words)


def test_the_marks_differ_in_shape_so_that_they_survive_black_and_white() -> None:
    assert len({cycle.shape for cycle in ALL}) == 3
    assert all(len(cycle.shape) == 1 for cycle in ALL)


@every_cycle
def test_the_hint_for_the_title_asks_for_the_problem(cycle: Cycle) -> None:
    assert cycle.title_hint.startswith("Name ")
    assert ", not the " in cycle.title_hint


@every_box
def test_a_box_helps_with_guidance_example_and_mistake_of_readable_length(cycle: Cycle, box: Box) -> None:
    assert 40 <= len(box.guidance) <= 280
    assert 40 <= len(box.example) <= 280
    assert 40 <= len(box.mistake) <= 120
    assert all(text == text.strip() for text in (box.guidance, box.example, box.mistake))
    assert box.mistake.endswith(".")


@every_box
def test_the_words_of_a_box_are_calm_and_never_of_the_factory(cycle: Cycle, box: Box) -> None:
    words = " ".join((box.label, box.guidance, box.example, box.mistake))
    assert "!" not in words
    assert "takt" not in words.lower()
