"""Standards: steps, adherence checks, deviations, who is trained on which version, the rhythm of audits."""

from alembic import op
import sqlalchemy as sa


revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up. Columns come in plain statements, which rebuild no table."""
    op.create_table('steps',
    sa.Column('a3_id', sa.Integer(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('what', sa.String(length=200), nullable=False),
    sa.Column('key_point', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['a3_id'], ['a3s.id'], name=op.f('fk_steps_a3_id_a3s'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_steps')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_steps_a3_id'), 'steps', ['a3_id'], unique=False)
    op.create_table('adherence_checks',
    sa.Column('a3_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('confirmed', sa.Integer(), nullable=False),
    sa.Column('out_of', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint('out_of >= 1 AND confirmed >= 0 AND confirmed <= out_of', name=op.f('ck_adherence_checks_counts_can_be')),
    sa.ForeignKeyConstraint(['a3_id'], ['a3s.id'], name=op.f('fk_adherence_checks_a3_id_a3s'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_adherence_checks_by_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_adherence_checks')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_adherence_checks_a3_id'), 'adherence_checks', ['a3_id'], unique=False)
    op.create_index(op.f('ix_adherence_checks_by_id'), 'adherence_checks', ['by_id'], unique=False)
    op.create_table('deviations',
    sa.Column('a3_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('at', sa.Time(), nullable=True),
    sa.Column('what', sa.Text(), nullable=False),
    sa.Column('step_id', sa.Integer(), nullable=True),
    sa.Column('contained', sa.Text(), nullable=False),
    sa.Column('restored', sa.Date(), nullable=True),
    sa.Column('restored_at', sa.Time(), nullable=True),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint('restored IS NULL OR restored >= day', name=op.f('ck_deviations_restored_after_it_was_seen')),
    sa.CheckConstraint('restored_at IS NULL OR restored IS NOT NULL', name=op.f('ck_deviations_restored_has_its_day')),
    sa.ForeignKeyConstraint(['a3_id'], ['a3s.id'], name=op.f('fk_deviations_a3_id_a3s'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['step_id'], ['steps.id'], name=op.f('fk_deviations_step_id_steps'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_deviations_by_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_deviations')),
    sqlite_autoincrement=True
    )
    for name in ('a3_id', 'step_id', 'by_id'):
        op.create_index(op.f(f'ix_deviations_{name}'), 'deviations', [name], unique=False)
    op.execute("ALTER TABLE people_rows ADD COLUMN trained INTEGER "
               "CONSTRAINT ck_people_rows_trained_on_a_version CHECK (trained >= 1)")
    op.execute("ALTER TABLE people_rows ADD COLUMN trained_on DATE CONSTRAINT "
               "ck_people_rows_training_has_its_version CHECK (trained_on IS NULL OR trained IS NOT NULL)")
    op.execute("ALTER TABLE a3s ADD COLUMN audit_days INTEGER "
               "CONSTRAINT ck_a3s_audit_rhythm_known CHECK (audit_days IN (7, 14, 30, 91))")


def downgrade() -> None:
    """Take it down again."""
    op.drop_column('a3s', 'audit_days')
    op.drop_column('people_rows', 'trained_on')
    op.drop_column('people_rows', 'trained')
    for table in ('deviations', 'adherence_checks', 'steps'):
        op.drop_table(table)
