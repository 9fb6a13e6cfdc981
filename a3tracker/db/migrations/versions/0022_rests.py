"""When an A3 was written on and not yet looked at, for its rest; the paper that a team prints on."""

from alembic import op
import sqlalchemy as sa


revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up. What was written since the newest revision is looked at when it rests."""
    op.add_column('a3s', sa.Column('stirred_at', sa.DateTime(), nullable=True))
    op.add_column('teams', sa.Column('prints_on', sa.String(length=20), server_default='a3', nullable=False))
    op.create_index(op.f('ix_a3s_stirred_at'), 'a3s', ['stirred_at'], unique=False)
    op.execute(
        "UPDATE a3s SET stirred_at = updated_at WHERE stage <> 'closed' AND NOT EXISTS "
        "(SELECT 1 FROM revisions WHERE revisions.a3_id = a3s.id AND revisions.taken_at >= a3s.updated_at)"
    )


def downgrade() -> None:
    """Take it down again."""
    op.drop_index(op.f('ix_a3s_stirred_at'), table_name='a3s')
    op.drop_column('teams', 'prints_on')
    op.drop_column('a3s', 'stirred_at')
