"""The plan as a table, the two questions of the Check out of the same rows, and the not-to-do list."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from a3tracker.domain.countermeasures import Dropped
from a3tracker.domain.stages import Stage
from a3tracker.rendering.countermeasures import (
    facts_of,
    late_words,
    marks_table,
    not_to_do_table,
    plan_table,
    tied,
)
from a3tracker.rendering.drawn import PanelBox, Sheet
from a3tracker.rendering.sheet import blank_sheet, make_sheet
from tests.rendering.plans import NOT_TO_DO, countermeasure, plan
from tests.rendering.sheets import CONTENT, NAMES, ROWS, SETTING

CAUSES = [{"id": 11, "number": 4}]


def texts(rows: list[dict[str, Any]]) -> list[list[str]]:
    return [[cell.text for cell in row] for row in plan_table(rows, NAMES, 2026).rows]


def drawn(rows: list[dict[str, Any]], **setting: Any) -> Sheet:
    content = replace(CONTENT, rows={**ROWS, "countermeasures": rows, "not_to_do": NOT_TO_DO})
    return make_sheet(content, replace(SETTING, **setting))


def box(sheet: Sheet, key: str) -> PanelBox:
    return next(box for box in (*sheet.left, *sheet.right) if box.key == key)


def test_the_plan_says_who_does_what_where_and_when_against_which_cause() -> None:
    assert texts(tied(plan(1), CAUSES)) == [
        ["1", "Say who looks at every edit, 1", "4", "Maja Lindqvist", "sign-up", "8–20 Jun", "+1 point"]
    ]


def test_columns_without_a_word_leave_their_room_to_the_others() -> None:
    bare = replace(countermeasure(1), where="", effect="", causes=())
    table = plan_table([bare.plain(1)], NAMES, 2026)
    assert (table.columns, table.look) == (("#", "What", "Who", "When"), "plan-short")


@pytest.mark.parametrize(
    ("start", "due", "words"),
    [
        (date(2026, 5, 28), date(2026, 6, 3), "28 May – 3 Jun"),
        (date(2025, 12, 28), date(2026, 1, 3), "28 Dec 2025 – 3 Jan"),
        (None, date(2026, 6, 3), "by 3 Jun"),
        (date(2026, 6, 3), None, "3 Jun"),
        (None, None, "–"),
    ],
)
def test_when_is_said_in_few_words(start: date | None, due: date | None, words: str) -> None:
    row = replace(countermeasure(1), start=start, due=due)
    assert words in texts([row.plain(1)])[0]


def test_a_dropped_one_is_struck_through_and_its_reason_is_not() -> None:
    gone = replace(
        countermeasure(2), dropped=Dropped("Too dear", date(2026, 6, 3), 3, date(2026, 9, 1), "if paid")
    )
    cell = plan_table([gone.plain(1)], NAMES, 2026).rows[0][1]
    assert cell.tone == "dropped"
    assert cell.more == "Dropped 3 Jun: Too dear. Think again on 1 Sep, or if paid."


def test_the_check_draws_the_same_rows_and_leads_to_their_own_pages() -> None:
    table = marks_table(plan(7), NAMES, 2026)
    said = [(row[2].text, row[3].text) for row in table.rows]
    assert said[0] == ("In part, 18 Jun: Half of the list", "–")
    assert said[3] == ("Yes, 27 Jun: Seen in all 40 sessions", "Yes: 17.2 against 12.9 %")
    assert said[6] == ("dropped", "–")
    assert (table.leads, table.link, table.row_ids[0]) == ("countermeasures", "Mark", 101)


@pytest.mark.parametrize(
    ("stage", "shown"), [(Stage.PREDICTION, False), (Stage.DO, True), (Stage.CHECK, True)]
)
def test_the_two_questions_are_asked_from_do_on(stage: Stage, shown: bool) -> None:
    bare = [replace(countermeasure(2), dropped=None).plain(2)]
    kinds = [table.kind for table in box(drawn(bare, stage=stage), "check").tables]
    assert ("countermeasures" in kinds) == shown


def test_a_sheet_without_countermeasures_has_no_empty_questions() -> None:
    check = box(make_sheet(CONTENT, SETTING), "check")
    assert [table.kind for table in check.tables] == ["checks"]
    assert box(make_sheet(CONTENT, SETTING), "plan").figures == ()


def test_a_blank_sheet_has_room_for_the_plan_and_for_its_marks() -> None:
    blank = blank_sheet("PDCA")
    assert [table.kind for table in box(blank, "plan").tables] == [
        "countermeasures",
        "predictions",
        "not_to_do",
    ]
    assert [table.look for table in box(blank, "check").tables] == ["marks", ""]


def test_the_not_to_do_list_says_who_said_yes_and_what_is_asked() -> None:
    rows = not_to_do_table(NOT_TO_DO, NAMES, 2026).rows
    assert [[cell.text for cell in row] for row in rows] == [
        ["The weekly banner", "Ruth Okafor", "countermeasure 1", "Sachi Yamada, 2 Jun"],
        ["The welcome mail", "community team", "countermeasures 2 and 3", "asked for"],
    ]


def test_the_page_of_one_says_when_it_is_late() -> None:
    known = dict(facts_of(countermeasure(2), NAMES, date(2026, 8, 4)))
    assert known["When"] == "11–23 Jun (late)"
    assert known["Done?"] == "–"


def test_late_ones_are_named_by_their_numbers() -> None:
    assert late_words([2]) == "Countermeasure 2 is late."
    assert late_words([1, 2, 4]) == "Countermeasures 1, 2 and 4 are late."
    assert late_words([1, 2, 3, 4, 5]) == "Countermeasures 1, 2, 3, 4 and 5 are late."
    assert late_words([*range(1, 41)]) == "Countermeasures 1, 2, 3, 4 and 36 more are late."
