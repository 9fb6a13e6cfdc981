"""The words of this program in templates: dates, stages, cycles, names of A3s, addresses of files."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from flask import Flask, g
from markupsafe import Markup

from a3tracker.db.notices import unread_count
from a3tracker.domain.a3s import label
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.not_to_do import starting_words
from a3tracker.domain.pull import keep_or_win
from a3tracker.domain.stages import ORDER, Stage
from a3tracker.rendering.wording import NOTHING, rate_words
from a3tracker.usecases.transaction import now
from a3tracker.web.addresses import address, asset_of, query_address


def register(app: Flask) -> None:
    """Give the words to every template."""
    app.jinja_env.filters.update(day=day, long_day=long_day, moment=moment, stage=stage_word, rate=rate)
    app.jinja_env.filters["starting"] = starting_words
    app.jinja_env.globals.update(
        asset=asset_of(app),
        keep_or_win=keep_or_win,
        CYCLES=CYCLES,
        STAGES=ORDER,
        label=label,
        query_address=query_address,
        unread=unread,
        url_for=address,
        drawn_once=_drawing_once(app),
    )
    app.context_processor(_who)


def day(value: date | datetime | str | None) -> str:
    """30 Jun, with the year when it is not this one; nothing for nothing."""
    if not value:
        return ""
    if isinstance(value, str):
        value = date.fromisoformat(value[:10])
    words = f"{value.day} {value:%b}"
    return words if value.year == now().year else f"{words} {value.year}"


def long_day(value: date) -> str:
    """Tuesday 30 June."""
    return f"{value:%A} {value.day} {value:%B}"


def moment(value: datetime | None) -> str:
    """30 Jun, 14:03, in UTC."""
    if value is None:
        return ""
    value = value.astimezone(UTC)
    return f"{day(value)}, {value:%H:%M}"


def rate(value: float | None) -> str:
    """48.4 %; an en dash for what is not known."""
    return NOTHING if value is None else rate_words(value)


def stage_word(value: str) -> str:
    """The word for a stored stage."""
    return Stage(value).label


def unread() -> int:
    """How much the person's inbox holds unread; asked once a page, for its bar."""
    if "unread" not in g:
        g.unread = unread_count(g.actor) if g.get("actor") else 0
    return int(g.unread)


def _drawing_once(app: Flask) -> Callable[[str], Markup]:
    """For a part that is the same on every page, and for everybody: styles, the foot."""

    @functools.cache
    def drawn_once(name: str) -> Markup:
        return Markup(app.jinja_env.get_template(name).render())

    return drawn_once


def _who() -> dict[str, Any]:
    return {"actor": g.get("actor")}
