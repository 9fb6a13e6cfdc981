"""From the content of an A3 to its `Sheet`: everything in words, ready for page and paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final
from urllib.parse import urlsplit

from a3tracker.domain.a3s import label
from a3tracker.domain.control_points import Point, way
from a3tracker.domain.cycles import CYCLES, Box, Cycle, Panel, Side
from a3tracker.domain.revisions import LEARNINGS, Content
from a3tracker.domain.series import figures_in
from a3tracker.domain.stages import Stage
from a3tracker.domain.versions import Version
from a3tracker.rendering.countermeasures import marks_shown, marks_table, tied
from a3tracker.rendering.drawn import Cell, PanelBox, Sheet, Table, TrackPoint
from a3tracker.rendering.experiments import NEWEST
from a3tracker.rendering.gantt import gantt_strip
from a3tracker.rendering.multiples import multiples
from a3tracker.rendering.placed_figures import Figures, figures_of
from a3tracker.rendering.qr import qr_svg
from a3tracker.rendering.row_drawings import NO_ROWS, row_drawings
from a3tracker.rendering.rowtables import EXPECTED, row_note, row_table
from a3tracker.rendering.standards import HELD, held_note, numbered, trained_table
from a3tracker.rendering.text import to_html
from a3tracker.rendering.track import track_of
from a3tracker.rendering.wording import day_words

__all__ = [
    "Cell",
    "PanelBox",
    "Sheet",
    "SheetSetting",
    "Table",
    "TrackPoint",
    "blank_sheet",
    "make_sheet",
]

#: Longer names are shortened, so that no header can push the boxes off the paper.
_LONGEST_TITLE: Final = 220
_LONGEST_NAME: Final = 80


@dataclass(frozen=True)
class SheetSetting:
    """What is drawn on a sheet and does not stand in its `Content`.

    `dated` is the day of the revision (of today while there is none): days of its year are drawn without
    the year. `way` are the control points with their dates. `html` holds the stored safe HTML of boxes; a
    box that is not in it is converted from its text. `states` holds "work" or "ready" by box key, `locked`
    since when a prediction or an expected range is locked, by its id, `triggered` what is said in the row of
    a range with an open trigger. `version` is that of a standard.
    """

    number: int
    names: Mapping[int, str]
    segment: str
    stream: str
    team: str
    stage: Stage
    dated: date
    way: tuple[Point, ...] = ()
    locked: Mapping[int, date] = field(default_factory=dict)
    revision: int | None = None
    agreed: str = ""
    lineage: str = ""
    base_url: str = ""
    html: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)
    triggered: Mapping[int, str] = field(default_factory=dict)
    version: Version | None = None
    blank: bool = False


def make_sheet(content: Content, setting: SheetSetting) -> Sheet:
    """The sheet of one A3 as it stood when `content` was taken."""
    cycle, figures = CYCLES[content.cycle], figures_of(content, setting.dated)
    empty = Sheet(
        cycle.key,
        cycle.word,
        cycle.shape,
        track_of(_way_of(content, setting), setting.dated.year),
        left=_side(content, setting, figures, Side.LEFT),
        right=_side(content, setting, figures, Side.RIGHT),
        language=content.language or "en",
        blank=setting.blank,
    )
    return _leading_back(_dated(_named(empty, content, setting), content, setting), setting)


def blank_sheet(cycle_key: str, language: str = "en") -> Sheet:
    """A sheet of this cycle without a word on it, to write on by hand."""
    cycle = CYCLES[cycle_key]
    left, right = (tuple(_empty(cycle, box) for box in cycle.side(side)) for side in Side)
    track = track_of(way(cycle_key, Stage.LEFT_SIDE, None, 1, (), None), 0)
    track = tuple(replace(point, when="to come") for point in track)
    said = f"Blank {cycle.key} sheet"
    return Sheet(
        cycle.key, cycle.word, cycle.shape, track, left, right, language=language, revision=said, blank=True
    )


def _named(sheet: Sheet, content: Content, setting: SheetSetting) -> Sheet:
    return replace(
        sheet,
        number=label(setting.number),
        loop=content.loop,
        title=_short(content.title, _LONGEST_TITLE),
        segment=_short(setting.segment),
        stream=_short(setting.stream),
        lineage=_short(setting.lineage, _LONGEST_TITLE),
        team=_short(setting.team),
        owner=_name(setting, content.owner),
        coordinator=_name(setting, content.coordinator),
        manager=_name(setting, content.manager),
    )


def _dated(sheet: Sheet, content: Content, setting: SheetSetting) -> Sheet:
    year = setting.dated.year
    return replace(
        sheet,
        start=day_words(content.start, year, nothing=""),
        target_end=day_words(content.target_end, year, nothing=""),
        next_review=day_words(content.next_review, year, nothing=""),
        stage=_stage_words(content, setting),
        revision=_revision(setting),
        agreed=_short(setting.agreed, _LONGEST_TITLE),
        dated=setting.dated.isoformat(),
        taken=setting.revision,
    )


def _leading_back(sheet: Sheet, setting: SheetSetting) -> Sheet:
    """Paper names A3 and revision; while there is no revision, there is nothing to lead back from."""
    if setting.revision is None or not setting.base_url:
        return sheet
    link = f"{setting.base_url.rstrip('/')}/p/{setting.number}/{setting.revision}"
    short = urlsplit(link)
    return replace(sheet, link=link, address=short.netloc + short.path, qr=qr_svg(link))


def _side(content: Content, setting: SheetSetting, figures: Figures, side: Side) -> tuple[PanelBox, ...]:
    return tuple(_panel(box, content, setting, figures) for box in CYCLES[content.cycle].side(side))


def _panel(box: Box, content: Content, setting: SheetSetting, figures: Figures) -> PanelBox:
    text = content.boxes.get(box.key, "")
    html = setting.html.get(box.key)
    kinds = {panel.value: content.rows.get(panel.value, []) for panel in box.panels}
    written = bool(text.strip()) or any(kinds.values())
    drawn = row_drawings(kinds, content, setting.names, setting.dated.year, setting.number)
    notes = [_note(kind, rows, setting) for kind, rows in kinds.items()]
    learned, about = _learned(content) if box.key == "act" else ("", "")
    return PanelBox(
        key=box.key,
        letter=box.letter,
        label=box.label,
        note=", ".join(filter(None, (*notes, figures.care(row for rows in kinds.values() for row in rows)))),
        html=figures.placed(to_html(text) if html is None else html),
        tables=(
            *_views(box, content, setting),
            *(
                drawn[kind].table if kind in drawn else _table(kind, rows, content, setting)
                for kind, rows in kinds.items()
            ),
        ),
        drawings=tuple(one for part in drawn.values() for one in part.drawings),
        figures=(
            *gantt_strip(kinds.get(Panel.COUNTERMEASURES.value, ()), setting.dated),
            *figures.for_rows(kinds.get(Panel.CHECKS.value, ())),
            *multiples(kinds.get(Panel.EXPERIMENTS.value, ()), setting.dated.year),
        ),
        state=setting.states.get(box.key, "work") if written else "empty",
        guidance=box.guidance,
        learned=learned,
        learned_about=about,
    )


def _views(box: Box, content: Content, setting: SheetSetting) -> tuple[Table, ...]:
    """Rows that another box owns, drawn again; a fact stands once."""
    found = {panel: content.rows.get(panel.value, []) for panel in box.views}
    year = setting.dated.year
    return tuple(
        marks_table(rows, setting.names, year) for rows in found.values() if marks_shown(rows, setting.stage)
    )


def _learned(content: Content) -> tuple[str, str]:
    """What was learned, and the touchpoint and the cause that it is about."""
    found = next(iter(content.rows.get(LEARNINGS) or ()), None)
    if found is None:
        return "", ""
    return found["learned"], " · ".join(filter(None, (found["touchpoint"], found["cause"])))


def _table(kind: str, rows: Sequence[Mapping[str, Any]], content: Content, setting: SheetSetting) -> Table:
    """The rows as a table; a locked one has no record behind it that could be edited."""
    predictions = content.rows.get("predictions", [])
    figures, year = figures_in(content.rows), setting.dated.year
    if kind == Panel.COUNTERMEASURES:
        rows = tied(rows, content.rows.get("causes", []))
    if kind == "people" and CYCLES[content.cycle].has_versions:
        return trained_table(rows, setting.names, year, setting.version or Version())
    if kind == "deviations":
        rows = numbered(rows, content.rows.get("steps", []))
    table = row_table(kind, rows, setting.names, year, predictions, figures, setting.triggered)
    if kind not in EXPECTED:
        return table
    return replace(table, row_ids=tuple(0 if one in setting.locked else one for one in table.row_ids))


def _note(kind: str, rows: Sequence[Mapping[str, Any]], setting: SheetSetting) -> str:
    """How many experiments there are; since when the predictions are locked."""
    if kind in HELD:
        return held_note(kind, rows, setting.version, setting.dated.year)
    first = min((setting.locked[row["id"]] for row in rows if row["id"] in setting.locked), default=None)
    if kind not in EXPECTED or first is None:
        return row_note(kind, len(rows), min(len(rows), NEWEST))
    return f"locked {day_words(first, setting.dated.year)}"


def _empty(cycle: Cycle, box: Box) -> PanelBox:
    kinds = [panel.value for panel in box.panels if panel.value not in NO_ROWS]
    tables = tuple(row_table(kind, [], {}, 0) for kind in kinds)
    if cycle.has_versions and Panel.PEOPLE in box.panels:
        tables = (trained_table([], {}, 0, Version()),)
    views = tuple(marks_table([], {}, 0) for _ in box.views)
    return PanelBox(box.key, box.letter, box.label, "", "", (*views, *tables), guidance=box.guidance)


def _way_of(content: Content, setting: SheetSetting) -> tuple[Point, ...]:
    return setting.way or way(content.cycle, setting.stage, None, 1, (), None)


def _stage_words(content: Content, setting: SheetSetting) -> str:
    """Do, or Closed: adopted."""
    end = _way_of(content, setting)[-1].label
    closed = setting.stage is Stage.CLOSED and end != Stage.CLOSED.label
    return f"{setting.stage.label}: {end.lower()}" if closed else setting.stage.label


def _revision(setting: SheetSetting) -> str:
    dated = day_words(setting.dated)
    return (
        f"revision {setting.revision}, {dated}"
        if setting.revision is not None
        else f"no revision yet, {dated}"
    )


def _name(setting: SheetSetting, person: int | None) -> str:
    return _short(setting.names.get(person, "")) if person is not None else ""


def _short(words: str, longest: int = _LONGEST_NAME) -> str:
    """One line of words, with a mark where it was shortened."""
    words = " ".join(words.split())
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"
