"""Who may see and do what (settled.md, *Who may do what*): one table for guards, pages and help.

Roles are held towards a `Place`: a stream, and perhaps one of its teams. The same table drives the
use cases, the buttons (hidden, or shown disabled with the reason) and the generated help page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from a3tracker.domain.errors import NotAllowed


class Role(StrEnum):
    """What a person is towards a place; one person may hold several."""

    ADMINISTRATOR = "administrator"
    MANAGER = "value stream manager"
    DEPUTY = "deputy"
    INVITED = "reader invited to comment"
    READER = "reader"
    COORDINATOR = "team coordinator"
    MEMBER = "team member"
    COLLEAGUE = "member of another team of the stream"
    STRANGER = "stranger"


class Action(StrEnum):
    """What a person may want to do; the value reads on the help page."""

    SEE = "see the A3s, segments and teams of the stream"
    SET_UP_PEOPLE = "add people, disable them, reset passwords"
    SET_UP_STREAMS = "set up value streams and name their managers"
    NAME_DEPUTY = "name a dated deputy and invite readers"
    SET_UP_SEGMENTS = "set up segments of the stream"
    SET_UP_TEAMS = "set up teams, coordinators and members"
    DEFINE_TERMS = "define what is counted in a segment"
    ENTER_FIGURES = "enter a segment's figures and its measures"
    REBASE_CHART = "freeze or rebase the limits of a chart"
    SET_TARGET = "set the target of a metric"
    START_A3 = "start an A3"
    WRITE_A3 = "write boxes, rows and the header of an A3"
    COORDINATE_A3 = "submit, lock and move an A3"
    DECIDE_A3 = "agree to an A3, or return it"
    COMMENT_A3 = "comment on an A3 and suggest wording"
    COACH_A3 = "write a coaching note on an A3"
    SEE_COACHING = "read the coaching notes and ratings of an A3"
    ARCHIVE_A3 = "archive an A3 and bring it back"
    DELETE_A3 = "delete an A3"
    PRINT_A3 = "print an A3"
    RUN_MEETING = "make a meeting and run it"
    READ_JOURNAL = "read the journal"
    SETTINGS = "see the settings and remove the demo data"


@dataclass(frozen=True)
class Rule:
    """The roles that may do an action, and whom to ask when one may not."""

    roles: frozenset[Role]
    ask: str


def _rule(ask: str, *roles: Role) -> Rule:
    return Rule(frozenset(roles), ask)


_R = Role
_SEERS = (
    _R.ADMINISTRATOR,
    _R.MANAGER,
    _R.DEPUTY,
    _R.INVITED,
    _R.READER,
    _R.COORDINATOR,
    _R.MEMBER,
    _R.COLLEAGUE,
)

RULES: dict[Action, Rule] = {
    Action.SEE: _rule("Ask the value stream manager.", *_SEERS),
    Action.SET_UP_PEOPLE: _rule("Ask an administrator.", _R.ADMINISTRATOR),
    Action.SET_UP_STREAMS: _rule("Ask an administrator.", _R.ADMINISTRATOR),
    Action.NAME_DEPUTY: _rule("Ask the value stream manager.", _R.ADMINISTRATOR, _R.MANAGER),
    Action.SET_UP_SEGMENTS: _rule("Ask the value stream manager.", _R.ADMINISTRATOR, _R.MANAGER),
    Action.SET_UP_TEAMS: _rule("Ask the value stream manager.", _R.ADMINISTRATOR, _R.MANAGER),
    # A segment belongs to no team: these are asked for each team concerned (usecases/segments.py).
    Action.DEFINE_TERMS: _rule("Ask a team's coordinator.", _R.COORDINATOR),
    Action.ENTER_FIGURES: _rule(
        "Ask a team with an open A3 here.", _R.MANAGER, _R.DEPUTY, _R.COORDINATOR, _R.MEMBER
    ),
    Action.REBASE_CHART: _rule(
        "Ask a team with an open A3 here.", _R.MANAGER, _R.DEPUTY, _R.COORDINATOR, _R.MEMBER
    ),
    Action.SET_TARGET: _rule("Ask the value stream manager.", _R.MANAGER, _R.DEPUTY),
    Action.START_A3: _rule("Ask a team of this stream.", _R.COORDINATOR, _R.MEMBER),
    Action.WRITE_A3: _rule("Ask the team that the A3 belongs to.", _R.COORDINATOR, _R.MEMBER),
    Action.COORDINATE_A3: _rule("Ask the team's coordinator.", _R.COORDINATOR),
    Action.DECIDE_A3: _rule("Ask the value stream manager.", _R.MANAGER, _R.DEPUTY),
    Action.COMMENT_A3: _rule(
        "Ask the value stream manager for an invitation.",
        _R.MANAGER,
        _R.DEPUTY,
        _R.INVITED,
        _R.COORDINATOR,
        _R.MEMBER,
    ),
    Action.COACH_A3: _rule("Ask the team's coordinator.", _R.COORDINATOR),
    Action.SEE_COACHING: _rule(
        "Ask the team's coordinator.", _R.MANAGER, _R.DEPUTY, _R.COORDINATOR, _R.MEMBER
    ),
    Action.ARCHIVE_A3: _rule("Ask the team's coordinator.", _R.ADMINISTRATOR, _R.MANAGER, _R.COORDINATOR),
    Action.DELETE_A3: _rule("Ask an administrator.", _R.ADMINISTRATOR),
    Action.PRINT_A3: _rule("Ask the value stream manager.", *_SEERS),
    Action.RUN_MEETING: _rule(
        "Ask the team's coordinator, or the value stream manager.", _R.MANAGER, _R.DEPUTY, _R.COORDINATOR
    ),
    Action.READ_JOURNAL: _rule("Ask an administrator.", _R.ADMINISTRATOR),
    Action.SETTINGS: _rule("Ask an administrator.", _R.ADMINISTRATOR),
}


@dataclass(frozen=True)
class Place:
    """Where an action happens: nowhere in particular, a stream, or a team of a stream."""

    stream: int | None = None
    team: int | None = None


@dataclass(frozen=True)
class Actor:
    """A signed-in person with the roles held today, as record ids of streams and teams.

    `reads` holds every stream in which the person is a reader, `comments` those of them in which he or
    she is invited to comment.
    """

    id: int
    name: str
    is_admin: bool = False
    manages: frozenset[int] = frozenset()
    deputises: frozenset[int] = frozenset()
    reads: frozenset[int] = frozenset()
    comments: frozenset[int] = frozenset()
    coordinates: frozenset[int] = frozenset()
    member_of: frozenset[int] = frozenset()
    team_streams: frozenset[int] = field(default=frozenset())

    @property
    def streams(self) -> frozenset[int]:
        """The streams whose A3s this person sees; an administrator sees all and is not listed here."""
        return self.manages | self.deputises | self.reads | self.team_streams

    @property
    def teams(self) -> frozenset[int]:
        """The teams for which this person writes."""
        return self.coordinates | self.member_of


@dataclass(frozen=True)
class Verdict:
    """Yes, or no with the reason and whom to ask."""

    ok: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.ok


def roles_of(actor: Actor, place: Place) -> frozenset[Role]:
    """All roles of the actor towards the place; `STRANGER` alone when there is none."""
    held = {
        Role.ADMINISTRATOR: actor.is_admin,
        Role.MANAGER: place.stream in actor.manages,
        Role.DEPUTY: place.stream in actor.deputises,
        Role.INVITED: place.stream in actor.comments,
        Role.READER: place.stream in actor.reads,
        Role.COORDINATOR: place.team in actor.coordinates,
        Role.MEMBER: place.team in actor.member_of,
        Role.COLLEAGUE: place.stream in actor.team_streams,
    }
    return frozenset(role for role, holds in held.items() if holds) or frozenset({Role.STRANGER})


def may(actor: Actor, action: Action, place: Place | None = None) -> Verdict:
    """Whether the actor may do this there; the reason names the role that could."""
    rule = RULES[action]
    if roles_of(actor, place or Place()) & rule.roles:
        return Verdict(True)
    return Verdict(False, f"Only {_who(rule)} may {action.value}. {rule.ask}")


def ensure(actor: Actor, action: Action, place: Place | None = None) -> None:
    """Raise `NotAllowed` with the reason unless the actor may do this there."""
    verdict = may(actor, action, place)
    if not verdict:
        raise NotAllowed(verdict.reason)


def _who(rule: Rule) -> str:
    articles = {Role.ADMINISTRATOR: "an", Role.INVITED: "a", Role.READER: "a", Role.MEMBER: "a"}
    names = [
        f"{articles.get(role, 'the')} {role.value}"
        for role in Role
        if role in rule.roles and role is not Role.COLLEAGUE
    ]
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " or " + names[-1]
