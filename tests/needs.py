"""What a test does when the machine lacks a part."""

import pytest

from tests import parts


def need(part: str) -> None:
    """Skip the test when a part of `parts.PARTS` is missing, or fail it where nothing may be missing."""
    if parts.PARTS[part].present():
        return
    reason = f"{part} is missing (package {parts.PARTS[part].package})"
    if parts.on_ci():
        pytest.fail(reason)
    pytest.skip(reason)
