"""What the check said when an A3 was decided on, for the record of its team."""

from alembic import op
import sqlalchemy as sa


revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up. Until now no check belonged to a prediction, so none had a verdict."""
    op.add_column('submissions', sa.Column('verdict', sa.String(length=30), nullable=True))


def downgrade() -> None:
    """Take it down again."""
    op.drop_column('submissions', 'verdict')
