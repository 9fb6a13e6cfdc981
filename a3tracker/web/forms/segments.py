"""The form of a customer segment."""

from __future__ import annotations

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.segments import Period, SegmentChange, zones
from a3tracker.web.forms import Form, identity

#: Offered first; all others follow by name.
COMMON_ZONES = (
    "UTC",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Paris",
    "Europe/Oslo",
    "Europe/Helsinki",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "America/Sao_Paulo",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "Australia/Sydney",
)
CYCLE_CHOICES = {"": "none yet"} | {key: f"{key}, {cycle.word}" for key, cycle in CYCLES.items()}
ZONE_CHOICES = {
    "Common": {zone: zone for zone in COMMON_ZONES},
    "All": {zone: zone for zone in zones() if zone not in COMMON_ZONES},
}


class SegmentForm(Form):
    """Everything that a manager says about a segment."""

    stream = SelectField("Value stream", coerce=identity)
    name = StringField(
        "Name", description="How you speak of these customers, such as “New account holders on a phone”."
    )
    job = TextAreaField(
        "Job to be done",
        description="What they hire the product for: “When I spot a mistake, help me put it right at once.”",
    )
    handling = TextAreaField(
        "How they want to be handled",
        [Optional()],
        description="Best cost and sameness, or attention and work made to measure?",
    )
    leading_cycle = SelectField(
        "Leading cycle",
        [Optional()],
        choices=CYCLE_CHOICES,
        description="Which cycle suits what is known of them now.",
    )
    persona = TextAreaField(
        "Notes on the persona",
        [Optional()],
        description="From customers and prospects that you know, not from imagination.",
    )
    customers_customers = TextAreaField(
        "Their own customers",
        [Optional()],
        description="Whom do they serve, and what is asked of them there?",
    )
    time_zone = SelectField(
        "Time zone", choices=ZONE_CHOICES, description="Its days and months begin at midnight there."
    )
    currency = StringField("Currency", description="Three letters, such as EUR.")
    period = RadioField("Figures are taken by", choices={period.value: period.value for period in Period})

    def change(self) -> SegmentChange:
        """What was typed."""
        return SegmentChange(
            stream=self.stream.data or 0,
            name=self.name.data or "",
            job=self.job.data or "",
            handling=self.handling.data or "",
            leading_cycle=self.leading_cycle.data or "",
            persona=self.persona.data or "",
            customers_customers=self.customers_customers.data or "",
            time_zone=self.time_zone.data or "",
            currency=self.currency.data or "",
            period=self.period.data or "",
        )
