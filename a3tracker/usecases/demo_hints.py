"""Hints dismissed on the demo's A3s, and how coach and team rate their boxes."""

from __future__ import annotations

from typing import Any

from a3tracker.db.a3s import A3, Placed, a3_by_id
from a3tracker.db.base import db
from a3tracker.db.hints import DismissedHint
from a3tracker.db.ratings import BoxRating
from a3tracker.db.revisions import content_of
from a3tracker.domain.ratings import Rater, Step, box_digest
from a3tracker.usecases.demo_setting import Filled, moment


def fill_hints(a3: A3, plain: dict[str, Any], filled: Filled) -> None:
    """What stands in a file under `dismissed` and `ratings`."""
    for line in plain.get("dismissed", []):
        row = DismissedHint(a3_id=a3.id, key=line["hint"], words=line["words"])
        row.dismissed_by, row.dismissed_at = filled.people[line["by"]], moment(filled, line["days"], hour=13)
        db.session.add(row)
    if plain.get("ratings"):
        placed = a3_by_id(a3.id)
        for line in plain["ratings"]:
            _fill_rating(placed, line, filled)


def _fill_rating(placed: Placed, line: dict[str, Any], filled: Filled) -> None:
    person = filled.people[line["by"]]
    coaches = person == placed.team.coordinator_id
    row = BoxRating(a3_id=placed.a3.id, box=line["box"], words=line.get("words", ""))
    row.rater = (Rater.COACH if coaches else Rater.TEAM).value
    row.step = Step[line["step"].upper().replace(" ", "_")].value
    # What was rated earlier was another text; which one, nobody asks any more.
    row.box_version = 0 if line.get("earlier") else 1
    row.box_digest = "" if line.get("earlier") else box_digest(content_of(placed), line["box"])
    row.rated_by, row.rated_at = person, moment(filled, line["days"], hour=13)
    db.session.add(row)
