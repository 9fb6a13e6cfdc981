"""Predictions, expected ranges and checks that are about a metric of the segment."""

from alembic import op
import sqlalchemy as sa


revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

_TABLES = ('predictions', 'expected_ranges', 'checks')
_NOTED = 'metric_id, baseline, baseline_periods, definition'


def upgrade() -> None:
    """Bring the schema up. Plain statements: rebuilding a table would lose its triggers in SQLite."""
    for table in _TABLES:
        op.execute(f"ALTER TABLE {table} ADD COLUMN metric_id INTEGER "
                   f"CONSTRAINT fk_{table}_metric_id_metrics REFERENCES metrics (id)")
        op.create_index(op.f(f'ix_{table}_metric_id'), table, ['metric_id'], unique=False)
    op.add_column('predictions', sa.Column('baseline', sa.Double(), nullable=True))
    op.add_column('predictions',
                  sa.Column('baseline_periods', sa.String(length=40), server_default='', nullable=False))
    op.add_column('predictions', sa.Column('definition', sa.Integer(), nullable=True))
    _keep("predictions", _NOTED)
    _keep("expected_ranges", "metric_id")


def downgrade() -> None:
    """Take it down again."""
    for table in ("expected_ranges", "predictions"):
        _let_go(table)
    for name in ('definition', 'baseline_periods', 'baseline'):
        op.drop_column('predictions', name)
    for table in reversed(_TABLES):
        op.drop_index(op.f(f'ix_{table}_metric_id'), table_name=table)
        op.drop_column(table, 'metric_id')


def _keep(table: str, columns: str) -> None:
    name, when = f"{table}_locked_no_metric", "OLD.locked_at IS NOT NULL"
    event, said = f"BEFORE UPDATE OF {columns} ON {table}", "what is locked cannot be changed"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"CREATE TRIGGER {name} {event} WHEN {when} BEGIN SELECT RAISE(ABORT, '{said}'); END")
        return
    op.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
               f"$$ BEGIN IF {when} THEN RAISE EXCEPTION '{said}'; END IF; RETURN NEW; END $$")
    op.execute(f"CREATE TRIGGER {name} {event} FOR EACH ROW EXECUTE FUNCTION {name}()")


def _let_go(table: str) -> None:
    name = f"{table}_locked_no_metric"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER {name}")
        return
    op.execute(f"DROP TRIGGER {name} ON {table}")
    op.execute(f"DROP FUNCTION {name}()")
