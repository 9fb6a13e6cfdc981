"""What a printout is called on its page and as a file, and where it leads back to, by its kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from flask import url_for

from a3tracker.db.a3s import a3_by_id
from a3tracker.db.base import db
from a3tracker.db.meetings import meeting_by_id
from a3tracker.db.printouts import Printout, sheet_file
from a3tracker.db.revisions import Revision
from a3tracker.db.streams import ValueStream
from a3tracker.db.teams import Team
from a3tracker.domain.a3s import label
from a3tracker.domain.cycles import CYCLES
from a3tracker.usecases.printouts import found_printout
from a3tracker.web.guard import actor
from a3tracker.web.words import day


@dataclass(frozen=True)
class Named:
    """`what` in words, `name` of the file without its ending, the address `back`, the `boxes` by key.

    `again` is where the same `revision` is printed again on another paper; only the sheet of an A3 has it.
    """

    what: str
    name: str
    back: str
    boxes: dict[str, str]
    again: str = ""
    revision: int = 0


def named(printout: Printout) -> Named:
    """A3-7-r12-a3, PDCA-blank-a3 or board-2-14: what the file is called when it is saved, and the rest."""
    return _NAMED[printout.kind](printout)


def key_and_name(printout_id: int) -> tuple[str | None, str]:
    """The key of the file, None while there is none, and its name; for somebody who sees what it is of."""
    sheet = sheet_file(actor(), printout_id)
    if sheet is not None:
        return sheet.cache_key, _sheet_name(sheet.number, sheet.revision, sheet.paper, sheet.half_filled)
    wanted = found_printout(actor(), printout_id)
    return (wanted.cache_key if wanted.state == "done" else None), named(wanted).name


def _sheet_name(number: int, revision: int, paper: str, half_filled: bool) -> str:
    return f"A3-{number}-r{revision}-{paper}{'-half-filled' if half_filled else ''}"


def _sheet(printout: Printout) -> Named:
    revision = db.session.get_one(Revision, printout.revision_id)
    a3 = a3_by_id(revision.a3_id).a3
    what = f"{label(a3.number)}, revision {revision.number} of {day(revision.taken_at)}"
    boxes = {box.key: box.label for box in CYCLES[a3.cycle].boxes}
    name = _sheet_name(a3.number, revision.number, printout.paper, printout.half_filled)
    if printout.half_filled:
        what = f"{what}, half-filled"
    back, again = (url_for(end, number=a3.number) for end in ("a3s.show", "printouts.choose"))
    return Named(what, name, back, boxes, again, revision.number)


def _blank(printout: Printout) -> Named:
    cycle = printout.blank_cycle
    return Named(f"{cycle}, blank", f"{cycle}-blank-{printout.paper}", url_for("printouts.blanks"), {})


def _board(printout: Printout) -> Named:
    stream = db.session.get_one(ValueStream, printout.stream_id)
    back = url_for("boards.show", stream_id=stream.id)
    return Named(f"Pathway board of {stream.name}", f"board-{stream.id}-{printout.id}", back, {})


def _card(printout: Printout) -> Named:
    team = db.session.get_one(Team, printout.team_id)
    back, name = url_for("teams.show", team_id=team.id), f"card-{team.id}-{printout.id}-{printout.paper}"
    return Named(f"Coach's card of {team.name}", name, back, {})


def _pack(printout: Printout) -> Named:
    held = meeting_by_id(printout.meeting_id or 0)
    name = f"pack-{held.meeting.day.isoformat()}-{printout.id}"
    back = f"/meetings/{held.meeting.id}"
    return Named(f"Pack of {held.whose}, {day(held.meeting.day)}", name, back, {})


_NAMED: Final[dict[str, Callable[[Printout], Named]]] = {
    "sheet": _sheet,
    "blank": _blank,
    "board": _board,
    "card": _card,
    "pack": _pack,
}
