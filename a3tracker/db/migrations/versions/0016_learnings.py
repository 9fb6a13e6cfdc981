"""Learnings: one sentence that an A3 closes with, tagged, and published on the shelf."""

from alembic import op
import sqlalchemy as sa


revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up. An A3 that closed before has its learning in the text of its Act box."""
    op.create_table('learnings',
    sa.Column('a3_id', sa.Integer(), nullable=False),
    sa.Column('submission_id', sa.Integer(), nullable=True),
    sa.Column('words', sa.String(length=300), nullable=False),
    sa.Column('touchpoint', sa.String(length=120), nullable=False),
    sa.Column('cause', sa.String(length=120), nullable=False),
    sa.Column('written_by', sa.Integer(), nullable=False),
    sa.Column('written_at', sa.DateTime(), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(), nullable=True),
    sa.Column('published_at', sa.DateTime(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint("words <> ''", name=op.f('ck_learnings_has_its_words')),
    sa.CheckConstraint('published_at IS NULL OR withdrawn_at IS NULL', name=op.f('ck_learnings_published_stands')),
    sa.ForeignKeyConstraint(['a3_id'], ['a3s.id'], name=op.f('fk_learnings_a3_id_a3s'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['submission_id'], ['submissions.id'], name=op.f('fk_learnings_submission_id_submissions'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['written_by'], ['people.id'], name=op.f('fk_learnings_written_by_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_learnings')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_learnings_a3_id'), 'learnings', ['a3_id'], unique=False)
    op.create_index(op.f('ix_learnings_published_at'), 'learnings', ['published_at'], unique=False)
    op.create_index('uq_learnings_one_stands', 'learnings', ['a3_id'], unique=True, sqlite_where=sa.text('withdrawn_at IS NULL'), postgresql_where=sa.text('withdrawn_at IS NULL'))


def downgrade() -> None:
    """Take it down again."""
    op.drop_table('learnings')
