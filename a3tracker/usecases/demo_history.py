"""What happened on the demo's A3s before the first look: submissions, decisions, the coordinator's moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from a3tracker.db.a3s import A3, a3_by_id
from a3tracker.db.base import db
from a3tracker.db.control_points import ControlPoint
from a3tracker.db.countermeasures import keep_countermeasures
from a3tracker.db.kept_settings import keep_setting
from a3tracker.db.learnings import standing_learning
from a3tracker.db.predictions import ExpectedRange, Prediction, unlocked
from a3tracker.db.reviews import Submission, open_submission
from a3tracker.db.revisions import Revision, content_of, latest_revision, revision_numbered
from a3tracker.domain.cycles import CYCLES, Panel, Side
from a3tracker.domain.marks import names_marked
from a3tracker.domain.reviews import outcome_of
from a3tracker.domain.revisions import FIGURES, LEARNINGS, Content
from a3tracker.domain.stages import Stage
from a3tracker.usecases.demo_catchball import fill_review
from a3tracker.usecases.demo_countermeasures import as_planned_by
from a3tracker.usecases.demo_setting import Filled, moment
from a3tracker.usecases.learnings import ask_with

Rows = dict[str, list[dict[str, Any]]]

#: How many right boxes were written when the history reached each line.
_RIGHT_BOXES = {"lock": 1, "check": 2, 1: 0, 4: 3, 5: 4}
_MOVES = {"lock": 2, "check": 3}
_WHY: dict[str | int, str] = {"lock": "locked", "check": "moved"}


def fill_history(a3: A3, line: dict[str, Any], filled: Filled) -> None:
    """One line of an A3's history, in the order of the file."""
    at = moment(filled, line["days"])
    person = filled.people[line["by"]]
    if "decision" in line:
        _fill_decision(a3, line, filled)
        return
    revision = _revision(a3, line, person, at)
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
    else:
        _fill_move(a3, line["move"], person, at)
    db.session.flush()
    if "outcome" in line and (submission := open_submission(a3.id)) is not None:
        ask_with(submission)


def keep_settings(a3: A3) -> None:
    """What stood around each revision but the newest, once the dates of the A3 are known."""
    newest, placed = latest_revision(a3.id), a3_by_id(a3.id)
    for number in range(1, newest.number if newest else 1):
        revision = revision_numbered(a3.id, number)
        assert revision
        keep_setting(revision, placed)


def _fill_decision(a3: A3, line: dict[str, Any], filled: Filled) -> None:
    person, at = filled.people[line["by"]], moment(filled, line["days"], hour=15)
    submission = open_submission(a3.id)
    assert submission
    submission.decision, submission.reason = line["decision"], line.get("reason", "")
    submission.decided_by, submission.decided_at = person, at
    a3.round += 1
    if line["decision"] == "agreed":
        _pass(a3, submission.point, person, at)
        ends = outcome_of(a3.cycle, submission.outcome).leads_to if submission.outcome else Stage.CLOSED
        # A standard that goes round begins its next lap.
        a3.lap += ends is not Stage.CLOSED
        if a3.stage == Stage.CLOSED.value and submission.outcome:
            _publish(a3, at)
    fill_review(a3, submission, line, filled)
    db.session.flush()


def _publish(a3: A3, at: datetime) -> None:
    """What was learned lies on the shelf once the end was agreed."""
    standing = standing_learning(a3.id)
    if standing is not None:
        standing.published_at = at


def _fill_move(a3: A3, move: str, person: int, at: datetime) -> None:
    _pass(a3, _MOVES[move], person, at)
    if move == "lock":
        table = ExpectedRange if CYCLES[a3.cycle].expected is Panel.RANGES else Prediction
        for row in unlocked(a3.id, table):
            row.locked_at, row.locked_by = at, person
        keep_countermeasures(a3.id, at)


def _pass(a3: A3, point: int, person: int, at: datetime) -> None:
    db.session.add(ControlPoint(a3_id=a3.id, lap=a3.lap, point=point, done_at=at, done_by=person))


def _revision(a3: A3, line: dict[str, Any], person: int, at: datetime) -> Revision:
    """The sheet as far as it was written then; `was` says what read otherwise."""
    reached = line.get("move") or line["point"]
    content = _as_far_as(content_of(a3_by_id(a3.id)), reached)
    for kind in ("experiments", "adherence", "deviations"):
        log = [row for row in content.rows.get(kind, []) if row["day"] <= at.date().isoformat()]
        content = replace(content, rows={**content.rows, kind: log} if log else content.rows)
    content = replace(content, rows=as_planned_by(content.rows, at.date(), reached in ("lock", "check")))
    for box, words, before in line.get("was", ()):
        content = _read_otherwise(content, box, words, before)
    newest = latest_revision(a3.id)
    if newest is not None and newest.digest == content.digest():
        return newest
    revision = Revision(
        a3_id=a3.id,
        number=newest.number + 1 if newest else 1,
        content=content.canonical(),
        digest=content.digest(),
        why=_WHY.get(reached, "submitted"),
        taken_at=at,
        taken_by=person,
    )
    db.session.add(revision)
    db.session.flush()
    return revision


def _read_otherwise(content: Content, where: str, words: str, before: str) -> Content:
    """The content with other words in a box, or in the rows of a kind."""
    if where in content.rows:
        otherwise = {words: before}
        rows = [{key: _said(otherwise, one) for key, one in row.items()} for row in content.rows[where]]
        return replace(content, rows={**content.rows, where: rows})
    text = content.boxes.get(where, "").replace(words, before)
    return replace(content, boxes={**content.boxes, where: text} if text else content.boxes)


def _said(otherwise: dict[str, str], value: Any) -> Any:
    return otherwise.get(value, value) if isinstance(value, str) else value


def _as_far_as(content: Content, reached: str | int) -> Content:
    cycle = CYCLES[content.cycle]
    boxes = (*cycle.side(Side.LEFT), *cycle.side(Side.RIGHT)[: _RIGHT_BOXES[reached]])
    panels = {panel.value for box in boxes for panel in box.panels}
    # What is expected is written at control point 2, in whichever box it is drawn.
    panels |= {cycle.expected.value} if reached != 1 else set()
    texts = {box.key: content.boxes[box.key] for box in boxes if box.key in content.boxes}
    # What was learned is said with the end.
    panels |= {LEARNINGS} if reached in (5, 6) else set()
    rows = {kind: rows for kind, rows in content.rows.items() if kind in panels}
    return replace(content, boxes=texts, rows={**rows, FIGURES: _referred(content, texts, rows)})


def _referred(content: Content, texts: dict[str, str], rows: Rows) -> list[dict[str, Any]]:
    """The figures that these texts and rows refer to."""
    names = names_marked(texts.values())
    metrics = {row.get("metric") for kind in rows.values() for row in kind}
    known = content.rows.get(FIGURES, [])
    return [plain for plain in known if plain["id"] in metrics or plain["name"].casefold() in names]
