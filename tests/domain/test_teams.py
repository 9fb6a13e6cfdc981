"""Teams: a kind, a coordinator who is never the manager, and members who are not either."""

from dataclasses import replace

import pytest

from a3tracker.domain.errors import Invalid
from a3tracker.domain.teams import (
    MemberChange,
    TeamChange,
    TeamKind,
    checked_member,
    checked_team,
    ensure_team_is_apart,
)

MAJA, CEM, MIA = 2, 5, 6
GOOD = TeamChange(stream=1, name="First edit", kind="problem resolution", coordinator=CEM)


@pytest.mark.parametrize("kind", TeamKind)
def test_each_kind_of_team_can_be_set_up(kind: TeamKind) -> None:
    assert checked_team(replace(GOOD, kind=kind.value), MAJA).kind == kind


@pytest.mark.parametrize(("field", "typed"), [("name", ""), ("kind", "committee"), ("coordinator", None)])
def test_what_is_wrong_is_named_at_its_field(field: str, typed: str | None) -> None:
    with pytest.raises(Invalid) as refusal:
        checked_team(replace(GOOD, **{field: typed}), MAJA)
    assert list(refusal.value.fields) == [field]


def test_a_coordinator_is_never_the_manager_of_the_same_stream() -> None:
    with pytest.raises(Invalid) as refusal:
        checked_team(replace(GOOD, coordinator=MAJA), MAJA)
    assert "The coordinator coaches, the manager decides" in refusal.value.fields["coordinator"]


def test_a_stream_without_manager_can_have_teams() -> None:
    assert checked_team(GOOD, None) == GOOD


def test_a_manager_is_never_a_member_of_a_team_of_the_stream() -> None:
    with pytest.raises(Invalid) as refusal:
        checked_member(MemberChange(MAJA), MAJA)
    assert "person" in refusal.value.fields


def test_a_members_position_and_role_are_kept_trimmed() -> None:
    assert checked_member(MemberChange(MIA, " sales ", " asks "), MAJA) == MemberChange(MIA, "sales", "asks")


def test_a_team_that_holds_the_manager_cannot_come_into_the_stream() -> None:
    with pytest.raises(Invalid) as refusal:
        ensure_team_is_apart(MAJA, {CEM, MAJA}, "stream")
    assert list(refusal.value.fields) == ["stream"]
    ensure_team_is_apart(MAJA, {CEM, MIA}, "stream")
    ensure_team_is_apart(None, {CEM}, "stream")
