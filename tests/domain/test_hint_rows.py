"""What rows lack: a cause, a name, a day, a proof, a before."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.test_hints import said, sheet

Row = dict[str, Any]
WHOLE: Row = {"id": 1, "number": 1, "what": "Price list", "causes": [4], "who": 7, "due": "2026-05-06"}
TESTED: Row = {"id": 4, "number": 1, "words": "Quotes wait for a price", "proof_kind": "test"}


def measures(*rows: Row, causes: tuple[Row, ...] = (TESTED,)) -> dict[str, list[Row]]:
    return {"countermeasures": list(rows), "causes": list(causes)}


def test_a_whole_countermeasure_against_a_tested_cause_gets_no_hint() -> None:
    assert said(sheet(rows=measures(WHOLE))) == {}


@pytest.mark.parametrize(
    ("lacking", "words"),
    [
        ({"causes": []}, "Countermeasure 1 has no cause."),
        ({"who": None}, "Countermeasure 1 has no name."),
        ({"due": None, "who": ""}, "Countermeasure 1 has no name and no day."),
        ({"causes": [], "due": None, "who": ""}, "Countermeasure 1 has no cause, no name and no day."),
    ],
)
def test_what_a_countermeasure_lacks_is_said(lacking: Row, words: str) -> None:
    hint = said(sheet(rows=measures({**WHOLE, **lacking})))["countermeasures"]
    assert (hint.box, hint.words) == ("plan", words)


def test_many_countermeasures_are_named_in_part_and_counted() -> None:
    rows = [{**WHOLE, "id": number, "number": number, "due": None} for number in range(1, 6)]
    assert said(sheet(rows=measures(*rows)))["countermeasures"].words == (
        "Countermeasures 1, 2, 3 and 2 more have no day."
    )


def test_countermeasures_that_lack_the_same_are_named_together() -> None:
    lacking = ({"causes": []}, {"causes": []}, {"who": "", "due": None})
    rows = [{**WHOLE, "id": at, "number": at, **lacks} for at, lacks in enumerate(lacking, 1)]
    assert said(sheet(rows=measures(*rows)))["countermeasures"].words == (
        "Countermeasures 1 and 2 have no cause; 3 has no name and no day."
    )


def test_a_dropped_countermeasure_lacks_nothing() -> None:
    dropped = {"id": 2, "number": 2, "what": "Welcome mail", "dropped_on": "2026-03-01"}
    assert said(sheet(rows=measures(WHOLE, dropped))) == {}


def test_a_guess_is_pointed_out_when_something_is_built_on_it() -> None:
    guess = {**TESTED, "proof_kind": "guess"}
    assert said(sheet(rows=measures(causes=(guess,)))) == {}
    assert said(sheet(rows=measures(WHOLE, causes=(guess,))))["causes"].words == (
        "Cause 1 is a guess, and a countermeasure builds on it."
    )
    second = {"id": 5, "number": 2, "words": "No keyboard"}
    both = measures({**WHOLE, "causes": [4, 5]}, causes=(guess, second))
    assert "Causes 1 and 2 are guesses" in said(sheet(rows=both))["causes"].words
    assert "causes" not in said(sheet(rows=measures({**WHOLE, "dropped_on": "2026-03-01"}, causes=(guess,))))


def test_several_causes_that_all_are_guesses_are_pointed_out() -> None:
    guesses = tuple(
        {"id": number, "number": number, "words": "Why", "proof_kind": "guess"} for number in (1, 2, 3)
    )
    assert "All causes are guesses" in said(sheet(rows=measures(causes=guesses)))["causes"].words
    assert said(sheet(rows=measures(causes=guesses[:2]))) == {}
    assert said(sheet(rows=measures(causes=(*guesses, TESTED)))) == {}


def test_a_cause_in_words_needs_its_test_until_causes_stand_as_rows() -> None:
    goal = "Win rate 22 → 28 %. **Cause 1:** quotes wait for a price."
    assert said(sheet(select=goal))["causes"].box == "select"
    assert "causes" in said(sheet(select=f"{goal} Not tested."))
    assert said(sheet(select=f"{goal} *Test:* 20 quotes from a fixed list, 7 won.")) == {}
    assert said(sheet(select=goal, rows=measures(WHOLE))) == {}
    assert "causes" in said(sheet(select="Quote 22 → 28 %. Ursache: kein Preis.", language="de"))
    assert said(sheet("SDCA", select=goal)) == {}


CHECK = "Both countermeasures were done in time and worked well; the practices told us that they are content."


def test_a_check_that_compares_nothing_is_pointed_out() -> None:
    assert said(sheet(check=CHECK))["before"].box == "check"
    after = {"id": 1, "measure": "Quotes won", "before": None, "actual": {"x": 54, "n": 200}}
    assert "before" in said(sheet(rows={"checks": [after]}))
    assert said(sheet("EDCA", check=CHECK)) == {}
    assert said(sheet("SDCA", check=CHECK)) == {}


@pytest.mark.parametrize(
    "row",
    [
        {"before": {"x": 44, "n": 200}, "actual": {"x": 54, "n": 200}},
        {"comparison": "series", "metric": 3},
        {"comparison": "paired", "pairs": {"a": 1}},
    ],
)
def test_a_measure_with_before_and_after_is_enough(row: Row) -> None:
    assert said(sheet(check=CHECK, rows={"checks": [{"id": 1, "measure": "Quotes won", **row}]})) == {}


@pytest.mark.parametrize(
    "words",
    [
        "Win rate 54 of 200 against 44 of 200.",
        "22 → 27 %",
        "| Won | 44 | 54 |",
        "{{chart: Won}}",
        "Up from 22 to 27 %.",
    ],
)
def test_a_sentence_a_table_or_a_chart_with_both_is_enough(words: str) -> None:
    assert said(sheet(check=f"{CHECK}\n\n{words}")) == {}


def test_a_check_that_waits_for_its_figures_is_left_alone() -> None:
    planned = {"id": 1, "measure": "Quotes won", "before": {"value": 22}, "target": {"value": 28}}
    assert said(sheet(rows={"checks": [planned]})) == {}
    waiting = {"predictions": [{"id": 9, "words": "Quotes won", "metric": 3}]}
    assert said(sheet(check=CHECK, rows=waiting)) == {}
