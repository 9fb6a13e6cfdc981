"""What comes back with an old revision and what stays, without a database."""

from dataclasses import replace
from datetime import date

import pytest

from a3tracker.domain.causes import Cause
from a3tracker.domain.countermeasures import Countermeasure, Dropped, Marks
from a3tracker.domain.cycles import Panel
from a3tracker.domain.experiments import Experiment
from a3tracker.domain.facts import Fact
from a3tracker.domain.not_to_do import NotToDo
from a3tracker.domain.predictions import ExpectedRange, Prediction
from a3tracker.domain.restoring import BROUGHT_BACK, brought_back, comes_back, fact_from, person_of, stays
from a3tracker.domain.rows import PersonRow

DAY = date(2026, 6, 30)
TRIAL = Experiment(DAY, "Called five", "Three answer")
FINISHED = replace(TRIAL, tried="Called six", observed="Two did", learned="Mornings are bad")
MARKED = Marks("yes", DAY, "Sent", "no")
PREDICTION = Prediction("Renewals", "%", 17.0, 15.0, 19.0, DAY, "Asked before")
CAUSE = Cause(
    "Nobody rings", 2, "price", "lasting", "fact", "4 of 12", 7, DAY, True, "Legal", "leave", DAY, 3
)
RANGE = ExpectedRange("Hotels", "%", 88.0, None, "below 88", 7)


@pytest.mark.parametrize(
    ("panel", "fact"),
    [
        (Panel.PEOPLE, PersonRow(8, "buyer", "decides")),
        (Panel.EXPERIMENTS, FINISHED),
        (Panel.PREDICTIONS, PREDICTION),
        (Panel.PREDICTIONS, Prediction("Renewals", made=DAY, reason="New price")),
        (Panel.RANGES, RANGE),
        (Panel.COUNTERMEASURES, Countermeasure(2, "Answer", (4,), 7, "desk", DAY, DAY, "+3", MARKED)),
        (Panel.NOT_TO_DO, NotToDo("The report", 7, "", "2")),
        (Panel.CAUSES, CAUSE),
    ],
)
def test_a_row_is_read_back_from_what_a_revision_stored(panel: Panel, fact: Fact) -> None:
    assert fact_from(panel, fact.plain(3)) == fact


def test_a_revision_that_does_not_know_a_field_yet_leaves_it_empty() -> None:
    plain = {key: value for key, value in PREDICTION.plain(1).items() if key not in ("made", "reason")}
    assert fact_from(Panel.PREDICTIONS, plain) == PREDICTION


def test_every_kind_of_row_comes_back_but_what_was_counted_or_seen() -> None:
    stay = {Panel.CHECKS, Panel.TALLIES, Panel.ADHERENCE, Panel.DEVIATIONS}
    assert set(Panel) - set(BROUGHT_BACK) == stay


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


def test_of_a_countermeasure_come_back_the_words_and_its_marks_stay() -> None:
    was, gone = Countermeasure(2, "Answer", effect="+3"), Dropped("Dear", DAY, 7, None, "later")
    now = Countermeasure(2, "Answer at once", marks=MARKED, dropped=gone)
    assert brought_back(was, now) == replace(was, marks=MARKED, dropped=gone)


def test_a_countermeasure_that_was_marked_or_dropped_stays() -> None:
    plan = Countermeasure(2, "Answer")
    assert not stays(plan)
    assert stays(replace(plan, marks=MARKED))
    assert stays(replace(plan, dropped=Dropped("Dear", DAY, 7, None, "later")))


def test_the_managers_yes_stays_with_the_same_words_alone() -> None:
    was = NotToDo("The report", 7, "", "2")
    agreed = replace(was, agreed_by=3, agreed_on=DAY)
    assert brought_back(was, agreed) == agreed
    assert brought_back(was, replace(agreed, so_that="3")) == was
