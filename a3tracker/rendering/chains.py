"""The chain of A3s in one line for a sheet, and as a drawing for a page. Legible in grey."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Final

from a3tracker.domain.a3s import label
from a3tracker.domain.chains import Link, Placed, laid_out
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.stages import Stage

#: Ten units are one em: a place holds a shape, the number, and a short line below.
_WIDE, _HIGH, _LEFT, _TOP = 150, 44, 12, 16
#: So many ways, and A3s on each, are named in the head of a sheet: the most that fit. The page shows all.
_AS_MANY: Final = ((3, 8), (2, 8), (2, 4), (1, 4))
#: The head of a sheet cuts what is longer, in signs.
_LONGEST: Final = 220


def chain_line(links: Sequence[Link], here: int) -> str:
    """○ A3-1 → △ A3-2 loop 2 → □ A3-3, also △ A3-8 in Hotels; nothing for an A3 that stands alone.

    `here` is the record id of the sheet's own A3, which is set apart by brackets.
    """
    if len(links) < 2:
        return ""
    rows: dict[int, list[Placed]] = {}
    for placed in laid_out(links):
        rows.setdefault(placed.row, []).append(placed)
    told = (_told(list(rows.values()), here, ways, named) for ways, named in _AS_MANY)
    return next((line for line in told if len(line) <= _LONGEST), "") or _told(
        list(rows.values()), here, *_AS_MANY[-1]
    )


def chain_svg(links: Sequence[Link], here: int | None, address: Callable[[Link], str | None]) -> str:
    """The chain as a tree from left to right; `address` gives the page of an A3 that may be opened."""
    places = laid_out(links)
    if not places:
        return ""
    at = {one.link.id: one for one in places}
    width = _LEFT + (max(one.depth for one in places) + 1) * _WIDE
    height = (max(one.row for one in places) + 1) * _HIGH
    lines = "".join(_line(at[one.parent], one) for one in places if one.parent is not None)
    nodes = "".join(_node(one, here, address(one.link)) for one in places)
    size = f'width="{width / 10:g}em" height="{height / 10:g}em"'
    return (
        f'<svg class="chain" viewBox="0 0 {width} {height}" {size} role="group" '
        f'aria-label="{escape(chain_line(links, here or 0) or _named(places[0], 0))}">{lines}{nodes}</svg>'
    )


def _told(rows: Sequence[Sequence[Placed]], here: int, ways: int, most: int) -> str:
    """The first ways, the sheet's own among them, and how many more there are."""
    own = next((place for place, row in enumerate(rows) if any(one.link.id == here for one in row)), 0)
    shown = [*range(min(ways, len(rows)))] if own < ways else [*range(ways - 1), own]
    told = ", also ".join(" → ".join(_named_on_the_way(rows[place], here, most)) for place in shown)
    more = len(rows) - len(shown)
    return f"{told}, and {more} more" if more else told


def _named_on_the_way(row: Sequence[Placed], here: int, most: int) -> list[str]:
    """Each A3 of a row; of a long one the first, and those around the sheet's own or the newest."""
    named = [_named(one, here) for one in row]
    if len(named) <= most:
        return named
    own = next((place for place, one in enumerate(row) if one.link.id == here), len(row) - 1)
    last = max(min(own + (most - 2) // 2, len(named)), most)
    begin = last - most + 2
    left = ["…"] if begin > 2 else named[1:2]
    return [named[0], *left, *named[begin:last], *(["…"] if last < len(named) else [])]


def _named(placed: Placed, here: int) -> str:
    link = placed.link
    words = f"{CYCLES[link.cycle].shape} {label(link.number)}"
    words += f" loop {link.loop}" if link.loop > 1 else ""
    words = f"[{words}]" if link.id == here else words
    where = _where(placed)
    return f"{words} {_short(where)}" if where else words


def _where(placed: Placed) -> str:
    """Where the A3 stands when it is not where the one before it stands; nothing at the beginning."""
    if placed.link.unseen and not placed.elsewhere:
        return f"proven in {placed.link.segment_name}"
    return f"in {placed.link.segment_name}" if placed.elsewhere else ""


def _node(placed: Placed, here: int | None, address: str | None) -> str:
    link, x, y = placed.link, _LEFT + placed.depth * _WIDE, _TOP + placed.row * _HIGH
    bold = ' font-weight="700"' if link.id == here else ""
    loop = f" · loop {link.loop}" if link.loop > 1 else ""
    first = f"{CYCLES[link.cycle].shape} {label(link.number)} {link.cycle}{loop}"
    second = _where(placed) or _state(link)
    drawn = (
        f'<text x="{x}" y="{y}" font-size="10" fill="currentColor"{bold}>{escape(first)}</text>'
        f'<text x="{x}" y="{y + 12}" font-size="8.5" fill="currentColor">{escape(_short(second))}</text>'
    )
    title = f"<title>{escape(link.title)}</title>" if link.title else ""
    return f'<a href="{escape(address)}">{title}{drawn}</a>' if address else f"<g>{title}{drawn}</g>"


def _line(parent: Placed, child: Placed) -> str:
    x1, y1 = _LEFT + parent.depth * _WIDE + 118, _TOP + parent.row * _HIGH - 4
    x2, y2 = _LEFT + child.depth * _WIDE - 6, _TOP + child.row * _HIGH - 4
    dashed = ' stroke-dasharray="3 2"' if child.elsewhere else ""
    middle = (x1 + x2) / 2
    return (
        f'<path d="M{x1} {y1}H{middle:g}V{y2}H{x2}m-4 -3l4 3l-4 3" fill="none" '
        f'stroke="currentColor" stroke-width="0.8"{dashed}/>'
    )


def _state(link: Link) -> str:
    outcomes = {one.key: one.label for one in CYCLES[link.cycle].outcomes}
    if link.stage == Stage.CLOSED.value:
        return outcomes.get(link.outcome or "", "Closed")
    return Stage(link.stage).label


def _short(words: str) -> str:
    """Cut in the middle, between words: names of segments that begin alike are told apart by their ends."""
    if len(words) <= 32:
        return words
    begin, end = words[:17].rpartition(" ")[0], words[-16:].partition(" ")[2]
    return f"{begin or words[:15]} … {end or words[-14:]}"
