"""Runs the steps on the connection that `db/migrate.py` hands over."""

from alembic import context

from a3tracker.db.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
)
context.run_migrations()
