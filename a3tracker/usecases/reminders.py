"""Asking about what nobody did; the worker does it once an hour."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from a3tracker.db.base import db
from a3tracker.db.countermeasures import Late, late_countermeasures
from a3tracker.db.meeting_notes import Promised, overdue_promises
from a3tracker.db.people import Person, actor_of
from a3tracker.db.reminders import Concerned, a3s_to_ask_about, deputies_today, keys_told
from a3tracker.domain.notices import Kind
from a3tracker.domain.reminders import (
    SOONEST_QUIET,
    Hears,
    Reminder,
    countermeasure_key,
    promise_key,
    reminders,
)
from a3tracker.usecases.hours import first_in_this_hour
from a3tracker.usecases.notices import hearers, remind
from a3tracker.usecases.transaction import now, writing

_LAST = "reminded in"


def remind_people() -> int:
    """Ask whoever is concerned, unless it was done in this hour; returns how many notices were written.

    Each is a transaction of its own. What was asked this week is not asked again before the next.
    """
    if not first_in_this_hour(_LAST):
        return 0
    today = now().date()
    quiet_before = datetime.combine(today - SOONEST_QUIET, time.max, UTC)
    wanted = [
        (one, reminder, person, f"{reminder.key}:{person}")
        for one in a3s_to_ask_about(today, quiet_before)
        for reminder in reminders(one.watched, today)
        for person in _people(one, reminder)
    ]
    told = keys_told({key for *_, key in wanted})
    asked = sum(_ask(one, reminder, person, key) for one, reminder, person, key in wanted if key not in told)
    return asked + _ask_about_countermeasures(today) + _ask_about_promises(today)


def _people(one: Concerned, reminder: Reminder) -> list[int]:
    """The owner, else the coordinator, else the manager; manager and deputies when they are waited for."""
    if reminder.hears is Hears.OWNER:
        managers = [one.manager] if one.manager else []
        return hearers({one.owner}, one.watched.a3) or hearers({one.coordinator}, one.watched.a3) or managers
    if reminder.hears is Hears.OWNER_AND_COORDINATOR:
        return hearers({one.owner, one.coordinator}, one.watched.a3)
    today = now().date()
    standing_in = [
        person
        for person in deputies_today(one.stream, today)
        if one.team not in actor_of(db.session.get_one(Person, person), today).teams
    ]
    return [*([one.manager] if one.manager else []), *standing_in]


def _ask_about_countermeasures(today: date) -> int:
    """Whoever was to do what is overdue, else the coordinator, is asked once.

    What was dropped is asked about again on the day that was named for it.
    """
    late = {countermeasure_key(one.id, one.due, one.again): one for one in late_countermeasures(today)}
    told = keys_told(set(late))
    return sum(_ask_late(key, one) for key, one in late.items() if key not in told)


def _ask_late(key: str, one: Late) -> bool:
    people = hearers({one.who} if one.who and not one.again else set(), one.a3) or [one.coordinator]
    kind = Kind.THINK_AGAIN if one.again else Kind.COUNTERMEASURE_LATE
    with writing():
        day, number = one.due.isoformat(), one.number
        return remind(people[0], kind, one.a3, key, day=day, countermeasure=number)


def _ask_about_promises(today: date) -> int:
    """Whoever promised what is overdue is asked once."""
    late = {promise_key(one.id, one.due): one for one in overdue_promises(today)}
    told = keys_told(set(late))
    return sum(_ask_promiser(key, one) for key, one in late.items() if key not in told)


def _ask_promiser(key: str, one: Promised) -> bool:
    with writing():
        return remind(one.who, Kind.PROMISE_LATE, one.a3, key, day=one.due.isoformat(), note=one.id)


def _ask(one: Concerned, reminder: Reminder, person: int, key: str) -> bool:
    with writing():
        about = {"day": reminder.day.isoformat(), "point": reminder.point}
        return remind(person, reminder.kind, one.watched.a3, key, **about)
