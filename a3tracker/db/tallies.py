"""Check sheets as rows; the lines of one stand in one column, because they are always read together."""

from __future__ import annotations

import json

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.base import Base
from a3tracker.domain import tallies as domain


class Tally(Base):
    """One check sheet of an A3."""

    __tablename__ = "tallies"

    a3_id: Mapped[int] = mapped_column(ForeignKey("a3s.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(120))
    unit: Mapped[str] = mapped_column(String(20))
    #: Words and count of each line, as JSON.
    lines: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)

    def fact(self) -> domain.Tally:
        """The row as the domain knows it."""
        lines = tuple(domain.Line(*line) for line in json.loads(self.lines))
        return domain.Tally(self.title, self.unit, lines)

    def write(self, fact: domain.Tally) -> None:
        """Take the fact's columns over."""
        self.title, self.unit = fact.title, fact.unit
        self.lines = json.dumps([[line.words, line.count] for line in fact.lines], ensure_ascii=False)
