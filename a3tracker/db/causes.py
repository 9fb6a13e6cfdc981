"""Causes as rows. The number of a cause comes from its A3, so that none is ever given again."""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.a3s import A3
from a3tracker.db.base import Base
from a3tracker.domain import causes as domain


class Cause(Base):
    """One cause of an A3. A whole tree can be restored in any order: its links are looked at in the end."""

    __tablename__ = "causes"
    __table_args__ = (
        UniqueConstraint("a3_id", "number"),
        CheckConstraint("kind IN ('result', 'lasting')", name="kind_known"),
        CheckConstraint("proof_kind IN ('guess', 'fact', 'test')", name="proof_known"),
        CheckConstraint(
            "proof_kind = 'guess' OR (proof <> '' AND verified_by IS NOT NULL AND verified_on IS NOT NULL)",
            name="proved_whole",
        ),
        CheckConstraint(
            "NOT outside OR (ask_whom <> '' AND ask_what <> '' AND ask_by IS NOT NULL)", name="asked_whole"
        ),
        CheckConstraint("parent_id <> id", name="not_its_own"),
    )

    a3_id: Mapped[int] = mapped_column(ForeignKey("a3s.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("causes.id", ondelete="SET NULL", deferrable=True, initially="DEFERRED"), index=True
    )
    words: Mapped[str] = mapped_column(String(200))
    bone: Mapped[str] = mapped_column(String(20), default="")
    kind: Mapped[str] = mapped_column(String(10))
    proof_kind: Mapped[str] = mapped_column(String(10))
    proof: Mapped[str] = mapped_column(Text, default="")
    verified_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    verified_on: Mapped[date | None]
    outside: Mapped[bool] = mapped_column(default=False, server_default=false())
    ask_whom: Mapped[str] = mapped_column(String(120), default="")
    ask_what: Mapped[str] = mapped_column(Text, default="")
    ask_by: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    def fact(self) -> domain.Cause:
        """The row as the domain knows it."""
        return domain.Cause(
            self.words,
            self.parent_id,
            self.bone,
            self.kind,
            self.proof_kind,
            self.proof,
            self.verified_by,
            self.verified_on,
            self.outside,
            self.ask_whom,
            self.ask_what,
            self.ask_by,
            self.number,
        )

    def write(self, fact: domain.Cause) -> None:
        """Take the fact's columns over."""
        for name, value in vars(fact).items():
            setattr(self, "parent_id" if name == "parent" else name, value)


def bones_of(a3: A3) -> dict[str, str]:
    """What this A3 calls the bones of its fishbone, by key; only those that it renamed."""
    named: dict[str, str] = json.loads(a3.bones) if a3.bones else {}
    return named


def name_bones(a3: A3, named: dict[str, str]) -> None:
    """Keep what this A3 calls the bones."""
    a3.bones = json.dumps(named, ensure_ascii=False, sort_keys=True) if named else ""
