"""What stood around a revision, and not in it, when the next one was taken: names and dates due."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.a3s import Placed
from a3tracker.db.base import Base, db
from a3tracker.db.control_points import dates_on
from a3tracker.db.revisions import Revision


class RevisionSetting(Base):
    """The names and the dates that the last prints of a revision showed; nothing for the newest."""

    __tablename__ = "revision_settings"

    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id", ondelete="CASCADE"), unique=True)
    segment: Mapped[str] = mapped_column(String(120))
    stream: Mapped[str] = mapped_column(String(120))
    team: Mapped[str] = mapped_column(String(120))
    #: [lap, point, day] of each control point that was due, as JSON.
    due: Mapped[str] = mapped_column(Text)


@dataclass(frozen=True)
class Kept:
    """The names of the place, and the dates due by (lap, control point)."""

    segment: str
    stream: str
    team: str
    due: dict[tuple[int, int], date]


def keep_setting(revision: Revision, placed: Placed) -> None:
    """Keep what stands around the revision now, because another one takes its place."""
    due = [[one.lap, one.point, one.due.isoformat()] for one in dates_on(placed.a3) if one.due]
    db.session.add(
        RevisionSetting(
            revision_id=revision.id,
            segment=placed.segment.name,
            stream=placed.stream.name,
            team=placed.team.name,
            due=json.dumps(due),
        )
    )


def kept_setting(revision: int) -> Kept | None:
    """What stood around the revision, by its record id; None for one that was left before this was kept."""
    found = db.session.scalar(select(RevisionSetting).where(RevisionSetting.revision_id == revision))
    if found is None:
        return None
    due = {(lap, point): date.fromisoformat(day) for lap, point, day in json.loads(found.due)}
    return Kept(found.segment, found.stream, found.team, due)
