"""The demo: filled once into a database that never held it, and removed without touching anything else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy.exc import IntegrityError

from a3tracker.db.a3s import A3
from a3tracker.db.base import Base, db
from a3tracker.db.meetings import Meeting
from a3tracker.db.people import Person
from a3tracker.db.segments import Segment
from a3tracker.db.sessions import end_sessions
from a3tracker.db.settings import DemoThing, Setting, demo_ids, forget_demo_thing, setting
from a3tracker.db.streams import ValueStream
from a3tracker.db.teams import Team
from a3tracker.domain.access import Action, Actor, ensure
from a3tracker.usecases.boxes import BoxText
from a3tracker.usecases.demo_a3s import fill_a3s
from a3tracker.usecases.demo_figures import fill_figures
from a3tracker.usecases.demo_meetings import fill_meetings
from a3tracker.usecases.demo_setting import Filled, fill_setting, read_toml
from a3tracker.usecases.sign_in import hash_password
from a3tracker.usecases.transaction import journal, now, writing

PASSWORD = "pen-and-paper"
_FILLED = "demo filled"

#: In the order of removal: what is removed first refers to what is removed after it.
_KINDS: dict[str, type[Base]] = {
    "meeting": Meeting,
    "a3": A3,
    "segment": Segment,
    "team": Team,
    "contact": Person,
    "stream": ValueStream,
    "person": Person,
}


def fill_demo(folder: Path, rendered: Callable[[str], BoxText]) -> bool:
    """Fill the demo in from its files; False when this database held it before, removed or not."""
    if setting(_FILLED) is not None:
        return False
    hashed = hash_password(PASSWORD)
    with writing():
        if setting(_FILLED) is not None:
            return False
        filled = fill_setting(folder, hashed)
        fill_figures(folder, filled)
        fill_a3s(folder, filled, rendered)
        fill_meetings(folder, filled)
        _mark(filled)
        db.session.add(Setting(name=_FILLED, value=now().isoformat()))
        journal(None, "filled in the demo", "settings")
    return True


def demo_people(folder: Path) -> list[tuple[str, str]]:
    """Address and roles of the demo's people; none once they are removed."""
    if not demo_ids("person"):
        return []
    people, streams = read_toml(folder / "people.toml"), read_toml(folder / "streams.toml")["stream"]
    roles: dict[str, list[str]] = {key: [] for key in people["person"]}
    for key, person in people["person"].items():
        roles[key] += ["administrator"] if person.get("admin") else []
    for stream in streams:
        roles[stream["manager"]].append(f"manager of {stream['name']}")
        if "deputy" in stream:
            roles[stream["deputy"]["person"]].append(f"deputy in {stream['name']}")
        for reader in stream.get("readers", []):
            roles[reader].append(f"reader of {stream['name']}")
        for team in stream["team"]:
            roles[team["coordinator"]].append(f"coordinator of {team['name']}")
            for member in team.get("member", []):
                roles[member["person"]].append(f"member of {team['name']}")
    return [(people["person"][key]["email"], ", ".join(words)) for key, words in roles.items()]


def demo_present() -> bool:
    """Whether anything of the demo is left."""
    return any(demo_ids(kind) for kind in _KINDS)


def remove_demo(actor: Actor | None) -> int:
    """Remove what came with the demo and is used by nothing else; returns how many records went.

    `actor` is None for the command line. People who stay, because somebody's own A3 names them, can
    no longer sign in: their password was printed on a screen.
    """
    if actor is not None:
        ensure(actor, Action.SETTINGS)
    removed = 0
    with writing():
        for kind, table in _KINDS.items():
            for identity in sorted(demo_ids(kind), reverse=True):
                removed += _removed(kind, table, identity)
        journal(actor.id if actor else None, "removed the demo", "settings", records=removed)
    return removed


def _removed(kind: str, table: type[Base], identity: int) -> bool:
    record = db.session.get(table, identity)
    if isinstance(record, Person):
        record.password_hash, record.is_admin = None, False
        end_sessions(identity)
    try:
        with db.session.begin_nested():
            if record is not None:
                db.session.delete(record)
                db.session.flush()
    except IntegrityError:
        # Something that people made themselves refers to it: it stays, and from now on it is theirs.
        record = None
    forget_demo_thing(kind, identity)
    return record is not None


def _mark(filled: Filled) -> None:
    for kind, ids in filled.made.items():
        db.session.add_all(DemoThing(kind=kind, thing_id=identity) for identity in ids)
