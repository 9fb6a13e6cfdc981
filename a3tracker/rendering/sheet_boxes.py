"""The boxes of a sheet: text, rows as tables, and what is drawn from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from a3tracker.domain.cycles import CYCLES, Box, Cycle, Panel
from a3tracker.domain.revisions import LEARNINGS, Content
from a3tracker.domain.series import figures_in
from a3tracker.domain.versions import Version
from a3tracker.rendering.countermeasures import marks_shown, marks_table, tied
from a3tracker.rendering.drawn import PanelBox, Table
from a3tracker.rendering.experiments import NEWEST
from a3tracker.rendering.gantt import gantt_strip
from a3tracker.rendering.multiples import multiples
from a3tracker.rendering.placed_figures import Figures
from a3tracker.rendering.row_drawings import NO_ROWS, row_drawings
from a3tracker.rendering.rowtables import EXPECTED, row_note, row_table
from a3tracker.rendering.sheet_setting import SheetSetting
from a3tracker.rendering.standards import HELD, held_note, numbered, trained_table
from a3tracker.rendering.text import to_html
from a3tracker.rendering.wording import day_words


def panel_box(box: Box, content: Content, setting: SheetSetting, figures: Figures) -> PanelBox:
    """One box with its text, the rows of its kinds and their drawings."""
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
        figures=_figures(kinds, figures, setting.dated),
        state=setting.states.get(box.key, "work") if written else "empty",
        guidance=box.guidance,
        learned=learned,
        learned_about=about,
    )


def empty_box(cycle: Cycle, box: Box) -> PanelBox:
    """A box without a word in it, with the heads of its tables."""
    kinds = [panel.value for panel in box.panels if panel.value not in NO_ROWS]
    tables = tuple(row_table(kind, [], {}, 0) for kind in kinds)
    if cycle.has_versions and Panel.PEOPLE in box.panels:
        tables = (trained_table([], {}, 0, Version()),)
    views = tuple(marks_table([], {}, 0) for _ in box.views)
    return PanelBox(box.key, box.letter, box.label, "", "", (*views, *tables), guidance=box.guidance)


def _figures(
    kinds: Mapping[str, Sequence[Mapping[str, Any]]], figures: Figures, dated: date
) -> tuple[str, ...]:
    """The drawings of what the rows plan, measure and try."""
    return (
        *gantt_strip(kinds.get(Panel.COUNTERMEASURES.value, ()), dated),
        *figures.for_rows(kinds.get(Panel.CHECKS.value, ())),
        *multiples(kinds.get(Panel.EXPERIMENTS.value, ()), dated.year),
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
