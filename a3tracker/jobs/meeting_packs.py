"""Making the pack of a meeting: its agenda, its people, what was promised and is not kept yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from a3tracker.config import Config
from a3tracker.db.agendas import agenda_of
from a3tracker.db.base import db
from a3tracker.db.meeting_notes import Noted, open_promises
from a3tracker.db.meetings import Held, meeting_before, meeting_by_id, people_invited
from a3tracker.db.printouts import Made, Printout, done_with_key
from a3tracker.domain.a3s import label
from a3tracker.jobs.pack_orders import order_of
from a3tracker.jobs.packs import Order, Shelf, print_pack
from a3tracker.rendering.packs import Cover, PromiseLine
from a3tracker.rendering.wording import day_words
from a3tracker.usecases.packs import keep_page, note_progress, note_refused, pack_entries


def make_pack(config: Config, wanted: Printout) -> Made:
    """The pack as the agenda stands now; pages that are there already are not made again."""
    identity, paper = wanted.id, wanted.paper
    order = _order(config, wanted)
    pages = order.cover.pages(1)
    note_progress(identity, 0, pages)
    shelf = Shelf(config.printouts, done_with_key, lambda made: keep_page(identity, paper, made))
    pack = print_pack(order, shelf, lambda done: note_progress(identity, done, pages))
    note_progress(identity, pack.pages, pack.pages)
    note_refused(identity, pack.refused)
    return Made(pack.key, pack.size_pt, pack.missing)


def _order(config: Config, wanted: Printout) -> Order:
    assert wanted.meeting_id is not None
    entries = pack_entries(wanted)
    held = meeting_by_id(wanted.meeting_id)
    order = order_of(config, cover_of(config, held), entries, held.stream.id, wanted.paper)
    # Nobody waits for a lock of ours while pages are rendered.
    db.session.rollback()
    return order


def cover_of(config: Config, held: Held) -> Cover:
    """What stands on the first page beside the agenda."""
    meeting, before = held.meeting, meeting_before(held)
    stream, base = held.stream.name, (config.base_url or "").rstrip("/")
    when = f", {meeting.starts:%H:%M}" if meeting.starts else ""
    since = (
        f"A bar on a sheet marks what changed since the meeting of {day_words(before.day)}." if before else ""
    )
    return Cover(
        title=f"Meeting of {held.whose}",
        scope=f"Team {held.team.name} · value stream {stream}" if held.team else f"Value stream {stream}",
        day=f"{day_words(meeting.day)}{when}",
        dated=meeting.day.isoformat(),
        place=meeting.place,
        people=tuple(person.name for person in people_invited(meeting.id)),
        promises=_promises(held),
        since=since,
        address=f"{base}/meetings/{meeting.id}" if base else "",
    )


def _promises(held: Held) -> tuple[PromiseLine, ...]:
    """What is open on the A3s of the agenda, first what is due first."""
    numbers = {line.a3: line.number for line in agenda_of(held.meeting.id)}
    noted = sorted(open_promises([*numbers]), key=lambda one: (one.row.due or date.max, one.row.id))
    return tuple(_promise(one, numbers, held.meeting.day) for one in noted)


def _promise(noted: Noted, numbers: Mapping[int, int], day: date) -> PromiseLine:
    row = noted.row
    late = row.due is not None and row.due < day
    return PromiseLine(row.words, noted.who, day_words(row.due, day.year), label(numbers[row.a3_id]), late)
