"""What every answer says to the browser (handbook, safety.md section 2)."""

from __future__ import annotations

import secrets

from flask import Flask, Response, g, request

POLICY = (
    "default-src 'self'; img-src 'self' blob: data:; object-src 'none'; "
    "frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
#: A printout may stand in a page of ours, and in no other. Nothing more is said of it: what a browser shows
#: PDFs with is made of styles, scripts and objects of its own, which would be held to the policy, too.
PDF_POLICY = "frame-ancestors 'self'; base-uri 'none'"


def register(app: Flask) -> None:
    """Number each request and set the headers on each answer, errors included."""
    app.before_request_funcs.setdefault(None, []).insert(0, _number)
    app.after_request(_set_headers)


def _number() -> None:
    g.request_id = secrets.token_hex(6)


def _set_headers(response: Response) -> Response:
    pdf = response.mimetype == "application/pdf"
    response.headers["Content-Security-Policy"] = PDF_POLICY if pdf else POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["X-Request-Id"] = g.get("request_id", "-")
    if request.endpoint != "static" and "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    return response
