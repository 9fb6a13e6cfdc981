"""An entry keeps its name when its date moves, and says what it is."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from a3tracker.domain.calendars import Entry

CHECK = Entry(6, "New account\nholders", datetime(2026, 6, 1, tzinfo=UTC), date(2026, 6, 30), 4, 2)


def test_a_moved_date_keeps_its_uid_and_another_point_has_another() -> None:
    assert CHECK.uid == "a3-6-point-4-lap-2@a3tracker"
    assert replace(CHECK, day=CHECK.day + timedelta(days=3)).uid == CHECK.uid
    others = {replace(CHECK, point=5).uid, replace(CHECK, lap=3).uid, replace(CHECK, number=7).uid}
    assert len({CHECK.uid, *others}) == 4


def test_a_review_date_has_a_uid_of_its_own() -> None:
    review = replace(CHECK, point=None)
    assert review.uid == "a3-6-review@a3tracker"
    assert review.summary == "A3-6 review: New account holders"


def test_the_summary_says_what_is_due_or_done_in_one_line() -> None:
    assert CHECK.summary == "A3-6 Check due: New account holders"
    assert replace(CHECK, done=True).summary == "A3-6 Check done: New account holders"
