"""Making the next A3 from one that ends, with exactly what the table of hand-overs carries over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from a3tracker.db.a3s import A3, Placed
from a3tracker.db.base import db
from a3tracker.db.boxes import Box
from a3tracker.db.countermeasures import keep_countermeasures
from a3tracker.db.handovers import HandOver, made_from
from a3tracker.db.metrics import metrics_of
from a3tracker.db.revisions import Revision, written_now
from a3tracker.db.rows import TABLES
from a3tracker.db.teams import Team
from a3tracker.db.versions import version_of
from a3tracker.domain import handovers as domain
from a3tracker.domain.a3s import HeaderChange, checked_header, label
from a3tracker.domain.access import Action, Actor, Place, ensure
from a3tracker.domain.carrying import Source, Taken, taken, unmarked
from a3tracker.domain.checks import read_check
from a3tracker.domain.cycles import Panel
from a3tracker.domain.errors import Invalid, NotFound, OutOfDate, WrongState
from a3tracker.domain.expecting import ranges_from
from a3tracker.domain.facts import Fact
from a3tracker.domain.restoring import fact_from
from a3tracker.domain.stages import Stage
from a3tracker.usecases.a3s import copy_pictures, found_a3, made_a3, touch
from a3tracker.usecases.boxes import BoxText, note_writer
from a3tracker.usecases.revisions import take_revision
from a3tracker.usecases.transaction import journal, now, writing


def lines_from(placed: Placed) -> tuple[domain.HandOver, ...]:
    """The lines of the table that start from where the A3 stands."""
    if placed.a3.archived_at is not None:
        return ()
    return domain.hand_overs_from(placed.a3.cycle, Stage(placed.a3.stage), placed.a3.outcome)


def line_of(placed: Placed, key: str) -> domain.HandOver:
    """The line with this key; `NotFound` for an unknown one, `WrongState` where it does not start here."""
    if key not in {line.key for line in domain.HAND_OVERS}:
        raise NotFound("There is no such hand-over.")
    line = next((one for one in lines_from(placed) if one.key == key), None)
    if line is None:
        raise WrongState(f"{label(placed.a3.number)} does not stand where this hand-over starts.")
    return line


def source_of(placed: Placed) -> Source:
    """What stands on the A3 now, with the expected ranges that follow from its measures."""
    content = written_now(placed).content
    kinds = {metric.id: (metric.kind, metric.source) for metric in metrics_of(placed.segment.id)}
    version = version_of(placed.a3).number
    ranges = ranges_from(content, kinds)
    return Source(placed.a3.number, placed.a3.title, content, version, ranges, placed.segment.name)


def hand_over(actor: Actor, number: int, key: str, change: HeaderChange, drawn: Mapping[str, BoxText]) -> int:
    """Make the next A3; returns its number. The same hand-over into the same segment twice is one.

    The coordinator of the receiving team makes it. `drawn` are the texts that go over, rendered.
    """
    with writing():
        placed = found_a3(actor, number)
        line = line_of(placed, key)
        change = checked_header(replace(change, cycle=line.after))
        _ensure_complete(placed, line, change)
        before = made_before(placed.a3, line, change)
        if before:
            return before
        a3 = next_a3(actor, placed.a3, line, change)
        copy_pictures(actor, placed.a3, a3)
        write_taken(actor, a3, taken(line, source_of(placed)), drawn)
        made = note_hand_over(actor, placed, a3, key)
        touch(placed.a3)
        journal(actor.id, "handed over", "a3", placed.a3.id, key=key, target=a3.id, revision=made.revision_id)
        return a3.number


def note_hand_over(actor: Actor, placed: Placed, target: A3, key: str) -> HandOver:
    """Link both, with the revision that was handed over. Called inside a writing transaction."""
    return link_both(actor, take_revision(actor.id, placed, "handed over"), target, key)


def link_both(actor: Actor, revision: Revision, target: A3, key: str) -> HandOver:
    """Link the A3 of this revision with what it led to. Called inside a writing transaction."""
    made = HandOver(a3_id=revision.a3_id, revision_id=revision.id, target_id=target.id, key=key)
    made.made_by, made.made_at = actor.id, now()
    db.session.add(made)
    return made


def made_before(source: A3, line: domain.HandOver, change: HeaderChange) -> int | None:
    """What this line led to in this segment already, if it was not put aside since."""
    found = [
        made.number
        for made in made_from(source.id)
        if made.is_by(line, source.segment_id) and made.segment == change.segment and not made.archived
    ]
    return found[-1] if found else None


def next_a3(actor: Actor, source: A3, line: domain.HandOver, change: HeaderChange) -> A3:
    """The new A3, made by the coordinator of the team that receives it."""
    a3 = made_a3(actor, change, source)
    team = db.session.get_one(Team, change.team)
    ensure(actor, Action.COORDINATE_A3, Place(team.stream_id, team.id))
    a3.loop = source.loop + 1 if line.next_loop else 1
    return a3


def write_taken(actor: Actor, a3: A3, carried: Taken, drawn: Mapping[str, BoxText]) -> None:
    """The texts and the rows that go over; `OutOfDate` when they are not those that were drawn."""
    if carried.texts != {key: text.text for key, text in drawn.items()}:
        raise OutOfDate("Somebody wrote on this A3 meanwhile. Nothing was made: look, then hand over again.")
    for key, text in drawn.items():
        row = Box(a3_id=a3.id, key=key, text=text.text, html=text.html, html_version=text.renderer)
        row.updated_at, row.updated_by = now(), actor.id
        db.session.add(row)
    causes = write_causes(a3, carried.rows.get("causes", ()))
    for kind, rows in carried.rows.items():
        for plain in rows if kind != "causes" else ():
            _add_row(a3, Panel(kind), with_causes(plain, causes))
    _go_on_counting(a3, carried.rows)
    note_writer(a3, actor)


def _ensure_complete(placed: Placed, line: domain.HandOver, change: HeaderChange) -> None:
    """Another segment where the line says so, else the same one; and no countermeasure without its marks."""
    same = change.segment == placed.a3.segment_id
    if line.elsewhere and same:
        raise Invalid(
            "Choose another segment.", {"segment": "It is proven here already: choose another segment."}
        )
    if not line.elsewhere and not same:
        raise Invalid("The segment stays.", {"segment": f"The next A3 is about {placed.segment.name}, too."})
    missing = unmarked(written_now(placed).content)
    if line.next_loop and missing:
        numbers = ", ".join(str(number) for number in missing)
        raise Invalid(
            f"Mark each countermeasure first: was it done, did it work? Still without marks: {numbers}. "
            "Drop one only with its reason."
        )


def _go_on_counting(a3: A3, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """Numbers that came along are never given again, and what came along is dropped with a reason alone."""
    a3.causes_given = max((row["number"] for row in rows.get("causes", ())), default=0)
    a3.countermeasures_given = max((row["number"] for row in rows.get("countermeasures", ())), default=0)
    keep_countermeasures(a3.id, now())


def write_causes(a3: A3, rows: Sequence[Mapping[str, Any]]) -> dict[int, int]:
    """Copy causes with their whys; returns the new id of each by its old one."""
    made = {row["id"]: _add_row(a3, Panel.CAUSES, {**row, "parent": None}) for row in rows}
    new = {old: row.id for old, row in made.items()}
    for row in rows:
        if row.get("parent") in made:
            made[row["id"]].write(_fact(Panel.CAUSES, {**row, "parent": new[row["parent"]]}))
    db.session.flush()
    return new


def with_causes(plain: Mapping[str, Any], causes: Mapping[int, int]) -> Mapping[str, Any]:
    """The row with the causes that it names under their new ids."""
    if not plain.get("causes"):
        return plain
    return {**plain, "causes": [causes[one] for one in plain["causes"] if one in causes]}


def _add_row(a3: A3, panel: Panel, plain: Mapping[str, Any]) -> Any:
    row = TABLES[panel](a3_id=a3.id)
    row.write(_fact(panel, plain))  # type: ignore[arg-type]
    db.session.add(row)
    db.session.flush()
    return row


def _fact(panel: Panel, plain: Mapping[str, Any]) -> Fact:
    """The fact of a plain row; what the row does not say is as if nobody had filled it in."""
    return read_check(plain) if panel is Panel.CHECKS else fact_from(panel, plain)
