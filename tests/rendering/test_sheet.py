"""An A3 becomes a sheet in words: header, nine boxes in their places, rows drawn into them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.stages import Stage
from a3tracker.rendering.sheet import PanelBox, Sheet, blank_sheet, make_sheet
from tests.rendering.sheets import CONTENT, ROWS, SETTING, experiments, sheet, with_rows


def box(drawn: Sheet, key: str) -> PanelBox:
    return next(box for box in (*drawn.left, *drawn.right) if box.key == key)


def texts(drawn: Sheet, key: str) -> list[list[str]]:
    return [[cell.text for cell in row] for row in box(drawn, key).tables[0].rows]


def test_the_letters_spell_sales_and_the_cycle() -> None:
    drawn = sheet()
    assert "".join(box.letter for box in drawn.left) == "SALES"
    assert "".join(box.letter for box in drawn.right) == "PDCA"


def test_the_header_names_people_and_days_and_the_way_back() -> None:
    drawn = sheet()
    assert (drawn.owner, drawn.coordinator, drawn.manager) == (
        "Jamal Haddad",
        "Maja Lindqvist",
        "Sachi Yamada",
    )
    assert (drawn.start, drawn.target_end, drawn.next_review) == ("13 May", "1 Aug", "15 Jan 2027")
    assert (drawn.number, drawn.revision) == ("A3-7", "revision 12, 4 Aug 2026")
    assert (drawn.address, drawn.link) == ("a3.example/p/7/12", "https://a3.example/p/7/12")
    assert drawn.where == "A3-7 r12"


def test_an_a3_that_was_never_printed_has_no_code_to_lead_back() -> None:
    drawn = sheet(revision=None)
    assert (drawn.qr, drawn.address, drawn.where) == ("", "", "A3-7")
    assert drawn.revision.startswith("no revision yet")


@pytest.mark.parametrize(
    ("stage", "when"),
    [
        (Stage.LEFT_SIDE, ["now", *["to come"] * 5]),
        (Stage.CHECK, [*["done"] * 3, "now", *["to come"] * 2]),
        (Stage.CLOSED, ["done"] * 6),
    ],
)
def test_the_track_says_what_is_done_what_is_now_and_what_is_to_come(stage: Stage, when: list[str]) -> None:
    assert [point.when for point in sheet(stage=stage).track] == when


def test_people_stand_with_position_and_role() -> None:
    assert texts(sheet(), "locate")[0] == ["Ruth Okafor", "Growth analyst", "figures and definitions"]


def test_somebody_made_anonymous_leaves_the_row_standing() -> None:
    assert texts(sheet(names={}), "locate")[0][0] == "–"


def test_experiments_stand_by_date_and_the_note_counts_them() -> None:
    drawn = sheet()
    assert [row[0] for row in texts(drawn, "do")] == ["2 Jun", "10 Jun"]
    assert box(drawn, "do").tables[0].row_ids == (7, 8)
    assert box(drawn, "do").note == "2 experiments"
    assert box(with_rows("experiments", experiments(1)), "do").note == "1 experiment"
    assert box(with_rows("experiments", []), "do").note == ""


def test_the_actual_stands_in_red_with_the_day_that_all_share_in_the_head() -> None:
    table = box(sheet(), "check").tables[0]
    at = table.columns.index("Actual 1 Aug")
    assert [row[at].text for row in table.rows] == ["508 of 2,953 (17.2 %)", "3.1 %"]
    assert {row[at].tone for row in table.rows} == {"actual"}


def test_actuals_of_different_days_carry_their_own() -> None:
    rows = [{**row, "day": f"2026-0{month}-01"} for month, row in zip((7, 8), ROWS["checks"], strict=True)]
    table = box(with_rows("checks", rows), "check").tables[0]
    at = table.columns.index("Actual")
    assert [row[at].text for row in table.rows] == ["508 of 2,953 (17.2 %), 1 Jul", "3.1 %, 1 Aug"]


def test_a_measure_without_its_actual_waits_for_it() -> None:
    rows = [{**row, "actual": None, "day": None} for row in ROWS["checks"]]
    table = box(with_rows("checks", rows), "check").tables[0]
    assert [(row[-1].text, row[-1].tone) for row in table.rows] == [("–", "")] * 2


def test_a_box_says_how_far_it_is() -> None:
    drawn = sheet({"act": "  "})
    assert [box(drawn, key).state for key in ("plan", "do", "act")] == ["ready", "work", "empty"]


def test_stored_html_is_drawn_as_it_is() -> None:
    assert box(sheet(html={"plan": "<p>stored</p>"}), "plan").html == "<p>stored</p>"


def test_a_title_without_end_cannot_push_the_boxes_off_the_paper() -> None:
    drawn = make_sheet(replace(CONTENT, title="word " * 500), SETTING)
    assert len(drawn.title) <= 220
    assert drawn.title.endswith("…")


@pytest.mark.parametrize("cycle", CYCLES)
def test_a_blank_sheet_has_the_boxes_of_its_cycle_and_their_guidance(cycle: str) -> None:
    drawn = blank_sheet(cycle)
    boxes = (*drawn.left, *drawn.right)
    assert [box.label for box in boxes] == [box.label for box in CYCLES[cycle].boxes]
    assert all(box.guidance and not box.html for box in boxes)
    assert drawn.blank


def test_days_that_are_not_set_stay_empty_in_the_header() -> None:
    drawn = make_sheet(replace(CONTENT, start=None, next_review=None), SETTING)
    assert (drawn.start, drawn.target_end, drawn.next_review) == ("", "1 Aug", "")


def test_the_day_of_another_year_is_the_revisions_business() -> None:
    assert sheet(dated=date(2027, 2, 1)).start == "13 May 2026"
