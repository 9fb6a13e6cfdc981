"""Making the printout of a board: render in a bounded child, outside any transaction."""

from __future__ import annotations

from a3tracker.config import Config
from a3tracker.db.base import db
from a3tracker.db.printouts import Made, Printout
from a3tracker.db.streams import ValueStream
from a3tracker.jobs.printout_files import printout_file, write_whole
from a3tracker.rendering.board_cards import board_of
from a3tracker.rendering.paperhtml import board_html, cache_key
from a3tracker.rendering.pdf import print_board
from a3tracker.usecases.transaction import now


def make_board(config: Config, wanted: Printout) -> Made:
    """The board as it stands now."""
    board = board_of(db.session.get_one(ValueStream, wanted.stream_id), now())
    base = (config.base_url or "").rstrip("/")
    address = f"{base}/streams/{board.stream}/board" if base else ""
    key = cache_key(board_html(board, address), "a3")
    path = printout_file(config, key)
    # Nobody waits for a lock of ours while the board is rendered.
    db.session.rollback()
    if not path.exists():
        write_whole(path, print_board(board, address))
    return Made(key, None, {})
