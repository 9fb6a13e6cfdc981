"""A wheel built from this tree works where the tree is not: templates, static files and fonts are inside."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an environment that has the wheel, and everything else from where the tests run."""
    folder = tmp_path_factory.mktemp("elsewhere")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", f"{folder}/dist", cwd=ROOT)
    venv.create(folder / "venv", symlinks=True)
    (site,) = folder.glob("venv/lib/python*/site-packages")
    (theirs,) = {path for path in sys.path if path.startswith(sys.prefix) and path.endswith("site-packages")}
    (site / "theirs.pth").write_text(f"{theirs}\n")
    (wheel,) = folder.glob("dist/*.whl")
    install = (
        "install",
        "-qq",
        "--disable-pip-version-check",
        "--root-user-action=ignore",
        "--no-index",
        "--no-deps",
    )
    run(sys.executable, "-m", "pip", "--python", f"{folder}/venv", *install, str(wheel), cwd=folder)
    return folder


@pytest.fixture(scope="module")
def address(installed: Path) -> Iterator[str]:
    """Where the installed program serves its demo."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with demo(installed, port) as log:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/sign-in", log)
        yield address


def test_the_program_that_runs_is_the_installed_one(installed: Path) -> None:
    where = run(
        f"{installed}/venv/bin/python", "-c", "import a3tracker; print(a3tracker.__file__)", cwd=installed
    )
    assert where.startswith(f"{installed}/venv/")


def test_the_sign_in_page_and_its_files_come(address: str) -> None:
    page = fetch(f"{address}/sign-in").decode()
    assert "<form" in page
    files = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page))
    assert any(".css" in file for file in files)
    for file in files:
        assert fetch(address + file), file


def test_the_fonts_come(address: str) -> None:
    for font in (ROOT / "static" / "fonts").glob("*.woff2"):
        assert fetch(f"{address}/static/fonts/{font.name}") == font.read_bytes()


@contextmanager
def demo(installed: Path, port: int) -> Iterator[Path]:
    """The demo, started as a person starts it, with its worker; both end with the test."""
    log = installed / "log"
    environment = {**os.environ, "A3TRACKER_INSTANCE": f"{installed}/data"}
    command = [f"{installed}/venv/bin/a3tracker", "demo", "--port", str(port)]
    with log.open("w") as output:
        process = subprocess.Popen(
            command, cwd=installed, env=environment, stdout=output, stderr=output, start_new_session=True
        )
    try:
        yield log
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=60)
        finally:
            end_group(process.pid)


def end_group(group: int) -> None:
    """End whatever the demo left behind."""
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return


def wait_for(address: str, log: Path, seconds: float = 180) -> None:
    """Return when the address answers."""
    give_up = time.monotonic() + seconds
    while True:
        try:
            fetch(address)
        except urllib.error.HTTPError as error:
            pytest.fail(f"{address} answers {error.code}\n{log.read_text()}")
        except OSError:
            if time.monotonic() > give_up:
                pytest.fail(f"no answer from {address}\n{log.read_text()}")
            time.sleep(0.1)
        else:
            return


def fetch(address: str) -> bytes:
    """What the address answers."""
    with urllib.request.urlopen(address, timeout=60) as answer:
        content: bytes = answer.read()
    return content


def run(*command: str, cwd: Path) -> str:
    """What a command prints; its words are in the failure when it fails."""
    result = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout
