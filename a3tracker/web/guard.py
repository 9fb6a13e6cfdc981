"""Who is asking: every page needs a signed-in person unless its view says `@public`."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect

from a3tracker.db.people import actor_of, anyone_signs_in
from a3tracker.domain.access import Action, Actor, ensure
from a3tracker.usecases.sign_in import person_of_token
from a3tracker.usecases.transaction import now

View = TypeVar("View", bound=Callable[..., Any])
csrf = CSRFProtect()
#: What a page takes at once, unless its view says more.
USUAL = 12 * 1024 * 1024


def register(app: Flask) -> None:
    """Find the actor before the token is checked, so that a lost session is told apart from a forged form."""
    app.before_request(_find_actor)
    # The token stands in the form, so reading it is where a large upload would be refused.
    app.before_request(_let_large_in)
    csrf.init_app(app)
    app.before_request(_ask_to_sign_in)


def public(view: View) -> View:
    """Let everybody in."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def is_public(endpoint: str | None) -> bool:
    """Whether everybody may see this page."""
    return getattr(current_app.view_functions.get(endpoint or ""), "is_public", False)


def largest() -> int:
    """How many bytes the page that is asked takes at once."""
    view = current_app.view_functions.get(request.endpoint or "")
    return int(getattr(view, "largest", USUAL))


def large(size: int) -> Callable[[View], View]:
    """Let this page, and no other, take so many bytes from somebody who is signed in."""

    def decorate(view: View) -> View:
        view.largest = size  # type: ignore[attr-defined]
        return view

    return decorate


def needs(action: Action) -> Callable[[View], View]:
    """Refuse the page unless the actor may do this anywhere at all."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            ensure(g.actor, action)
            return view(*args, **kwargs)

        guarded.needs = action  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate


def actor() -> Actor:
    """Who is signed in; only for views that are not public."""
    found: Actor = g.actor
    return found


def _find_actor() -> None:
    g.actor = None
    token = session.get("token")
    if request.endpoint == "static" or not token:
        return
    person = person_of_token(token)
    if person is None:
        session.pop("token", None)
        return
    g.actor = actor_of(person, now().date())


def _let_large_in() -> None:
    if g.actor is not None and largest() > USUAL:
        request.max_content_length = largest()


def _ask_to_sign_in() -> ResponseReturnValue | None:
    if g.actor is not None or request.endpoint in (None, "static"):
        return None
    if is_public(request.endpoint):
        return None
    if request.method not in ("GET", "HEAD") or _wants_json():
        abort(401)
    if not anyone_signs_in():
        return redirect(url_for("session.first_run"))
    return redirect(url_for("session.sign_in", next=request.full_path.rstrip("?")))


def _wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"
