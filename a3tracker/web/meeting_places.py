"""For which streams and teams somebody may make a meeting."""

from __future__ import annotations

from dataclasses import dataclass

from a3tracker.db.streams import streams_seen
from a3tracker.db.teams import teams_seen
from a3tracker.domain.access import Action, Actor, Place, Verdict, may
from a3tracker.domain.errors import NotAllowed


@dataclass(frozen=True)
class MeetingPlace:
    """A stream or a team; one of the two ids stands in the address of a new meeting."""

    name: str
    kind: str
    stream: int | None = None
    team: int | None = None


def places_to_meet(actor: Actor) -> list[MeetingPlace]:
    """Teams first: most meetings are a team's."""
    teams = [
        MeetingPlace(team.name, "team", team=team.id)
        for team in teams_seen(actor)
        if may(actor, Action.RUN_MEETING, Place(team.stream_id, team.id))
    ]
    streams = [
        MeetingPlace(stream.name, "value stream", stream=stream.id)
        for stream in streams_seen(actor)
        if may(actor, Action.RUN_MEETING, Place(stream.id))
    ]
    return [*teams, *streams]


def may_meet(actor: Actor) -> Verdict:
    """Yes when there is a stream or a team for it; else the reason."""
    if actor.manages or actor.deputises or actor.coordinates:
        return Verdict(True)
    return may(actor, Action.RUN_MEETING)


def ensure_meets(actor: Actor) -> None:
    """Raise `NotAllowed` with the reason unless there is a stream or a team for it."""
    verdict = may_meet(actor)
    if not verdict:
        raise NotAllowed(verdict.reason)
