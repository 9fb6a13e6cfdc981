"""The demo's predictions were whole before they were locked, and its catchball speaks of what stood there."""

from __future__ import annotations

from typing import Any

import pytest

from a3tracker.domain.control_points import checked_dates
from a3tracker.domain.cycles import CYCLES, Panel
from a3tracker.domain.hints import KEYS
from a3tracker.domain.passages import stands_in
from a3tracker.domain.predictions import (
    ExpectedRange,
    Prediction,
    checked_prediction,
    checked_range,
    missing_for_lock,
)
from tests.domain.demo_files import KNOWN, SHEETS, SIGN_IN, STREAMS, TEAMS, team_people

every_sheet = pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
REVIEWS = [
    (sheet, place)
    for sheet in SHEETS.values()
    for place, line in enumerate(sheet.get("history", []))
    if "comments" in line
]


def expected(sheet: dict[str, Any]) -> tuple[Prediction | ExpectedRange, ...]:
    rows = sheet["rows"]
    ranges = [checked_range(ExpectedRange(**{**row, "responsible": 1})) for row in rows.get("ranges", [])]
    return (*(checked_prediction(Prediction(**row)) for row in rows.get("predictions", [])), *ranges)


@every_sheet
def test_what_was_locked_was_whole(sheet: dict[str, Any]) -> None:
    kind = CYCLES[sheet["cycle"]].expected
    assert not sheet["rows"].get("predictions" if kind is Panel.RANGES else "ranges")
    if any(line.get("move") == "lock" for line in sheet.get("history", [])):
        assert missing_for_lock(expected(sheet), "prediction") == ()


@every_sheet
def test_the_dates_due_stand_in_their_order(sheet: dict[str, Any]) -> None:
    days = sorted((int(point), day) for point, day in sheet.get("dates", {}).items())
    assert [day for _, day in days] == sorted(day for _, day in days)
    assert checked_dates({}) == {}


@every_sheet
def test_whoever_answers_for_a_range_is_in_the_cast(sheet: dict[str, Any]) -> None:
    assert {row["responsible"] for row in sheet["rows"].get("ranges", [])} <= KNOWN


def test_there_is_a_real_catchball_in_the_demo() -> None:
    assert REVIEWS
    wordings = [comment for sheet, place in REVIEWS for comment in sheet["history"][place]["comments"]]
    assert any("taken" in comment for comment in wordings)
    assert any("answers" in comment for comment in wordings)


@pytest.mark.parametrize(("sheet", "place"), REVIEWS)
def test_each_comment_quotes_what_was_submitted(sheet: dict[str, Any], place: int) -> None:
    was = sheet["history"][place - 1].get("was", [])
    boxes = dict(sheet["boxes"])
    for box, words, before in was:
        assert words in boxes[box], words
        boxes[box] = boxes[box].replace(words, before)
    stream, team = TEAMS[sheet["team"]]
    people = team_people(team) | {STREAMS[stream["key"]]["manager"]}
    for comment in sheet["history"][place]["comments"]:
        if "passage" in comment:
            assert stands_in(boxes[comment["box"]], comment["passage"])
        assert {answer["by"] for answer in comment.get("answers", [])} <= people & SIGN_IN


@every_sheet
def test_only_the_coordinator_coaches(sheet: dict[str, Any]) -> None:
    _, team = TEAMS[sheet["team"]]
    assert {note["by"] for note in sheet.get("coaching", [])} <= {team["coordinator"]}


@every_sheet
def test_only_who_writes_a_sheet_dismisses_its_hints_and_rates_its_boxes(sheet: dict[str, Any]) -> None:
    _, team = TEAMS[sheet["team"]]
    said = [*sheet.get("dismissed", []), *sheet.get("ratings", [])]
    assert {line["by"] for line in said} <= team_people(team)
    assert {line["box"] for line in sheet.get("ratings", [])} <= set(sheet["boxes"])
    assert {line["hint"] for line in sheet.get("dismissed", [])} <= KEYS
