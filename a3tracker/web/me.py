"""My own page: my roles in words, how mail comes, my calendar's address, my password."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from a3tracker.config import Config
from a3tracker.db.calendars import calendar_of
from a3tracker.db.mails import pace_of
from a3tracker.db.people import roles_held
from a3tracker.usecases import calendars, mails
from a3tracker.usecases import sign_in as usecases
from a3tracker.usecases.transaction import now
from a3tracker.web.forms.mails import PaceForm
from a3tracker.web.forms.session import PasswordForm
from a3tracker.web.guard import actor
from a3tracker.web.sheet_page import base_address

blueprint = Blueprint("me", __name__)


@blueprint.get("/me")
def index() -> ResponseReturnValue:
    """Who I am here."""
    return _page(200)


@blueprint.post("/me/mail")
def mail() -> ResponseReturnValue:
    """Choose how often mail comes."""
    form = PaceForm()
    if not form.taken(lambda: mails.set_pace(actor(), form.pace.data or "")):
        return _page(form.status, pace=form)
    flash("Saved. What you have not read comes as you chose.")
    return redirect(url_for("me.index"))


@blueprint.post("/me/calendar")
def make_calendar() -> ResponseReturnValue:
    """Make a calendar address; this answer alone shows it."""
    token = calendars.make_calendar(actor())
    return _page(200, address=base_address() + url_for("calendar.feed", token=token))


@blueprint.post("/me/calendar/remove")
def remove_calendar() -> ResponseReturnValue:
    """Take my calendar address away."""
    calendars.remove_calendar(actor())
    flash("The calendar address is removed. Calendars that read it find nothing any more.")
    return redirect(url_for("me.index"))


@blueprint.post("/me/password")
def password() -> ResponseReturnValue:
    """Change my password; my other browsers are signed out."""
    form = PasswordForm()
    present, wanted = form.present.data or "", form.wanted.data or ""
    address = request.remote_addr or ""
    try:
        done = form.taken(
            lambda: usecases.change_password(actor(), present, wanted, cookie["token"], address)
        )
    except usecases.TooManyTries as refusal:
        form.form_errors.append(str(refusal))
        return _page(429, password=form)
    if not done:
        return _page(form.status, password=form)
    flash("Your password is changed. You are signed out everywhere else.")
    return redirect(url_for("me.index"))


def _page(
    status: int, pace: PaceForm | None = None, password: PasswordForm | None = None, address: str = ""
) -> ResponseReturnValue:
    config: Config = current_app.extensions["a3tracker"]
    me = actor().id
    return render_template(
        "me/index.html",
        form=password or PasswordForm(formdata=None),
        pace=pace or PaceForm(formdata=None, data={"pace": pace_of(me).value}),
        roles=roles_held(me, now().date()),
        sends_mail=config.sends_mail,
        calendar=calendar_of(me),
        address=address,
    ), status
