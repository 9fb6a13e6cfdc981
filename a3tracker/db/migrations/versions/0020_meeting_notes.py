"""Meeting notes: what was said, decided or promised around the paper."""

from alembic import op
import sqlalchemy as sa


revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up."""
    op.create_table('meeting_notes',
    sa.Column('a3_id', sa.Integer(), nullable=False),
    sa.Column('box', sa.String(length=30), nullable=True),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('said_by', sa.Integer(), nullable=True),
    sa.Column('said_by_words', sa.String(length=120), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('due', sa.Date(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=True),
    sa.Column('meeting_id', sa.Integer(), nullable=True),
    sa.Column('became', sa.String(length=10), nullable=True),
    sa.Column('became_at', sa.DateTime(), nullable=True),
    sa.Column('experiment_id', sa.Integer(), nullable=True),
    sa.Column('comment_id', sa.Integer(), nullable=True),
    sa.Column('done_at', sa.DateTime(), nullable=True),
    sa.Column('typed_by', sa.Integer(), nullable=False),
    sa.Column('typed_at', sa.DateTime(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint("kind IN ('note', 'decision', 'promise')", name=op.f('ck_meeting_notes_kind_known')),
    sa.CheckConstraint("words <> ''", name=op.f('ck_meeting_notes_says_something')),
    sa.CheckConstraint("said_by IS NULL OR said_by_words = ''", name=op.f('ck_meeting_notes_said_by_one')),
    sa.CheckConstraint("kind = 'note' OR said_by IS NOT NULL OR said_by_words <> ''", name=op.f('ck_meeting_notes_has_who')),
    sa.CheckConstraint("(kind = 'promise') = (due IS NOT NULL)", name=op.f('ck_meeting_notes_promise_has_its_day')),
    sa.CheckConstraint("became IN ('experiment', 'comment', 'change')", name=op.f('ck_meeting_notes_became_known')),
    sa.CheckConstraint("(became IS NULL) = (became_at IS NULL)", name=op.f('ck_meeting_notes_became_some_day')),
    sa.ForeignKeyConstraint(['a3_id'], ['a3s.id'], name=op.f('fk_meeting_notes_a3_id_a3s'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['comment_id'], ['comments.id'], name=op.f('fk_meeting_notes_comment_id_comments'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['experiment_id'], ['experiments.id'], name=op.f('fk_meeting_notes_experiment_id_experiments'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_meeting_notes_meeting_id_meetings'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['said_by'], ['people.id'], name=op.f('fk_meeting_notes_said_by_people')),
    sa.ForeignKeyConstraint(['typed_by'], ['people.id'], name=op.f('fk_meeting_notes_typed_by_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting_notes')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_meeting_notes_a3_id'), 'meeting_notes', ['a3_id'], unique=False)
    op.create_index(op.f('ix_meeting_notes_due'), 'meeting_notes', ['due'], unique=False)
    op.create_index(op.f('ix_meeting_notes_meeting_id'), 'meeting_notes', ['meeting_id'], unique=False)
    op.create_index(op.f('ix_meeting_notes_said_by'), 'meeting_notes', ['said_by'], unique=False)


def downgrade() -> None:
    """Take it down again."""
    op.drop_table('meeting_notes')
