"""Telling people: one notice for each person, in the transaction of what it tells about; reading them."""

from __future__ import annotations

import json
from collections.abc import Iterable

from a3tracker.db.a3s import a3_by_id
from a3tracker.db.base import db
from a3tracker.db.notices import Notice, Received, mark_read, received, told_once
from a3tracker.db.people import people_who_see
from a3tracker.domain.access import Actor
from a3tracker.domain.errors import NotFound
from a3tracker.domain.notices import Kind
from a3tracker.usecases.transaction import now, writing

#: Under this name the database session knows that somebody was told meanwhile.
_TOLD = "a3tracker_told"


def tell(people: Iterable[int], kind: Kind, a3: int, by: int | None, **about: int | str | None) -> None:
    """Tell each of these people once, but not the one who did it. Called inside a writing transaction.

    Disabled people, contacts and those who do not see the A3 are left out. `a3` is the record id,
    `about` holds ids, keys, dates and counts that the sentence needs (`point`, `day`).
    """
    for person in hearers(set(people) - {by}, a3):
        _add(person, kind, a3, by, about)


def remind(person: int, kind: Kind, a3: int, once_key: str, **about: int | str | None) -> bool:
    """Tell one person what nobody did; False when it was told under this key before, or cannot be."""
    if told_once(once_key) or not hearers({person}, a3):
        return False
    _add(person, kind, a3, None, about, once_key)
    return True


def hearers(people: set[int], a3: int) -> list[int]:
    """Those of these people who sign in and see the A3 today."""
    if not people:
        return []
    seers = people_who_see(a3_by_id(a3).stream.id, now().date())
    return sorted(people & {person.id for person in seers})


def told_somebody() -> bool:
    """Whether `tell` was called since this was last asked: mail may be hurried then."""
    return bool(db.session.info.pop(_TOLD, False))


def open_notice(actor: Actor, notice: int) -> Received:
    """Mark one notice as read and say where it leads; reading concerns nobody else, so no journal line."""
    with writing():
        found = received(actor, notice)
        if found is None:
            raise NotFound("There is no such notice, or you do not see its A3 any more.")
        mark_read(actor.id, now(), notice)
    return found


def read_all(actor: Actor) -> None:
    """Mark everything as read that the actor was told."""
    with writing():
        mark_read(actor.id, now())


def _add(
    person: int,
    kind: Kind,
    a3: int,
    by: int | None,
    about: dict[str, int | str | None],
    once_key: str | None = None,
) -> None:
    db.session.add(
        Notice(
            person_id=person,
            kind=kind.value,
            a3_id=a3,
            by_id=by,
            about=json.dumps(about, sort_keys=True),
            at=now(),
            once_key=once_key,
        )
    )
    db.session.info[_TOLD] = True
