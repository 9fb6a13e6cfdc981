"""Customer segments: customers who hire the product for the same job, or want to be handled alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from zoneinfo import available_timezones

from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.errors import Invalid
from a3tracker.domain.rows import LONG, SHORT, text_of


class Period(StrEnum):
    """How often a segment's figures are taken."""

    MONTH = "month"
    QUARTER = "quarter"


@dataclass(frozen=True)
class SegmentChange:
    """What a manager sets on a segment; `stream` is the stream's id."""

    stream: int
    name: str
    job: str
    handling: str = ""
    leading_cycle: str = ""
    persona: str = ""
    customers_customers: str = ""
    time_zone: str = "UTC"
    currency: str = "EUR"
    period: str = Period.MONTH


def checked_segment(change: SegmentChange) -> SegmentChange:
    """The change trimmed and complete; `Invalid` names the field that is wrong."""
    if change.leading_cycle and change.leading_cycle not in CYCLES:
        raise Invalid("Choose the leading cycle.", {"leading_cycle": f"Choose one of {', '.join(CYCLES)}."})
    if change.time_zone not in zones():
        raise Invalid(
            "The time zone is unknown.", {"time_zone": "Choose one from the list, such as Europe/Oslo."}
        )
    currency = change.currency.strip().upper()
    if not re.fullmatch(r"[A-Z]{3}", currency):
        raise Invalid("The currency cannot be read.", {"currency": "Give its three letters, such as EUR."})
    if change.period not in set(Period):
        raise Invalid("Choose the period.", {"period": "Choose month or quarter."})
    return SegmentChange(
        stream=change.stream,
        name=text_of(change.name, "name", SHORT, "Name the segment."),
        job=text_of(change.job, "job", LONG, "Say what job these customers hire the product for."),
        handling=text_of(change.handling, "handling", LONG),
        leading_cycle=change.leading_cycle,
        persona=text_of(change.persona, "persona", 4 * LONG),
        customers_customers=text_of(change.customers_customers, "customers_customers", 4 * LONG),
        time_zone=change.time_zone,
        currency=currency,
        period=change.period,
    )


@cache
def zones() -> tuple[str, ...]:
    """The names of all time zones that name a place, and UTC; read once, because that takes a while."""
    return tuple(sorted(zone for zone in available_timezones() if zone == "UTC" or "/" in zone))
