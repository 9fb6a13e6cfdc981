"""The page of a meeting: looked at, and shown again with what was typed when something is refused."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue

from a3tracker.db.agendas import AgendaLine, agenda_of, open_a3s_of, submitted_since
from a3tracker.db.meeting_notes import Noted, notes_in
from a3tracker.db.meetings import Held, meeting_before, next_of, people_invited
from a3tracker.db.minutes import promises_for
from a3tracker.domain.access import Action, Place, may
from a3tracker.domain.agendas import Proposed, still_to_take
from a3tracker.domain.meetings import State, next_day
from a3tracker.usecases.agendas import proposed_for
from a3tracker.usecases.meeting_notes import may_settle
from a3tracker.usecases.meetings import found_meeting, may_run
from a3tracker.usecases.transaction import now
from a3tracker.web.addresses import whole
from a3tracker.web.forms.meetings import MinutesForm
from a3tracker.web.guard import actor


def shown_meeting(
    meeting_id: int, error: str = "", status: int = 200, form: MinutesForm | None = None
) -> ResponseReturnValue:
    """The meeting with everything around it; `error` says why nothing was done."""
    held = found_meeting(actor(), meeting_id)
    meeting, agenda = held.meeting, agenda_of(meeting_id)
    runs, today = may_run(actor(), held.place), now().date()
    changes = runs.ok and meeting.state is State.COMING
    on_it = {line.a3 for line in agenda}
    minutes = {"minutes": meeting.minutes, "version": meeting.minutes_version}
    return render_template(
        "meetings/show.html",
        held=held,
        meeting=meeting,
        agenda=agenda,
        runs=runs,
        changes=changes,
        proposed=_proposed(held, on_it) if changes else (),
        others=[one for one in open_a3s_of(held) if one.a3 not in on_it] if changes else (),
        promises=[(one, may_settle(actor(), one.placed, one.row)) for one in promises_for(held, on_it)],
        notes=notes_by_a3(notes_in(meeting_id)),
        waiting=submitted_since(on_it),
        may_note=_may_note(held, agenda),
        form=form or MinutesForm(formdata=None, data=minutes),
        today=today,
        moved=request.args.get("moved", type=whole),
        way=request.args.get("way"),
        error=error,
        **_around(held, today),
    ), status


def _around(held: Held, today: date) -> dict[str, object]:
    """Who is invited, and the meetings before and after."""
    meeting = held.meeting
    return {
        "people": people_invited(meeting.id),
        "before": meeting_before(held),
        "follows": next_of(meeting.id),
        "next_day": next_day(meeting.day, meeting.rhythm, today),
    }


def notes_by_a3(notes: Iterable[Noted]) -> dict[int, list[Noted]]:
    """What was said on each A3, in the order in which it was typed."""
    found: dict[int, list[Noted]] = {}
    for noted in sorted(notes, key=lambda one: one.row.id):
        found.setdefault(noted.row.a3_id, []).append(noted)
    return found


def _proposed(held: Held, on_it: set[int]) -> list[tuple[Proposed, str]]:
    """What is proposed and not on the agenda yet, with the titles."""
    titles = {one.a3: one.title for one in open_a3s_of(held)}
    return [(one, titles[one.a3]) for one in still_to_take(proposed_for(held), on_it) if one.a3 in titles]


def _may_note(held: Held, agenda: Iterable[AgendaLine]) -> set[int]:
    """The A3s on which the actor may write."""
    if held.meeting.state is State.CANCELLED:
        return set()
    return {
        line.a3
        for line in agenda
        if not line.archived and may(actor(), Action.COMMENT_A3, Place(held.stream.id, line.team))
    }
