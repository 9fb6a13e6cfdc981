"""The settings of this installation, and the button that removes the demo data."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from a3tracker import __version__
from a3tracker.config import Config
from a3tracker.db.mails import given_up
from a3tracker.db.settings import database_used
from a3tracker.domain.access import Action
from a3tracker.usecases import demo as usecases
from a3tracker.usecases.first_run import console_code
from a3tracker.web.guard import actor, needs

blueprint = Blueprint("settings", __name__)


@blueprint.get("/settings")
@needs(Action.SETTINGS)
def index() -> ResponseReturnValue:
    """What this installation uses."""
    config: Config = current_app.extensions["a3tracker"]
    return render_template(
        "settings/index.html",
        config=config,
        database=database_used(),
        version=__version__,
        demo=usecases.demo_present(),
        given_up=given_up(),
    )


@blueprint.post("/demo/remove")
@needs(Action.SETTINGS)
def remove_demo() -> ResponseReturnValue:
    """Remove what came with the demo, and nothing else; its administrator goes with it."""
    usecases.remove_demo(actor())
    config: Config = current_app.extensions["a3tracker"]
    code = console_code(config.instance)
    if code:
        current_app.logger.warning("No administrator is left. Open /first-run and give the code %s", code)
        flash("The demo data is removed, and its people with it. Make an administrator of your own.")
        return redirect(url_for("session.first_run"))
    flash("The demo data is removed. Everything that people here wrote is still there.")
    return redirect(url_for("settings.index"))
