"""Signing in and out, and the first run. Nothing here needs somebody to be signed in."""

from __future__ import annotations

import re

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from a3tracker.config import Config
from a3tracker.db.people import anyone_signs_in
from a3tracker.usecases import sign_in as usecases
from a3tracker.usecases.first_run import make_administrator
from a3tracker.web.forms.session import FirstRunForm, SignInForm
from a3tracker.web.guard import public

blueprint = Blueprint("session", __name__)

#: Where one may be led after signing in: a plain path of this site and nothing else.
OWN_PATH = re.compile(r"/[A-Za-z0-9/_\-.?=&%]*")


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    """Open a session."""
    if not anyone_signs_in():
        return redirect(url_for("session.first_run"))
    onward = own_path(request.args.get("next", ""))
    if g.actor is not None and request.method == "GET":
        return redirect(onward)
    form, status = SignInForm(), 0
    try:
        if form.taken(lambda: _signed_in(form.email.data or "", form.password.data or "")):
            return redirect(onward)
    except usecases.TooManyTries as refusal:
        form.form_errors.append(str(refusal))
        status = 429
    return render_template("session/sign_in.html", form=form, onward=onward), status or form.status


@blueprint.post("/sign-out")
@public
def sign_out() -> ResponseReturnValue:
    """End the session; harmless when there is none."""
    if g.actor is not None:
        usecases.sign_out(g.actor, cookie["token"])
    cookie.clear()
    flash("You are signed out.")
    return redirect(url_for("session.sign_in"))


@blueprint.route("/first-run", methods=["GET", "POST"])
@public
def first_run() -> ResponseReturnValue:
    """Make the first administrator; only while there is none."""
    if anyone_signs_in():
        return redirect(url_for("session.sign_in"))
    form, status = FirstRunForm(), 0
    try:
        if form.taken(lambda: _administrator_made(form)):
            return redirect(url_for("home.index"))
    except usecases.TooManyTries as refusal:
        form.form_errors.append(str(refusal))
        status = 429
    return render_template("session/first_run.html", form=form), status or form.status


def own_path(wanted: str) -> str:
    """The path to go on to; the home page when it could lead anywhere else."""
    return wanted if OWN_PATH.fullmatch(wanted) and "//" not in wanted else "/"


def _signed_in(email: str, password: str) -> bool:
    """Open a session under a new id, and forget everything that the browser held before."""
    signed = usecases.sign_in(email, password, request.remote_addr or "", cookie.get("token"))
    cookie.clear()
    cookie["token"] = signed.token
    return True


def _administrator_made(form: FirstRunForm) -> bool:
    """The administrator is made and signed in."""
    config: Config = current_app.extensions["a3tracker"]
    password = form.password.data or ""
    address = request.remote_addr or ""
    make_administrator(config.instance, form.code.data or "", form.change(), password, address)
    return _signed_in(form.email.data or "", password)
