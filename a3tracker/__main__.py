"""The command: `a3tracker`, `python -m a3tracker`, and what `./run` passes on to."""

from __future__ import annotations

from a3tracker.app import make_app
from a3tracker.cli import run_command


def main() -> None:
    """Run the command line."""
    run_command(make_app)


if __name__ == "__main__":
    main()
