"""Rows keep their rules: complete, of readable length, and honest about what was expected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.checks import Check, checked_check
from a3tracker.domain.errors import Invalid
from a3tracker.domain.figures import Figure
from a3tracker.domain.rows import (
    SHORT,
    TAKT_REFUSED,
    MeasureSide,
    PersonRow,
    checked_person_row,
    text_of,
)

DAY = date(2026, 6, 30)
MEASURE = Check(
    "Came back in week 2", MeasureSide.RETENTION, "%", Figure(1, 4), Figure(2, 4), Figure(3, 4), DAY
)


def test_a_complete_measure_is_taken_as_it_is() -> None:
    assert checked_check(MEASURE) == MEASURE


def test_a_measure_has_a_name() -> None:
    with pytest.raises(Invalid) as refused:
        checked_check(replace(MEASURE, measure=""))
    assert list(refused.value.fields) == ["measure"]


def test_an_actual_has_its_day() -> None:
    with pytest.raises(Invalid) as refused:
        checked_check(replace(MEASURE, day=None))
    assert list(refused.value.fields) == ["day"]
    assert checked_check(replace(MEASURE, actual=None, day=None)).day is None


@pytest.mark.parametrize(
    "words",
    [
        "takt", "Takt time", "TAKT", "our takt-time", "takt_time", "Taktzeit", "takttid", "the takts",
        "Kundentakt", "Verkaufstakt", "Taktquote", "taktime", "Kontakte im Takt", "Termintakt",
        "Einkauftakt", "getaktet",
    ],
)  # fmt: skip
@pytest.mark.parametrize("field", ["measure", "unit"])
def test_a_metric_called_takt_is_refused_with_the_reason(field: str, words: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_check(replace(MEASURE, **{field: words}))
    assert refused.value.fields == {"measure": TAKT_REFUSED}
    assert "supply exceeds demand" in TAKT_REFUSED


@pytest.mark.parametrize(
    "words",
    [
        "Erstkontakte",
        "Kontakt",
        "kontakter i uka",
        "Ware intakt",
        "Taktik sitzt",
        "taktvoll beraten",
        "taktil",
        "syntaktisch richtig",
        "praktakt",
        "Auftaktgespräche",
        "Rabattaktionen",
        "Produktaktivierung",
        "Kreditakten",
        "contact",
    ],
)
def test_contacts_are_measured_in_every_language(words: str) -> None:
    assert checked_check(replace(MEASURE, measure=words)).measure == words


LENGTHS = {
    "measure": (SHORT, lambda text: checked_check(replace(MEASURE, measure=text)).measure),
    "unit": (20, lambda text: checked_check(replace(MEASURE, unit=text)).unit),
    "position": (SHORT, lambda text: checked_person_row(PersonRow(1, text, "")).position),
    "role": (SHORT, lambda text: checked_person_row(PersonRow(1, "", text)).role),
}


@pytest.mark.parametrize("field", LENGTHS)
def test_a_text_may_be_as_long_as_it_can_be_read_and_no_longer(field: str) -> None:
    longest, check = LENGTHS[field]
    assert check("n" * longest) == "n" * longest
    with pytest.raises(Invalid) as refused:
        check("n" * (longest + 1_001))
    assert refused.value.fields == {field: f"Shorten this by 1,001 characters; {longest:,} fit here."}


@given(st.text(max_size=60))
def test_a_text_that_was_cleaned_is_clean(text: str) -> None:
    clean = text_of(text, "role", 200)
    assert clean == text_of(clean, "role", 200) == clean.strip()
    assert not any(ord(sign) < 32 and sign not in "\n\t" for sign in clean)
    assert "\x7f" not in clean


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  a\r\nb\rc  ", "a\nb\nc"),
        ("a\x00b\x1b[31m", "ab[31m"),
        ("12\u202f%", "12\u202f%"),
        ("Müller\u00a0GmbH", "Müller\u00a0GmbH"),
        ("\U0001f469\u200d\U0001f4bb", "\U0001f469\u200d\U0001f4bb"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u2028b", "a\nb"),
        ("a\ud800b", "ab"),
    ],
)
def test_words_of_every_script_stay_and_control_characters_go(typed: str, kept: str) -> None:
    assert text_of(typed, "role", SHORT) == kept


@pytest.mark.parametrize("typed", ["", "   ", "\x00", " \x07 ", "\u200b\u00a0", "\u2060\u200d"])
def test_what_nobody_can_see_is_nothing(typed: str) -> None:
    assert text_of(typed, "role", SHORT) == ""
    with pytest.raises(Invalid) as refused:
        text_of(typed, "role", SHORT, "Say what they do.")
    assert refused.value.fields == {"role": "Say what they do."}


def test_a_revision_stores_rows_as_plain_data() -> None:
    assert PersonRow(3, "buyer", "decides").plain(7) == {
        "id": 7, "person": 3, "position": "buyer", "role": "decides",
    }  # fmt: skip
    assert replace(MEASURE, before=None, target=Figure(value=2.5), day=None, actual=None).plain(9) == {
        "id": 9, "measure": "Came back in week 2", "side": "retention", "unit": "%",
        "before": None, "target": {"value": 2.5}, "actual": None, "day": None,
    }  # fmt: skip
