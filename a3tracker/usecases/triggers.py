"""A standard that answers by itself: a new figure calls, the person responsible hears, somebody answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import groupby

from a3tracker.db.a3s import A3, Placed, a3_by_id
from a3tracker.db.base import db
from a3tracker.db.boxes import Box
from a3tracker.db.metrics import Metric
from a3tracker.db.people import people_in_teams
from a3tracker.db.predictions import ExpectedRange
from a3tracker.db.reviews import Submission
from a3tracker.db.rows import PersonRow, rows_in
from a3tracker.db.segments import Segment
from a3tracker.db.series import series_of
from a3tracker.db.triggers import Raised, Trigger, open_on, raised, triggers_of, watched_in
from a3tracker.domain import rows as domain
from a3tracker.domain.a3s import HeaderChange, checked_header, label
from a3tracker.domain.access import Action, Actor, Verdict, may
from a3tracker.domain.cycles import CYCLES, Panel
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, WrongState
from a3tracker.domain.metrics import Kind as Figures
from a3tracker.domain.notices import Kind
from a3tracker.domain.periods import CalendarPeriod
from a3tracker.domain.reviews import outcome_of
from a3tracker.domain.series import Series
from a3tracker.domain.stages import Stage
from a3tracker.domain.triggers import DRAFTS, Crossing, How, checked_reason, crossing, in_force, is_new
from a3tracker.usecases.a3s import copy_pictures, ensure_open, found_a3, made_a3, open_a3, touch
from a3tracker.usecases.boxes import BoxText, note_writer
from a3tracker.usecases.handovers import note_hand_over
from a3tracker.usecases.notices import hearers, tell
from a3tracker.usecases.transaction import journal, now, writing

Measured = tuple[int, CalendarPeriod]


@dataclass(frozen=True)
class Draft:
    """What the left side of a PDCA says that is drafted from a trigger: its title and box texts by key."""

    title: str
    boxes: Mapping[str, BoxText]


def watch_figures(
    person: int, segment: Segment, flows: Collection[CalendarPeriod], measured: Collection[Measured] = ()
) -> None:
    """Hold the figures that were just stored against the expected ranges that watch them.

    `flows` are the periods of the customer flow that changed, `measured` the metric and period of each
    other figure. Called once inside the writing transaction that stored them, whatever they came from.
    """
    db.session.flush()
    watched = watched_in(segment.id)
    touched = {row.id: _touched(metric, flows, measured) for row, metric, _a3 in watched}
    metrics = {metric.id: metric for row, metric, _a3 in watched if touched[row.id]}
    if not metrics:
        return
    found = series_of(segment, segment.today(now()), list(metrics.values()))
    series, before = {one.metric: one for one in found}, triggers_of(touched)
    for a3, lines in groupby(watched, key=lambda line: line[2]):
        for row in in_force([line[0] for line in lines]):
            for period in sorted(touched[row.id]):
                known = series[row.metric_id or 0]
                _judge(person, segment, _Figure(a3, row, known, period), before.get((row.id, str(period))))


def found_trigger(actor: Actor, number: int, trigger: int) -> Raised:
    """One trigger of an A3 that the actor sees."""
    found = raised(found_a3(actor, number).a3.id, trigger)
    if found is None:
        raise NotFound("There is no such trigger.")
    return found


def may_answer(actor: Actor, placed: Placed, row: ExpectedRange) -> Verdict:
    """Whether the actor may say that no PDCA is needed: the person responsible, or the coordinator."""
    if actor.id == row.responsible_id or may(actor, Action.COORDINATE_A3, placed.place):
        return Verdict(True)
    return Verdict(False, "Only the person responsible or the team coordinator may answer this.")


def answer(actor: Actor, number: int, trigger: int, reason: str) -> None:
    """Say in one line why a trigger needs no PDCA. The same answer twice is one."""
    with writing():
        placed, found = found_a3(actor, number), found_trigger(actor, number, trigger)
        verdict = may_answer(actor, placed, found.range)
        if not verdict:
            raise NotAllowed(verdict.reason)
        reason, row = checked_reason(reason), found.trigger
        if (row.how, row.answered_by, row.reason) == (How.REASON, actor.id, reason):
            return
        ensure_open(placed)
        _ensure_unanswered(found)
        _answered(row, actor.id, How.REASON, reason)
        touch(placed.a3)
        journal(actor.id, "answered a trigger of", "a3", placed.a3.id, trigger=row.id)


def draft_pdca(actor: Actor, number: int, trigger: int, draft: Draft) -> int:
    """A PDCA of the same team and segment, its left side begun; returns its number. Twice is the same one.

    It answers every open trigger of the range.
    """
    with writing():
        placed = open_a3(actor, number, Action.COORDINATE_A3)
        found = found_trigger(actor, number, trigger)
        if found.drafted is not None:
            return found.drafted
        _ensure_unanswered(found)
        if Stage(placed.a3.stage) not in DRAFTS:
            raise WrongState(f"{label(number)} is not in use now: a PDCA is drafted from Do, Check or Act.")
        a3 = made_a3(actor, _header(placed, draft.title), placed.a3)
        _write_left_side(actor, placed.a3, a3, found, draft)
        note_hand_over(actor, placed, a3, "signalled")
        for other in open_on(placed.a3.id):
            if other.range.id == found.range.id:
                _answered(other.trigger, actor.id, How.DRAFTED)
                other.trigger.drafted_id = a3.id
        touch(placed.a3)
        journal(actor.id, "drafted from a trigger", "a3", a3.id, trigger=trigger, parent=placed.a3.id)
        return a3.number


def ensure_answered(submission: Submission) -> None:
    """A standard is held, while a figure calls for an answer, with a reason alone."""
    waiting = len(open_on(submission.a3_id)) if submission.outcome == "held" else 0
    if waiting:
        said = "A trigger waits" if waiting == 1 else f"{waiting} triggers wait"
        sentence = f"{said} for an answer: agree to “held” with a reason."
        raise Invalid(sentence, {"reason": sentence})


def answer_by_decision(person: int, a3: A3, outcome: str) -> None:
    """What was agreed at Act answers the triggers that were open. Called inside a writing transaction."""
    for found in open_on(a3.id):
        _answered(found.trigger, person, How.DECIDED, outcome_of(a3.cycle, outcome).label)


@dataclass(frozen=True)
class _Figure:
    """One figure and the range that it is held against."""

    a3: A3
    row: ExpectedRange
    series: Series
    period: CalendarPeriod


def _touched(
    metric: Metric, flows: Collection[CalendarPeriod], measured: Collection[Measured]
) -> set[CalendarPeriod]:
    if metric.kind == Figures.FLOW:
        return set(flows)
    return {period for identity, period in measured if identity == metric.id}


def _judge(person: int, segment: Segment, figure: _Figure, before: Trigger | None) -> None:
    """Raise, renew, correct or close; what somebody answered stays as it was answered."""
    assert figure.row.locked_at
    locked = segment.today(figure.row.locked_at)
    found = crossing(figure.row.fact(), figure.series, figure.period, locked)
    if before is None:
        if found and is_new(figure.series, figure.period, locked):
            _raise(person, figure, found, Trigger(a3_id=figure.a3.id, range_id=figure.row.id))
    elif before.answered_at is None:
        if found:
            before.value, before.sign = found.value, found.sign.value
        else:
            _answered(before, person, How.CORRECTED)
            journal(person, "closed a trigger of", "a3", figure.a3.id, trigger=before.id)
    elif found and before.how == How.CORRECTED:
        before.answered_at = before.answered_by = before.how = None
        _raise(person, figure, found, before)


def _raise(person: int, figure: _Figure, found: Crossing, row: Trigger) -> None:
    """Write it down and tell the person responsible; the coordinator for one who does not sign in."""
    row.period, row.value, row.sign, row.at = str(found.period), found.value, found.sign.value, now()
    db.session.add(row)
    db.session.flush()
    responsible = {figure.row.responsible_id or 0}
    if not hearers(responsible, figure.a3.id):
        responsible = {a3_by_id(figure.a3.id).team.coordinator_id}
    tell(responsible, Kind.TRIGGERED, figure.a3.id, None, trigger=row.id, period=row.period)
    touch(figure.a3)
    journal(person, "triggered", "a3", figure.a3.id, trigger=row.id, period=row.period)


def _answered(row: Trigger, person: int, how: How, reason: str = "") -> None:
    row.answered_at, row.answered_by, row.how, row.reason = now(), person, how.value, reason


def _ensure_unanswered(found: Raised) -> None:
    if found.trigger.answered_at is not None:
        raise WrongState("This trigger was answered meanwhile. Look at what stands there now.")


def _header(placed: Placed, title: str) -> HeaderChange:
    """The standard's own segment, team, owner and language; the coordinator where the owner has left."""
    a3, team = placed.a3, {person.id for person in people_in_teams({placed.team.id})}
    owner = a3.owner_id if a3.owner_id in team else placed.team.coordinator_id
    today = placed.segment.today(now())
    return checked_header(
        HeaderChange(title, a3.segment_id, "PDCA", a3.team_id, owner, a3.language, start=today)
    )


def _write_left_side(actor: Actor, source: A3, a3: A3, found: Raised, draft: Draft) -> None:
    """The texts, the pictures that they show, and the person responsible among those who understand."""
    keys = {box.key for box in CYCLES[a3.cycle].boxes}
    for key, made in draft.boxes.items():
        if key in keys:
            row = Box(a3_id=a3.id, key=key, text=made.text, html=made.html, html_version=made.renderer)
            row.updated_at, row.updated_by = now(), actor.id
            db.session.add(row)
    copy_pictures(actor, source, a3)
    if found.range.responsible_id:
        people = [row for row in rows_in(source.id, Panel.PEOPLE) if isinstance(row, PersonRow)]
        known = {row.person_id: row.position for row in people}
        person, role = found.range.responsible_id, f"answers for {found.range.measure}"[: domain.SHORT]
        db.session.add(PersonRow(a3_id=a3.id, person_id=person, position=known.get(person, ""), role=role))
    note_writer(a3, actor)
