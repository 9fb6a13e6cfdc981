"""Value streams: how one market is served end to end, led by a value stream manager."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from a3tracker.domain.errors import Invalid
from a3tracker.domain.rows import LONG, SHORT, text_of


@dataclass(frozen=True)
class StreamChange:
    """What an administrator sets on a value stream; `manager` is a person's id."""

    name: str
    market: str
    manager: int | None


def checked_stream(change: StreamChange) -> StreamChange:
    """The change trimmed; a stream needs a name and a market."""
    return StreamChange(
        text_of(change.name, "name", SHORT, "Name the value stream."),
        text_of(change.market, "market", LONG, "Say which market the stream serves."),
        change.manager,
    )


@dataclass(frozen=True)
class DeputyChange:
    """A deputy for the manager's absence, first and last day included."""

    person: int
    first_day: date
    last_day: date


def checked_deputy(change: DeputyChange, manager: int | None) -> DeputyChange:
    """`Invalid` when the days are in the wrong order or the deputy is the manager."""
    if change.last_day < change.first_day:
        raise Invalid(
            "The days are in the wrong order.", {"last_day": "The last day comes before the first."}
        )
    if change.person == manager:
        raise Invalid(
            "The manager cannot be the deputy.",
            {"person": "This person is the manager. Choose somebody else for the days of absence."},
        )
    return change


def ensure_manager_is_apart(manager: int | None, team_people: dict[int, str]) -> None:
    """A manager cannot coordinate, join or own in the same stream; `team_people` maps ids to team names."""
    if manager is not None and manager in team_people:
        raise Invalid(
            "A manager cannot be in a team of the same stream.",
            {
                "manager": f"This person is in the team “{team_people[manager]}”. The coordinator coaches "
                "and the manager decides: they must be two people. Choose somebody else, or change the "
                "team first."
            },
        )
