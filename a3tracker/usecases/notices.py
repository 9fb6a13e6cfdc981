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
        _add(Notice(person_id=person, kind=kind.value, a3_id=a3, by_id=by), about)


def tell_of_meeting(
    people: Iterable[int], kind: Kind, meeting: int, stream: int, by: int | None, **about: int | str | None
) -> None:
    """Tell each of these people about a meeting of this stream, but not the one who did it.

    Left out are the same as with an A3: disabled people, contacts, those who do not see the stream.
    """
    for person in _seers(set(people) - {by}, stream):
        _add(Notice(person_id=person, kind=kind.value, meeting_id=meeting, by_id=by), about)


def remind(person: int, kind: Kind, a3: int, once_key: str, **about: int | str | None) -> bool:
    """Tell one person what nobody did; False when it was told under this key before, or cannot be."""
    if told_once(once_key) or not hearers({person}, a3):
        return False
    _add(Notice(person_id=person, kind=kind.value, a3_id=a3, once_key=once_key), about)
    return True


def hearers(people: set[int], a3: int) -> list[int]:
    """Those of these people who sign in and see the A3 today."""
    return _seers(people, a3_by_id(a3).stream.id) if people else []


def told_somebody() -> bool:
    """Whether `tell` was called since this was last asked: mail may be hurried then."""
    return bool(db.session.info.pop(_TOLD, False))


def open_notice(actor: Actor, notice: int) -> Received:
    """Mark one notice as read and say where it leads; reading concerns nobody else, so no journal line."""
    with writing():
        found = received(actor, notice)
        if found is None:
            raise NotFound("There is no such notice, or you do not see what it is about any more.")
        mark_read(actor.id, now(), notice)
    return found


def read_all(actor: Actor) -> None:
    """Mark everything as read that the actor was told."""
    with writing():
        mark_read(actor.id, now())


def _seers(people: set[int], stream: int) -> list[int]:
    """Those of these people who sign in and see the stream today."""
    if not people:
        return []
    return sorted(people & {person.id for person in people_who_see(stream, now().date())})


def _add(notice: Notice, about: dict[str, int | str | None]) -> None:
    notice.about, notice.at = json.dumps(about, sort_keys=True), now()
    db.session.add(notice)
    db.session.info[_TOLD] = True
