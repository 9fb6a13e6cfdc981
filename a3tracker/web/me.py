"""My own page: my roles in words, my password."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from a3tracker.db.people import roles_held
from a3tracker.usecases import sign_in as usecases
from a3tracker.usecases.transaction import now
from a3tracker.web.forms.session import PasswordForm
from a3tracker.web.guard import actor

blueprint = Blueprint("me", __name__)


@blueprint.get("/me")
def index() -> ResponseReturnValue:
    """Who I am here."""
    return _page(PasswordForm())


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
        return _page(form, 429)
    if not done:
        return _page(form, form.status)
    flash("Your password is changed. You are signed out everywhere else.")
    return redirect(url_for("me.index"))


def _page(form: PasswordForm, status: int = 200) -> ResponseReturnValue:
    return render_template("me/index.html", form=form, roles=roles_held(actor().id, now().date())), status
