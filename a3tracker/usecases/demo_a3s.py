"""The demo's A3s, with the history that led to where they stand."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from a3tracker.db.a3s import A3, a3_by_id, last_number, next_number
from a3tracker.db.base import db
from a3tracker.db.boxes import Box
from a3tracker.db.reviews import Submission, open_submission
from a3tracker.db.revisions import Revision, content_of, latest_revision
from a3tracker.db.rows import TABLES
from a3tracker.domain import rows as domain
from a3tracker.domain.cycles import CYCLES, Panel, Side
from a3tracker.domain.figures import Figure
from a3tracker.domain.revisions import Content
from a3tracker.domain.stages import Stage
from a3tracker.usecases.boxes import BoxText
from a3tracker.usecases.demo_setting import Filled
from a3tracker.usecases.transaction import now

Rendered = Callable[[str], BoxText]

#: How many right boxes were written when the history reached each line.
_RIGHT_BOXES = {"lock": 1, "check": 2, 1: 0, 4: 3, 5: 4}


def fill_a3s(folder: Path, filled: Filled, rendered: Rendered) -> None:
    """All A3s in the order of their files; called inside a writing transaction."""
    ids: dict[int, int] = {}
    given = last_number()
    for place, path in enumerate(sorted(folder.glob("a3-*.toml")), start=1):
        # The texts speak of A3-1, A3-2, …; where numbers were given before, they move on with theirs.
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"\bA3-(\d+)", lambda found: f"A3-{int(found[1]) + given}", text)
        ids[place] = _fill_a3(tomllib.loads(text), filled, ids, rendered)


def _fill_a3(plain: dict[str, Any], filled: Filled, ids: dict[int, int], rendered: Rendered) -> int:
    last = plain["history"][-1]["days"] if plain.get("history") else plain["start"]
    stream, closed = filled.streams[plain["stream"]], plain["stage"] == Stage.CLOSED.value
    a3 = A3(
        number=next_number(),
        segment_id=filled.segments[plain["segment"]],
        team_id=filled.teams[plain["team"]],
        owner_id=filled.person(plain["owner"], stream),
        cycle=plain["cycle"],
        loop=plain["loop"],
        parent_id=ids.get(plain.get("parent", 0)),
        title=plain["title"],
        language=plain["language"],
        start=filled.day(plain["start"]),
        target_end=filled.day(plain["target_end"]),
        next_review=filled.day(plain["next_review"]),
        stage=plain["stage"],
        outcome=plain.get("outcome"),
        created_at=_moment(filled, plain["start"]),
        updated_at=_moment(filled, last),
        closed_at=_moment(filled, last) if closed else None,
    )
    filled.add("a3", a3)
    _fill_boxes(a3, plain, filled, rendered)
    _fill_rows(a3, plain.get("rows", {}), filled, stream)
    db.session.flush()
    for line in plain.get("history", []):
        _fill_history(a3, line, filled)
    return a3.id


def _fill_boxes(a3: A3, plain: dict[str, Any], filled: Filled, rendered: Rendered) -> None:
    for key, text in plain["boxes"].items():
        made = rendered(text.strip())
        db.session.add(
            Box(
                a3_id=a3.id,
                key=key,
                text=made.text,
                html=made.html,
                html_version=made.renderer,
                state=plain["states"].get(key, "work"),
                updated_at=a3.updated_at,
                updated_by=a3.owner_id,
            )
        )


def _fill_rows(a3: A3, rows: dict[str, list[dict[str, Any]]], filled: Filled, stream: int) -> None:
    for kind, lines in rows.items():
        for line in lines:
            row = TABLES[Panel(kind)](a3_id=a3.id)
            row.write(_fact(Panel(kind), line, filled, stream))  # type: ignore[arg-type]
            db.session.add(row)


def _fact(panel: Panel, line: dict[str, Any], filled: Filled, stream: int) -> domain.Row:
    if panel is Panel.PEOPLE:
        return domain.PersonRow(filled.person(line["person"], stream), line["position"], line["role"])
    day = filled.day(line.get("day"))
    if panel is Panel.EXPERIMENTS:
        assert day
        return domain.checked_experiment(
            domain.Experiment(
                day, line["tried"], line["expected"], line.get("observed", ""), line.get("learned", "")
            )
        )
    figures = {
        part: Figure(**line[part]) if part in line else None for part in ("before", "target", "actual")
    }
    side = domain.MeasureSide(line["side"])
    return domain.checked_check(domain.Check(line["measure"], side, line.get("unit", ""), **figures, day=day))


def _fill_history(a3: A3, line: dict[str, Any], filled: Filled) -> None:
    at = _moment(filled, line["days"], hour=15 if "decision" in line else 9)
    person = filled.people[line["by"]]
    if "decision" in line:
        _fill_decision(a3, line, person, at)
        return
    revision = _revision(a3, line.get("move") or line["point"], person, at)
    if "point" in line:
        db.session.add(
            Submission(
                a3_id=a3.id,
                point=line["point"],
                round=a3.round,
                revision_id=revision.id,
                outcome=line.get("outcome"),
                note=line.get("note", ""),
                submitted_by=person,
                submitted_at=at,
            )
        )
    db.session.flush()


def _fill_decision(a3: A3, line: dict[str, Any], person: int, at: datetime) -> None:
    submission = open_submission(a3.id)
    assert submission
    submission.decision, submission.reason = line["decision"], line.get("reason", "")
    submission.decided_by, submission.decided_at = person, at
    a3.round += 1
    db.session.flush()


def _revision(a3: A3, reached: str | int, person: int, at: datetime) -> Revision:
    """The sheet as far as it was written then."""
    content = _as_far_as(content_of(a3_by_id(a3.id)), _RIGHT_BOXES[reached])
    newest = latest_revision(a3.id)
    if newest is not None and newest.digest == content.digest():
        return newest
    revision = Revision(
        a3_id=a3.id,
        number=newest.number + 1 if newest else 1,
        content=content.canonical(),
        digest=content.digest(),
        why="submitted" if isinstance(reached, int) else "moved",
        taken_at=at,
        taken_by=person,
    )
    db.session.add(revision)
    db.session.flush()
    return revision


def _as_far_as(content: Content, right_boxes: int) -> Content:
    cycle = CYCLES[content.cycle]
    boxes = (*cycle.side(Side.LEFT), *cycle.side(Side.RIGHT)[:right_boxes])
    panels = {panel.value for box in boxes for panel in box.panels}
    return replace(
        content,
        boxes={box.key: content.boxes[box.key] for box in boxes if box.key in content.boxes},
        rows={kind: rows for kind, rows in content.rows.items() if kind in panels},
    )


def _moment(filled: Filled, days: int, hour: int = 9) -> datetime:
    """A working hour of that day, never later than now."""
    return min(now(), datetime.combine(filled.today + timedelta(days=days), time(hour), now().tzinfo))
