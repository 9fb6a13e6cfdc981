"""Pages against an empty route, with 20 and with 2,000 A3s; statements per page."""

from __future__ import annotations

from collections.abc import Iterator

from bench.rows import Row, ratio
from bench.world import counted, fill_up_to, measured_app, signed_in

SHEET, LIST, HOME = "/a3/2", "/a3s", "/"


def rows() -> Iterator[Row]:
    """The rows of the pages."""
    with measured_app() as app:
        client = signed_in(app, "lindqvist@example.org")
        stranger = app.test_client()
        for amount in (20, 2_000):
            fill_up_to(app, amount)
            for name, url, target in (
                ("sheet page", SHEET, 6.0),
                ("list page", LIST, None),
                ("home page", HOME, None),
            ):
                value = ratio(lambda url=url: client.get(url), lambda: stranger.get("/bench/empty"), 60)
                yield Row(f"{name} / empty route, {amount:,} A3s", value, target)
            for name, url, most in (
                ("sheet page", SHEET, 20),
                ("list page", LIST, 10),
                ("home page", HOME, 12),
            ):
                with counted(app) as statements:
                    client.get(url)
                yield Row(f"statements of the {name}, {amount:,} A3s", len(statements), most)
