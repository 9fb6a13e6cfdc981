"""A cast of people, each with one role towards the stream “Newcomers”, and a second stream of strangers."""

from dataclasses import dataclass

from a3tracker.db.base import db
from a3tracker.db.people import Person, actor_of
from a3tracker.domain.access import Actor
from a3tracker.usecases.transaction import now
from tests import factories

#: The cast by role. The owner is a member of the team, and owns its A3.
NAMES = {
    "administrator": "Ada Nilsen",
    "manager": "Maja Lind",
    "deputy": "Dora Weiss",
    "reader": "Rut Holm",
    "coordinator": "Cem Aydin",
    "member": "Mia Rossi",
    "owner": "Olaf Brandt",
    "colleague": "Kim Jensen",
    "stranger_manager": "Sven Falk",
    "stranger": "Stella Costa",
    "nobody": "Nils Ohm",
}


@dataclass(frozen=True)
class World:
    """Ids of everything; `a3` is a number."""

    people: dict[str, int]
    stream: int
    segment: int
    team: int
    other_team: int
    a3: int
    strange_stream: int
    strange_segment: int
    strange_team: int

    def actor(self, role: str) -> Actor:
        """Somebody of the cast with the roles held now; needs an app context."""
        person = db.session.get_one(Person, self.people[role])
        return actor_of(person, now().date())


def make_world() -> World:
    """Add the cast and what they work on; the caller commits."""
    people = {role: factories.person(name, is_admin=role == "administrator") for role, name in NAMES.items()}
    stream = factories.stream("Newcomers", people["manager"])
    factories.deputy(stream, people["deputy"])
    factories.reader(stream, people["reader"])
    segment = factories.segment(stream, "Evening editors")
    team = factories.team(stream, "First edit", people["coordinator"], people["member"], people["owner"])
    strange_stream = factories.stream("Mobile", people["stranger_manager"])
    strange_segment = factories.segment(strange_stream, "Phone customers")
    return World(
        people=people,
        stream=stream,
        segment=segment,
        team=team,
        other_team=factories.team(stream, "Second chance", people["colleague"]),
        a3=factories.a3(segment, team, people["owner"]),
        strange_stream=strange_stream,
        strange_segment=strange_segment,
        strange_team=factories.team(strange_stream, "Callers", people["stranger"]),
    )
