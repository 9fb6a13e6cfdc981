"""a3tracker: A3 reports for Lean sales and marketing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from a3tracker.config import Config

__version__ = "0.1.0"


def create_app(config: Config | None = None) -> Flask:
    """Make the web application; `config` defaults to the environment and the data folder."""
    # Imported here so that `import a3tracker` needs nothing third-party.
    from a3tracker.app import make_app

    return make_app(config)
