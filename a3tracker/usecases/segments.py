"""Setting up customer segments: the manager of the stream, or an administrator."""

from __future__ import annotations

from datetime import date

from sqlalchemy.exc import IntegrityError

from a3tracker.db.a3s import has_a3s, teams_on_segment
from a3tracker.db.base import db
from a3tracker.db.metrics import periods_kept
from a3tracker.db.segments import Segment, segment_seen
from a3tracker.domain.access import Action, Actor, Place, Verdict, ensure, may
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, WrongState
from a3tracker.domain.segments import SegmentChange, checked_segment
from a3tracker.usecases.streams import stream_in_use
from a3tracker.usecases.transaction import journal, now, writing


def add_segment(actor: Actor, change: SegmentChange) -> int:
    """Add a segment to a stream; returns its id."""
    change = checked_segment(change)
    with writing():
        stream_in_use(actor, change.stream, Action.SET_UP_SEGMENTS)
        segment = Segment(created_at=now())
        _fill(segment, change)
        db.session.add(segment)
        _flush_named(change.name)
        journal(actor.id, "added", "segment", segment.id, stream=change.stream)
        return segment.id


def edit_segment(actor: Actor, segment_id: int, change: SegmentChange) -> None:
    """Change a segment; it keeps its stream once it has A3s, because those belong to the stream's teams.

    It keeps its period once it has figures.
    """
    change = checked_segment(change)
    with writing():
        segment = set_up_segment(actor, segment_id)
        if change.stream != segment.stream_id:
            stream_in_use(actor, change.stream, Action.SET_UP_SEGMENTS)
            if has_a3s(segment=segment_id):
                sentence = "This segment has A3s, so it stays in its stream. Add a new segment there."
                raise Invalid("The segment has A3s.", {"stream": sentence})
        if change.period != segment.period:
            _ensure_shown(segment, change.period)
        _fill(segment, change)
        _flush_named(change.name)
        journal(actor.id, "edited", "segment", segment_id, stream=change.stream)


def archive_segment(actor: Actor, segment_id: int) -> None:
    """Put a segment aside; its A3s stay where they are."""
    with writing():
        set_up_segment(actor, segment_id).archived_at = now()
        journal(actor.id, "archived", "segment", segment_id)


def bring_back_segment(actor: Actor, segment_id: int) -> None:
    """Take an archived segment into use again."""
    with writing():
        set_up_segment(actor, segment_id).archived_at = None
        journal(actor.id, "brought back", "segment", segment_id)


def found_segment(actor: Actor, segment_id: int) -> Segment:
    """The segment; `NotFound` when the actor may not see it."""
    segment = segment_seen(actor, segment_id)
    if segment is None:
        raise NotFound("There is no such segment.")
    return segment


def set_up_segment(actor: Actor, segment_id: int) -> Segment:
    """The segment, for somebody who may change it."""
    segment = found_segment(actor, segment_id)
    ensure(actor, Action.SET_UP_SEGMENTS, Place(segment.stream_id))
    return segment


def on_segment(actor: Actor, segment: Segment, *actions: Action) -> dict[Action, Verdict]:
    """Whether the actor may do these to what the segment holds; the teams are looked up once.

    A segment belongs to no team. Terms are defined by the coordinators of its stream; figures come from
    the teams that have an open A3 there.
    """
    teams = teams_on_segment(segment)
    verdicts = {}
    for action in actions:
        concerned = [team for team, at_work in teams.items() if at_work or action is Action.DEFINE_TERMS]
        answers = [may(actor, action, Place(segment.stream_id, team)) for team in (None, *concerned)]
        verdicts[action] = next((answer for answer in answers if answer), answers[0])
    return verdicts


def segment_to_write(actor: Actor, segment_id: int, action: Action) -> Segment:
    """The segment, for somebody who may do this to what it holds."""
    segment = found_segment(actor, segment_id)
    verdict = on_segment(actor, segment, action)[action]
    if not verdict:
        raise NotAllowed(verdict.reason)
    if segment.archived_at is not None:
        raise WrongState("This segment is archived. Bring it back first.")
    return segment


def today_of(segment: Segment) -> date:
    """The day that it is now where the segment lives."""
    return segment.today(now())


def _ensure_shown(segment: Segment, period: str) -> None:
    """No figure may be there and not be shown, as those of another length would be."""
    if any(kept.length != period for kept in periods_kept(segment.id)):
        sentence = (
            f"Figures are kept by {segment.period} already. Add a new segment to keep them by {period}."
        )
        raise Invalid("The segment has figures.", {"period": sentence})


def _fill(segment: Segment, change: SegmentChange) -> None:
    segment.stream_id, segment.name, segment.job = change.stream, change.name, change.job
    segment.handling, segment.leading_cycle = change.handling, change.leading_cycle
    segment.persona, segment.customers_customers = change.persona, change.customers_customers
    segment.time_zone, segment.currency, segment.period = change.time_zone, change.currency, change.period


def _flush_named(name: str) -> None:
    try:
        db.session.flush()
    except IntegrityError:
        sentence = f"The stream has a segment called “{name}” already, perhaps an archived one."
        raise Invalid("The name is taken.", {"name": sentence}) from None
