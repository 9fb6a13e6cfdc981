"""From the content of an A3 to its `Sheet`: everything in words, ready for page and paper."""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from a3tracker.domain.a3s import label
from a3tracker.domain.control_points import Point, way
from a3tracker.domain.cycles import CYCLES, Side
from a3tracker.domain.revisions import Content
from a3tracker.domain.stages import Stage
from a3tracker.rendering.drawn import Cell, PanelBox, Sheet, Table, TrackPoint
from a3tracker.rendering.placed_figures import Figures, figures_of
from a3tracker.rendering.qr import qr_svg
from a3tracker.rendering.sheet_boxes import empty_box, panel_box
from a3tracker.rendering.sheet_setting import SheetSetting
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
    left, right = (tuple(empty_box(cycle, box) for box in cycle.side(side)) for side in Side)
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
    return tuple(panel_box(box, content, setting, figures) for box in CYCLES[content.cycle].side(side))


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
