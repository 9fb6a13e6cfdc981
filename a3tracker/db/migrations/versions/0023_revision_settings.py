"""Names and dates due that stood around a revision when the next one was taken."""

from alembic import op
import sqlalchemy as sa


revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up. Nobody knows what stood around the revisions that were left before."""
    op.create_table('revision_settings',
    sa.Column('revision_id', sa.Integer(), nullable=False),
    sa.Column('segment', sa.String(length=120), nullable=False),
    sa.Column('stream', sa.String(length=120), nullable=False),
    sa.Column('team', sa.String(length=120), nullable=False),
    sa.Column('due', sa.Text(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['revision_id'], ['revisions.id'], name=op.f('fk_revision_settings_revision_id_revisions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_revision_settings')),
    sa.UniqueConstraint('revision_id', name=op.f('uq_revision_settings_revision_id')),
    sqlite_autoincrement=True
    )


def downgrade() -> None:
    """Take it down again."""
    op.drop_table('revision_settings')
