"""Each line of the table carries exactly its fields, and nothing vanishes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.carrying import Source, Taken, taken, unmarked
from a3tracker.domain.handovers import HAND_OVERS, hand_over
from a3tracker.domain.revisions import FIGURES
from a3tracker.domain.telling import plainly
from tests.domain.contents import content

COUNTERMEASURE = {
    "id": 1, "number": 1, "what": "Price list", "causes": [11], "effect": "Out in one day",
    "done": "yes", "worked": "yes", "worked_evidence": "11 of 12",
}  # fmt: skip
CAUSES = [
    {"id": 11, "number": 1, "words": "Quotes wait for a price", "kind": "result", "parent": None},
    {"id": 12, "number": 2, "words": "Prices are checked monthly", "kind": "lasting", "parent": 11},
]
PROBE = {
    "id": 1, "day": "2026-05-09", "tried": "Front desk", "expected": "20 cups", "observed": "31 cups",
    "learned": "They drink where they meet",
}  # fmt: skip
CHECK = {
    "id": 3, "measure": "Win rate", "side": "acquisition", "unit": "", "metric": 4, "comparison": "series",
    "before": None, "target": {"x": None, "n": None, "value": 28.0}, "actual": None, "day": None,
}  # fmt: skip
RANGE = {"measure": "Win rate", "unit": "%", "low": 24.0, "high": 30.0, "trigger": "", "responsible": None}
DEVIATION = {
    "id": 1,
    "day": "2026-04-02T09:00",
    "what": "Two calls missed",
    "contained": "Called on Monday",
}
STEP = {
    "id": 1,
    "what": "Look up last year's faults",
    "key_point": "Speak of them first",
    "reason": "They do",
}


def over(key: str, cycle: str, **more: Any) -> Taken:
    """What the line takes from an A3-7 with this on it."""
    ranges = more.pop("ranges", ())
    return taken(hand_over(key), Source(7, "Practices wait", content(cycle, **more), 3, ranges))


EVERYTHING: dict[str, Any] = {
    "rows": {
        "people": [{"id": 1, "person": 3, "position": "", "role": ""}],
        "experiments": [PROBE],
        "checks": [CHECK],
        "ranges": [{"id": 9, "metric": 4, **RANGE}],
        "causes": CAUSES,
        "countermeasures": [COUNTERMEASURE],
        "steps": [STEP],
        "deviations": [DEVIATION],
        FIGURES: [{"id": 4, "name": "Win rate"}],
    },
    "ranges": (RANGE,),
}


@pytest.mark.parametrize(
    ("key", "cycle", "texts", "rows"),
    [
        ("promoted", "EDCA", {"perceive", "analyse"}, {"checks"}),
        ("pivoted", "EDCA", {"sense", "analyse"}, set()),
        ("problem_found", "EDCA", {"perceive", "analyse"}, set()),
        ("adopted", "PDCA", set(), {"steps", "ranges", "causes"}),
        ("adjusted", "PDCA", set(), {"countermeasures", "causes"}),
        ("disproved", "PDCA", {"analyse"}, set()),
        ("signalled", "SDCA", {"analyse"}, set()),
        ("retired", "SDCA", {"analyse"}, set()),
        ("proven_plan", "SDCA", {"perceive"}, {"countermeasures"}),
        ("proven_standard", "PDCA", {"state"}, {"steps"}),
    ],
)
def test_a_line_carries_exactly_its_fields(key: str, cycle: str, texts: set[str], rows: set[str]) -> None:
    boxes = {box: f"What stands in {box}" for box in ("sense", "act", "check", "plan", "empower", "select")}
    found = over(key, cycle, boxes=boxes, **EVERYTHING)
    assert set(found.texts) == texts
    assert set(found.rows) == rows
    assert "What stands in empower" not in "".join(found.texts.values())


def test_a_promoted_idea_brings_its_point_of_view_its_probes_and_its_metric() -> None:
    found = over("promoted", "EDCA", boxes={"sense": "A house manager needs it"}, **EVERYTHING)
    assert found.texts["perceive"] == "A house manager needs it"
    assert "9 May 2026: Front desk · expected 20 cups · seen 31 cups" in found.texts["analyse"]
    assert "{{chart: Win rate}}" in found.texts["analyse"]
    assert [(row["measure"], row["metric"]) for row in found.rows["checks"]] == [("Win rate", 4)]


def test_what_worked_becomes_a_step_and_what_did_not_does_not() -> None:
    rows = [
        COUNTERMEASURE,
        {**COUNTERMEASURE, "number": 2, "what": "Weekly call", "worked": "no"},
        {**COUNTERMEASURE, "number": 3, "what": "Discount", "dropped_on": "2026-05-01"},
    ]
    found = over("adopted", "PDCA", rows={"countermeasures": rows, "causes": CAUSES}, ranges=(RANGE,))
    assert found.rows["steps"] == [{"what": "Price list", "key_point": "", "reason": "11 of 12", "place": 1}]
    assert found.rows["ranges"] == [RANGE]
    assert [(row["number"], row["parent"]) for row in found.rows["causes"]] == [(2, None)]


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "number": st.integers(1, 99),
                "what": st.text(min_size=1, max_size=20),
                "done": st.sampled_from(["", "yes", "partly", "no"]),
                "worked": st.sampled_from(["", "yes", "no", "unclear"]),
                "dropped_on": st.sampled_from(["", "2026-05-01"]),
                "dropped_again_when": st.sampled_from(["", "when prices change"]),
            }
        ),
        unique_by=lambda row: row["number"],
        max_size=12,
    )
)
def test_no_countermeasure_vanishes_on_the_way_into_the_next_loop(rows: list[dict[str, Any]]) -> None:
    given_rows = [{"id": place, **row} for place, row in enumerate(rows)]
    found = over("adjusted", "PDCA", rows={"countermeasures": given_rows})
    assert found.rows.get("countermeasures", []) == given_rows
    waiting = set(unmarked(content(rows={"countermeasures": given_rows})))
    for row in given_rows:
        finished = row["dropped_on"] or (row["done"] and row["worked"])
        assert (row["number"] in waiting) == (not finished)


def test_what_is_proven_here_is_an_expectation_elsewhere() -> None:
    found = over("proven_plan", "PDCA", rows={"countermeasures": [COUNTERMEASURE]})
    (row,) = found.rows["countermeasures"]
    assert row["what"] == "Price list (proven in A3-7)"
    assert "done" not in row
    assert "checked again" in found.texts["perceive"]


def test_a_standard_is_named_with_its_version() -> None:
    found = over("signalled", "SDCA", **EVERYTHING)
    assert "A3-7, “Practices wait”, version 3." in found.texts["analyse"]
    assert "2 Apr 2026: Two calls missed · contained: Called on Monday" in found.texts["analyse"]


def test_an_empty_a3_hands_over_nothing_but_its_link() -> None:
    for line in HAND_OVERS:
        found = taken(line, Source(7, "Practices wait", content(line.before[0])))
        assert not found.rows
        assert set(found.texts) <= {"analyse", "perceive", "state"}


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("# Not a heading", "\\# Not a heading"),
        ("- 5 %", "\\- 5 %"),
        ("{{chart: x}}", "\\{\\{chart: x\\}\\}"),
    ],
)
def test_plain_words_stay_plain(typed: str, shown: str) -> None:
    assert plainly(typed) == shown
