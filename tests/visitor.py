"""A browser without a window: it holds cookies and sends the form token by itself."""

import secrets
from typing import Any

from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from a3tracker.db.base import db
from a3tracker.db.sessions import Session
from a3tracker.usecases.sign_in import hash_of
from a3tracker.usecases.transaction import now

RAW_TOKEN = "0123456789abcdef0123456789abcdef01234567"


class Visitor(FlaskClient):
    """`send` posts a form as a page would; `post` sends what it is given and no token."""

    def signed_in_as(self, person: int) -> "Visitor":
        """Signed in, without the time that checking a password takes."""
        secret = secrets.token_urlsafe(16)
        with self.application.app_context():
            db.session.add(
                Session(token_hash=hash_of(secret), person_id=person, created_at=now(), seen_at=now())
            )
            db.session.commit()
        with self.session_transaction() as cookie:
            cookie["token"] = secret
        return self

    def send(self, path: str, data: dict[str, Any] | None = None, **more: Any) -> TestResponse:
        """Post a form with its token."""
        with self.session_transaction() as cookie:
            cookie["csrf_token"] = RAW_TOKEN
        return self.post(path, data={"csrf_token": self.form_token, **(data or {})}, **more)

    @property
    def form_token(self) -> str:
        """The token as it stands in forms, once `send` or a page has put its root into the session."""
        secret = self.application.config["SECRET_KEY"]
        return str(URLSafeTimedSerializer(secret, salt="wtf-csrf-token").dumps(RAW_TOKEN))

    def read(self, path: str) -> str:
        """The page's text; it must be there. A space that does not break is a space to a reader."""
        answer = self.get(path)
        assert answer.status_code == 200, f"{path}: {answer.status}"
        return answer.text.replace("\u00a0", " ")
