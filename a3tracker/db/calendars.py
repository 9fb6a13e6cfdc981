"""Calendar feeds: whose secret address is whose, and what stands in a person's calendar."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.a3s import A3
from a3tracker.db.base import Base, Moment, db
from a3tracker.db.control_points import dates_of
from a3tracker.db.people import Person
from a3tracker.db.streams import ValueStream, visible_to
from a3tracker.db.teams import Team
from a3tracker.domain.access import Actor
from a3tracker.domain.calendars import Entry
from a3tracker.domain.stages import Stage


class Calendar(Base):
    """A person's secret address; only its hash is kept."""

    __tablename__ = "calendars"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), unique=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(Moment)


def calendar_of(person: int) -> Calendar | None:
    """The person's calendar address, if one was made."""
    return db.session.scalar(select(Calendar).where(Calendar.person_id == person))


def calendar_reader(token_hash: str) -> Person | None:
    """Whose calendar has this address, unless the person is disabled."""
    query = select(Person).join(Calendar).where(Calendar.token_hash == token_hash)
    return db.session.scalar(query.where(Person.archived_at.is_(None)))


def entries(actor: Actor) -> list[Entry]:
    """The dates of the A3s that the actor owns, coordinates or manages, as far as they are seen today."""
    lines = list(db.session.execute(_mine(actor)))
    dates = dates_of(line.id for line in lines)
    found: list[Entry] = []
    for line in lines:
        here = {one.point: one for one in dates.get(line.id, ()) if one.lap == line.lap}
        common = (line.number, line.title, line.updated_at)
        for point, one in sorted(here.items()):
            day = one.done or one.due
            if day is not None:
                found.append(Entry(*common, day, point, line.lap, one.done is not None))
        if line.next_review is not None and line.stage != Stage.CLOSED.value:
            found.append(Entry(*common, line.next_review))
    return found


def _mine(actor: Actor) -> Select[*tuple[Any, ...]]:
    query = (
        select(A3.id, A3.number, A3.title, A3.lap, A3.stage, A3.next_review, A3.updated_at)
        .join(Team, A3.team_id == Team.id)
        .join(ValueStream, Team.stream_id == ValueStream.id)
        .where(
            A3.archived_at.is_(None),
            (A3.owner_id == actor.id) | A3.team_id.in_(actor.coordinates) | ValueStream.id.in_(actor.manages),
        )
    )
    return visible_to(actor, query).order_by(A3.number)
