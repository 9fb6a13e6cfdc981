"""Signing in: sessions on the server, limits on failed tries, one's own password."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from a3tracker.db.base import db
from a3tracker.db.people import Person
from a3tracker.db.sessions import FailedSignIn, Session
from a3tracker.domain.errors import Invalid, NotAllowed
from a3tracker.domain.people import PersonChange
from a3tracker.usecases.sign_in import (
    TooManyTries,
    change_password,
    first_administrator,
    hash_of,
    person_of_token,
    sign_in,
    sign_out,
)
from a3tracker.usecases.transaction import now
from tests.factories import PASSWORD
from tests.journal import acts
from tests.world import World

HERE, ELSEWHERE = "192.0.2.1", "192.0.2.2"
MIA = "mia@example.org"
MORNING = datetime(2026, 6, 30, 8, 0, tzinfo=UTC)
NEW = "four other words here"


def fail(times: int, email: str = MIA, address: str = HERE) -> None:
    """So many failed tries, just now."""
    db.session.add_all(FailedSignIn(email=email, address=address, at=now()) for _ in range(times))
    db.session.commit()


def test_the_right_password_opens_a_session(world: World) -> None:
    signed = sign_in(f" {MIA.upper()} ", PASSWORD, HERE)
    person = person_of_token(signed.token)
    assert person is not None
    assert person.id == signed.person == world.people["member"]
    assert acts()[-1] == ("signed in", "person", world.people["member"])


def test_the_server_keeps_only_a_hash_of_the_token(world: World) -> None:
    signed = sign_in(MIA, PASSWORD, HERE)
    kept = db.session.query(Session.token_hash).scalar()
    assert kept == hash_of(signed.token)
    assert signed.token not in kept


def test_the_wrong_password_and_an_unknown_address_get_the_same_answer(world: World) -> None:
    answers = []
    for email in (MIA, "unknown@example.org"):
        with pytest.raises(Invalid) as refusal:
            sign_in(email, "not the password", HERE)
        answers.append((str(refusal.value), refusal.value.fields))
    assert answers[0] == answers[1]


def test_a_password_is_checked_once_whether_the_person_is_known_or_not(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []
    monkeypatch.setattr("a3tracker.usecases.sign_in._verify", lambda known, _typed: checked.append(known))
    for email in (MIA, "unknown@example.org"):
        with pytest.raises(Invalid):
            sign_in(email, "not the password", HERE)
    assert len(checked) == 2
    assert all(known.startswith("$argon2id$") for known in checked)


def test_a_failed_try_is_counted_and_journalled_without_the_address(world: World) -> None:
    with pytest.raises(Invalid):
        sign_in(MIA, "not the password", HERE)
    assert db.session.query(FailedSignIn).count() == 1
    assert acts()[-1] == ("failed to sign in", "person", None)


def test_somebody_who_is_disabled_gets_the_answer_of_an_unknown_address(world: World) -> None:
    db.session.get_one(Person, world.people["member"]).archived_at = now()
    db.session.commit()
    with pytest.raises(Invalid, match="do not belong together"):
        sign_in(MIA, PASSWORD, HERE)


def test_ten_failed_tries_close_the_person_for_five_minutes_even_to_the_right_password(world: World) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        fail(10)
        with pytest.raises(TooManyTries):
            sign_in(MIA, PASSWORD, ELSEWHERE)
        clock.shift(timedelta(minutes=5, seconds=1))
        assert sign_in(MIA, PASSWORD, ELSEWHERE).person == world.people["member"]


def test_nine_failed_tries_do_not_close_anything(world: World) -> None:
    fail(9)
    assert sign_in(MIA, PASSWORD, HERE)


def test_fifty_failed_tries_close_the_network_address_but_not_the_person(world: World) -> None:
    for number in range(50):
        fail(1, f"someone{number}@example.org")
    with pytest.raises(TooManyTries):
        sign_in(MIA, PASSWORD, HERE)
    assert sign_in(MIA, PASSWORD, ELSEWHERE)


def test_the_limit_is_the_same_for_an_unknown_person(world: World) -> None:
    fail(10, "unknown@example.org")
    with pytest.raises(TooManyTries):
        sign_in("unknown@example.org", PASSWORD, ELSEWHERE)


def test_signing_in_well_does_not_count_toward_the_limit(world: World) -> None:
    for _ in range(12):
        sign_in(MIA, PASSWORD, HERE)
    assert db.session.query(FailedSignIn).count() == 0


def test_signing_in_ends_the_session_that_the_browser_held(world: World) -> None:
    first = sign_in(MIA, PASSWORD, HERE)
    second = sign_in(MIA, PASSWORD, HERE, before=first.token)
    assert first.token != second.token
    assert person_of_token(first.token) is None
    assert person_of_token(second.token) is not None


def test_a_session_ends_after_eight_idle_hours_and_not_while_it_is_used(world: World) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        token = sign_in(MIA, PASSWORD, HERE).token
        clock.shift(timedelta(hours=7, minutes=59))
        assert person_of_token(token) is not None
        clock.shift(timedelta(hours=7, minutes=59))
        assert person_of_token(token) is not None
        clock.shift(timedelta(hours=8, minutes=1))
        assert person_of_token(token) is None


def test_idle_sessions_are_forgotten_at_the_next_sign_in(world: World) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(MIA, PASSWORD, HERE)
        clock.shift(timedelta(hours=9))
        sign_in(MIA, PASSWORD, HERE)
        assert db.session.query(Session).count() == 1


def test_signing_out_ends_this_session_alone(world: World) -> None:
    desk, phone = (sign_in(MIA, PASSWORD, HERE).token for _ in range(2))
    sign_out(world.actor("member"), desk)
    assert person_of_token(desk) is None
    assert person_of_token(phone) is not None


def test_a_new_password_ends_all_other_sessions(world: World) -> None:
    desk, phone = (sign_in(MIA, PASSWORD, HERE).token for _ in range(2))
    change_password(world.actor("member"), PASSWORD, NEW, desk)
    assert person_of_token(desk) is not None
    assert person_of_token(phone) is None
    assert sign_in(MIA, NEW, HERE)
    with pytest.raises(Invalid):
        sign_in(MIA, PASSWORD, HERE)


def test_a_new_password_needs_the_present_one_and_wrong_ones_are_counted(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        change_password(world.actor("member"), "not the password", NEW, "")
    assert "present" in refusal.value.fields
    fail(9)
    with pytest.raises(TooManyTries):
        change_password(world.actor("member"), PASSWORD, NEW, "")


def test_a_short_new_password_is_refused_at_its_field(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        change_password(world.actor("member"), PASSWORD, "short", "")
    assert "wanted" in refusal.value.fields


@pytest.mark.usefixtures("app")
def test_the_first_administrator_can_be_made_once() -> None:
    first = first_administrator(PersonChange("Ada", "ada@example.org"), PASSWORD)
    assert db.session.get_one(Person, first).is_admin
    with pytest.raises(NotAllowed):
        first_administrator(PersonChange("Eve", "eve@example.org"), PASSWORD)
