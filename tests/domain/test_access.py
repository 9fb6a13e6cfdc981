"""Who may do what: the table, the roles towards a place, and the reason when the answer is no."""

import itertools

import pytest

from a3tracker.domain.access import RULES, Action, Actor, Place, Role, ensure, may, roles_of
from a3tracker.domain.errors import NotAllowed

STREAM, TEAM, OTHER_TEAM = 1, 10, 11
HERE = Place(STREAM, TEAM)

#: One person for each role towards stream 1 and team 10.
CAST = {
    Role.ADMINISTRATOR: Actor(1, "Ada", is_admin=True),
    Role.MANAGER: Actor(2, "Maja", manages=frozenset({STREAM})),
    Role.DEPUTY: Actor(3, "Dora", deputises=frozenset({STREAM})),
    Role.READER: Actor(4, "Rut", reads=frozenset({STREAM})),
    Role.INVITED: Actor(9, "Ines", reads=frozenset({STREAM}), comments=frozenset({STREAM})),
    Role.COORDINATOR: Actor(5, "Cem", coordinates=frozenset({TEAM}), team_streams=frozenset({STREAM})),
    Role.MEMBER: Actor(6, "Mia", member_of=frozenset({TEAM}), team_streams=frozenset({STREAM})),
    Role.COLLEAGUE: Actor(7, "Kim", member_of=frozenset({OTHER_TEAM}), team_streams=frozenset({STREAM})),
    Role.STRANGER: Actor(8, "Stella", manages=frozenset({2}), coordinates=frozenset({20})),
}
A, R = Action, Role
EVERYBODY_OF_THE_STREAM = set(Role) - {R.STRANGER}

#: settled.md, “Who may do what”, written a second time so that the table cannot change unnoticed.
SETTLED = {
    A.SEE: EVERYBODY_OF_THE_STREAM,
    A.SET_UP_PEOPLE: {R.ADMINISTRATOR},
    A.SET_UP_STREAMS: {R.ADMINISTRATOR},
    A.NAME_DEPUTY: {R.ADMINISTRATOR, R.MANAGER},
    A.SET_UP_SEGMENTS: {R.ADMINISTRATOR, R.MANAGER},
    A.SET_UP_TEAMS: {R.ADMINISTRATOR, R.MANAGER},
    A.DEFINE_TERMS: {R.COORDINATOR},
    A.ENTER_FIGURES: {R.MANAGER, R.DEPUTY, R.COORDINATOR, R.MEMBER},
    A.REBASE_CHART: {R.MANAGER, R.DEPUTY, R.COORDINATOR, R.MEMBER},
    A.SET_TARGET: {R.MANAGER, R.DEPUTY},
    A.START_A3: {R.COORDINATOR, R.MEMBER},
    A.WRITE_A3: {R.COORDINATOR, R.MEMBER},
    A.COORDINATE_A3: {R.COORDINATOR},
    A.DECIDE_A3: {R.MANAGER, R.DEPUTY},
    A.COMMENT_A3: {R.MANAGER, R.DEPUTY, R.INVITED, R.COORDINATOR, R.MEMBER},
    A.COACH_A3: {R.COORDINATOR},
    A.SEE_COACHING: {R.MANAGER, R.DEPUTY, R.COORDINATOR, R.MEMBER},
    A.ARCHIVE_A3: {R.ADMINISTRATOR, R.MANAGER, R.COORDINATOR},
    A.DELETE_A3: {R.ADMINISTRATOR},
    A.PRINT_A3: EVERYBODY_OF_THE_STREAM,
    A.RUN_MEETING: {R.MANAGER, R.DEPUTY, R.COORDINATOR},
    A.READ_JOURNAL: {R.ADMINISTRATOR},
    A.SETTINGS: {R.ADMINISTRATOR},
}


@pytest.mark.parametrize(("action", "role"), list(itertools.product(Action, Role)))
def test_each_role_may_do_what_was_settled_and_nothing_else(action: Action, role: Role) -> None:
    assert may(CAST[role], action, HERE).ok == (role in SETTLED[action])


def test_every_action_has_its_rule() -> None:
    assert set(RULES) == set(Action) == set(SETTLED)


@pytest.mark.parametrize("role", Role)
def test_each_of_the_cast_holds_the_role(role: Role) -> None:
    assert role in roles_of(CAST[role], HERE)


def test_one_who_holds_no_role_is_a_stranger_and_nothing_else() -> None:
    assert roles_of(CAST[Role.STRANGER], HERE) == {Role.STRANGER}


def test_a_coordinator_of_one_team_is_a_colleague_of_the_other() -> None:
    there = Place(STREAM, OTHER_TEAM)
    assert roles_of(CAST[Role.COORDINATOR], there) == {Role.COLLEAGUE}
    assert not may(CAST[Role.COORDINATOR], Action.WRITE_A3, there)


def test_one_person_may_hold_several_roles() -> None:
    both = Actor(9, "Lea", is_admin=True, reads=frozenset({STREAM}))
    assert roles_of(both, HERE) == {Role.ADMINISTRATOR, Role.READER}


def test_an_administrator_sees_and_administers_but_never_decides_or_writes() -> None:
    administrator = CAST[Role.ADMINISTRATOR]
    assert may(administrator, Action.SEE, HERE)
    assert not may(administrator, Action.DECIDE_A3, HERE)
    assert not may(administrator, Action.WRITE_A3, HERE)


@pytest.mark.parametrize("action", Action)
def test_a_no_says_who_could_and_whom_to_ask(action: Action) -> None:
    verdict = may(CAST[Role.STRANGER], action, HERE)
    assert verdict.reason.startswith("Only ")
    assert verdict.reason.endswith(RULES[action].ask)
    assert RULES[action].ask.startswith("Ask ")


def test_the_reason_reads_as_a_sentence() -> None:
    verdict = may(CAST[Role.READER], Action.SET_UP_TEAMS, HERE)
    assert verdict.reason == (
        "Only an administrator or the value stream manager may set up teams, coordinators and members. "
        "Ask the value stream manager."
    )


def test_a_yes_has_no_reason() -> None:
    assert may(CAST[Role.MANAGER], Action.SET_UP_TEAMS, HERE).reason == ""


def test_ensure_raises_the_reason() -> None:
    with pytest.raises(NotAllowed, match="Ask an administrator"):
        ensure(CAST[Role.MANAGER], Action.SET_UP_PEOPLE)
    ensure(CAST[Role.ADMINISTRATOR], Action.SET_UP_PEOPLE)


def test_the_streams_of_a_person_are_those_of_all_roles() -> None:
    person = Actor(
        9,
        "Lea",
        manages=frozenset({1}),
        deputises=frozenset({2}),
        reads=frozenset({3}),
        team_streams=frozenset({4}),
    )
    assert person.streams == {1, 2, 3, 4}
