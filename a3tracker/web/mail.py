"""Mail seen from the web: the page that stops it, and hurrying it when somebody was told something."""

from __future__ import annotations

import sqlite3
from contextlib import suppress

from flask import Blueprint, Response, current_app, render_template
from flask.typing import ResponseReturnValue

from a3tracker.config import Config
from a3tracker.usecases import mails as usecases
from a3tracker.usecases.notices import told_somebody
from a3tracker.web.guard import csrf, public

blueprint = Blueprint("mail", __name__)


@blueprint.get("/unsubscribe/<token>")
@public
def ask(token: str) -> ResponseReturnValue:
    """A page with a button: programs that look at links in mail stop nothing."""
    usecases.unsubscriber(_config(), token)
    return render_template("mails/unsubscribe.html", token=token, done=False)


@blueprint.post("/unsubscribe/<token>")
@csrf.exempt
@public
def unsubscribe(token: str) -> ResponseReturnValue:
    """No more mail; mail programs send this by themselves (RFC 8058), so it needs no form token."""
    usecases.unsubscribe(_config(), token)
    return render_template("mails/unsubscribe.html", token=token, done=True)


@blueprint.after_app_request
def hurry(response: Response) -> Response:
    """Have the worker look at once. When the queue cannot be written, it looks within the minute anyway."""
    if told_somebody() and _config().sends_mail:
        with suppress(sqlite3.Error, OSError):
            current_app.extensions["enqueue"]("mail", 0)
    return response


def _config() -> Config:
    config: Config = current_app.extensions["a3tracker"]
    return config
