"""Plans to draw: so many countermeasures, done, in part, late, open and dropped."""

from datetime import date, timedelta
from typing import Any

from a3tracker.domain.countermeasures import Countermeasure, Dropped, Marks

DAY = date(2026, 8, 4)
WHATS = ("Offer one suggested link right after sign-up", "Say who looks at every edit", "Call on day 3")


def marks(kind: int, day: date) -> Marks:
    """Every fourth is done, every fourth in part."""
    if kind == 0:
        return Marks("yes", day, "Seen in all 40 sessions", "yes", "17.2 against 12.9 %")
    return Marks("partly", day, "Half of the list") if kind == 1 else Marks()


def countermeasure(number: int) -> Countermeasure:
    """One of a plan that began nine weeks before its sheet's day."""
    start = DAY + timedelta(days=3 * number - 60)
    dropped = Dropped("Too dear", DAY, 3, again_when="prices fall") if number % 7 == 0 else None
    return Countermeasure(
        number,
        f"{WHATS[number % 3]}, {number}",
        (11,),
        1 + number % 2,
        "sign-up",
        start,
        start + timedelta(days=12),
        "+1 point",
        marks(number % 4, min(start + timedelta(days=10), DAY)),
        dropped,
    )


def plan(count: int) -> list[dict[str, Any]]:
    """The rows as a revision stores them."""
    return [countermeasure(number).plain(100 + number) for number in range(1, count + 1)]


AGREED = {"agreed_by": 3, "agreed_on": "2026-06-02"}
NOT_TO_DO = [
    {"id": 1, "what": "The weekly banner", "person": 4, "so_that": "1", **AGREED},
    {"id": 2, "what": "The welcome mail", "plate": "community team", "so_that": "2 and 3"},
]
