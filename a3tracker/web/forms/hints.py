"""The form with which a hint is dismissed."""

from __future__ import annotations

from typing import Any

from wtforms import StringField

from a3tracker.web.forms import Form


class DismissForm(Form):
    """One line; a page shows as many of these forms as it has hints, so each has an id of its own."""

    words = StringField("Why it does not apply here")

    def __init__(self, key: str, **more: Any) -> None:
        super().__init__(**more)
        self.words.id = f"words-{key}"
