"""The demo's A3s keep the rules of the house before anything is loaded from them."""

from __future__ import annotations

import re
from typing import Any

import pytest

from a3tracker.domain.a3s import LANGUAGES, LONGEST_BOX, LONGEST_TITLE
from a3tracker.domain.cycles import CYCLES, Panel, Side
from a3tracker.domain.experiments import Experiment
from a3tracker.domain.reviews import TRANSITIONS, Move, next_stage
from a3tracker.domain.rows import LONG, SHORT, MeasureSide, text_of
from a3tracker.domain.stages import Stage
from tests.domain.demo_files import FILES, KNOWN, SEGMENTS, SHEETS, STREAMS, TEAMS, team_people

every_sheet = pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)

HEADER = {
    "title",
    "cycle",
    "loop",
    "parent",
    "handover",
    "audit_days",
    "stream",
    "segment",
    "team",
    "owner",
    "language",
    "start",
    "target_end",
    "next_review",
    "stage",
    "outcome",
    "boxes",
    "states",
    "rows",
    "dates",
    "history",
    "coaching",
    "dismissed",
    "ratings",
    "learning",
    "triggers",
    "notes",
}
FIELDS = {
    Panel.PEOPLE: ({"person", "position", "role"}, {"trained", "trained_on"}),
    Panel.STEPS: ({"what", "key_point", "reason"}, set[str]()),
    Panel.ADHERENCE: ({"day", "confirmed", "out_of", "by"}, {"note"}),
    Panel.DEVIATIONS: ({"day", "what", "by"}, {"at", "step", "contained", "restored", "restored_at"}),
    Panel.PREDICTIONS: ({"words", "unit", "point", "low", "high", "why"}, {"day"}),
    Panel.RANGES: ({"measure", "unit", "low", "high", "trigger", "responsible"}, {"metric"}),
    Panel.COUNTERMEASURES: (
        {"what", "who", "due"},
        {
            "causes",
            "where",
            "start",
            "effect",
            "done",
            "done_on",
            "done_evidence",
            "worked",
            "worked_evidence",
            "dropped",
        },
    ),
    Panel.NOT_TO_DO: ({"what", "person", "so_that"}, {"agreed"}),
    Panel.EXPERIMENTS: ({"day", "tried", "expected"}, set(Experiment.__dataclass_fields__)),
    Panel.CAUSES: (
        {"number", "words"},
        {"parent", "bone", "kind", "proof_kind", "proof", "verified_by", "verified_on"}
        | {"outside", "ask_whom", "ask_what", "ask_by"},
    ),
    Panel.TALLIES: ({"title", "unit", "lines"}, set[str]()),
    Panel.CHECKS: (
        {"measure", "side", "unit"},
        {"before", "target", "actual", "day", "prediction", "guard", "margin"},
    ),
}


def test_the_files_are_numbered_without_a_gap() -> None:
    assert [int(path.name[3:5]) for path in FILES] == list(range(1, len(FILES) + 1))


def test_the_demo_shows_every_cycle_and_every_stage() -> None:
    assert {sheet["cycle"] for sheet in SHEETS.values()} == set(CYCLES)
    assert {sheet["stage"] for sheet in SHEETS.values()} == set(Stage)


@every_sheet
def test_a_header_is_whole_and_known(sheet: dict[str, Any]) -> None:
    assert set(sheet) <= HEADER
    stream, team = TEAMS[sheet["team"]]
    assert stream is STREAMS[sheet["stream"]] is SEGMENTS[sheet["segment"]]
    assert sheet["owner"] in team_people(team)
    assert sheet["language"] in LANGUAGES
    assert sheet["start"] < sheet["target_end"]
    assert len(sheet["title"]) <= LONGEST_TITLE


@every_sheet
def test_a_child_comes_after_its_parent(sheet: dict[str, Any]) -> None:
    number = [*SHEETS.values()].index(sheet) + 1
    assert sheet.get("parent", 0) < number


@every_sheet
def test_boxes_and_their_states_belong_to_the_cycle(sheet: dict[str, Any]) -> None:
    keys = {box.key for box in CYCLES[sheet["cycle"]].boxes}
    assert set(sheet["boxes"]) <= set(sheet["states"]) <= keys
    assert set(sheet["states"].values()) <= {"work", "ready"}
    assert all(0 < len(text.strip()) <= LONGEST_BOX for text in sheet["boxes"].values())


@every_sheet
def test_rows_have_the_fields_of_their_panel(sheet: dict[str, Any]) -> None:
    for kind, rows in sheet["rows"].items():
        needed, optional = FIELDS[Panel(kind)]
        for row in rows:
            assert needed <= set(row) <= needed | optional
            longest = SHORT if kind == "people" else LONG
            assert all(
                text_of(value, key, longest) == value for key, value in row.items() if isinstance(value, str)
            )


