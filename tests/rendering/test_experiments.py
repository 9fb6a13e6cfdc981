"""The words of experiments in the Do box: thin ones as they were, whole ones with all they say."""

from __future__ import annotations

from typing import Any

import pytest

from a3tracker.rendering.changes import changes_between, people_in
from a3tracker.rendering.experiments import NEWEST, experiments_table, place
from tests.rendering.contents import content
from tests.rendering.sheets import experiments, with_rows

THIN = {
    "id": 1, "day": "2026-06-30", "tried": "Called five", "expected": "Three answer", "observed": "",
    "learned": "",
}  # fmt: skip
WHOLE = {
    **THIN, "id": 2, "day": "2026-07-02", "touchpoint": "the phone", "ring": "prospect",
    "warm_link": "Ines Moreau", "who": 7, "for_whom": "house managers", "why": "they sit at a desk",
    "measure": "Answers", "unit": "calls", "low": 3.0, "high": 3.0, "seen": 2.0, "observed": "Two did",
    "did": "rang back", "learned": "Mornings are bad", "next_step": "Write first", "look_on": "2026-07-09",
}  # fmt: skip


def test_thin_experiments_stand_as_they_did() -> None:
    table = experiments_table([THIN], {}, 2026)
    assert table.columns == ("Date", "We tried", "Expected", "Seen", "Learned")
    assert [cell.text for cell in table.rows[0]] == ["30 Jun", "Called five", "Three answer", "", ""]
    assert (table.look, table.open_ids) == ("", frozenset({1}))


def test_a_whole_one_says_where_what_was_seen_and_what_comes_next() -> None:
    table = experiments_table([WHOLE, THIN], {}, 2026)
    assert table.columns[0] == "Date and place"
    assert [cell.text for cell in table.rows[1]] == [
        "2 Jul · the phone · prospect, through Ines Moreau",
        "Called five, for house managers",
        "Three answer (3 calls) · because they sit at a desk",
        "2 calls · Two did · They did: rang back",
        "Mornings are bad · Next: Write first (look 9 Jul)",
    ]
    assert table.open_ids == frozenset({1})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, ""),
        ({"ring": "existing"}, "existing customer"),
        ({"ring": "new"}, "new to us, no warm link yet"),
        ({"warm_link": "Ines"}, "through Ines"),
        ({"touchpoint": "the desk", "ring": "prospect"}, "the desk · prospect, no warm link yet"),
    ],
)
def test_the_place_names_ring_and_warm_link(change: dict[str, Any], words: str) -> None:
    assert place({**THIN, **change}) == words


def test_a_number_that_the_words_say_already_is_not_said_twice() -> None:
    said = {**WHOLE, "expected": "3 calls come back", "observed": "Only 2 calls did", "did": "", "why": ""}
    table = experiments_table([said], {}, 2026)
    assert [cell.text for cell in table.rows[0][2:4]] == ["3 calls come back", "Only 2 calls did"]
    table = experiments_table([{**said, "observed": "12 calls came"}], {}, 2026)
    assert table.rows[0][3].text == "2 calls · 12 calls came"


def test_an_open_one_says_when_to_look() -> None:
    table = experiments_table([{**THIN, "look_on": "2026-07-09"}], {}, 2026)
    assert table.rows[0][4].text == "Look 9 Jul"


def test_the_box_shows_the_newest_and_counts_all() -> None:
    box = next(one for one in with_rows("experiments", experiments(14)).right if one.key == "do")
    assert len(box.tables[0].rows) == NEWEST
    assert box.tables[0].rows[-1][1].text == "Trial 14"
    assert box.note == f"14 experiments, {NEWEST} newest"


def test_what_changed_is_said_with_names() -> None:
    before, after = (
        content(rows={"experiments": [{**WHOLE, "who": 8}]}),
        content(rows={"experiments": [WHOLE]}),
    )
    assert {7, 8} <= people_in(before, after)
    (change,) = changes_between(before, after, {7: "Olaf Brandt", 8: "Mia Rossi"})
    assert [field.name for field in change.fields] == ["What we tried", "Who tries it"]
