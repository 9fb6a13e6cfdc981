"""People who sign in and contacts, and the roles they hold."""

from __future__ import annotations

import functools
from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    CompoundSelect,
    Date,
    ForeignKey,
    Integer,
    Row,
    Select,
    String,
    bindparam,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.base import Base, Moment, db, read
from a3tracker.db.streams import Deputy, StreamReader, ValueStream
from a3tracker.db.teams import Team, TeamMember
from a3tracker.domain.access import Actor, Role


class Person(Base):
    """One who signs in (with an address), or a contact of one stream (without)."""

    __tablename__ = "people"
    __table_args__ = (
        CheckConstraint("(email IS NULL) = (contact_of IS NOT NULL)", name="account_or_contact"),
    )

    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    is_admin: Mapped[bool] = mapped_column(default=False)
    contact_of: Mapped[int | None] = mapped_column(ForeignKey("streams.id"), index=True)
    archived_at: Mapped[datetime | None] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment)


def person_with_email(email: str) -> Person | None:
    """The person who signs in with this address, disabled or not."""
    return db.session.scalar(select(Person).where(Person.email == email))


def anyone_signs_in() -> bool:
    """Whether there is any administrator yet; without one the first-run page opens."""
    return db.session.scalar(select(Person.id).where(Person.is_admin).limit(1)) is not None


def people_who_sign_in(archived: bool = False) -> list[Person]:
    """All accounts in order of name; the disabled ones when asked for."""
    gone = Person.archived_at.is_not(None) if archived else Person.archived_at.is_(None)
    query = select(Person).where(Person.email.is_not(None), gone)
    return list(db.session.scalars(query.order_by(func.lower(Person.name), Person.id)))


def people_of_stream(stream: int) -> list[Person]:
    """Those who may be named in a Locate box of the stream: its people and its contacts, by name.

    A deputy may be named before and after standing in: what was said then is written down later.
    """
    members = select(TeamMember.person_id).join(Team).where(Team.stream_id == stream)
    coordinators = select(Team.coordinator_id).where(Team.stream_id == stream)
    managers = select(ValueStream.manager_id).where(ValueStream.id == stream)
    readers = select(StreamReader.person_id).where(StreamReader.stream_id == stream)
    deputies = select(Deputy.person_id).where(Deputy.stream_id == stream)
    query = select(Person).where(
        Person.archived_at.is_(None),
        (Person.contact_of == stream)
        | Person.id.in_(members)
        | Person.id.in_(coordinators)
        | Person.id.in_(managers)
        | Person.id.in_(readers)
        | Person.id.in_(deputies),
    )
    return list(db.session.scalars(query.order_by(func.lower(Person.name), Person.id)))


def people_in_teams(teams: Set[int]) -> list[Person]:
    """The coordinators and members of these teams, by name: those who may own their A3s."""
    members = select(TeamMember.person_id).where(TeamMember.team_id.in_(teams))
    coordinators = select(Team.coordinator_id).where(Team.id.in_(teams))
    query = select(Person).where(
        Person.archived_at.is_(None), Person.id.in_(members) | Person.id.in_(coordinators)
    )
    return list(db.session.scalars(query.order_by(func.lower(Person.name), Person.id)))


def people_who_see(stream: int, today: date) -> list[Row[tuple[int, str, str]]]:
    """Id, name and address of who sees the stream today, by name: those whom `@name` can reach there."""
    return list(db.session.execute(_seeing(), {"stream": stream, "today": today}))


