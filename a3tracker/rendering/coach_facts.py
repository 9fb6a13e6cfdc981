"""From the database to the coach's card of a team: its open A3s, the most urgent first."""

from __future__ import annotations

from datetime import date, datetime

from a3tracker.db.a3_lists import A3Line
from a3tracker.db.a3s import a3_by_id
from a3tracker.db.coaching import CoachingNote, coaching_of, open_in
from a3tracker.db.people import names_of
from a3tracker.db.revisions import written_now
from a3tracker.db.streams import ValueStream
from a3tracker.db.teams import Team
from a3tracker.domain.coaching import QUESTIONS
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.stages import Stage
from a3tracker.rendering.coach_cards import LAST_STEP, SHORT, Answer, Asked, CoachCard
from a3tracker.rendering.kata import NO_LAST_STEP, NOTHING, Named, answers, kata
from a3tracker.rendering.qr import qr_svg
from a3tracker.rendering.wording import day_words

#: The step that comes next and when it is looked at stand beside the last one, as on the back of a kata card.
_BACK = ("step", "look")


def card_of(team: Team, stream: ValueStream, moment: datetime, base_url: str) -> CoachCard:
    """The card as it stands; about fifteen statements for each open A3."""
    today = moment.date()
    lines = sorted(open_in(team.id), key=_urgency)
    base = base_url.rstrip("/")
    address = f"{base}/teams/{team.id}" if base else ""
    return CoachCard(
        team=team.id,
        name=team.name,
        stream=stream.name,
        coordinator=names_of({team.coordinator_id}).get(team.coordinator_id, ""),
        dated=day_words(today),
        iso=today.isoformat(),
        questions=tuple(QUESTIONS.values()),
        asked=tuple(_asked(line, today) for line in lines),
        address=address,
        qr=qr_svg(address),
    )


def named_by(note: CoachingNote | None, next_review: date | None) -> Named:
    """What the newest note names, if there is one, beside the A3's next review."""
    if note is None:
        return Named(next_review=next_review)
    return Named(note.obstacle, note.next_look, next_review)


def _asked(line: A3Line, today: date) -> Asked:
    known = kata(written_now(a3_by_id(line.id)).content, today.year)
    note = next((noted.note for noted in coaching_of(line.id)), None)
    said = answers(known, named_by(note, line.next_review), today.year)
    all_five = {key: Answer(SHORT[key], said[key], NOTHING[key]) for key in QUESTIONS}
    last = Answer(LAST_STEP, known.last_step, NO_LAST_STEP)
    return Asked(
        number=line.number,
        title=line.title,
        about=_about(line),
        pressing=_pressing(line, today),
        front=tuple(answer for key, answer in all_five.items() if key not in _BACK),
        back=(*(all_five[key] for key in _BACK), last),
    )


def _urgency(line: A3Line) -> tuple[bool, date, int]:
    """Figures that call for an answer come first, then the earliest day, passed or not."""
    days = [day for day in (line.next_review, line.target_end, line.due) if day]
    return not line.triggered, min(days, default=date.max), line.number


def _pressing(line: A3Line, today: date) -> str:
    """Late since 30 Jun, figures call for an answer; or the next date that it has."""
    late = line.late_since(today)
    ahead = [day for day in (line.next_review, line.target_end, line.due) if day and day >= today]
    dated = f"late since {day_words(late, today.year)}" if late else ""
    if not late and ahead:
        dated = f"next date {day_words(min(ahead), today.year)}"
    called = "figures call for an answer" if line.triggered else ""
    return " · ".join(filter(None, (called, dated)))


def _about(line: A3Line) -> str:
    """PDCA · loop 1 · Do · Maja Lindqvist."""
    loop = f"round {line.lap}" if CYCLES[line.cycle].has_versions else f"loop {line.loop}"
    return " · ".join((line.cycle, loop, Stage(line.stage).label, line.owner))
