"""Imports of figures, transactions and subscriptions."""

from alembic import op
import sqlalchemy as sa


revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up."""
    op.create_table('imports',
    sa.Column('segment_id', sa.Integer(), nullable=False),
    sa.Column('shape', sa.String(length=20), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('head', sa.Text(), nullable=False),
    sa.Column('mapping', sa.Text(), nullable=False),
    sa.Column('found', sa.Text(), nullable=False),
    sa.Column('wrong', sa.Text(), nullable=False),
    sa.Column('message', sa.Text(), nullable=False),
    sa.Column('seen', sa.String(length=64), nullable=False),
    sa.Column('staged', sa.Boolean(), nullable=False),
    sa.Column('rows_total', sa.Integer(), nullable=False),
    sa.Column('rows_done', sa.Integer(), nullable=False),
    sa.Column('first_day', sa.Date(), nullable=True),
    sa.Column('last_day', sa.Date(), nullable=True),
    sa.Column('brought_by', sa.Integer(), nullable=False),
    sa.Column('brought_at', sa.DateTime(), nullable=False),
    sa.Column('taken_at', sa.DateTime(), nullable=True),
    sa.Column('undone_by', sa.Integer(), nullable=True),
    sa.Column('undone_at', sa.DateTime(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint("shape IN ('figures', 'transactions', 'subscriptions')", name=op.f('ck_imports_shape_known')),
    sa.CheckConstraint("state IN ('reading', 'mapping', 'checking', 'refused', 'preview', 'taking', 'done', 'undone', 'cancelled', 'failed')", name=op.f('ck_imports_state_known')),
    sa.CheckConstraint('(first_day IS NULL) = (last_day IS NULL)', name=op.f('ck_imports_days_are_two')),
    sa.ForeignKeyConstraint(['brought_by'], ['people.id'], name=op.f('fk_imports_brought_by_people')),
    sa.ForeignKeyConstraint(['segment_id'], ['segments.id'], name=op.f('fk_imports_segment_id_segments'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['undone_by'], ['people.id'], name=op.f('fk_imports_undone_by_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_imports')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_imports_digest'), 'imports', ['digest'], unique=False)
    op.create_index(op.f('ix_imports_segment_id'), 'imports', ['segment_id'], unique=False)
    op.create_index(op.f('ix_imports_state'), 'imports', ['state'], unique=False)
    op.create_table('import_mappings',
    sa.Column('segment_id', sa.Integer(), nullable=False),
    sa.Column('shape', sa.String(length=20), nullable=False),
    sa.Column('headings', sa.String(length=64), nullable=False),
    sa.Column('mapping', sa.Text(), nullable=False),
    sa.Column('used_at', sa.DateTime(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['segment_id'], ['segments.id'], name=op.f('fk_import_mappings_segment_id_segments'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_mappings')),
    sa.UniqueConstraint('segment_id', 'shape', 'headings', name=op.f('uq_import_mappings_segment_id_shape_headings')),
    sqlite_autoincrement=True
    )
    op.create_table('import_figures',
    sa.Column('import_id', sa.Integer(), nullable=False),
    sa.Column('metric_id', sa.Integer(), nullable=True),
    sa.Column('period', sa.String(length=7), nullable=False),
    sa.Column('before', sa.Text(), nullable=True),
    sa.Column('after', sa.Text(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['import_id'], ['imports.id'], name=op.f('fk_import_figures_import_id_imports'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['metric_id'], ['metrics.id'], name=op.f('fk_import_figures_metric_id_metrics'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_figures')),
    sa.UniqueConstraint('import_id', 'metric_id', 'period', name=op.f('uq_import_figures_import_id_metric_id_period')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_import_figures_metric_id'), 'import_figures', ['metric_id'], unique=False)
    op.create_table('transactions',
    sa.Column('import_id', sa.Integer(), nullable=False),
    sa.Column('customer', sa.String(length=200), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('amount', sa.Double(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['import_id'], ['imports.id'], name=op.f('fk_transactions_import_id_imports'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_transactions')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_transactions_import_id'), 'transactions', ['import_id'], unique=False)
    op.create_table('subscriptions',
    sa.Column('import_id', sa.Integer(), nullable=False),
    sa.Column('customer', sa.String(length=200), nullable=False),
    sa.Column('starts', sa.Date(), nullable=False),
    sa.Column('ends', sa.Date(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['import_id'], ['imports.id'], name=op.f('fk_subscriptions_import_id_imports'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_subscriptions')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_subscriptions_import_id'), 'subscriptions', ['import_id'], unique=False)


def downgrade() -> None:
    """Take it down again."""
    for name in ('subscriptions', 'transactions'):
        op.drop_index(op.f(f'ix_{name}_import_id'), table_name=name)
        op.drop_table(name)
    op.drop_index(op.f('ix_import_figures_metric_id'), table_name='import_figures')
    op.drop_table('import_figures')
    op.drop_table('import_mappings')
    for name in ('state', 'segment_id', 'digest'):
        op.drop_index(op.f(f'ix_imports_{name}'), table_name='imports')
    op.drop_table('imports')
