"""Making a printout: render in a bounded child, outside any transaction; then tell the use case."""

from __future__ import annotations

import os
from pathlib import Path

from flask import current_app

from a3tracker.config import Config
from a3tracker.db.a3s import a3_by_id
from a3tracker.db.base import db
from a3tracker.db.pictures import pictures_of
from a3tracker.db.printouts import Made, Printout, done_with_key, known_size, printout
from a3tracker.db.reviews import rounds_of
from a3tracker.db.revisions import Revision
from a3tracker.domain.errors import Refusal
from a3tracker.rendering.live import revision_sheet
from a3tracker.rendering.paperhtml import cache_key, html_for
from a3tracker.rendering.pdf import PrintJob, Rendered, load, print_sheet
from a3tracker.rendering.sheet import blank_sheet
from a3tracker.usecases.printouts import fail_printout, finish_printout


def warm_up() -> None:
    """Load styles and fonts once in a process that will fork a child for each render."""
    load()


def make_printout(printout_id: int) -> None:
    """Make what was wanted, or take the file that is there already; every end is written down."""
    config: Config = current_app.extensions["a3tracker"]
    wanted = printout(printout_id)
    if wanted is None or wanted.state != "wanted":
        return
    try:
        made = _made(config, wanted)
    except Refusal as refusal:
        fail_printout(printout_id, str(refusal))
        return
    finish_printout(printout_id, made)


def print_revision(config: Config, revision_id: int, paper: str) -> Rendered:
    """The PDF of a revision, made here and now: for the command line."""
    return print_sheet(_job_of(config, revision_id, paper))


def _made(config: Config, wanted: Printout) -> Made:
    job = (
        PrintJob(blank_sheet(wanted.blank_cycle or ""), wanted.paper)
        if wanted.revision_id is None
        else _job_of(config, wanted.revision_id, wanted.paper)
    )
    key = cache_key(html_for(job.sheet, job.paper), job.paper)
    earlier = done_with_key(key)
    if earlier is not None and _path(config, key).exists():
        return earlier
    # Nobody waits for a lock of ours while the sheet is rendered.
    db.session.rollback()
    rendered = print_sheet(job)
    write_whole(_path(config, key), rendered.pdf)
    return Made(key, rendered.size_pt, rendered.missing)


def _job_of(config: Config, revision_id: int, paper: str) -> PrintJob:
    """The revision as it was, with the pictures that its boxes show."""
    revision = db.session.get_one(Revision, revision_id)
    placed = a3_by_id(revision.a3_id)
    sheet = revision_sheet(placed, revision, config.base_url or "", rounds_of(placed.a3.id))
    shown = "".join(box.html for box in (*sheet.left, *sheet.right))
    pictures = {
        f"/pictures/{picture.file_name}": (config.pictures / picture.file_name).read_bytes()
        for picture in pictures_of(placed.a3.id)
        if picture.sha in shown and (config.pictures / picture.file_name).is_file()
    }
    return PrintJob(sheet, paper, pictures, known_size(revision_id, paper))


def _path(config: Config, key: str) -> Path:
    return config.printouts / f"{key}.pdf"


def write_whole(path: Path, data: bytes) -> None:
    """Under a name of its own first: a file with the key's name is always whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{os.getpid()}")
    half.write_bytes(data)
    half.replace(path)
