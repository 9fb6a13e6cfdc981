"""Checks that compare, and predictions with a metric."""

from alembic import op
import sqlalchemy as sa


revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

_COUNTS = ('pairs_both', 'pairs_only_after', 'pairs_only_before', 'pairs_neither')


def upgrade() -> None:
    """Bring the schema up. The table may be rebuilt: no trigger speaks of it, and nothing refers to it."""
    with op.batch_alter_table('checks', table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        for name in _COUNTS:
            batch_op.add_column(sa.Column(name, sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('comparison', sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column('margin', sa.Double(), nullable=True))
        batch_op.add_column(sa.Column('guard', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column('falls', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column('prediction_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            op.f('fk_checks_prediction_id_predictions'), 'predictions', ['prediction_id'], ['id'],
            ondelete='SET NULL')


def downgrade() -> None:
    """Take it down again."""
    with op.batch_alter_table('checks', table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.drop_constraint(op.f('fk_checks_prediction_id_predictions'), type_='foreignkey')
        for name in ('prediction_id', 'falls', 'guard', 'margin', 'comparison', *_COUNTS):
            batch_op.drop_column(name)
