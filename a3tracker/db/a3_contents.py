"""What belongs to an A3 and goes with it: counted over every table that refers to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Table, func, select

from a3tracker.db.a3s import A3
from a3tracker.db.base import Base, db
from a3tracker.db.boxes import Box
from a3tracker.db.pictures import Picture
from a3tracker.db.printouts import Printout
from a3tracker.db.revisions import Revision

#: One and many, by table, in the order of the page. A table that says nothing here is called by its name.
WORDS: Final = {
    "boxes": ("box with text", "boxes with text"),
    "people_rows": ("person named in a box", "people named in a box"),
    "predictions": ("prediction", "predictions"),
    "expected_ranges": ("expected range", "expected ranges"),
    "triggers": ("trigger of an expected range", "triggers of expected ranges"),
    "experiments": ("experiment", "experiments"),
    "countermeasures": ("countermeasure", "countermeasures"),
    "not_to_do": ("line of the not-to-do list", "lines of the not-to-do list"),
    "checks": ("measure of the Check", "measures of the Check"),
    "learnings": ("learning", "learnings"),
    "causes": ("cause", "causes"),
    "tallies": ("check sheet", "check sheets"),
    "steps": ("step of the standard", "steps of the standard"),
    "adherence_checks": ("adherence check", "adherence checks"),
    "deviations": ("deviation", "deviations"),
    "pictures": ("picture", "pictures"),
    "control_points": ("date of a control point", "dates of control points"),
    "submissions": ("submission with its decision", "submissions with their decisions"),
    "sent_reviews": ("review sent", "reviews sent"),
    "comments": ("comment, suggestion or answer", "comments, suggestions and answers"),
    "meeting_notes": ("meeting note", "meeting notes"),
    "meeting_a3s": ("place on the agenda of a meeting", "places on agendas of meetings"),
    "dismissed_hints": ("hint dismissed", "hints dismissed"),
    "box_ratings": ("rating of a box", "ratings of boxes"),
    "handovers": ("hand-over to another A3", "hand-overs to other A3s"),
    "cycle_changes": ("change of its cycle", "changes of its cycle"),
    "coaching_notes": ("coaching note", "coaching notes"),
    "revisions": ("revision", "revisions"),
    "printouts": ("printout", "printouts"),
    "notices": ("notice in somebody's inbox", "notices in people's inboxes"),
    "readings": ("mark of what somebody read last", "marks of what people read last"),
    "round_writers": ("mark of who wrote in a round", "marks of who wrote in a round"),
}
#: What is a part of something that is named: the HTML beside a revision.
PARTS: Final = {"revision_html", "revision_settings"}


@dataclass(frozen=True)
class Contents:
    """How many of what goes, in words, and the A3s that came from this one, which stay."""

    goes: tuple[tuple[int, str], ...]
    children: tuple[int, ...]


@dataclass(frozen=True)
class Files:
    """Names of picture files and of PDF files."""

    pictures: frozenset[str]
    printouts: frozenset[str]


def contents_of(a3: int) -> Contents:
    """What would go with the A3, in two statements; what there is none of is left out."""
    tables = belonging()
    counts = [_count(table, a3).label(table.name) for table in tables]
    row = db.session.execute(select(*counts)).one()
    children = db.session.scalars(select(A3.number).where(A3.parent_id == a3).order_by(A3.number))
    counted = zip(tables, row, strict=True)
    goes = tuple((count, _words(table.name, count)) for table, count in counted if count)
    return Contents(goes, tuple(children))


def belonging() -> list[Table]:
    """The tables whose rows belong to an A3, by themselves or through a revision, in the order of `WORDS`."""
    found = {table.name: table for table in Base.metadata.sorted_tables if _key(table) is not None}
    named = [found[name] for name in WORDS if name in found]
    return named + [table for name, table in found.items() if name not in WORDS and name not in PARTS]


def files_of(a3: int) -> Files:
    """The files that belong to rows of this A3."""
    pictures = db.session.scalars(select(Picture).where(Picture.a3_id == a3))
    keys = select(Printout.cache_key).join(Revision).where(Revision.a3_id == a3, Printout.state == "done")
    return Files(
        frozenset(picture.file_name for picture in pictures),
        frozenset(f"{key}.pdf" for key in db.session.scalars(keys)),
    )


def still_used(files: Files) -> Files:
    """Those of these files that rows of any A3 name."""
    shas = {name.partition(".")[0] for name in files.pictures}
    pictures = db.session.scalars(select(Picture).where(Picture.sha.in_(shas)))
    keys = {name.removesuffix(".pdf") for name in files.printouts}
    printed = db.session.scalars(select(Printout.cache_key).where(Printout.cache_key.in_(keys)).distinct())
    return Files(
        frozenset(picture.file_name for picture in pictures), frozenset(f"{key}.pdf" for key in printed)
    )


def _key(table: Table) -> str | None:
    """The column by which rows belong to an A3: its own, or that of the revision."""
    referred = {key.parent.name: key.column.table.name for key in table.foreign_keys}
    by_name = (("a3_id", "a3s"), ("revision_id", "revisions"))
    return next((name for name, other in by_name if referred.get(name) == other), None)


def _count(table: Table, a3: int) -> ColumnElement[int]:
    query = select(func.count()).select_from(table)
    if _key(table) == "a3_id":
        query = query.where(table.c.a3_id == a3)
    else:
        query = query.where(table.c.revision_id.in_(select(Revision.id).where(Revision.a3_id == a3)))
    if table.name == Box.__tablename__:
        query = query.where(table.c.text != "")
    return query.scalar_subquery()


def _words(name: str, count: int) -> str:
    one, many = WORDS.get(name, (name.replace("_", " "),) * 2)
    return one if count == 1 else many
