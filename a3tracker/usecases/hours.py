"""Work of the worker's round that is done once an hour, by whichever worker comes first."""

from __future__ import annotations

from a3tracker.db.base import db
from a3tracker.db.settings import Setting, setting_row
from a3tracker.usecases.transaction import now, writing


def first_in_this_hour(name: str) -> bool:
    """Two workers may come at once: the one that writes the hour down under this name goes on."""
    hour = f"{now():%Y-%m-%dT%H}"
    last = setting_row(name)
    if last is not None and last.value == hour:
        return False
    with writing():
        last = setting_row(name)
        if last is not None and last.value == hour:
            return False
        if last is None:
            db.session.add(Setting(name=name, value=hour))
        else:
            last.value = hour
    return True
