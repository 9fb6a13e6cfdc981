"""Serving: `demo`, `serve` and `work`."""

from __future__ import annotations

import contextlib
import importlib
import os
import socket
import sys
from dataclasses import replace
from pathlib import Path

import click
import waitress
from flask import Flask

from a3tracker.cli.database import bring_up, say
from a3tracker.cli.supervision import end_with_parent, keep_worker
from a3tracker.config import Config, read_config
from a3tracker.doctor import CANNOT_PRINT, printing_works
from a3tracker.rendering.text import RENDERER_VERSION, to_html
from a3tracker.usecases import demo as demo_usecases
from a3tracker.usecases.boxes import BoxText
from a3tracker.usecases.first_run import console_code

DEMO = Path(__file__).resolve().parents[1] / "demo"
PORT = click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port."
)
HOST = click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")


@click.command()
@PORT
@click.option("--remove", is_flag=True, help="Remove the demo data, and nothing else; do not serve.")
@click.pass_obj
def demo(make_app: object, port: int, remove: bool) -> None:
    """Serve with demo data on 127.0.0.1, for a first look.

    The demo data is filled in once, into a database that never held any.
    """
    config = read_config()
    if remove:
        _remove_demo(make_app, config)
        return
    _ensure_free("127.0.0.1", port)
    address = f"http://127.0.0.1:{port}"
    app = _ready(make_app, replace(config, base_url=config.base_url or address))
    with app.app_context():
        filled = demo_usecases.fill_demo(DEMO, rendered)
        people = demo_usecases.demo_people(DEMO)
    say("Demo data filled in." if filled else "Demo data was filled in before.")
    say(f"Data folder: {config.instance}")
    if people:
        say(f"Sign in with one of these addresses and the password “{demo_usecases.PASSWORD}”:")
        for email, words in people:
            say(f"  {email:<28} {words}")
    _serve(app, "127.0.0.1", port)


@click.command()
@HOST
@PORT
@click.pass_obj
def serve(make_app: object, host: str, port: int) -> None:
    """Serve your own data. Set A3TRACKER_BASE_URL to the address that people use."""
    config = read_config()
    _ensure_free(host, port)
    app = _ready(make_app, replace(config, base_url=config.base_url or f"http://{host}:{port}"))
    say(f"Data folder: {config.instance}")
    with app.app_context():
        code = console_code(config.instance)
    if code:
        say(
            f"No administrator yet. Open /first-run and give the code {code}, "
            "or run: a3tracker user add --admin"
        )
    _serve(app, host, port)


@click.command()
@click.option("--with-parent", is_flag=True, hidden=True)
@click.pass_obj
def work(make_app: object, with_parent: bool) -> None:
    """Make printouts and send mail in the background. `serve` and `demo` start it by themselves."""
    if with_parent:
        end_with_parent()
    if not printing_works():
        say(f"{CANNOT_PRINT} Reminders and mail go on.")
    # Loaded here alone: the web process needs no worker's modules, and starts faster without them.
    worker = importlib.import_module("a3tracker.jobs.worker")
    worker.run_worker(_ready(make_app, read_config(), quiet=True))


def rendered(text: str) -> BoxText:
    """A text of the demo with its HTML."""
    return BoxText(text, to_html(text), RENDERER_VERSION)


def _ready(make_app: object, config: Config, quiet: bool = False) -> Flask:
    app: Flask = make_app(config)  # type: ignore[operator]
    bring_up(app, config, quiet)
    return app


def _remove_demo(make_app: object, config: Config) -> None:
    app = _ready(make_app, config)
    with app.app_context():
        removed = demo_usecases.remove_demo(None)
    say(f"Removed {removed} records of the demo." if removed else "There is no demo data to remove.")


def _serve(app: Flask, host: str, port: int) -> None:
    config: Config = app.extensions["a3tracker"]
    environment = {**os.environ, "A3TRACKER_INSTANCE": str(config.instance)}
    if config.base_url:
        environment["A3TRACKER_BASE_URL"] = config.base_url
    with keep_worker([sys.executable, "-P", "-m", "a3tracker", "work", "--with-parent"], environment):
        say(f"Serving on http://{host}:{port} (stop with Ctrl-C)")
        if config.base_url and config.base_url != f"http://{host}:{port}":
            say(f"Links and codes on paper lead to {config.base_url}")
        with contextlib.suppress(KeyboardInterrupt):
            waitress.serve(app, host=host, port=port, threads=8, ident="", _quiet=True)
    say("Stopped.")


def _ensure_free(host: str, port: int) -> None:
    """Say at once that a port is taken, before anything is filled or started."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            sys.exit(
                f"Port {port} on {host} cannot be used ({error.strerror}). "
                f"Stop what runs there, or choose another: --port {port + 1}"
            )
