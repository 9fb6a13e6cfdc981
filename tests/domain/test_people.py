"""People: what makes a name, an address and a password."""

import pytest

from a3tracker.domain.errors import Invalid
from a3tracker.domain.people import PersonChange, checked_email, checked_password, checked_person


def test_a_person_is_kept_trimmed_with_the_address_in_lower_case() -> None:
    change = checked_person(PersonChange("  Maja Lind ", " Maja.Lind@Example.ORG ", True))
    assert change == PersonChange("Maja Lind", "maja.lind@example.org", True)


def test_a_person_needs_a_name() -> None:
    with pytest.raises(Invalid) as refusal:
        checked_person(PersonChange("  ", "maja@example.org"))
    assert "name" in refusal.value.fields


@pytest.mark.parametrize(
    "typed", ["", "maja", "maja@", "@example.org", "maja@example", "ma ja@example.org", "a@b.c,d@e.f",
              "maja@example.org\x00", f"{'m' * 250}@example.org"],
)  # fmt: skip
def test_what_is_no_address_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Invalid) as refusal:
        checked_email(typed)
    assert "maja@example.org" in refusal.value.fields["email"]


@pytest.mark.parametrize("length", [9, 201])
def test_a_password_is_neither_short_nor_endless(length: int) -> None:
    with pytest.raises(Invalid) as refusal:
        checked_password("x" * length, field="wanted")
    assert "10 to 200" in refusal.value.fields["wanted"]


def test_a_password_stays_as_it_was_typed() -> None:
    assert checked_password("  three Words øk ") == "  three Words øk "


def test_ones_own_address_is_no_password() -> None:
    with pytest.raises(Invalid) as refusal:
        checked_password("Maja@example.org", "maja@example.org")
    assert "password" in refusal.value.fields
