"""Teams: cross-functional, of one kind, coached by a coordinator who is never the stream's manager."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from a3tracker.domain.errors import Invalid
from a3tracker.domain.rows import SHORT, text_of


class TeamKind(StrEnum):
    """The kind of team that suits each cycle (handbook, domain.md section 2)."""

    CREATIVITY = "creativity"
    PROBLEM_RESOLUTION = "problem resolution"
    TACTICAL = "tactical"


@dataclass(frozen=True)
class TeamChange:
    """What a manager sets on a team; ids of the stream and of the coordinator."""

    stream: int
    name: str
    kind: str
    coordinator: int | None


@dataclass(frozen=True)
class MemberChange:
    """A member of a team, with position in the firm and role in the team."""

    person: int
    position: str = ""
    role: str = ""


def checked_team(change: TeamChange, manager: int | None) -> TeamChange:
    """The change trimmed; the coordinator must be another person than the stream's manager."""
    if change.kind not in set(TeamKind):
        raise Invalid("Choose the kind of team.", {"kind": f"Choose one of: {', '.join(TeamKind)}."})
    if change.coordinator is None:
        raise Invalid("A team needs a coordinator.", {"coordinator": "Choose who coaches the team."})
    if change.coordinator == manager:
        raise Invalid(
            "Coordinator and manager must be two people.",
            {
                "coordinator": "This person is the manager of the same stream. The coordinator coaches, "
                "the manager decides: choose somebody else."
            },
        )
    name = text_of(change.name, "name", SHORT, "Name the team.")
    return TeamChange(change.stream, name, change.kind, change.coordinator)


def checked_member(change: MemberChange, manager: int | None) -> MemberChange:
    """The change trimmed; the stream's manager cannot be a member."""
    if change.person == manager:
        raise Invalid(
            "The manager of the stream cannot be in its teams.",
            {"person": "The manager decides what the team proposes: choose somebody else."},
        )
    position = text_of(change.position, "position", SHORT)
    return MemberChange(change.person, position, text_of(change.role, "role", SHORT))


def ensure_team_is_apart(manager: int | None, people: set[int], field: str) -> None:
    """`Invalid` when the stream's manager is among the people of a team that is to work in it."""
    if manager in people:
        raise Invalid(
            "The manager of the stream is in this team.",
            {field: "The stream's manager is in this team: take that person out, or name another manager."},
        )
