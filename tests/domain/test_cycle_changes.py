"""Another cycle on the way: every text goes to the box in the same place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.a3s import LONGEST_BOX
from a3tracker.domain.cycle_changes import as_cycle, carried, checked_change, counterpart
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.errors import Invalid
from tests.domain.contents import content

KEYS = list(CYCLES)


def test_the_first_box_stays_the_first() -> None:
    assert counterpart("EDCA", "sense", "PDCA") == "perceive"
    assert counterpart("PDCA", "plan", "SDCA") == "standard"
    assert counterpart("SDCA", "check", "EDCA") == "check"


@given(st.sampled_from(KEYS), st.sampled_from(KEYS), st.data())
def test_there_and_back_nothing_is_lost(before: str, after: str, data: st.DataObject) -> None:
    keys = [box.key for box in CYCLES[before].boxes]
    boxes = data.draw(st.dictionaries(st.sampled_from(keys), st.text(min_size=1, max_size=9)))
    stood = content(before, boxes=boxes)
    assert as_cycle(as_cycle(stood, after), before) == stood
    assert sorted(as_cycle(stood, after).boxes.values()) == sorted(boxes.values())


def test_rows_that_the_new_cycle_does_not_draw_are_told_as_text() -> None:
    row = {
        "id": 1,
        "words": "Quotes won",
        "unit": "%",
        "point": 27.0,
        "low": 24.0,
        "high": 30.0,
        "why": "Speed",
    }
    texts = carried(content(boxes={"plan": "We go on"}, rows={"predictions": [row]}), "SDCA")
    assert texts["standard"].startswith("We go on\n\n**Predictions of the PDCA**\n\n- Quotes won · % · 24.0")


def test_rows_without_room_are_named_and_no_text_grows_beyond_its_box() -> None:
    rows = [{"id": place, "words": "x" * 100, "why": "y" * 500} for place in range(40)]
    texts = carried(content(boxes={"plan": "We go on"}, rows={"predictions": rows}), "SDCA")
    assert texts["standard"] == "We go on\n\nMore rows stand in the revision before the cycle changed."
    assert len(texts["standard"]) <= LONGEST_BOX


@pytest.mark.parametrize(("after", "reason"), [("PDCA", "Why"), ("CAP", "Why"), ("EDCA", "  ")])
def test_it_needs_another_cycle_and_a_reason(after: str, reason: str) -> None:
    with pytest.raises(Invalid):
        checked_change("PDCA", after, reason)
