"""What the tests need beside Python: where each part is seen, and the Debian package that brings it.

Standard library only: `run` reads this list before anything is installed.
"""

import ctypes
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

DEBIAN_CLUSTERS = Path("/etc/postgresql-common/createcluster.d")
NOTO = "/usr/share/fonts"


@dataclass(frozen=True)
class Part:
    """One thing from the system."""

    package: str
    present: Callable[[], bool]


def program(name: str) -> Callable[[], bool]:
    """Present when the program is found."""
    return lambda: shutil.which(name) is not None


def file(pattern: str) -> Callable[[], bool]:
    """Present when a file matches the pattern."""
    return lambda: any(Path("/").glob(pattern.lstrip("/")))


def library(name: str) -> Callable[[], bool]:
    """Present when the shared library loads."""

    def loads() -> bool:
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
        return True

    return loads


PARTS = {
    "Chromium": Part("chromium-headless-shell", program("chromium-headless-shell")),
    "PostgreSQL": Part("postgresql", file("/usr/lib/postgresql/*/bin/initdb")),
    "Pango": Part("libpango-1.0-0", library("libpango-1.0.so.0")),
    "Pango's FreeType part": Part("libpangoft2-1.0-0", library("libpangoft2-1.0.so.0")),
    "harfbuzz-subset": Part("libharfbuzz-subset0", library("libharfbuzz-subset.so.0")),
    "qpdf": Part("qpdf", program("qpdf")),
    "Poppler": Part("poppler-utils", program("pdfinfo")),
    # Playwright's own driver needs it.
    "libatomic": Part("libatomic1", library("libatomic.so.1")),
    "Noto Sans": Part("fonts-noto-core", file(f"{NOTO}/**/NotoSans-Regular.ttf")),
    "Noto Sans CJK": Part("fonts-noto-cjk", file(f"{NOTO}/**/NotoSansCJK-Regular.ttc")),
    "Noto Color Emoji": Part("fonts-noto-color-emoji", file(f"{NOTO}/**/NotoColorEmoji.ttf")),
}


def missing_packages() -> list[str]:
    """The Debian packages that are not there yet."""
    return [part.package for part in PARTS.values() if not part.present()]


def on_ci() -> bool:
    """Whether a missing part is a failure rather than a reason to skip."""
    return os.environ.get("CI", "").lower() in ("1", "true", "yes")


@contextmanager
def no_cluster_of_its_own() -> Iterator[None]:
    """While Debian's package comes in, it makes no database cluster: the tests start one of their own."""
    note = DEBIAN_CLUSTERS / "a3tracker-tests.conf"
    DEBIAN_CLUSTERS.mkdir(parents=True, exist_ok=True)
    note.write_text("create_main_cluster = false\n")
    try:
        yield
    finally:
        note.unlink()
