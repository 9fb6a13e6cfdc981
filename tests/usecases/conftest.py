"""Use cases run on both databases, inside an app context."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.sites import Site


@pytest.fixture
def site(database_kind: str, request: pytest.FixtureRequest) -> Site:
    """The site on this database."""
    found: Site = request.getfixturevalue("sqlite_site" if database_kind == "sqlite" else "postgres_site")
    return found


@pytest.fixture
def app(site: Site) -> Iterator[Flask]:
    """The application with an empty database; what a test does stands in its context."""
    app = site.begin_anew()
    with app.app_context():
        yield app
