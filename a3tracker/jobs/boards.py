"""Making the printout of a board: render in a bounded child, outside any transaction; then tell."""

from __future__ import annotations

from flask import current_app

from a3tracker.config import Config
from a3tracker.db.base import db
from a3tracker.db.boards import BoardPrintout, board_printout
from a3tracker.db.streams import ValueStream
from a3tracker.domain.errors import Refusal
from a3tracker.jobs.printing import write_whole
from a3tracker.rendering.board_cards import board_of
from a3tracker.rendering.paperhtml import board_html, cache_key
from a3tracker.rendering.pdf import print_board
from a3tracker.usecases.boards import fail_board, finish_board
from a3tracker.usecases.transaction import now


def make_board(identity: int) -> None:
    """Make what was wanted, or take the file that is there already; every end is written down."""
    config: Config = current_app.extensions["a3tracker"]
    wanted = board_printout(identity)
    if wanted is None or wanted.state != "wanted":
        return
    try:
        key = _made(config, wanted)
    except Refusal as refusal:
        fail_board(identity, str(refusal))
        return
    finish_board(identity, key)


def _made(config: Config, wanted: BoardPrintout) -> str:
    """The key of the file, as the board stands now."""
    board = board_of(db.session.get_one(ValueStream, wanted.stream_id), now())
    base = (config.base_url or "").rstrip("/")
    address = f"{base}/streams/{board.stream}/board" if base else ""
    key = cache_key(board_html(board, address), "a3")
    path = config.printouts / f"{key}.pdf"
    # Nobody waits for a lock of ours while the board is rendered.
    db.session.rollback()
    if not path.exists():
        write_whole(path, print_board(board, address))
    return key
