"""A process of its own that makes a pack, as a worker does, and says how much memory it took, in MiB."""

from __future__ import annotations

import sys
from pathlib import Path

from a3tracker.app import make_app
from a3tracker.config import read_config
from a3tracker.rendering.pdf import load
from bench.packs import made_of


def main() -> None:
    """`python -m bench.pack_memory <data folder> <pages>`; the data folder holds the demo."""
    folder, pages = sys.argv[1:]
    app = make_app(read_config({"A3TRACKER_INSTANCE": folder}))
    with app.app_context():
        load()
        made_of(app.extensions["a3tracker"], int(pages))
    print(_largest() / 1024)


def _largest() -> int:
    """KiB of this process at its largest; `getrusage` would tell of the one that started it, if larger."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


if __name__ == "__main__":
    main()
