"""Some of the things that an address can name, for the walk through all routes."""

from a3tracker.db.agendas import AgendaItem
from a3tracker.db.experiments import Experiment
from a3tracker.db.imports import Import
from a3tracker.db.meeting_notes import MeetingNote
from a3tracker.db.meetings import Meeting
from a3tracker.usecases.transaction import now
from tests import factories

DIGEST = "cd" * 32


def bring_and_try(coordinator: int) -> None:
    """An import that failed, and an experiment that waits for its result."""
    brought = {"brought_by": coordinator, "brought_at": now(), "size": 1, "digest": DIGEST}
    factories.added(Import(segment_id=1, shape="figures", name="figures.csv", state="failed", **brought))
    factories.added(Experiment(a3_id=1, day=now().date(), tried="Called five", expected="Three answer"))


def meet(team: int, coordinator: int) -> None:
    """A meeting of the team with an A3 on its agenda, and a promise about that A3."""
    day, moment = now().date(), now()
    made = {"made_by": coordinator, "made_at": moment, "changed_at": moment, "rhythm": "weekly"}
    meeting = factories.added(Meeting(team_id=team, day=day, **made))
    factories.added(AgendaItem(meeting_id=meeting.id, a3_id=1, place=1))
    typed = {"typed_by": coordinator, "typed_at": moment, "said_by": coordinator, "due": day}
    factories.added(MeetingNote(a3_id=1, kind="promise", words="Bring the list", day=day, **typed))
