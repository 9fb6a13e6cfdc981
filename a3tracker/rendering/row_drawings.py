"""The rows of a box that are drawn before they are told: causes as a tree, check sheets as Paretos."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from a3tracker.domain.bones import read_bones
from a3tracker.domain.cycles import Panel
from a3tracker.domain.revisions import Content
from a3tracker.domain.tallies import read_tally
from a3tracker.rendering.causes import cause_box
from a3tracker.rendering.drawn import DrawnRows, Table
from a3tracker.rendering.pareto import pareto_figure

Rows = Sequence[Mapping[str, Any]]
#: An empty table: the page draws the link below it by which the first row is added.
NO_ROWS = {
    Panel.CAUSES.value: Table(Panel.CAUSES.value, "Causes", (), ()),
    Panel.TALLIES.value: Table(Panel.TALLIES.value, "Check sheets", (), ()),
}


def row_drawings(
    kinds: Mapping[str, Rows], content: Content, names: Mapping[int, str], year: int, number: int
) -> dict[str, DrawnRows]:
    """What is drawn of these kinds of rows, by kind; `number` is the A3's, for links on the page."""
    found = {}
    for kind, rows in kinds.items():
        if not rows and kind in NO_ROWS:
            found[kind] = DrawnRows((), NO_ROWS[kind])
        elif kind == Panel.CAUSES:
            drawn = cause_box(rows, read_bones(content.rows), content.title, names, year)
            page = _link(f"/a3/{number}/causes", "All causes: tree, fishbone, proofs")
            found[kind] = DrawnRows((*drawn.drawings, page), drawn.table)
        elif kind == Panel.TALLIES:
            sheets = [(row["id"], read_tally(row)) for row in rows]
            drawings = tuple(
                pareto_figure(sheet) + _link(f"/a3/{number}/tallies/{identity}", "Tally on this sheet")
                for identity, sheet in sheets
            )
            found[kind] = DrawnRows(drawings, NO_ROWS[kind])
    return found


def _link(address: str, words: str) -> str:
    return f'<p class="row-add screen-only"><a href="{address}">{words}</a></p>'
