"""The environment of all templates."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from flask.templating import Environment


class Templates(Environment):
    """One dictionary of words for all templates, where Jinja would lay an empty one of its own over each.

    Each import of a component compares both dictionaries, and a page has some twenty: through the layers
    that took a twentieth of the sheet's page. No template is loaded with words of its own.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The words of every template."""
        return super().make_globals(d) if d else self.globals
