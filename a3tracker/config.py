"""Settings of one installation: read once from the environment and the data folder."""

from __future__ import annotations

import os
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from platformdirs import user_data_path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent


class BadSetting(Exception):
    """A setting that the program will not run with; the sentence says which and what to do."""


@dataclass(frozen=True)
class Smtp:
    """The server that takes mail. `tls` from the first word; else STARTTLS is used where it is offered."""

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    tls: bool = False


@dataclass(frozen=True)
class Config:
    """`base_url` is None until set: links on paper then use the address that `demo` or `serve` uses."""

    instance: Path
    secret_key: str
    database_url: str
    base_url: str | None = None
    trusted_hosts: tuple[str, ...] = ()
    workers: int = 2
    testing: bool = False
    smtp: Smtp | None = None
    mail_from: str = ""

    @property
    def pictures(self) -> Path:
        """The folder of uploaded pictures, write-once, named by their hash."""
        return self.instance / "pictures"

    @property
    def printouts(self) -> Path:
        """The folder of PDF files, named by their cache key."""
        return self.instance / "printouts"

    @property
    def imports(self) -> Path:
        """The folder of files on their way in; each goes when it is taken, cancelled, or a day old."""
        return self.instance / "imports"

    @property
    def queue_file(self) -> Path:
        """huey's own SQLite file."""
        return self.instance / "queue.sqlite3"

    @property
    def sends_mail(self) -> bool:
        """Whether mail goes out: there is a server for it, and an address for its links."""
        return self.smtp is not None and self.base_url is not None

    @property
    def secure_cookies(self) -> bool:
        """Cookies are Secure unless the program is known to be reached by plain http on loopback."""
        return bool(self.base_url and self.base_url.startswith("https://"))


def read_config(environ: dict[str, str] | None = None) -> Config:
    """The settings from `environ` (default: the process's); makes the data folder and its secret."""
    env = dict(os.environ) if environ is None else environ
    instance = data_folder(env)
    # Nobody else on this machine reads what is kept here.
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    base_url = env.get("A3TRACKER_BASE_URL", "").rstrip("/") or None
    if base_url and not base_url.startswith(("http://", "https://")):
        raise BadSetting("A3TRACKER_BASE_URL must begin with http:// or https://.")
    hosts = tuple(host.strip() for host in env.get("A3TRACKER_TRUSTED_HOSTS", "").split(",") if host.strip())
    return Config(
        instance=instance,
        secret_key=checked_secret(env.get("A3TRACKER_SECRET_KEY") or _secret_in(instance)),
        database_url=env.get("A3TRACKER_DATABASE_URL") or f"sqlite:///{instance / 'a3tracker.sqlite3'}",
        base_url=base_url,
        trusted_hosts=hosts,
        workers=int(env.get("A3TRACKER_WORKERS") or min(2, os.cpu_count() or 1)),
        smtp=_smtp(env.get("A3TRACKER_SMTP", "").strip()),
        mail_from=_mail_from(env.get("A3TRACKER_MAIL_FROM", "").strip(), bool(env.get("A3TRACKER_SMTP"))),
    )


def data_folder(environ: dict[str, str]) -> Path:
    """A3TRACKER_INSTANCE, else the checkout's instance/, else the user's data folder."""
    if environ.get("A3TRACKER_INSTANCE"):
        return Path(environ["A3TRACKER_INSTANCE"]).expanduser().resolve()
    if (_CHECKOUT / "pyproject.toml").is_file():
        return _CHECKOUT / "instance"
    return user_data_path("a3tracker")


def asset_folder(name: str) -> Path:
    """`templates` or `static`: inside the package when installed as a wheel, else at the checkout's top."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _CHECKOUT / name


def _smtp(address: str) -> Smtp | None:
    """The mail server out of smtp://user:password@host:port; the sentence of a refusal never repeats it."""
    if not address:
        return None
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or parts.scheme not in ("smtp", "smtps") or parts.path.strip("/") or parts.query:
        raise BadSetting(
            "A3TRACKER_SMTP cannot be read. Give an address such as "
            "smtp://user:password@mail.example.org:587, or smtps:// for TLS from the first word; "
            "write %40 for an @ in the password."
        )
    tls = parts.scheme == "smtps"
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Smtp(host, port or (465 if tls else 587), user, password, tls)


def _mail_from(address: str, needed: bool) -> str:
    """The address that mail comes from."""
    if not address and not needed:
        return ""
    if not re.fullmatch(r"[\w.+-]+@[\w.-]+\w", address, re.ASCII):
        raise BadSetting(
            "A3TRACKER_MAIL_FROM must be the address that mail comes from, such as a3@example.org."
        )
    return address


def _secret_in(instance: Path) -> str:
    """The secret made at the first start, readable by the owner alone."""
    path = instance / "secret"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()


def checked_secret(secret: str) -> str:
    """The secret itself; `BadSetting` when it could be guessed."""
    if len(secret) < 32 or len(set(secret)) < 10:
        raise BadSetting(
            "The secret key is too weak: give 32 random characters or more, or delete the file "
            "“secret” in the data folder and start again."
        )
    return secret
