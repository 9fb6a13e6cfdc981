"""Pictures on an A3: write-once files named by their hash."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from a3tracker.db.base import db
from a3tracker.db.pictures import Picture, picture_count, picture_seen, pictures_of
from a3tracker.domain.access import Action, Actor
from a3tracker.domain.errors import Invalid, NotFound
from a3tracker.usecases.a3s import open_a3
from a3tracker.usecases.transaction import journal, now, writing

MOST_PICTURES = 100
_SHA = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class ReadyPicture:
    """A re-encoded picture; `sha` is the SHA-256 of `data`."""

    data: bytes
    sha: str
    extension: str
    width: int
    height: int


def ensure_may_add(actor: Actor, number: int) -> None:
    """Refuse before the picture is decoded, so that strangers cost nothing."""
    placed = open_a3(actor, number, Action.WRITE_A3)
    if picture_count(placed.a3.id) >= MOST_PICTURES:
        raise Invalid(f"An A3 holds at most {MOST_PICTURES} pictures.")


def keep_picture(actor: Actor, number: int, ready: ReadyPicture, folder: Path) -> str:
    """Keep a picture for this A3; returns its address. The same picture twice is kept once."""
    name = f"{ready.sha}.{ready.extension}"
    _write_once(folder / name, ready.data)
    with writing():
        placed = open_a3(actor, number, Action.WRITE_A3)
        if ready.sha not in {picture.sha for picture in pictures_of(placed.a3.id)}:
            db.session.add(
                Picture(
                    a3_id=placed.a3.id,
                    sha=ready.sha,
                    extension=ready.extension,
                    width=ready.width,
                    height=ready.height,
                    size=len(ready.data),
                    added_by=actor.id,
                    added_at=now(),
                )
            )
            journal(actor.id, "added a picture to", "a3", placed.a3.id, digest=ready.sha)
    # An A3 that was deleted meanwhile may have taken the file along, before this one's row could keep it.
    _write_once(folder / name, ready.data)
    return f"/pictures/{name}"


def found_picture(actor: Actor, name: str) -> str:
    """The file's name when the actor sees an A3 with this picture."""
    sha, _, extension = name.partition(".")
    picture = picture_seen(actor, sha) if _SHA.fullmatch(sha) else None
    if picture is None or picture.extension != extension:
        raise NotFound("There is no such picture.")
    return picture.file_name


def _write_once(path: Path, data: bytes) -> None:
    """Through a name of its own, so that a half-written file never bears the hash's name."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    half.write_bytes(data)
    half.replace(path)
