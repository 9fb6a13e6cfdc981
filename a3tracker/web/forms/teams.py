"""Forms of teams and their members."""

from __future__ import annotations

from wtforms import RadioField, SelectField, StringField
from wtforms.validators import Optional

from a3tracker.domain.teams import MemberChange, TeamChange, TeamKind
from a3tracker.web.forms import Form, identity

SUITS = {
    TeamKind.CREATIVITY: "creativity: explores what is not known yet (EDCA)",
    TeamKind.PROBLEM_RESOLUTION: "problem resolution: closes a known gap (PDCA)",
    TeamKind.TACTICAL: "tactical: holds the best known way (SDCA)",
}


class TeamForm(Form):
    """Name, kind and coordinator."""

    stream = SelectField("Value stream", coerce=identity)
    name = StringField("Name", description="How people call the team, such as “First edit”.")
    kind = RadioField("Kind", choices={kind.value: words for kind, words in SUITS.items()})
    coordinator = SelectField(
        "Team coordinator",
        coerce=identity,
        description="Coaches the team and submits its A3s; never the manager of the same stream.",
    )

    def change(self) -> TeamChange:
        """What was typed."""
        return TeamChange(
            self.stream.data or 0, self.name.data or "", self.kind.data or "", self.coordinator.data
        )


class MemberForm(Form):
    """Somebody new in the team."""

    person = SelectField("Person", coerce=identity)
    position = StringField("Position", [Optional()], description="In the firm, such as “account manager”.")
    role = StringField("Role", [Optional()], description="In the team, such as “talks to the customers”.")

    def change(self) -> MemberChange:
        """What was typed."""
        return MemberChange(self.person.data or 0, self.position.data or "", self.role.data or "")


class PositionForm(Form):
    """Position and role of somebody who is in the team."""

    position = StringField("Position", [Optional()], description="In the firm, such as “account manager”.")
    role = StringField("Role", [Optional()], description="In the team, such as “talks to the customers”.")
