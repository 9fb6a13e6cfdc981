"""A bundle is one letter that can be read as it stands; trying to send it ends some day."""

from datetime import timedelta

from a3tracker.domain.mails import MOST_LINES, TRIES, closing, letter_about, pause_after
from a3tracker.domain.notices import Kind, Pace, Told

BASE = "https://a3.example.org"


def told(number: int = 6, title: str = "New account holders stop early") -> Told:
    return Told(Kind.SUBMITTED, number, title, "Cem Aydin", {"point": 1})


def test_one_thing_is_its_own_subject() -> None:
    letter = letter_about([told()], BASE)
    assert letter.subject == "Cem Aydin asks you to agree to the left side of A3-6"
    assert letter.text == (
        "Cem Aydin asks you to agree to the left side of A3-6.\n"
        "“New account holders stop early”\n"
        "https://a3.example.org/a3/6/review"
    )


def test_several_things_are_counted_and_each_a3_is_named_once() -> None:
    assert letter_about([told(6), told(7), told(6)], BASE).subject == "3 things in your inbox: A3-6, A3-7"
    many = letter_about([told(number) for number in range(1, 9)], BASE)
    assert many.subject == "8 things in your inbox: A3-1, A3-2, A3-3, A3-4 and others"


def test_a_very_long_bundle_says_how_much_more_there_is() -> None:
    text = letter_about([told()] * (MOST_LINES + 12), BASE).text
    assert text.endswith("And 12 more in your inbox.")
    assert text.count("asks you") == MOST_LINES


def test_a_title_of_several_lines_cannot_look_like_more_than_a_title() -> None:
    assert "“One two”" in letter_about([told(title="One\r\n\r\ntwo")], BASE).text


def test_the_last_lines_say_how_to_get_less_and_nothing() -> None:
    lines = closing(Pace.HOURLY, BASE, f"{BASE}/unsubscribe/x")
    for word in ("at most once an hour", f"{BASE}/inbox", f"{BASE}/me", f"{BASE}/unsubscribe/x"):
        assert word in lines


def test_the_pauses_grow_and_end_with_the_eighth_try() -> None:
    pauses = [pause_after(tries) for tries in range(1, TRIES)]
    assert TRIES == 8
    assert pauses == sorted(pause or timedelta(0) for pause in pauses)
    assert pause_after(TRIES) is None
