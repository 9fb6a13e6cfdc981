"""Where an actor may do something, when the place is not chosen yet."""

from __future__ import annotations

from a3tracker.db.streams import ValueStream, streams_seen
from a3tracker.db.teams import teams_seen
from a3tracker.domain.access import Action, Actor, Place, Verdict, may
from a3tracker.domain.errors import NotAllowed


def streams_to_set_up(actor: Actor, action: Action) -> list[ValueStream]:
    """The streams in use in which the actor may do this."""
    return [stream for stream in streams_seen(actor) if may(actor, action, Place(stream.id))]


def may_anywhere(actor: Actor, action: Action) -> Verdict:
    """Yes when there is a stream for it; else the reason."""
    for stream in actor.streams:
        if may(actor, action, Place(stream)):
            return Verdict(True)
    return may(actor, action)


def ensure_anywhere(actor: Actor, action: Action) -> None:
    """Raise `NotAllowed` with the reason unless there is a stream for it."""
    verdict = may_anywhere(actor, action)
    if not verdict:
        raise NotAllowed(verdict.reason)


def may_start(actor: Actor, stream_id: int) -> Verdict:
    """Whether the actor is in a team of the stream, and so starts its A3s."""
    for team in teams_seen(actor, stream=stream_id):
        if may(actor, Action.START_A3, Place(stream_id, team.id)):
            return Verdict(True)
    return may(actor, Action.START_A3, Place(stream_id))
