"""An A3 as a `Sheet` of `Panel`s: plain data that page and paper draw with the same macros."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """One cell of a drawn table; `tone` is "", "muted", "actual" (red, as on paper), "verdict" or "dropped".

    `more` are words after it that are not struck through.
    """

    text: str
    tone: str = ""
    numeric: bool = False
    more: str = ""


@dataclass(frozen=True)
class Table:
    """Rows drawn into a box. `row_ids` are the records behind the rows, for the page's edit
    links; 0 where none may be edited. `look` names another set of column widths, `open_ids` the rows that
    wait for a result.

    A view of rows that another box owns `leads` to their own pages, a word of the address below the A3, under
    the `link`; no row is added to it. `changed` are the places of the rows that read otherwise than at the
    last meeting.
    """

    kind: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    row_ids: tuple[int, ...] = ()
    numeric: tuple[bool, ...] = ()
    look: str = ""
    open_ids: frozenset[int] = frozenset()
    leads: str = ""
    link: str = "Edit"
    changed: frozenset[int] = frozenset()


@dataclass(frozen=True)
class DrawnRows:
    """Rows that are drawn before they are told: safe HTML, and a table for what a drawing cannot say."""

    drawings: tuple[str, ...]
    table: Table


@dataclass(frozen=True)
class PanelBox:
    """One box ready to draw. `html` is safe, and so are `figures`, the drawings of what its rows measure, and
    `drawings`, the rows that are drawn before any table.

    `missing` says how many lines were cut for this paper. `learned` is the sentence that the A3 ends with,
    `learned_about` its tags. `changed` says since which revision it reads otherwise.
    """

    key: str
    letter: str
    label: str
    note: str
    html: str
    tables: tuple[Table, ...] = ()
    missing: int = 0
    state: str = "empty"
    guidance: str = ""
    figures: tuple[str, ...] = ()
    learned: str = ""
    learned_about: str = ""
    drawings: tuple[str, ...] = ()
    changed: str = ""


@dataclass(frozen=True)
class TrackPoint:
    """One point of the control-point track; `when` is done, now or to come.

    `date` says when it was passed or is due; `short` is the same day where there is little room.
    """

    label: str
    when: str
    number: str = ""
    date: str = ""
    short: str = ""


@dataclass(frozen=True)
class Strip:
    """The foot of a pack's page: what is asked of the meeting, and what the change marks compare with."""

    asks: str
    since: str


@dataclass(frozen=True)
class Sheet:
    """The whole A3 on one landscape sheet, every field in the words that are drawn.

    `link` is the full address behind the QR code and the short `address`; `dated` is the ISO day and
    `taken` the number of the revision. A `blank` sheet asks for a pen: its empty boxes show their guidance
    and lines to write on. Only a pack's page has a `strip`; `changed` names what its head says otherwise.
    """

    cycle: str
    cycle_word: str
    shape: str
    track: tuple[TrackPoint, ...]
    left: tuple[PanelBox, ...]
    right: tuple[PanelBox, ...]
    number: str = ""
    loop: int = 0
    title: str = ""
    language: str = "en"
    segment: str = ""
    stream: str = ""
    lineage: str = ""
    team: str = ""
    owner: str = ""
    coordinator: str = ""
    manager: str = ""
    start: str = ""
    target_end: str = ""
    next_review: str = ""
    stage: str = ""
    revision: str = ""
    agreed: str = ""
    address: str = ""
    qr: str = ""
    blank: bool = False
    link: str = ""
    dated: str = ""
    taken: int | None = None
    strip: Strip | None = None
    changed: str = ""

    @property
    def where(self) -> str:
        """What a mark on paper names: A3-7 r12."""
        return self.number if self.taken is None else f"{self.number} r{self.taken}"
