"""The demo's A3s, with the history that led to where they stand."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from a3tracker.db.a3s import A3, last_number, next_number
from a3tracker.db.base import db
from a3tracker.db.boxes import Box
from a3tracker.db.countermeasures import next_countermeasure
from a3tracker.db.experiments import Experiment as ExperimentRow
from a3tracker.db.handovers import HandOver
from a3tracker.db.learnings import Learning
from a3tracker.db.reviews import newest_submission
from a3tracker.db.revisions import latest_revision
from a3tracker.db.rows import TABLES
from a3tracker.domain import learnings
from a3tracker.domain import rows as domain
from a3tracker.domain.checks import checked_check, read_check
from a3tracker.domain.cycles import Panel
from a3tracker.domain.experiments import Experiment, checked_experiment
from a3tracker.domain.facts import Fact
from a3tracker.domain.learnings import checked_learning
from a3tracker.domain.predictions import ExpectedRange, Prediction, checked_prediction, checked_range
from a3tracker.domain.stages import Stage
from a3tracker.usecases.boxes import BoxText
from a3tracker.usecases.control_points import set_due
from a3tracker.usecases.demo_catchball import fill_coaching, fill_inboxes
from a3tracker.usecases.demo_causes import demo_cause, demo_tally
from a3tracker.usecases.demo_countermeasures import filled_countermeasure, filled_not_to_do
from a3tracker.usecases.demo_hints import fill_hints
from a3tracker.usecases.demo_history import fill_history, keep_settings
from a3tracker.usecases.demo_notes import fill_note
from a3tracker.usecases.demo_setting import Filled, moment
from a3tracker.usecases.demo_standards import HELD, held_fact
from a3tracker.usecases.demo_triggers import fill_trigger, metric_named

Rendered = Callable[[str], BoxText]


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
        audit_days=plain.get("audit_days"),
        created_at=moment(filled, plain["start"]),
        updated_at=moment(filled, last),
        closed_at=moment(filled, last) if closed else None,
    )
    filled.add("a3", a3)
    _fill_boxes(a3, plain, filled, rendered)
    _fill_rows(a3, plain.get("rows", {}), filled, stream)
    _fill_story(a3, plain, filled)
    if "handover" in plain:
        _fill_handover(a3, plain["handover"])
    return a3.id


def _fill_learning(a3: A3, plain: dict[str, str] | None) -> None:
    """What it is submitted with at its end; the history says whether it was agreed."""
    learned = checked_learning(learnings.Learning(**plain), Stage.CLOSED) if plain else None
    if learned is not None:
        said = {"written_by": a3.owner_id, "written_at": a3.updated_at, **vars(learned)}
        db.session.add(Learning(a3_id=a3.id, **said))


def _fill_handover(a3: A3, key: str) -> None:
    """The line of the table by which it came from its parent, as that one stood at its end."""
    source = db.session.get_one(A3, a3.parent_id)
    revision = latest_revision(source.id)
    assert revision
    made = HandOver(a3_id=source.id, revision_id=revision.id, target_id=a3.id, key=key)
    made.made_by, made.made_at = a3.owner_id, a3.created_at
    db.session.add(made)


def _fill_story(a3: A3, plain: dict[str, Any], filled: Filled) -> None:
    """What was learned, what happened to it, what the coach noted, and what lies ahead."""
    _fill_learning(a3, plain.get("learning"))
    db.session.flush()
    for line in plain.get("history", []):
        fill_history(a3, line, filled)
    for trigger in plain.get("triggers", []):
        fill_trigger(a3, trigger, filled)
    for note in plain.get("coaching", []):
        fill_coaching(a3, note, filled)
    for note in plain.get("notes", []):
        fill_note(a3, note, filled, filled.streams[plain["stream"]])
    fill_hints(a3, plain, filled)
    fill_inboxes(a3, newest_submission(a3.id))
    for point, days in plain.get("dates", {}).items():
        set_due(a3, int(point), filled.day(days))
    keep_settings(a3)


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
    made: dict[str, list[int]] = {}
    numbered: dict[int, int] = {}
    for kind, lines in rows.items():
        for line in lines:
            if kind == Panel.CHECKS and "prediction" in line:
                line = {**line, "prediction": made["predictions"][line["prediction"] - 1]}
            if "metric" in line:
                line = {**line, "metric": metric_named(a3, line["metric"]).id}
            if kind == Panel.COUNTERMEASURES:
                causes = [numbered[cause] for cause in line.get("causes", ()) if cause in numbered]
                line = {**line, "causes": causes, "number": next_countermeasure(a3)}
            row = TABLES[Panel(kind)](a3_id=a3.id)
            row.write(_fact(a3, Panel(kind), line, filled, stream))  # type: ignore[arg-type]
            if isinstance(row, ExperimentRow):
                row.logged_by = a3.owner_id
            db.session.add(row)
            db.session.flush()
            made.setdefault(kind, []).append(row.id)
            if kind == Panel.CAUSES:
                numbered[line["number"]] = row.id


def _fact(a3: A3, panel: Panel, line: dict[str, Any], filled: Filled, stream: int) -> Fact:
    if panel is Panel.PEOPLE:
        person, known = filled.person(line["person"], stream), (line["position"], line["role"])
        return domain.PersonRow(person, *known, line.get("trained"), filled.day(line.get("trained_on")))
    if panel is Panel.CAUSES:
        return demo_cause(a3, line, filled, stream)
    if panel is Panel.TALLIES:
        return demo_tally(line)
    if panel in HELD:
        return held_fact(a3, panel, line, filled, stream)
    day = filled.day(line.get("day"))
    if panel is Panel.PREDICTIONS:
        return checked_prediction(Prediction(**{**line, "day": day}))
    if panel is Panel.RANGES:
        responsible = filled.person(line["responsible"], stream)
        return checked_range(ExpectedRange(**{**line, "responsible": responsible}))
    if panel is Panel.COUNTERMEASURES:
        return filled_countermeasure(line, filled, stream)
    if panel is Panel.NOT_TO_DO:
        return filled_not_to_do(line, filled, stream)
    if panel is Panel.EXPERIMENTS:
        who = filled.person(line["who"], stream) if "who" in line else None
        look_on = filled.day(line.get("look_on"))
        return checked_experiment(Experiment(**{**line, "day": day, "who": who, "look_on": look_on}))
    return checked_check(read_check({**line, "day": day.isoformat() if day else None}))
