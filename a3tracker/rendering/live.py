"""From the database to a `Sheet`: the A3 as it stands now, or one of its revisions as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import NamedTuple

from a3tracker.db.a3_lists import A3Line
from a3tracker.db.a3s import Placed
from a3tracker.db.boxes import BoxLine
from a3tracker.db.control_points import dates_of, dates_on, way_along
from a3tracker.db.handovers import chain_of
from a3tracker.db.people import names_of
from a3tracker.db.predictions import locked_days
from a3tracker.db.reviews import Round
from a3tracker.db.revisions import Revision, Written, html_of, written_now
from a3tracker.db.standing import Stood, known_rounds, stood
from a3tracker.db.triggers import Raised, open_at, open_on
from a3tracker.db.versions import version_at
from a3tracker.domain.chains import Link, chain_for, chain_until
from a3tracker.domain.control_points import POINT_WORDS, Dates, Point, way
from a3tracker.domain.cycles import CYCLES, Panel, Side
from a3tracker.domain.revisions import Content, changed_since_agreed, only_figures_since, read_content
from a3tracker.domain.stages import Stage
from a3tracker.domain.versions import Version
from a3tracker.rendering.chains import chain_line
from a3tracker.rendering.changes import people_in
from a3tracker.rendering.drawings import Drawing, drawing_of, drawn
from a3tracker.rendering.drawn import Sheet, TrackPoint
from a3tracker.rendering.sheet_setting import SheetSetting
from a3tracker.rendering.text import RENDERER_VERSION
from a3tracker.rendering.track import track_of
from a3tracker.rendering.triggers import range_marks
from a3tracker.rendering.wording import day_words


class Since(NamedTuple):
    """The revision that was agreed last, and what came after it: "changed since" or "newer figures since"."""

    revision: int
    words: str


@dataclass(frozen=True)
class Live:
    """The sheet as it stands now, what is written on it, and its control points with their dates.

    `changed` says whether anything differs from the newest revision, whose number is 0 when there is none.
    """

    drawing: Drawing
    written: Written
    newest_revision: int
    changed: bool
    way: tuple[Point, ...]
    chain: tuple[Link, ...] = ()
    #: Since which revision what was agreed last reads otherwise, if it does.
    since: Since | None = None
    dates: tuple[Dates, ...] = ()
    triggers: tuple[Raised, ...] = ()
    #: Of everybody who is drawn, by id.
    names: Mapping[int, str] = field(default_factory=dict)

    @property
    def sheet(self) -> Sheet:
        """The sheet itself."""
        return drawn(self.drawing)


def live_sheet(placed: Placed, base_url: str, rounds: list[Round]) -> Live:
    """What stands on the A3 now, in a fixed number of statements."""
    written = written_now(placed)
    newest, dates, triggers = written.newest, dates_on(placed.a3), _triggers(placed, placed.a3.cycle)
    digest = written.content.digest()
    changed = newest is None or newest.digest != digest
    dated = datetime.now(UTC).date() if newest is None or changed else newest.taken_at.date()
    chain, since = chain_of(placed.a3.id), changed_since(rounds, written.content, digest)
    setting = _setting(
        placed,
        written.content,
        _agreed(rounds, since, dated.year),
        base_url,
        dated,
        revision=newest.number if newest else None,
        html=_stored_html(written.boxes),
        states={key: box.state for key, box in written.boxes.items()},
        chain=chain,
        dates=dates,
    )
    setting = replace(setting, locked=written.locked, triggered=range_marks(triggers, dated.year))
    setting = replace(setting, version=_version(placed, placed.a3.cycle, rounds, dates=dates))
    number, drawing = newest.number if newest else 0, drawing_of(written.content, setting, digest)
    return Live(drawing, written, number, changed, setting.way, chain, since, dates, triggers, setting.names)


def revision_sheet(
    placed: Placed, revision: Revision, base_url: str, rounds: list[Round], *, half_filled: bool = False
) -> Sheet:
    """A revision as it was, with what was agreed by then; an agreement that came later is about another.

    `half_filled`: with guidance and lines for a pen where nothing is written.
    """
    return drawn(revision_drawing(placed, revision, base_url, rounds, half_filled=half_filled))


def revision_drawing(
    placed: Placed, revision: Revision, base_url: str, rounds: list[Round], *, half_filled: bool = False
) -> Drawing:
    """What the sheet of a revision is drawn from."""
    content = read_content(revision.content)
    then = stood(placed.a3, revision, content.cycle, rounds)
    version = _version(placed, content.cycle, rounds, revision.number, then)
    rounds = known_rounds(rounds, revision, then)
    dated, chain = revision.taken_at.date(), chain_of(placed.a3.id)
    if then is not None:
        # The newest sheet leads on to what followed; an older one shows what its readers knew.
        chain = chain_until(chain, revision.taken_at)
    agreed = _agreed(rounds, changed_since(rounds, content, revision.digest), dated.year)
    setting = _setting(
        placed,
        content,
        agreed,
        base_url,
        dated,
        revision=revision.number,
        html=html_of(revision.id, RENDERER_VERSION),
        chain=chain,
        dates=dates_on(placed.a3),
    )
    if then is not None:
        setting = _as_then(setting, then)
    locked = locked_days(placed.a3.id, placed.segment, then.locked_by if then else None)
    triggered = range_marks(_triggers(placed, content.cycle, then.until if then else None), dated.year)
    setting = replace(setting, locked=locked, triggered=triggered, version=version, blank=half_filled)
    return drawing_of(content, setting, revision.digest)


def tracks_of(lines: Sequence[A3Line], year: int) -> dict[int, tuple[TrackPoint, ...]]:
    """The track of each A3 of a list, by record id; one statement for all."""
    dates = dates_of(line.id for line in lines)
    tracks = {}
    for line in lines:
        closed = line.closed_at.date() if line.closed_at else None
        known = dates.get(line.id, [])
        points = way(line.cycle, Stage(line.stage), line.outcome, line.lap, known, closed)
        tracks[line.id] = track_of(points, year)
    return tracks


def changed_since(rounds: list[Round], content: Content, digest: str) -> Since | None:
    """Since which revision the part that was agreed last reads otherwise; None when it does not."""
    last = _last_agreed(rounds)
    if last is None or last.revision.digest == digest:
        return None
    left = CYCLES[content.cycle].side(Side.LEFT)
    keys = frozenset(box.key for box in left) | {panel.value for box in left for panel in box.panels}
    agreed = read_content(last.revision.content)
    if not changed_since_agreed(last.submission.point, agreed, content, keys):
        return None
    words = "newer figures since" if only_figures_since(agreed, content) else "changed since"
    return Since(last.revision.number, words)


def _as_then(setting: SheetSetting, then: Stood) -> SheetSetting:
    """Stage, way and names of places as they stood."""
    setting, kept = replace(setting, stage=then.standing.stage, way=then.way), then.kept
    if kept is None:
        return setting
    return replace(setting, segment=kept.segment, stream=kept.stream, team=kept.team)


def _last_agreed(rounds: list[Round]) -> Round | None:
    return next((item for item in rounds if item.submission.decision == "agreed"), None)


def _setting(
    placed: Placed,
    content: Content,
    agreed: str,
    base_url: str,
    dated: date,
    *,
    revision: int | None,
    html: Mapping[str, str] | None = None,
    states: Mapping[str, str] | None = None,
    chain: tuple[Link, ...] = (),
    dates: tuple[Dates, ...] = (),
) -> SheetSetting:
    return SheetSetting(
        number=placed.a3.number,
        names=names_of(people_in(content)),
        segment=placed.segment.name,
        stream=placed.stream.name,
        team=placed.team.name,
        stage=Stage(placed.a3.stage),
        dated=dated,
        way=way_along(placed.a3, dates),
        revision=revision,
        agreed=agreed,
        lineage=chain_line(chain_for(chain, {placed.stream.id}), placed.a3.id),
        base_url=base_url,
        html=html or {},
        states=states or {},
    )


def _triggers(placed: Placed, cycle: str, until: datetime | None = None) -> tuple[Raised, ...]:
    """What calls for an answer, or did at a moment, on page and paper alike; only a standard has ranges."""
    if CYCLES[cycle].expected is not Panel.RANGES:
        return ()
    return tuple(open_on(placed.a3.id) if until is None else open_at(placed.a3.id, until))


def _version(
    placed: Placed,
    cycle: str,
    rounds: list[Round],
    revision: int | None = None,
    then: Stood | None = None,
    dates: tuple[Dates, ...] | None = None,
) -> Version | None:
    """The version of a standard, now or as of a revision."""
    if not CYCLES[cycle].has_versions:
        return None
    if then is None:
        return version_at(placed.a3, rounds, revision, dates=dates)
    return version_at(placed.a3, rounds, revision, then.standing.stage, then.until)


def _stored_html(boxes: Mapping[str, BoxLine]) -> dict[str, str]:
    """The HTML stored at the last save, where this renderer made it."""
    return {key: box.html for key, box in boxes.items() if box.html_version == RENDERER_VERSION}


def _agreed(rounds: list[Round], since: Since | None, year: int) -> str:
    """Who agreed to what, when, on which revision, and whether that part was written on since."""
    last = _last_agreed(rounds)
    if last is None or last.submission.decided_at is None:
        return ""
    words = POINT_WORDS[last.submission.point]
    day = day_words(last.submission.decided_at.date(), year)
    return (
        f"{words[0].upper()}{words[1:]} agreed by {last.decided_by}, revision {last.revision.number}, {day}"
        f"{f' · {since.words}' if since else ''}"
    )
