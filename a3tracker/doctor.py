"""What `a3tracker doctor` looks at: each check says what it found and, when it is wrong, what to do."""

from __future__ import annotations

import ctypes
import functools
import os
import shutil
import socket
import sqlite3
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from a3tracker.config import Config, asset_folder
from a3tracker.db.base import safe_journal_mode

PYTHON_FLOOR = (3, 11)

# Library: (Debian package, what it is for).
LIBRARIES = {
    "libpango-1.0.so.0": ("libpango-1.0-0", "without it nothing prints"),
    "libpangoft2-1.0.so.0": ("libpangoft2-1.0-0", "without it nothing prints"),
    "libharfbuzz-subset.so.0": ("libharfbuzz-subset0", "without it a sheet takes twice as long to print"),
}

# Family: (Debian package, the scripts it brings). The bundled faces have latin, greek, cyrillic and signs.
OTHER_FONTS = {
    "Noto Sans": ("fonts-noto-core", "arabic, hebrew, thai and most other scripts"),
    "Noto Sans CJK SC": ("fonts-noto-cjk", "chinese, japanese and korean"),
    "Noto Color Emoji": ("fonts-noto-color-emoji", "emoji"),
}

BUNDLED_FONTS = (
    "SourceSans3-Regular.otf.woff2",
    "SourceSans3-It.otf.woff2",
    "SourceSans3-Semibold.otf.woff2",
    "SourceSans3-Bold.otf.woff2",
    "A3Symbols.woff2",
)


@dataclass(frozen=True)
class Check:
    """One line of the doctor's report; `advice` is empty when all is well."""

    name: str
    found: str
    advice: str = ""

    @property
    def ok(self) -> bool:
        """Whether nothing is to be done."""
        return not self.advice


def checks(config: Config) -> list[Check]:
    """Every check, in the order in which they are shown."""
    return [
        python_version(),
        *(printing_library(name) for name in LIBRARIES),
        bundled_fonts(asset_folder("static") / "fonts"),
        *other_fonts(),
        sqlite_journal(),
        writable(config.instance),
        secret_file(config.instance / "secret"),
        mail(config),
    ]


def python_version(version: tuple[int, ...] = sys.version_info[:3]) -> Check:
    """Python is new enough."""
    found = ".".join(map(str, version))
    floor = ".".join(map(str, PYTHON_FLOOR))
    return Check("Python", found, "" if version >= PYTHON_FLOOR else f"Use Python {floor} or newer.")


def printing_library(name: str) -> Check:
    """A shared library that WeasyPrint needs can be loaded."""
    package, purpose = LIBRARIES[name]
    try:
        ctypes.CDLL(name)
    except OSError:
        return Check(name, f"missing: {purpose}", install(package))
    return Check(name, "loads")


CANNOT_PRINT = (
    "This machine cannot print: Pango is missing. The command “a3tracker doctor” says what to install."
)


@functools.cache
def printing_works() -> bool:
    """Whether PDF files can be made here at all."""
    return all(printing_library(name).ok for name in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0"))


def bundled_fonts(folder: Path) -> Check:
    """The program's own fonts came with it."""
    missing = [name for name in BUNDLED_FONTS if not (folder / name).is_file()]
    if missing:
        return Check("Own fonts", f"missing: {', '.join(missing)}", "Install a3tracker again.")
    return Check("Own fonts", f"{len(BUNDLED_FONTS)} in {folder}")


def other_fonts() -> list[Check]:
    """The system has fonts for the scripts that the program's own do not have."""
    families = installed_families()
    return [
        Check(family, "installed")
        if family in families
        else Check(family, f"missing: {scripts} print as empty boxes", install(package))
        for family, (package, scripts) in OTHER_FONTS.items()
    ]


def installed_families() -> set[str]:
    """The font families that fontconfig knows; none when it is not there."""
    if not shutil.which("fc-list"):
        return set()
    listed = subprocess.run(
        ["fc-list", "--format", "%{family}\n"], capture_output=True, text=True, check=False
    )
    return {family for line in listed.stdout.splitlines() for family in line.split(",")}


def sqlite_journal(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> Check:
    """Which journal this SQLite is trusted with; both are right, one lets people read while one writes."""
    number = ".".join(map(str, version))
    mode = safe_journal_mode(version)
    why = "" if mode == "WAL" else " (older than 3.51.3, 3.50.7 or 3.44.6, so WAL is not used)"
    return Check("SQLite", f"{number}, journal mode {mode}{why}")


def writable(folder: Path) -> Check:
    """The data folder can be written."""
    if os.access(folder, os.W_OK | os.X_OK):
        return Check("Data folder", str(folder))
    advice = f"Give yourself {folder}, or name another folder in A3TRACKER_INSTANCE."
    return Check("Data folder", f"{folder} cannot be written", advice)


def secret_file(path: Path) -> Check:
    """Nobody but its owner can read the secret that signs the sessions."""
    if not path.exists():
        return Check("Secret", "not made yet, or given by A3TRACKER_SECRET_KEY")
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        return Check("Secret", f"{path} can be read by others (mode {mode:o})", f"Run: chmod 600 {path}")
    return Check("Secret", f"{path} (mode {mode:o})")


def mail(config: Config) -> Check:
    """Whether people hear by mail, too; without a server they read their inbox, and nothing is wrong."""
    if config.smtp is None:
        return Check("Mail", "no server set (A3TRACKER_SMTP): people read what is new in their inbox alone")
    place = f"{config.smtp.host}:{config.smtp.port}"
    if config.base_url is None:
        advice = "Set A3TRACKER_BASE_URL to the address that people use: the links in mail begin with it."
        return Check("Mail", f"{place}, but no address for links", advice)
    try:
        socket.create_connection((config.smtp.host, config.smtp.port), timeout=5).close()
    except OSError as error:
        advice = "Check A3TRACKER_SMTP, and that this machine may reach the server."
        return Check("Mail", f"{place} does not answer ({error.strerror or error})", advice)
    return Check("Mail", f"{place} answers; mail comes from {config.mail_from}")


def install(package: str) -> str:
    """The one command that brings a Debian package."""
    return f"Run: sudo apt-get install {package}"
