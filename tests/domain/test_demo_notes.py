"""The demo's meeting notes keep the rules that a form would ask for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from a3tracker.domain.meeting_notes import MeetingNote, checked_note
from tests.domain.demo_files import KNOWN, SHEETS, SIGN_IN

TODAY = date(2026, 6, 30)
NOTES = [(sheet, note) for sheet in SHEETS.values() for note in sheet.get("notes", [])]
KEYS = {"by", "days", "box", "kind", "words", "said_by", "said_by_words", "due", "revision"}


@pytest.mark.parametrize(("sheet", "note"), NOTES)
def test_a_note_of_the_demo_could_have_been_typed_in(sheet: dict[str, Any], note: dict[str, Any]) -> None:
    assert set(note) <= KEYS | {"experiment", "became"}
    assert note["by"] in SIGN_IN
    assert note.get("said_by", note["by"]) in KNOWN
    day, due = TODAY + timedelta(days=note["days"]), note.get("due")
    typed = MeetingNote(
        note["words"],
        day,
        note.get("box"),
        note.get("kind", "note"),
        1 if "said_by" in note else None,
        note.get("said_by_words", ""),
        TODAY + timedelta(days=due) if due is not None else None,
        note.get("revision"),
    )
    assert checked_note(typed, sheet["cycle"], {1}, TODAY) == typed


def test_the_demo_shows_what_notes_become() -> None:
    kinds = {note.get("kind", "note") for _sheet, note in NOTES}
    assert kinds == {"note", "decision", "promise"}
    made = [(sheet, note) for sheet, note in NOTES if "experiment" in note]
    assert made
    assert all(note["experiment"] <= len(sheet["rows"]["experiments"]) for sheet, note in made)
