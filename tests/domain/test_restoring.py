"""What comes back with an old revision and what stays, without a database."""

from dataclasses import replace
from datetime import date

import pytest

from a3tracker.domain.cycles import Panel
from a3tracker.domain.experiments import Experiment
from a3tracker.domain.facts import Fact
from a3tracker.domain.predictions import ExpectedRange, Prediction
from a3tracker.domain.restoring import BROUGHT_BACK, brought_back, comes_back, fact_from, person_of, stays
from a3tracker.domain.rows import PersonRow

DAY = date(2026, 6, 30)
TRIAL = Experiment(DAY, "Called five", "Three answer")
FINISHED = replace(TRIAL, tried="Called six", observed="Two did", learned="Mornings are bad")
PREDICTION = Prediction("Renewals", "%", 17.0, 15.0, 19.0, DAY, "Asked before")
RANGE = ExpectedRange("Hotels", "%", 88.0, None, "below 88", 7)


@pytest.mark.parametrize(
    ("panel", "fact"),
    [
        (Panel.PEOPLE, PersonRow(8, "buyer", "decides")),
        (Panel.EXPERIMENTS, FINISHED),
        (Panel.PREDICTIONS, PREDICTION),
        (Panel.PREDICTIONS, Prediction("Renewals", made=DAY, reason="New price")),
        (Panel.RANGES, RANGE),
    ],
)
def test_a_row_is_read_back_from_what_a_revision_stored(panel: Panel, fact: Fact) -> None:
    assert fact_from(panel, fact.plain(3)) == fact


def test_a_revision_that_does_not_know_a_field_yet_leaves_it_empty() -> None:
    plain = {key: value for key, value in PREDICTION.plain(1).items() if key not in ("made", "reason")}
    assert fact_from(Panel.PREDICTIONS, plain) == PREDICTION


def test_every_kind_of_row_but_figures_comes_back() -> None:
    assert set(Panel) - set(BROUGHT_BACK) == {Panel.CHECKS}


def test_of_a_finished_experiment_stay_what_was_expected_and_seen() -> None:
    assert brought_back(TRIAL, FINISHED) == FINISHED
    whole = replace(FINISHED, measure="Answers", low=3.0, high=4.0, seen=2.0, did="Rang back", ring="new")
    assert brought_back(TRIAL, whole) == replace(whole, ring="")
    assert brought_back(replace(TRIAL, learned="Ask later"), FINISHED).learned == "Ask later"
    assert brought_back(FINISHED, TRIAL) == FINISHED


def test_a_result_is_not_thrown_away() -> None:
    assert stays(FINISHED)
    assert not stays(TRIAL)
    assert not stays(PREDICTION)


def test_beside_a_locked_row_stands_a_later_one_only() -> None:
    later = replace(PREDICTION, made=DAY, reason="New price")
    assert [comes_back(fact, True) for fact in (PREDICTION, later)] == [False, True]
    assert [comes_back(fact, False) for fact in (PREDICTION, later)] == [True, True]


def test_a_row_says_whom_it_names() -> None:
    facts = (PersonRow(8, "", ""), RANGE, replace(RANGE, responsible=None), TRIAL, replace(TRIAL, who=9))
    assert [person_of(fact) for fact in facts] == [8, 7, None, None, 9]
