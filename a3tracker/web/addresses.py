"""Addresses: ids that a database can hold, and static files whose address changes with their content."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, current_app, request, url_for
from werkzeug.routing import IntegerConverter, Map

#: The largest id that both databases hold; a longer one in an address is a page that does not exist.
LARGEST_ID = 2**31 - 1


class Id(IntegerConverter):
    """`<int:…>` in an address."""

    def __init__(self, url_map: Map, *args: Any, **kwargs: Any) -> None:
        super().__init__(url_map, *args, **{"max": LARGEST_ID, **kwargs})


def whole(typed: str) -> int:
    """A number out of a query; ValueError, which stands for none, when no database could hold it."""
    number = int(typed)
    if not 0 <= number <= LARGEST_ID:
        raise ValueError(typed[:20])
    return number


def register(app: Flask) -> None:
    """Must come before the pages: their addresses use the converter."""
    app.url_map.converters["int"] = Id
    app.url_defaults(_name_version)
    app.after_request(_keep_only_versions)


def query_address(**changes: object) -> str:
    """This page's address with some of its query changed; None takes a name out."""
    query = {**request.args.to_dict(flat=False), **changes}
    pairs = urlencode({name: value for name, value in query.items() if value is not None}, doseq=True)
    return f"{request.path}?{pairs}" if pairs else request.path


def asset_of(app: Flask) -> Callable[[str], str]:
    """What gives the address of a static file, with its version. Made once: a page names some fifty."""
    folder, below = app.static_folder or "", app.static_url_path or ""

    @lru_cache(maxsize=500)
    def asset(path: str) -> str:
        return f"{below}/{path}?v={_version(folder, path)}"

    return asset


def address(endpoint: str, **values: Any) -> str:
    """`url_for` for templates, which name the same places on every page: each address is made once."""
    if not _PLAIN.issuperset(map(type, values.values())) or "_external" in values or endpoint[0] == ".":
        return url_for(endpoint, **values)
    return _address(request.script_root, endpoint, **values)


#: What gives the same address each time it comes, and is told apart from all else by its value and type.
_PLAIN = frozenset((str, int))


@lru_cache(maxsize=5_000, typed=True)
def _address(_root: str, endpoint: str, /, **values: Any) -> str:
    return url_for(endpoint, **values)


def _name_version(endpoint: str, values: dict[str, Any]) -> None:
    """Add ?v= to each static file, so that browsers may keep it until it changes."""
    if endpoint != "static" or "filename" not in values:
        return
    values["v"] = _version(current_app.static_folder or "", values["filename"])


def _keep_only_versions(response: Response) -> Response:
    """A static file asked for without version (a module's import, a font) is asked for again each time."""
    if request.endpoint == "static" and "v" not in request.args:
        response.headers["Cache-Control"] = "no-cache"
    return response


@lru_cache(maxsize=500)
def _version(folder: str, path: str) -> str:
    """The fingerprint of a static file; files change with the program, which is started anew then."""
    file = Path(folder) / path
    return hashlib.sha256(file.read_bytes()).hexdigest()[:10] if file.is_file() else "none"
