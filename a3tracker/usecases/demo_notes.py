"""Meeting notes on the demo's A3s."""

from __future__ import annotations

from typing import Any

from a3tracker.db.a3s import A3
from a3tracker.db.base import db
from a3tracker.db.meeting_notes import MeetingNote
from a3tracker.db.rows import rows_in
from a3tracker.domain.cycles import Panel
from a3tracker.domain.meeting_notes import Became
from a3tracker.usecases.demo_setting import Filled, moment


def fill_note(a3: A3, line: dict[str, Any], filled: Filled, stream: int) -> None:
    """One note, and the experiment that it became, by its place among those of the A3."""
    row = MeetingNote(a3_id=a3.id, day=filled.day(line["days"]), due=filled.day(line.get("due")))
    for name in ("box", "kind", "words", "said_by_words", "revision"):
        if name in line:
            setattr(row, name, line[name])
    row.said_by = filled.person(line["said_by"], stream) if "said_by" in line else None
    row.typed_by, row.typed_at = filled.people[line["by"]], moment(filled, line["days"], hour=16)
    if "experiment" in line:
        tried = rows_in(a3.id, Panel.EXPERIMENTS)[line["experiment"] - 1]
        row.became, row.experiment_id = Became.EXPERIMENT.value, tried.id
        row.became_at = moment(filled, line["became"], hour=9)
    db.session.add(row)
