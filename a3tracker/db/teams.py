"""Teams of a stream and their members."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.base import Base, Moment, db
from a3tracker.db.streams import ValueStream, visible_to
from a3tracker.domain.access import Actor


class Team(Base):
    """A team of one stream, with its coordinator."""

    __tablename__ = "teams"
    __table_args__ = (
        UniqueConstraint("stream_id", "name"),
        CheckConstraint("kind IN ('creativity', 'problem resolution', 'tactical')", name="kind_known"),
    )

    stream_id: Mapped[int] = mapped_column(ForeignKey("streams.id"))
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(20))
    coordinator_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    #: The paper on which one of its A3s was printed last; the next revision is made ahead on it.
    prints_on: Mapped[str] = mapped_column(String(20), default="a3", server_default="a3")
    archived_at: Mapped[datetime | None] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment)


class TeamMember(Base):
    """Somebody in a team, with position in the firm and role in the team."""

    __tablename__ = "team_members"
    __table_args__ = (UniqueConstraint("team_id", "person_id"),)

    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    position: Mapped[str] = mapped_column(String(120), default="")
    role: Mapped[str] = mapped_column(String(120), default="")


def team_seen(actor: Actor, team: int) -> Team | None:
    """The team, or None when the actor may not see its stream."""
    query = select(Team).join(ValueStream).where(Team.id == team)
    return db.session.scalar(visible_to(actor, query))


def teams_seen(actor: Actor, archived: bool = False, stream: int | None = None) -> list[Team]:
    """The teams that the actor sees, by name; those of one stream when it is given."""
    gone = Team.archived_at.is_not(None) if archived else Team.archived_at.is_(None)
    query = select(Team).join(ValueStream).where(gone)
    if stream is not None:
        query = query.where(Team.stream_id == stream)
    return list(db.session.scalars(visible_to(actor, query).order_by(func.lower(Team.name), Team.id)))


def members_of(team: int) -> list[TeamMember]:
    """The members of the team in the order in which they joined."""
    query = select(TeamMember).where(TeamMember.team_id == team)
    return list(db.session.scalars(query.order_by(TeamMember.id)))


def team_people(stream: int) -> dict[int, str]:
    """Who is in a team of the stream, coordinators included: person id -> name of the team."""
    coordinators = select(Team.coordinator_id, Team.name).where(
        Team.stream_id == stream, Team.archived_at.is_(None)
    )
    members = (
        select(TeamMember.person_id, Team.name)
        .join(Team)
        .where(Team.stream_id == stream, Team.archived_at.is_(None))
    )
    return dict(db.session.execute(coordinators.union(members)).all())
