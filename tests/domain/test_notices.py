"""Each kind of notice has its sentence and leads somewhere; each pace says how long a notice waits."""

from datetime import timedelta

import pytest

from a3tracker.domain.notices import Kind, Pace, Told

TITLE = "New account holders stop early"


#: What is told of a meeting names its day.
OF_MEETINGS = [Kind.INVITED, Kind.MEETING_MOVED, Kind.MEETING_CANCELLED]


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in OF_MEETINGS])
def test_every_kind_has_a_plain_sentence_that_names_the_a3(kind: Kind) -> None:
    said = Told(kind, 6, TITLE, "Lina Lindqvist", {"point": 4, "day": "2026-06-30"}).sentence
    assert "A3-6" in said
    assert said[0].isupper()
    assert said.endswith((".", "?"))
    assert "{" not in said


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Kind.SUBMITTED, "Lina Lindqvist asks you to agree to the left side of A3-6."),
        (Kind.RETURNED, "Lina Lindqvist returned the left side of A3-6 with a reason."),
        (Kind.POINT_OVERDUE, "The left side of A3-6 was due on 30 Jun 2026."),
        (Kind.REVIEW_TOMORROW, "The review of A3-6 is on 30 Jun 2026."),
    ],
)
def test_the_sentence_says_who_and_what(kind: Kind, said: str) -> None:
    assert Told(kind, 6, TITLE, "Lina Lindqvist", {"point": 1, "day": "2026-06-30"}).sentence == said


@pytest.mark.parametrize("kind", OF_MEETINGS)
def test_what_is_told_of_a_meeting_names_its_day_and_hour_and_leads_there(kind: Kind) -> None:
    about = {"day": "2026-11-24", "starts": "09:30"}
    told = Told(kind, None, "Newcomers", "Sachi Yamada", about, meeting=3)
    assert told.sentence.startswith("Sachi Yamada ")
    assert told.sentence.endswith(" on 24 Nov 2026, 09:30.") or " to 24 Nov 2026, 09:30." in told.sentence
    assert (told.name, told.path) == ("Newcomers", "/meetings/3")
    whole_day = Told(kind, None, "Newcomers", "Sachi Yamada", {**about, "starts": None}, meeting=3)
    assert whole_day.sentence.endswith("24 Nov 2026.")


@pytest.mark.parametrize("about", [{}, {"point": None}, {"point": 99}, {"point": "x", "day": 3}])
def test_a_sentence_stands_without_what_was_not_told(about: dict[str, int | str | None]) -> None:
    assert Told(Kind.SUBMITTED, 6, TITLE, "", about).sentence == "Somebody asks you to agree to A3-6."
    assert "its day" in Told(Kind.REVIEW_TOMORROW, 6, TITLE, "", about).sentence


def test_a_name_of_several_lines_stays_in_one_line() -> None:
    assert "\n" not in Told(Kind.COMMENTED, 6, TITLE, "Lina\r\nBcc: all@example.org").sentence


def test_an_answer_leads_to_its_thread() -> None:
    assert Told(Kind.ANSWERED, 6, TITLE, "", {"comment": 12}).path == "/a3/6/review#comment-12"


def test_a_trigger_names_its_period_and_leads_to_its_place_on_the_sheet() -> None:
    told = Told(Kind.TRIGGERED, 6, TITLE, "", {"trigger": 3, "period": "2026-03"})
    assert told.sentence == "A figure of Mar 2026 calls for an answer on A3-6."
    assert told.path == "/a3/6#trigger-3"
    assert "a period" in Told(Kind.TRIGGERED, 6, TITLE).sentence


def test_a_submission_leads_to_its_review_page_and_a_reminder_to_the_sheet() -> None:
    assert Told(Kind.SUBMITTED, 6, TITLE).path == "/a3/6/review"
    assert Told(Kind.UNTOUCHED, 6, TITLE).path == "/a3/6"


def test_each_pace_is_one_choice_with_its_waiting_time() -> None:
    assert [pace.wait for pace in Pace] == [timedelta(0), timedelta(hours=1), timedelta(days=1), None]
    assert len({pace.words for pace in Pace}) == 4
