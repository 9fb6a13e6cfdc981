"""Where the A3s of a chain lead: those of streams that the person does not see lead nowhere."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from flask import request, url_for

from a3tracker.domain.access import Action, Place, may
from a3tracker.domain.chains import ELSEWHERE, Link, chain_for
from a3tracker.domain.handovers import IN_USE
from a3tracker.domain.stages import Stage
from a3tracker.rendering.chains import chain_svg
from a3tracker.web.guard import actor


def drawn_chain(links: Sequence[Link], here: int | None = None) -> str:
    """The chain as the person who asks may see it; nothing for less than two A3s of it."""
    streams = {link.stream for link in links if may(actor(), Action.SEE, Place(link.stream))}
    shown = chain_for(links, streams)
    return _drawn(request.script_root, shown, here) if len(shown) > 1 else ""


@functools.lru_cache(maxsize=200)
def _drawn(_root: str, shown: tuple[Link, ...], here: int | None) -> str:
    """Drawn once for all who see the same of it; the addresses stand below the site's root."""
    return chain_svg(shown, here, _address)


def _address(link: Link) -> str | None:
    """The sheet, or the page on the shelf of a standard that lies there; None where neither may be opened."""
    if not link.unseen:
        return url_for("a3s.show", number=link.number)
    if link.cycle == "SDCA" and Stage(link.stage) in IN_USE and link.segment_name != ELSEWHERE:
        return url_for("shelf.standard", standard_number=link.number)
    return None
