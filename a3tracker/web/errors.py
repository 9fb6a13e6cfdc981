"""The one place that turns refusals into answers; typed text comes back with them."""

from __future__ import annotations

from flask import Flask, Response, current_app, g, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, OutOfDate, Refusal, WrongState
from a3tracker.usecases.refusals import note_refusal
from a3tracker.usecases.sign_in import TooManyTries
from a3tracker.web.guard import is_public, largest

STATUS: dict[type[Refusal], int] = {
    NotFound: 404,
    NotAllowed: 403,
    WrongState: 409,
    OutOfDate: 409,
    Invalid: 400,
    TooManyTries: 429,
}

TITLES = {
    400: "This could not be taken",
    401: "You are signed out",
    403: "This is not yours to do",
    404: "There is nothing here",
    405: "This address does not take that",
    409: "Somebody or something was first",
    413: "This is too large",
    429: "Too many tries",
    500: "Something went wrong on our side",
}

SENTENCES = {
    401: "Your session ended. Sign in again: what you wrote is below and nothing is lost.",
    404: "The address is wrong, or it belongs to a value stream that you do not see.",
    405: "Go back and use the button or the link on the page.",
    413: "Send at most {size} megabytes at once, 2 of them text. Shorten the text, make the picture smaller, "
    "or split the file, and try again.",
    500: "It has been written down. Try again; if it happens again, tell an administrator the number below.",
}

MEGABYTE = 1024 * 1024
#: Fields that are never shown again.
SECRETS = {"csrf_token", "password", "present", "wanted", "code"}

FOREIGN_HOST = "This program does not answer under this name. Its operator can set A3TRACKER_TRUSTED_HOSTS."


def register(app: Flask) -> None:
    """Give each kind of refusal its answer."""
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(CSRFError, _forged)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _broken)


def _refused(refusal: Refusal) -> ResponseReturnValue:
    if isinstance(refusal, NotAllowed) and g.get("actor") is not None:
        note_refusal(g.actor, request.endpoint or "")
    status = next(STATUS[kind] for kind in type(refusal).__mro__ if kind in STATUS)
    sentence = " ".join([str(refusal), *(refusal.fields.values() if isinstance(refusal, Invalid) else ())])
    return answer(status, sentence)


def _forged(_error: CSRFError) -> ResponseReturnValue:
    if g.get("actor") is None and not is_public(request.endpoint) and _prose():
        return answer(401, SENTENCES[401])
    return answer(400, "The form was older than your session. Go back, reload the page and send it again.")


def _http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:
        return error
    if isinstance(error, SecurityError):
        # Nothing is known about this host, so no address on a page could be right.
        return Response(f"{FOREIGN_HOST}\n", 400, mimetype="text/plain")
    sentence = SENTENCES.get(status, error.description or "")
    return answer(status, sentence.replace("{size}", str(largest() // MEGABYTE)))


def _broken(error: Exception) -> ResponseReturnValue:
    if current_app.testing:
        raise error
    current_app.logger.exception("request %s failed", g.get("request_id"))
    return answer(500, SENTENCES[500])


def _prose() -> str:
    """What somebody wrote in the form that is refused, so that it can be copied from the page."""
    try:
        form = request.form
    except HTTPException:
        # The form itself is what was too large.
        return ""
    words = [form[name] for name in form if name not in SECRETS and (name == "text" or " " in form[name])]
    return "\n\n".join(word.strip() for word in words if word.strip())


def answer(status: int, sentence: str) -> ResponseReturnValue:
    """The refusal as a page, or as JSON for the page's own scripts."""
    if request.accept_mimetypes.best == "application/json":
        return jsonify(message=sentence, sign_in=url_for("session.sign_in")), status
    title = TITLES.get(status, "This could not be done")
    return render_template(
        "errors/error.html",
        status=status,
        title=title,
        sentence=sentence,
        kept=_prose(),
        request_id=g.get("request_id"),
    ), status
