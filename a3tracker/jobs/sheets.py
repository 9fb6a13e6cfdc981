"""Making the printout of a sheet: render in a bounded child, outside any transaction."""

from __future__ import annotations

from a3tracker.config import Config
from a3tracker.db.a3s import Placed, a3_by_id
from a3tracker.db.base import db
from a3tracker.db.pictures import pictures_of
from a3tracker.db.printouts import Made, Printout, done_with_key, known_size, near_size
from a3tracker.db.reviews import rounds_of
from a3tracker.db.revisions import Revision
from a3tracker.jobs.printout_files import printout_file, write_whole
from a3tracker.rendering.drawn import Sheet
from a3tracker.rendering.live import revision_sheet
from a3tracker.rendering.paperhtml import cache_key, html_for
from a3tracker.rendering.pdf import PrintJob, Rendered, print_sheet
from a3tracker.rendering.sheet import blank_sheet


def make_sheet(config: Config, wanted: Printout) -> Made:
    """The revision that is wanted, as it was."""
    assert wanted.revision_id is not None
    return _made(config, _job_of(config, wanted.revision_id, wanted.paper, half_filled=wanted.half_filled))


def make_blank(config: Config, wanted: Printout) -> Made:
    """A sheet of a cycle without a word on it."""
    return _made(config, PrintJob(blank_sheet(wanted.blank_cycle or ""), wanted.paper))


def print_revision(config: Config, revision_id: int, paper: str, half_filled: bool = False) -> Rendered:
    """The PDF of a revision, made here and now: for the command line."""
    return print_sheet(_job_of(config, revision_id, paper, half_filled=half_filled))


def _made(config: Config, job: PrintJob) -> Made:
    """A new file, or the one that is there already."""
    key = cache_key(html_for(job.sheet, job.paper), job.paper)
    path, earlier = printout_file(config, key), done_with_key(key)
    if earlier is not None and path.exists():
        return earlier
    # Nobody waits for a lock of ours while the sheet is rendered.
    db.session.rollback()
    rendered = print_sheet(job)
    write_whole(path, rendered.pdf)
    return Made(key, rendered.size_pt, rendered.missing)


def _job_of(config: Config, revision_id: int, paper: str, *, half_filled: bool) -> PrintJob:
    """The revision as it was."""
    revision = db.session.get_one(Revision, revision_id)
    placed = a3_by_id(revision.a3_id)
    rounds, base = rounds_of(placed.a3.id), config.base_url or ""
    sheet = revision_sheet(placed, revision, base, rounds, half_filled=half_filled)
    known = known_size(revision_id, paper, half_filled)
    near = near_size(placed.a3.id, paper, half_filled)
    return PrintJob(sheet, paper, pictures_on(config, sheet, placed), known, near)


def pictures_on(config: Config, sheet: Sheet, placed: Placed) -> dict[str, bytes]:
    """The pictures that the boxes of a sheet show, by their addresses."""
    shown = "".join(box.html for box in (*sheet.left, *sheet.right))
    return {
        f"/pictures/{picture.file_name}": (config.pictures / picture.file_name).read_bytes()
        for picture in pictures_of(placed.a3.id)
        if picture.sha in shown and (config.pictures / picture.file_name).is_file()
    }
