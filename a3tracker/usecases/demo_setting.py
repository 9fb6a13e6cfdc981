"""The demo's cast: people, streams, segments and teams, read from their files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from a3tracker.db.base import Base, db
from a3tracker.db.people import Person
from a3tracker.db.segments import Segment
from a3tracker.db.streams import Deputy, StreamReader, ValueStream, stream_named
from a3tracker.db.teams import Team, TeamMember
from a3tracker.usecases.transaction import now


@dataclass
class Filled:
    """The ids of what was made so far: by key, and by kind for the marks."""

    today: date
    people: dict[str, int] = field(default_factory=dict)
    contacts: dict[str, str] = field(default_factory=dict)
    streams: dict[str, int] = field(default_factory=dict)
    segments: dict[str, int] = field(default_factory=dict)
    teams: dict[str, int] = field(default_factory=dict)
    made: dict[str, list[int]] = field(default_factory=dict)

    def add(self, kind: str, record: Base) -> int:
        """Store a record and remember it as the demo's."""
        db.session.add(record)
        db.session.flush()
        self.made.setdefault(kind, []).append(record.id)
        return record.id

    def person(self, key: str, stream: int) -> int:
        """The person with this key; a contact is made in the stream where it is first named."""
        if key not in self.people:
            contact = Person(name=self.contacts[key], contact_of=stream, created_at=now())
            self.people[key] = self.add("contact", contact)
        return self.people[key]

    def day(self, days: int | None) -> date | None:
        """The day so many days from the day of filling."""
        return None if days is None else self.today + timedelta(days=days)


def read_toml(path: Path) -> dict[str, Any]:
    """A file of the demo."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def fill_setting(folder: Path, password_hash: str) -> Filled:
    """People, streams, segments and teams; called inside a writing transaction."""
    filled = Filled(now().date())
    people = read_toml(folder / "people.toml")
    filled.contacts = {key: contact["name"] for key, contact in people.get("contact", {}).items()}
    for key, person in people["person"].items():
        filled.people[key] = filled.add(
            "person",
            Person(
                name=person["name"],
                email=person["email"],
                password_hash=password_hash,
                is_admin=person.get("admin", False),
                created_at=now(),
            ),
        )
    for stream in read_toml(folder / "streams.toml")["stream"]:
        _fill_stream(filled, stream)
    return filled


def _fill_stream(filled: Filled, plain: dict[str, Any]) -> None:
    stream = filled.add(
        "stream",
        ValueStream(
            name=_free_name(plain["name"]),
            market=plain["market"],
            manager_id=filled.people[plain["manager"]],
            created_at=now(),
        ),
    )
    filled.streams[plain["key"]] = stream
    for reader in plain.get("readers", []):
        db.session.add(StreamReader(stream_id=stream, person_id=filled.people[reader]))
    if "deputy" in plain:
        deputy = plain["deputy"]
        db.session.add(
            Deputy(
                stream_id=stream,
                person_id=filled.people[deputy["person"]],
                first_day=filled.day(deputy["first_day"]),
                last_day=filled.day(deputy["last_day"]),
            )
        )
    for segment in plain["segment"]:
        fields = {name: value for name, value in segment.items() if name != "key"}
        filled.segments[segment["key"]] = filled.add(
            "segment", Segment(stream_id=stream, created_at=now(), **fields)
        )
    for team in plain["team"]:
        _fill_team(filled, stream, team)


def _fill_team(filled: Filled, stream: int, plain: dict[str, Any]) -> None:
    team = filled.add(
        "team",
        Team(
            stream_id=stream,
            name=plain["name"],
            kind=plain["kind"],
            created_at=now(),
            coordinator_id=filled.people[plain["coordinator"]],
        ),
    )
    filled.teams[plain["key"]] = team
    for member in plain.get("member", []):
        db.session.add(
            TeamMember(
                team_id=team,
                person_id=filled.people[member["person"]],
                position=member.get("position", ""),
                role=member.get("role", ""),
            )
        )


def _free_name(name: str) -> str:
    """The stream's name, set apart when somebody has a stream of that name already."""
    return f"{name} (demo)" if stream_named(name) else name


def moment(filled: Filled, days: int, hour: int = 9) -> datetime:
    """A working hour of that day, never later than now."""
    return min(now(), datetime.combine(filled.today + timedelta(days=days), time(hour), now().tzinfo))
