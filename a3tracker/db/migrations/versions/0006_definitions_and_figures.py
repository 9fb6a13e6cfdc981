"""Operational definitions, metrics and the customer flow of segments."""

from alembic import op
import sqlalchemy as sa


revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up."""
    op.create_table('definitions',
    sa.Column('segment_id', sa.Integer(), nullable=False),
    sa.Column('term', sa.String(length=120), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('archived_at', sa.DateTime(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['segment_id'], ['segments.id'], name=op.f('fk_definitions_segment_id_segments'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_definitions')),
    sa.UniqueConstraint('segment_id', 'term', name=op.f('uq_definitions_segment_id_term')),
    sqlite_autoincrement=True
    )
    op.create_table('flows',
    sa.Column('segment_id', sa.Integer(), nullable=False),
    sa.Column('period', sa.String(length=7), nullable=False),
    sa.Column('starts', sa.BigInteger(), nullable=True),
    sa.Column('new', sa.BigInteger(), nullable=True),
    sa.Column('won_back', sa.BigInteger(), nullable=True),
    sa.Column('lost', sa.BigInteger(), nullable=True),
    sa.Column('ends', sa.BigInteger(), nullable=True),
    sa.Column('moved_in', sa.BigInteger(), nullable=False),
    sa.Column('moved_out', sa.BigInteger(), nullable=False),
    sa.Column('joined_and_left', sa.BigInteger(), nullable=True),
    sa.Column('computed', sa.String(length=10), nullable=False),
    sa.Column('own_demand', sa.Double(), nullable=True),
    sa.Column('market_demand', sa.Double(), nullable=True),
    sa.Column('reachable', sa.BigInteger(), nullable=True),
    sa.Column('prospects', sa.BigInteger(), nullable=True),
    sa.Column('former', sa.BigInteger(), nullable=True),
    sa.Column('spend', sa.Double(), nullable=True),
    sa.Column('revenue_start', sa.Double(), nullable=True),
    sa.Column('revenue_expansion', sa.Double(), nullable=True),
    sa.Column('revenue_contraction', sa.Double(), nullable=True),
    sa.Column('revenue_churned', sa.Double(), nullable=True),
    sa.Column('break_reason', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('entered_by', sa.Integer(), nullable=True),
    sa.Column('entered_at', sa.DateTime(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint('(starts IS NULL) = (ends IS NULL) AND (starts IS NULL) = (new IS NULL) AND (starts IS NULL) = (won_back IS NULL) AND (starts IS NULL) = (lost IS NULL)', name=op.f('ck_flows_whole_or_unknown')),
    sa.CheckConstraint('ends = starts + new + won_back - lost + moved_in - moved_out', name=op.f('ck_flows_balances')),
    sa.CheckConstraint('lost >= 0 AND lost <= starts', name=op.f('ck_flows_lost_out_of_start')),
    sa.CheckConstraint('new >= 0 AND won_back >= 0 AND moved_in >= 0 AND moved_out >= 0', name=op.f('ck_flows_counts')),
    sa.ForeignKeyConstraint(['entered_by'], ['people.id'], name=op.f('fk_flows_entered_by_people')),
    sa.ForeignKeyConstraint(['segment_id'], ['segments.id'], name=op.f('fk_flows_segment_id_segments'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_flows')),
    sa.UniqueConstraint('segment_id', 'period', name=op.f('uq_flows_segment_id_period')),
    sqlite_autoincrement=True
    )
    op.create_table('definition_versions',
    sa.Column('definition_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('purpose', sa.Text(), nullable=False),
    sa.Column('test', sa.Text(), nullable=False),
    sa.Column('criterion', sa.Text(), nullable=False),
    sa.Column('decision_rule', sa.Text(), nullable=False),
    sa.Column('unit', sa.String(length=60), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('period', sa.String(length=60), nullable=False),
    sa.Column('measured_by', sa.String(length=120), nullable=False),
    sa.Column('example', sa.Text(), nullable=False),
    sa.Column('counter_example', sa.Text(), nullable=False),
    sa.Column('made_by', sa.Integer(), nullable=True),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['definition_id'], ['definitions.id'], name=op.f('fk_definition_versions_definition_id_definitions'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['made_by'], ['people.id'], name=op.f('fk_definition_versions_made_by_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_definition_versions')),
    sa.UniqueConstraint('definition_id', 'number', name=op.f('uq_definition_versions_definition_id_number')),
    sqlite_autoincrement=True
    )
    op.create_table('metrics',
    sa.Column('segment_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('source', sa.String(length=40), nullable=False),
    sa.Column('side', sa.String(length=20), nullable=False),
    sa.Column('unit', sa.String(length=20), nullable=False),
    sa.Column('wanted', sa.String(length=10), nullable=False),
    sa.Column('definition_id', sa.Integer(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('archived_at', sa.DateTime(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint("(kind = 'flow') = (source <> '')", name=op.f('ck_metrics_flow_has_its_source')),
    sa.CheckConstraint("kind IN ('flow', 'proportion', 'count', 'value')", name=op.f('ck_metrics_kind_known')),
    sa.CheckConstraint("side IN ('acquisition', 'retention', 'other')", name=op.f('ck_metrics_side_known')),
    sa.CheckConstraint("wanted IN ('up', 'down', '')", name=op.f('ck_metrics_wanted_known')),
    sa.ForeignKeyConstraint(['definition_id'], ['definitions.id'], name=op.f('fk_metrics_definition_id_definitions')),
    sa.ForeignKeyConstraint(['segment_id'], ['segments.id'], name=op.f('fk_metrics_segment_id_segments'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_metrics')),
    sa.UniqueConstraint('segment_id', 'name', name=op.f('uq_metrics_segment_id_name')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_metrics_definition_id'), 'metrics', ['definition_id'], unique=False)
    op.create_table('chart_changes',
    sa.Column('metric_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('period', sa.String(length=7), nullable=False),
    sa.Column('mixed', sa.Boolean(), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('made_by', sa.Integer(), nullable=False),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint("kind IN ('rebase', 'freeze')", name=op.f('ck_chart_changes_kind_known')),
    sa.CheckConstraint("reason <> ''", name=op.f('ck_chart_changes_has_its_reason')),
    sa.ForeignKeyConstraint(['made_by'], ['people.id'], name=op.f('fk_chart_changes_made_by_people')),
    sa.ForeignKeyConstraint(['metric_id'], ['metrics.id'], name=op.f('fk_chart_changes_metric_id_metrics'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_chart_changes')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_chart_changes_metric_id'), 'chart_changes', ['metric_id'], unique=False)
    op.create_table('measurements',
    sa.Column('metric_id', sa.Integer(), nullable=False),
    sa.Column('period', sa.String(length=7), nullable=False),
    sa.Column('x', sa.BigInteger(), nullable=True),
    sa.Column('n', sa.BigInteger(), nullable=True),
    sa.Column('value', sa.Double(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('entered_by', sa.Integer(), nullable=True),
    sa.Column('entered_at', sa.DateTime(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint('(x IS NULL) <> (value IS NULL)', name=op.f('ck_measurements_counts_or_value')),
    sa.CheckConstraint('(x IS NULL) = (n IS NULL)', name=op.f('ck_measurements_counts_are_two')),
    sa.CheckConstraint('x IS NULL OR (x >= 0 AND x <= n)', name=op.f('ck_measurements_counts_in_order')),
    sa.ForeignKeyConstraint(['entered_by'], ['people.id'], name=op.f('fk_measurements_entered_by_people')),
    sa.ForeignKeyConstraint(['metric_id'], ['metrics.id'], name=op.f('fk_measurements_metric_id_metrics'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_measurements')),
    sa.UniqueConstraint('metric_id', 'period', name=op.f('uq_measurements_metric_id_period')),
    sqlite_autoincrement=True
    )
    op.create_table('metric_targets',
    sa.Column('metric_id', sa.Integer(), nullable=False),
    sa.Column('value', sa.Double(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('set_by', sa.Integer(), nullable=False),
    sa.Column('set_at', sa.DateTime(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['metric_id'], ['metrics.id'], name=op.f('fk_metric_targets_metric_id_metrics'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['set_by'], ['people.id'], name=op.f('fk_metric_targets_set_by_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_metric_targets')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_metric_targets_metric_id'), 'metric_targets', ['metric_id'], unique=False)


def downgrade() -> None:
    """Take it down again."""
    op.drop_index(op.f('ix_metric_targets_metric_id'), table_name='metric_targets')
    op.drop_table('metric_targets')
    op.drop_table('measurements')
    op.drop_index(op.f('ix_chart_changes_metric_id'), table_name='chart_changes')
    op.drop_table('chart_changes')
    op.drop_index(op.f('ix_metrics_definition_id'), table_name='metrics')
    op.drop_table('metrics')
    op.drop_table('definition_versions')
    op.drop_table('flows')
    op.drop_table('definitions')
