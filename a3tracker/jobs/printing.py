"""Making what was wanted on paper, of whatever kind; every end is written down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from flask import current_app

from a3tracker.config import Config
from a3tracker.db.base import db
from a3tracker.db.printouts import Made, Printout, printout
from a3tracker.domain.errors import Refusal
from a3tracker.jobs.boards import make_board
from a3tracker.jobs.coach_cards import make_card
from a3tracker.jobs.desks import at_work
from a3tracker.jobs.meeting_packs import make_pack
from a3tracker.jobs.printout_files import is_to_make, one_at_a_time
from a3tracker.jobs.sheets import make_blank, make_sheet
from a3tracker.rendering.pdf import load
from a3tracker.usecases.printouts import fail_printout, finish_printout

#: What makes the file of each kind, or takes the one that is there already.
MAKERS: Final[dict[str, Callable[[Config, Printout], Made]]] = {
    "sheet": make_sheet,
    "blank": make_blank,
    "board": make_board,
    "card": make_card,
    "pack": make_pack,
}


FAULT: Final = "A fault stopped it. Print it again; when it fails once more, tell whoever runs this program."


def warm_up() -> None:
    """Load styles and fonts once in a process that will fork a child for each render."""
    load()


def make_printout(printout_id: int) -> None:
    """Make what was wanted, or say why it could not be made; what is done and has no file is made again."""
    config: Config = current_app.extensions["a3tracker"]
    wanted = printout(printout_id)
    if wanted is None:
        return
    with one_at_a_time(config, wanted), at_work(config):
        # Another worker may just have made it, and this one waited.
        db.session.rollback()
        wanted = printout(printout_id)
        if wanted is None or not is_to_make(config, wanted):
            return
        try:
            made = MAKERS[wanted.kind](config, wanted)
        except Refusal as refusal:
            fail_printout(printout_id, str(refusal))
            return
        except Exception:
            # Nobody shall wait for ever for what a fault of ours stops; the log says what it was.
            db.session.rollback()
            fail_printout(printout_id, FAULT)
            raise
        finish_printout(printout_id, made)