@every_sheet
def test_people_in_a_locate_box_are_in_the_cast(sheet: dict[str, Any]) -> None:
    assert {row["person"] for row in sheet["rows"].get("people", [])} <= KNOWN


@every_sheet
def test_figures_are_counts_or_a_value_and_an_actual_has_its_day(sheet: dict[str, Any]) -> None:
    for row in sheet["rows"].get("checks", []):
        assert row["side"] in set(MeasureSide)
        assert ("actual" in row) == ("day" in row)
        for name in ("before", "target", "actual"):
            figure = row.get(name, {"value": 0})
            assert set(figure) in ({"x", "n"}, {"value"})
            assert figure.get("x", 0) <= figure.get("n", 0)


@every_sheet
def test_nothing_was_observed_in_the_future(sheet: dict[str, Any]) -> None:
    for row in [*sheet["rows"].get("experiments", []), *sheet["rows"].get("checks", [])]:
        assert row.get("day", 0) <= 0
    assert all(line["days"] <= 0 for line in sheet.get("history", []))


@every_sheet
def test_the_history_leads_to_the_stage_by_the_table_of_moves(sheet: dict[str, Any]) -> None:
    stage, outcome, waiting, last = Stage.LEFT_SIDE, None, False, -999
    for line in sheet.get("history", []):
        assert len({"point", "decision", "move"} & set(line)) == 1
        move = move_of(line)
        step = next(step for step in TRANSITIONS if step.before is stage and step.move is move)
        assert waiting == (move in (Move.AGREE, Move.RETURN))
        assert step.needs_reason <= bool(line.get("reason"))
        outcome = line.get("outcome", outcome)
        stage, waiting = next_stage(sheet["cycle"], step, outcome), move is Move.SUBMIT
        assert last <= line["days"]
        last = line["days"]
    assert stage == sheet["stage"]
    assert sheet.get("outcome", outcome) == outcome


def move_of(line: dict[str, Any]) -> Move:
    if "decision" in line:
        return {"agreed": Move.AGREE, "returned": Move.RETURN}[line["decision"]]
    return Move(line.get("move", Move.SUBMIT))


@every_sheet
def test_coordinators_submit_and_managers_decide(sheet: dict[str, Any]) -> None:
    stream, team = TEAMS[sheet["team"]]
    for line in sheet.get("history", []):
        assert line["by"] == (stream["manager"] if "decision" in line else team["coordinator"])


@every_sheet
def test_a_side_is_full_before_it_was_submitted(sheet: dict[str, Any]) -> None:
    points = {line.get("point") for line in sheet.get("history", [])}
    asked = {1: [box.key for box in CYCLES[sheet["cycle"]].side(Side.LEFT)], 4: ["check"], 5: ["act"]}
    assert all(key in sheet["boxes"] for point in points & set(asked) for key in asked[point])


@every_sheet
def test_a_sheet_names_its_source_and_what_is_made_up(sheet: dict[str, Any]) -> None:
    notes = re.findall(r"^\*Sources?: .+\*$", "\n".join(sheet["boxes"].values()), re.MULTILINE)
    assert len(notes) == 1
    assert "the demo's own" in notes[0]


@every_sheet
def test_a_sheet_speaks_calmly_and_never_of_the_factory(sheet: dict[str, Any]) -> None:
    words = " ".join(all_words(sheet))
    assert not re.search("takt", words, re.IGNORECASE)
    assert "!" not in words
    assert not re.search(r"\s-\d", words), "a minus is typed as −"


def all_words(thing: Any) -> list[str]:
    if isinstance(thing, str):
        return [thing]
    children = thing.values() if isinstance(thing, dict) else thing if isinstance(thing, list) else ()
    return [word for child in children for word in all_words(child)]


@pytest.mark.parametrize(
    ("name", "measure", "before", "actual"),
    [
        ("a3-02-first-edit", "Activated on the first day, phone", 12.9, 17.2),
        ("a3-02-first-edit", "Activated on the first day, desktop", 15.4, 16.9),
        ("a3-03-healthy", "Activated on the first day", 17.2, None),
        ("a3-07-month-to-month", "Kept, month to month", 57.3, None),
    ],
)
def test_counts_give_the_published_rates(
    name: str, measure: str, before: float, actual: float | None
) -> None:
    row = next(row for row in SHEETS[name]["rows"]["checks"] if row["measure"] == measure)
    assert rate(row["before"]) == before
    assert ("actual" in row) == (actual is not None)
    assert actual is None or rate(row["actual"]) == actual


def rate(figure: dict[str, int]) -> float:
    return round(100 * figure["x"] / figure["n"], 1)