@functools.cache
def _seeing() -> Select[int, str, str | None]:
    """Built once: every page with comments asks it."""
    stream, today = bindparam("stream", type_=Integer), bindparam("today", type_=Date)
    members = select(TeamMember.person_id).join(Team).where(Team.stream_id == stream)
    coordinators = select(Team.coordinator_id).where(Team.stream_id == stream, Team.archived_at.is_(None))
    managers = select(ValueStream.manager_id).where(ValueStream.id == stream)
    readers = select(StreamReader.person_id).where(StreamReader.stream_id == stream)
    deputies = select(Deputy.person_id).where(
        Deputy.stream_id == stream, Deputy.first_day <= today, Deputy.last_day >= today
    )
    held = [members.where(Team.archived_at.is_(None)), coordinators, managers, readers, deputies]
    sees = or_(Person.is_admin, *(Person.id.in_(ids) for ids in held))
    query = select(Person.id, Person.name, Person.email)
    query = query.where(Person.email.is_not(None), Person.archived_at.is_(None), sees)
    return query.order_by(func.lower(Person.name), Person.id)


_NAMES = select(Person.id, Person.name).where(Person.id.in_(bindparam("ids", expanding=True)))


def names_of(ids: set[int]) -> dict[int, str]:
    """The names of people by id."""
    return {row.id: row.name for row in read(_NAMES, ids=ids)}


@dataclass(frozen=True)
class Held:
    """A role, and the stream or team towards which it is held; `stream` is the team's stream, or itself."""

    role: str
    kind: str
    id: int
    name: str
    stream: int


def roles_held(person: int, today: date) -> list[Held]:
    """The roles of a person in streams and teams that are in use, in one statement."""
    rows = db.session.execute(_roles(), {"person": person, "today": today})
    return [Held(row.role, row.kind, row.id, row.name, row.stream) for row in rows]


def actor_of(person: Person, today: date) -> Actor:
    """The person with the roles held today, in one statement. Archived streams and teams give none."""
    held = roles_held(person.id, today)

    def places(role: Role) -> frozenset[int]:
        return frozenset(one.id for one in held if one.role == role)

    return Actor(
        id=person.id,
        name=person.name,
        is_admin=person.is_admin,
        manages=places(Role.MANAGER),
        deputises=places(Role.DEPUTY),
        reads=places(Role.READER) | places(Role.INVITED),
        comments=places(Role.INVITED),
        coordinates=places(Role.COORDINATOR),
        member_of=places(Role.MEMBER),
        team_streams=frozenset(one.stream for one in held if one.kind == "team"),
    )


@functools.cache
def _roles() -> CompoundSelect[*tuple[Any, ...]]:
    """Built once: every page of somebody signed in asks it."""
    person, today = bindparam("person", type_=Integer), bindparam("today", type_=Date)
    deputises = (Deputy.person_id == person) & (Deputy.first_day <= today) & (Deputy.last_day >= today)
    reads = StreamReader.person_id == person
    return union_all(
        _in_stream(1, Role.MANAGER).where(ValueStream.manager_id == person),
        _in_stream(2, Role.DEPUTY).join(Deputy).where(deputises),
        _in_stream(3, Role.READER).join(StreamReader).where(reads & ~StreamReader.may_comment),
        _in_stream(3, Role.INVITED).join(StreamReader).where(reads & StreamReader.may_comment),
        _in_team(4, Role.COORDINATOR).where(Team.coordinator_id == person),
        _in_team(5, Role.MEMBER).join(TeamMember).where(TeamMember.person_id == person),
    ).order_by("place", "name")


def _in_stream(place: int, role: Role) -> Select[*tuple[Any, ...]]:
    columns = (ValueStream.id, ValueStream.name, ValueStream.id.label("stream"))
    return _held(place, role, "stream").add_columns(*columns).where(ValueStream.archived_at.is_(None))


def _in_team(place: int, role: Role) -> Select[*tuple[Any, ...]]:
    in_use = Team.archived_at.is_(None) & ValueStream.archived_at.is_(None)
    columns = (Team.id, Team.name, Team.stream_id.label("stream"))
    query = _held(place, role, "team").add_columns(*columns).select_from(Team)
    return query.join(ValueStream, Team.stream_id == ValueStream.id).where(in_use)


def _held(place: int, role: Role, kind: str) -> Select[*tuple[Any, ...]]:
    return select(
        literal(place).label("place"), literal(role.value).label("role"), literal(kind).label("kind")
    )
