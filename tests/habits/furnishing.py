"""Some of the things that an address can name, for the walk through all routes."""

from a3tracker.db.experiments import Experiment
from a3tracker.db.imports import Import
from a3tracker.usecases.transaction import now
from tests import factories

DIGEST = "cd" * 32


def bring_and_try(coordinator: int) -> None:
    """An import that failed, and an experiment that waits for its result."""
    brought = {"brought_by": coordinator, "brought_at": now(), "size": 1, "digest": DIGEST}
    factories.added(Import(segment_id=1, shape="figures", name="figures.csv", state="failed", **brought))
    factories.added(Experiment(a3_id=1, day=now().date(), tried="Called five", expected="Three answer"))
