"""What is filled in beside the five questions."""

from a3tracker.rendering.kata import kata
from tests.rendering.contents import MEASURE, TRIAL, content
from tests.rendering.figured import RETENTION

PREDICTION = {
    "id": 1, "words": "Renewals", "unit": "%", "point": 17.0, "low": 15.0, "high": 19.0, "day": "2026-06-30",
    "why": "Asked", "made": None, "reason": "",
}  # fmt: skip
RANGE = {
    "id": 1,
    "measure": "Hotels",
    "unit": "%",
    "low": 88.0,
    "high": None,
    "trigger": "below 88",
    "responsible": 7,
}


def test_an_empty_a3_fills_nothing_in() -> None:
    empty = kata(content(), 2026)
    assert (empty.target, empty.actual, empty.last_step, empty.next_step) == ((), (), (), ())


def test_the_target_comes_from_predictions_ranges_and_the_check() -> None:
    measure = {**MEASURE, "target": {"value": 60.0}, "unit": "%"}
    rows = {
        "predictions": [PREDICTION, {**PREDICTION, "point": None, "low": None, "high": None, "day": None}]
    }
    assert kata(content(rows={**rows, "ranges": [RANGE], "checks": [measure]}), 2026).target == (
        ("Renewals", "we expect 17 % (15–19 %) on 30 Jun"),
        ("Renewals", "we expect – (–)"),
        ("Hotels", "at least 88 %, trigger: below 88"),
        ("Second edit", "target 60 %"),
    )


def test_the_actual_is_dated_and_says_when_there_is_none() -> None:
    seen = {**MEASURE, "actual": {"x": 30, "n": 60}, "day": "2025-06-30"}
    assert kata(content(rows={"checks": [seen, MEASURE]}), 2026).actual == (
        ("Second edit", "30 of 60 (50.0 %) on 30 Jun 2025"),
        ("Second edit", "50 of 100 (50.0 %) before; no actual yet"),
    )


def test_the_actual_of_a_watched_metric_is_its_newest_figure() -> None:
    watched = {**RANGE, "metric": RETENTION.metric}
    figures = {"ranges": [watched], "figures": [RETENTION.plain()], "checks": [MEASURE]}
    assert kata(content(rows=figures), 2026).actual[-1] == ("Hotels", "88.0 %, Sep 2024")
    checked = {**MEASURE, "metric": RETENTION.metric}
    actual = kata(content(rows={**figures, "checks": [checked]}), 2026).actual
    assert actual == (("Second edit", "88.0 %, Sep 2024"),)


def test_the_last_step_is_the_newest_with_a_result_and_the_next_the_newest_without() -> None:
    trials = [
        {**TRIAL, "id": 1, "day": "2026-07-09", "tried": "Write to ten"},
        {**TRIAL, "id": 2, "day": "2026-07-02", "tried": "Wrote to five", "observed": "Two did"},
        {**TRIAL, "id": 3, "observed": "None", "learned": "Mornings are bad"},
        {**TRIAL, "id": 4, "day": "2026-07-08", "tried": "Visit two"},
    ]
    found = kata(content(rows={"experiments": trials}), 2026)
    assert dict(found.last_step) == {
        "Last step": "Wrote to five (2 Jul)", "What was expected": "Three answer", "What happened": "Two did",
        "What was learned": "not written yet",
    }  # fmt: skip
    assert found.next_step[0] == ("Next step", "Write to ten (9 Jul)")


def test_a_step_says_where_it_was_taken_what_was_measured_and_when_to_look() -> None:
    whole = {
        **TRIAL, "observed": "Two did", "touchpoint": "the phone", "for_whom": "house managers",
        "measure": "Answers", "unit": "calls", "low": 3.0, "high": 4.0, "seen": 2.0, "did": "rang back",
        "why": "they sit at a desk", "next_step": "Write first", "look_on": "2026-07-09",
    }  # fmt: skip
    found = kata(content(rows={"experiments": [whole]}), 2026)
    assert dict(found.last_step)["What was expected"] == (
        "Three answer (3–4 calls) · because they sit at a desk"
    )
    assert dict(found.last_step)["What happened"] == "2 calls · Two did · They did: rang back"
    assert "for house managers, at: the phone" in dict(found.last_step)["Last step"]
    assert found.next_step == (("Next step", "Write first"),)
    assert found.look == (("Look on", "9 Jul"),)
