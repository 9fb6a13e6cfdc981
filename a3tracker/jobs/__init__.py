"""Work that no request waits for: huey's queue, its tasks and its worker."""

from a3tracker.jobs.queue import make_enqueue

__all__ = ["make_enqueue"]
