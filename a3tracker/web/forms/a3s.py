"""The header of an A3 as a form."""

from __future__ import annotations

from wtforms import DateField, RadioField, SelectField, StringField
from wtforms.validators import Optional

from a3tracker.domain.a3s import LANGUAGES, LONGEST_TITLE, HeaderChange
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.errors import OutOfDate
from a3tracker.web.forms import VersionedForm, identity


class HeaderForm(VersionedForm):
    """The header fields that people write on an A3 that exists."""

    title = StringField(
        "Title",
        description="Name the problem as the customer meets it, not the solution.",
        render_kw={"maxlength": LONGEST_TITLE},
    )
    segment = SelectField("Customer segment", coerce=identity)
    team = SelectField("Team", coerce=identity, description="Coordinator and manager follow from the team.")
    owner = SelectField("Owner", coerce=identity, description="One person by name, out of the team.")
    language = SelectField("Language of the sheet", choices=LANGUAGES, default="en")
    start = DateField("Start", [Optional()])
    target_end = DateField("Target end", [Optional()])
    next_review = DateField("Next review", [Optional()])

    def change(self, cycle: str = "") -> HeaderChange:
        """What was typed; `cycle` stands for the A3 that exists."""
        return HeaderChange(
            title=self.title.data or "",
            segment=self.segment.data or 0,
            cycle=cycle,
            team=self.team.data or 0,
            owner=self.owner.data or 0,
            language=self.language.data,
            start=self.start.data,
            target_end=self.target_end.data,
            next_review=self.next_review.data,
        )

    def show_beside(self, stands: HeaderChange, refusal: OutOfDate) -> None:
        """Show what somebody else wrote meanwhile at each field that differs; saved again, this form wins."""
        self.form_errors.append(str(refusal))
        self.version.data = str(refusal.version)
        typed = vars(self.change(stands.cycle))
        for name in (name for name, value in vars(stands).items() if value != typed[name]):
            value = getattr(stands, name)
            words = dict(getattr(self[name], "choices", ())).get(str(value), value or "nothing")
            self[name].errors = [f"Somebody else wrote “{words}” here."]


class StartForm(HeaderForm):
    """The header of a new A3: the cycle is chosen once."""

    cycle = RadioField("Cycle", choices={cycle.key: f"{cycle.key} {cycle.word}" for cycle in CYCLES.values()})
