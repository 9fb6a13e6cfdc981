"""The demo's meetings: what was said in the last one, and what the next one speaks of."""

from a3tracker.db.agendas import agenda_of
from a3tracker.db.base import db
from a3tracker.db.meeting_notes import notes_in
from a3tracker.db.meetings import Meeting, meeting_before, meeting_by_id
from a3tracker.db.minutes import promises_for
from a3tracker.domain.meetings import State
from a3tracker.usecases import demo
from tests.domain.demo_files import FOLDER
from tests.usecases.test_demo import filled


def test_the_demo_has_a_meeting_that_is_over_and_one_that_knows_what_was_promised(app: object) -> None:
    filled()
    over, coming = db.session.query(Meeting).order_by(Meeting.day)
    assert [over.state, coming.state] == [State.ENDED, State.COMING]
    assert {noted.row.kind for noted in notes_in(over.id)} == {"note", "decision", "promise"}
    on_it = {line.a3 for line in agenda_of(over.id)}
    assert {noted.row.a3_id for noted in notes_in(over.id)} <= on_it, "what was said is about its agenda"
    agenda, held = agenda_of(coming.id), meeting_by_id(coming.id)
    assert all(line.why for line in agenda)
    promised = {one.row.meeting_id for one in promises_for(held, {line.a3 for line in agenda})}
    assert over.id in promised
    before = meeting_before(held)
    assert before is not None
    assert before.id == coming.follows_id == over.id


def test_the_demos_meetings_go_with_it(app: object) -> None:
    filled()
    assert (FOLDER / "meetings.toml").is_file()
    demo.remove_demo(None)
    assert db.session.query(Meeting).count() == 0
