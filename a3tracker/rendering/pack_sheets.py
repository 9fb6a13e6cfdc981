"""From the database to a page of a pack: a revision, what changed since the last meeting, a strip to sign."""

from __future__ import annotations

from dataclasses import replace

from a3tracker.db.a3s import Placed
from a3tracker.db.people import names_of
from a3tracker.db.reviews import Round
from a3tracker.db.revisions import Revision, html_of
from a3tracker.domain.control_points import POINT_WORDS, Point, When
from a3tracker.domain.cycle_changes import as_cycle
from a3tracker.domain.revisions import Content, read_content
from a3tracker.rendering.change_marks import is_marked, with_marks
from a3tracker.rendering.changes import people_in
from a3tracker.rendering.drawings import drawn
from a3tracker.rendering.drawn import Sheet, Strip
from a3tracker.rendering.live import revision_drawing
from a3tracker.rendering.sheet import SheetSetting, make_sheet
from a3tracker.rendering.text import RENDERER_VERSION
from a3tracker.rendering.wording import day_words

#: Where there was no meeting before, or the A3 was not written yet.
_FIRST = "Here for the first time: nothing is marked."


def pack_sheet(
    placed: Placed, revision: Revision, seen: Revision | None, base_url: str, rounds: list[Round]
) -> Sheet:
    """The page of one A3; `seen` is the revision that stood at the last meeting."""
    drawing = revision_drawing(placed, revision, base_url, rounds)
    content, setting, sheet, since = drawing.content, drawing.setting, drawn(drawing), _FIRST
    if seen is not None:
        sheet = with_marks(sheet, _as_it_stood(seen, content, setting), f"r{seen.number}")
        of = f"revision {seen.number} of {day_words(seen.taken_at.date(), setting.dated.year)}"
        since = (
            f"A bar marks what changed since {of}." if is_marked(sheet) else f"Nothing changed since {of}."
        )
    return replace(sheet, strip=Strip(_asks(rounds, sheet, setting), since))


def _as_it_stood(seen: Revision, content: Content, setting: SheetSetting) -> Sheet:
    """The earlier content in today's setting, so that nothing differs but what was written."""
    before = as_cycle(read_content(seen.content), content.cycle)
    names = {**names_of(people_in(before)), **setting.names}
    return make_sheet(before, replace(setting, names=names, html=html_of(seen.id, RENDERER_VERSION)))


def _asks(rounds: list[Round], sheet: Sheet, setting: SheetSetting) -> str:
    """Which control point waits, for whom; else which one comes next."""
    year = setting.dated.year
    waiting = next((one for one in rounds if one.submission.decision is None), None)
    if waiting is not None:
        point = waiting.submission.point
        what = f"Control point {point} ({POINT_WORDS[point]}), revision {waiting.revision.number}"
        return f"{what}, waits for {sheet.manager or 'the manager'} since {_day(waiting, year)}."
    coming = next((point for point in setting.way if point.when is When.NOW and point.number), None)
    return f"No control point waits.{_coming(coming, year)}"


def _day(waiting: Round, year: int) -> str:
    return day_words(waiting.submission.submitted_at.date(), year)


def _coming(point: Point | None, year: int) -> str:
    if point is None:
        return ""
    due = f", due {day_words(point.due, year)}" if point.due else ""
    return f" Next: {point.number} ({POINT_WORDS[point.number or 1]}){due}."
