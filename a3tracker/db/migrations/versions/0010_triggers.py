"""Triggers: a new figure left an expected range, or is a signal, and somebody answers."""

from alembic import op
import sqlalchemy as sa


revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up."""
    op.create_table('triggers',
    sa.Column('a3_id', sa.Integer(), nullable=False),
    sa.Column('range_id', sa.Integer(), nullable=False),
    sa.Column('period', sa.String(length=7), nullable=False),
    sa.Column('value', sa.Double(), nullable=False),
    sa.Column('sign', sa.String(length=20), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('answered_at', sa.DateTime(), nullable=True),
    sa.Column('answered_by', sa.Integer(), nullable=True),
    sa.Column('how', sa.String(length=20), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('drafted_id', sa.Integer(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint("sign IN ('below', 'above', 'outside', 'trend', 'two of three', 'shift')", name=op.f('ck_triggers_sign_known')),
    sa.CheckConstraint("how IS NULL OR how IN ('drafted', 'reason', 'corrected', 'decided')", name=op.f('ck_triggers_how_known')),
    sa.CheckConstraint('(answered_at IS NULL) = (how IS NULL)', name=op.f('ck_triggers_answer_has_its_moment')),
    sa.ForeignKeyConstraint(['a3_id'], ['a3s.id'], name=op.f('fk_triggers_a3_id_a3s'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['answered_by'], ['people.id'], name=op.f('fk_triggers_answered_by_people'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['drafted_id'], ['a3s.id'], name=op.f('fk_triggers_drafted_id_a3s'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['range_id'], ['expected_ranges.id'], name=op.f('fk_triggers_range_id_expected_ranges'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_triggers')),
    sa.UniqueConstraint('range_id', 'period', name=op.f('uq_triggers_range_id_period')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_triggers_a3_id'), 'triggers', ['a3_id'], unique=False)
    op.create_index(op.f('ix_triggers_drafted_id'), 'triggers', ['drafted_id'], unique=False)


def downgrade() -> None:
    """Take it down again."""
    op.drop_table('triggers')
