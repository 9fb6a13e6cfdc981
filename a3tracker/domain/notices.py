"""What a person hears about: the kinds of notices in words, where they lead, how often mail may come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from a3tracker.domain.a3s import label
from a3tracker.domain.control_points import POINT_WORDS
from a3tracker.domain.periods import parse_period


class Kind(StrEnum):
    """Why somebody is told; the inbox and the mail have one sentence for each."""

    SUBMITTED = "submitted"
    AGREED = "agreed"
    RETURNED = "returned"
    COMMENTED = "commented"
    ANSWERED = "answered"
    MENTIONED = "mentioned"
    LOCKED = "locked"
    COACHED = "coached"
    TRIGGERED = "triggered"
    ASKED_FOR_YES = "asked for yes"
    COUNTERMEASURE_LATE = "countermeasure late"
    THINK_AGAIN = "think again"
    PROMISE_LATE = "promise late"
    REVIEW_TOMORROW = "review tomorrow"
    POINT_OVERDUE = "point overdue"
    UNTOUCHED = "untouched"
    AUDIT_DUE = "audit due"
    INVITED = "invited"
    MEETING_MOVED = "meeting moved"
    MEETING_CANCELLED = "meeting cancelled"


class Page(StrEnum):
    """Where a notice leads: what follows the address of the A3."""

    SHEET = ""
    REVIEW = "/review"
    COACHING = "/coaching"
    NOTES = "/notes"


class Pace(StrEnum):
    """How often unread notices come by mail."""

    AT_ONCE = "at once"
    HOURLY = "hourly"
    DAILY = "daily"
    NEVER = "never"

    @property
    def wait(self) -> timedelta | None:
        """How long a notice waits for others, and for being read, before it is mailed; None for ever."""
        return _WAITS[self]

    @property
    def words(self) -> str:
        """What a person chooses."""
        return _PACE_WORDS[self]


_WAITS = {
    Pace.AT_ONCE: timedelta(0),
    Pace.HOURLY: timedelta(hours=1),
    Pace.DAILY: timedelta(days=1),
    Pace.NEVER: None,
}
_PACE_WORDS = {
    Pace.AT_ONCE: "At once",
    Pace.HOURLY: "At most once an hour",
    Pace.DAILY: "At most once a day",
    Pace.NEVER: "Never",
}

#: What is unread for longer than this is not mailed any more: whoever turns mail on gets no heap.
STALE = timedelta(days=7)

About = Mapping[str, int | str | None]


@dataclass(frozen=True)
class Told:
    """One notice in words: who did what on which A3, or with which meeting. `about` holds what was told.

    `number` and `title` are the A3's; of a `meeting`, whose id it is, `title` says whose it is.
    """

    kind: Kind
    number: int | None
    title: str
    who: str = ""
    about: About = field(default_factory=dict)
    meeting: int | None = None

    @property
    def sentence(self) -> str:
        """What the inbox and the mail say."""
        who = " ".join(self.who.split()) or "Somebody"
        parts = {"who": who, "a3": self.name, "point": _point(self.about), "day": _day(self.about)}
        parts["when"] = ", ".join(filter(None, (parts["day"], str(self.about.get("starts") or ""))))
        parts["period"] = _period(self.about)
        parts["countermeasure"] = str(self.about.get("countermeasure") or "")
        said = _SENTENCES[self.kind].format(**parts)
        return said[0].upper() + said[1:]

    @property
    def name(self) -> str:
        """What it is about, in short: A3-7, or whose meeting."""
        return self.title if self.number is None else label(self.number)

    @property
    def page(self) -> Page:
        """The page on which one sees what happened."""
        return _PAGES.get(self.kind, Page.SHEET)

    @property
    def anchor(self) -> str | None:
        """The thread, the trigger or the note on that page, when one was named."""
        named = ((name, self.about.get(name)) for name in ("comment", "trigger", "note"))
        return next((f"{name}-{identity}" for name, identity in named if isinstance(identity, int)), None)

    @property
    def path(self) -> str:
        """Its address below the base address, for mail, which knows no routes."""
        if self.meeting is not None:
            return f"/meetings/{self.meeting}"
        return f"/a3/{self.number}{self.page.value}{f'#{self.anchor}' if self.anchor else ''}"


_PAGES = {
    **dict.fromkeys((Kind.SUBMITTED, Kind.AGREED, Kind.RETURNED), Page.REVIEW),
    **dict.fromkeys((Kind.COMMENTED, Kind.ANSWERED, Kind.MENTIONED), Page.REVIEW),
    Kind.COACHED: Page.COACHING,
    Kind.PROMISE_LATE: Page.NOTES,
}
_SENTENCES = {
    Kind.SUBMITTED: "{who} asks you to agree to {point}{a3}.",
    Kind.AGREED: "{who} agreed to {point}{a3}.",
    Kind.RETURNED: "{who} returned {point}{a3} with a reason.",
    Kind.COMMENTED: "{who} commented on {a3}.",
    Kind.ANSWERED: "{who} answered a comment on {a3}.",
    Kind.MENTIONED: "{who} named you on {a3}.",
    Kind.LOCKED: "{who} locked the prediction of {a3}.",
    Kind.COACHED: "{who} wrote a coaching note on {a3}.",
    Kind.TRIGGERED: "A figure of {period} calls for an answer on {a3}.",
    Kind.ASKED_FOR_YES: "{who} asks for your yes to what is not to be done on {a3}.",
    Kind.COUNTERMEASURE_LATE: "Countermeasure {countermeasure} of {a3} was due on {day}.",
    Kind.THINK_AGAIN: "Think again about countermeasure {countermeasure} of {a3}, dropped until {day}.",
    Kind.PROMISE_LATE: "What you promised on {a3} was due on {day}.",
    Kind.REVIEW_TOMORROW: "The review of {a3} is on {day}.",
    Kind.POINT_OVERDUE: "{point}{a3} was due on {day}.",
    Kind.AUDIT_DUE: "An audit of {a3} is due since {day}.",
    Kind.INVITED: "{who} invites you to a meeting on {when}.",
    Kind.MEETING_MOVED: "{who} moved a meeting of yours to {when}.",
    Kind.MEETING_CANCELLED: "{who} cancelled the meeting on {when}.",
    Kind.UNTOUCHED: "Nobody has worked on {a3} since {day}. Does it go on?",
}


def _point(about: About) -> str:
    """“the left side of ”, or nothing when no control point was named."""
    point = about.get("point")
    return f"the {POINT_WORDS[point]} of " if isinstance(point, int) and point in POINT_WORDS else ""


def _day(about: About) -> str:
    day = about.get("day")
    return f"{date.fromisoformat(day):%-d %b %Y}" if isinstance(day, str) else "its day"


def _period(about: About) -> str:
    period = about.get("period")
    return parse_period(period).words if isinstance(period, str) else "a period"
