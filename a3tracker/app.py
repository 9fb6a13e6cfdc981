"""The application, put together: settings, database, pages, jobs. No routes here."""

from __future__ import annotations

from flask import Flask

from a3tracker import jobs, web
from a3tracker.config import Config, asset_folder, read_config
from a3tracker.db import tables  # noqa: F401 - all tables must be known before the first query
from a3tracker.db.base import db
from a3tracker.web.environment import Templates

MEGABYTE = 1024 * 1024


def make_app(config: Config | None = None) -> Flask:
    """The Flask application for these settings (default: environment and data folder)."""
    config = config or read_config()
    app = Flask(
        "a3tracker",
        static_folder=str(asset_folder("static")),
        template_folder=str(asset_folder("templates")),
        instance_path=str(config.instance),
    )
    app.config.from_mapping(flask_settings(config))
    app.extensions["a3tracker"] = config
    app.jinja_environment = Templates
    app.jinja_options = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
    db.init_app(app)
    web.register(app)
    app.extensions["enqueue"] = jobs.make_enqueue(config)
    return app


def flask_settings(config: Config) -> dict[str, object]:
    """What Flask and its extensions are told."""
    hosts = ["localhost", "127.0.0.1", "[::1]", *config.trusted_hosts]
    if config.base_url:
        hosts.append(config.base_url.split("://")[1].split(":")[0].split("/")[0])
    return {
        "SECRET_KEY": config.secret_key,
        "SQLALCHEMY_DATABASE_URI": config.database_url,
        "SESSION_COOKIE_NAME": "a3tracker",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": config.secure_cookies,
        "TRUSTED_HOSTS": hosts,
        "MAX_CONTENT_LENGTH": web.USUAL,
        "MAX_FORM_MEMORY_SIZE": 2 * MEGABYTE,
        # The token lives as long as the session: an hour's limit would break saving in a long meeting.
        "WTF_CSRF_TIME_LIMIT": None,
        "SEND_FILE_MAX_AGE_DEFAULT": 31_536_000,
        "TESTING": config.testing,
    }
