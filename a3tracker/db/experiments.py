"""Experiments as rows. Triggers refuse that what was expected of a finished one is changed or removed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, and_, or_, select
from sqlalchemy.orm import Mapped, aliased, mapped_column

from a3tracker.db.a3s import A3
from a3tracker.db.base import Base, db
from a3tracker.domain import experiments as domain
from a3tracker.domain.access import Actor
from a3tracker.domain.stages import Stage

#: So many of the newest words of a segment are looked through for what is offered again.
_REMEMBERED = 200
_MOST_LOOKS = 20


class Experiment(Base):
    """One experiment. `once` is the key under which a form sent it: the same form is never logged twice."""

    __tablename__ = "experiments"
    __table_args__ = (
        CheckConstraint("ring IN ('', 'existing', 'prospect', 'new')", name="ring_known"),
        CheckConstraint("(measure = '') = (low IS NULL)", name="measure_has_its_range"),
        CheckConstraint(
            "(low IS NULL) = (high IS NULL) AND (low IS NULL OR low <= high)", name="range_whole"
        ),
        CheckConstraint("seen IS NULL OR measure <> ''", name="seen_is_measured"),
        Index("ix_experiments_a3_id_once", "a3_id", "once", unique=True),
    )

    a3_id: Mapped[int] = mapped_column(ForeignKey("a3s.id", ondelete="CASCADE"), index=True)
    day: Mapped[date]
    tried: Mapped[str] = mapped_column(Text)
    expected: Mapped[str] = mapped_column(Text)
    observed: Mapped[str] = mapped_column(Text, default="")
    learned: Mapped[str] = mapped_column(Text, default="")
    touchpoint: Mapped[str] = mapped_column(String(120), default="", server_default="")
    ring: Mapped[str] = mapped_column(String(20), default="", server_default="")
    warm_link: Mapped[str] = mapped_column(String(120), default="", server_default="")
    who_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    for_whom: Mapped[str] = mapped_column(String(120), default="", server_default="")
    why: Mapped[str] = mapped_column(Text, default="", server_default="")
    measure: Mapped[str] = mapped_column(String(60), default="", server_default="")
    unit: Mapped[str] = mapped_column(String(20), default="", server_default="")
    low: Mapped[float | None]
    high: Mapped[float | None]
    seen: Mapped[float | None]
    did: Mapped[str] = mapped_column(Text, default="", server_default="")
    next_step: Mapped[str] = mapped_column(Text, default="", server_default="")
    look_on: Mapped[date | None]
    logged_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    once: Mapped[str | None] = mapped_column(String(40))
    version: Mapped[int] = mapped_column(default=1)

    def fact(self) -> domain.Experiment:
        """The row as the domain knows it."""
        columns = {name: getattr(self, _COLUMNS.get(name, name)) for name in _FIELDS}
        return domain.Experiment(**columns)

    def write(self, fact: domain.Experiment) -> None:
        """Take the fact's columns over."""
        for name, value in vars(fact).items():
            setattr(self, _COLUMNS.get(name, name), value)


_COLUMNS = {"who": "who_id"}
_FIELDS = tuple(domain.Experiment.__dataclass_fields__)


@dataclass(frozen=True)
class Used:
    """What was typed before in a segment, newest first, each once."""

    touchpoints: tuple[str, ...]
    warm_links: tuple[str, ...]


@dataclass(frozen=True)
class Look:
    """An experiment whose day to look has come: at its result, or at the next step after it."""

    number: int
    title: str
    id: int
    tried: str
    next_step: str
    look_on: date
    finished: bool


def logged_once(a3: int, once: str) -> Experiment | None:
    """The experiment that was logged under this key, if it was."""
    return db.session.scalar(select(Experiment).where(Experiment.a3_id == a3, Experiment.once == once))


def used_before(segment: int) -> Used:
    """Touchpoints and warm links of the segment's experiments."""
    query = (
        select(Experiment.touchpoint, Experiment.warm_link)
        .join(A3, Experiment.a3_id == A3.id)
        .where(A3.segment_id == segment, (Experiment.touchpoint != "") | (Experiment.warm_link != ""))
        .order_by(Experiment.id.desc())
        .limit(_REMEMBERED)
    )
    rows = db.session.execute(query).all()
    return Used(
        tuple(dict.fromkeys(row.touchpoint for row in rows if row.touchpoint)),
        tuple(dict.fromkeys(row.warm_link for row in rows if row.warm_link)),
    )


def looks_due(actor: Actor, today: date) -> list[Look]:
    """What the actor, who logged it or coordinates the team, looks at now; the longest due first.

    A next step is asked about until somebody logs another experiment on that A3.
    """
    newer = aliased(Experiment)
    later = select(newer.id).where(newer.a3_id == Experiment.a3_id, newer.id > Experiment.id).exists()
    waits = and_(Experiment.observed == "", Experiment.seen.is_(None))
    query = (
        select(
            A3.number, A3.title, Experiment.id, Experiment.tried, Experiment.next_step, Experiment.look_on,
            waits.label("waits"),
        )
        .join(A3, Experiment.a3_id == A3.id)
        .where(Experiment.look_on <= today, or_(waits, and_(Experiment.next_step != "", ~later)))
        .where(A3.stage != Stage.CLOSED.value, A3.archived_at.is_(None), A3.team_id.in_(actor.teams))
        .where((Experiment.logged_by == actor.id) | A3.team_id.in_(actor.coordinates))
        .order_by(Experiment.look_on, Experiment.id)
        .limit(_MOST_LOOKS)
    )  # fmt: skip
    return [
        Look(row.number, row.title, row.id, row.tried, row.next_step, row.look_on, not row.waits)
        for row in db.session.execute(query)
    ]
