"""Hand-overs from one A3 to the next, and changes of an A3's cycle."""

from alembic import op
import sqlalchemy as sa


revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up."""
    op.create_table('handovers',
    sa.Column('a3_id', sa.Integer(), nullable=False),
    sa.Column('revision_id', sa.Integer(), nullable=False),
    sa.Column('target_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=30), nullable=False),
    sa.Column('made_by', sa.Integer(), nullable=False),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['a3_id'], ['a3s.id'], name=op.f('fk_handovers_a3_id_a3s'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['made_by'], ['people.id'], name=op.f('fk_handovers_made_by_people')),
    sa.ForeignKeyConstraint(['revision_id'], ['revisions.id'], name=op.f('fk_handovers_revision_id_revisions'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['target_id'], ['a3s.id'], name=op.f('fk_handovers_target_id_a3s'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_handovers')),
    sa.UniqueConstraint('target_id', name=op.f('uq_handovers_target_id')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_handovers_a3_id'), 'handovers', ['a3_id'], unique=False)
    op.create_table('cycle_changes',
    sa.Column('a3_id', sa.Integer(), nullable=False),
    sa.Column('before', sa.String(length=20), nullable=False),
    sa.Column('after', sa.String(length=20), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('changed_by', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint("reason <> ''", name=op.f('ck_cycle_changes_has_its_reason')),
    sa.ForeignKeyConstraint(['a3_id'], ['a3s.id'], name=op.f('fk_cycle_changes_a3_id_a3s'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['changed_by'], ['people.id'], name=op.f('fk_cycle_changes_changed_by_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cycle_changes')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_cycle_changes_a3_id'), 'cycle_changes', ['a3_id'], unique=False)


def downgrade() -> None:
    """Take it down again."""
    op.drop_table('cycle_changes')
    op.drop_table('handovers')
