"""Coaching notes, the safe HTML beside each revision, and what the journal is filtered by."""

from alembic import op
import sqlalchemy as sa


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up."""
    op.create_table('coaching_notes',
    sa.Column('a3_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('obstacle', sa.Text(), nullable=False),
    sa.Column('next_look', sa.Date(), nullable=True),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint("words <> ''", name=op.f('ck_coaching_notes_says_something')),
    sa.ForeignKeyConstraint(['a3_id'], ['a3s.id'], name=op.f('fk_coaching_notes_a3_id_a3s'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_coaching_notes_person_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_coaching_notes')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('coaching_notes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_coaching_notes_a3_id'), ['a3_id'], unique=False)

    op.create_table('revision_html',
    sa.Column('revision_id', sa.Integer(), nullable=False),
    sa.Column('renderer', sa.Integer(), nullable=False),
    sa.Column('html', sa.Text(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['revision_id'], ['revisions.id'], name=op.f('fk_revision_html_revision_id_revisions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_revision_html')),
    sa.UniqueConstraint('revision_id', name=op.f('uq_revision_html_revision_id')),
    sqlite_autoincrement=True
    )

    op.create_index('ix_journal_thing_thing_id', 'journal', ['thing', 'thing_id'])
    op.create_index('ix_journal_act', 'journal', ['act'])
    op.create_index('ix_journal_at', 'journal', ['at'])


def downgrade() -> None:
    """Take it down again."""
    op.drop_index('ix_journal_at', 'journal')
    op.drop_index('ix_journal_act', 'journal')
    op.drop_index('ix_journal_thing_thing_id', 'journal')
    op.drop_table('revision_html')
    op.drop_table('coaching_notes')
