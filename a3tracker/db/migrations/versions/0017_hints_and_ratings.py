"""Hints that the team dismissed with a word, and how coach and team rate a box."""

from alembic import op
import sqlalchemy as sa


revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up."""
    op.create_table('dismissed_hints',
    sa.Column('a3_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=30), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('dismissed_by', sa.Integer(), nullable=False),
    sa.Column('dismissed_at', sa.DateTime(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint("words <> ''", name=op.f('ck_dismissed_hints_says_why')),
    sa.ForeignKeyConstraint(['a3_id'], ['a3s.id'], name=op.f('fk_dismissed_hints_a3_id_a3s'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['dismissed_by'], ['people.id'], name=op.f('fk_dismissed_hints_dismissed_by_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dismissed_hints')),
    sa.UniqueConstraint('a3_id', 'key', name=op.f('uq_dismissed_hints_a3_id_key')),
    sqlite_autoincrement=True
    )
    op.create_table('box_ratings',
    sa.Column('a3_id', sa.Integer(), nullable=False),
    sa.Column('box', sa.String(length=30), nullable=False),
    sa.Column('rater', sa.String(length=10), nullable=False),
    sa.Column('step', sa.Integer(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('box_version', sa.Integer(), nullable=False),
    sa.Column('box_digest', sa.String(length=64), nullable=False),
    sa.Column('rated_by', sa.Integer(), nullable=False),
    sa.Column('rated_at', sa.DateTime(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint("rater IN ('coach', 'team')", name=op.f('ck_box_ratings_rater_known')),
    sa.CheckConstraint('step BETWEEN 0 AND 3', name=op.f('ck_box_ratings_step_known')),
    sa.ForeignKeyConstraint(['a3_id'], ['a3s.id'], name=op.f('fk_box_ratings_a3_id_a3s'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['rated_by'], ['people.id'], name=op.f('fk_box_ratings_rated_by_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_box_ratings')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_box_ratings_a3_id'), 'box_ratings', ['a3_id'], unique=False)


def downgrade() -> None:
    """Take it down again."""
    op.drop_table('box_ratings')
    op.drop_table('dismissed_hints')
