"""Comments, suggestions, reviews sent at once, and what each person read last."""

from alembic import op
import sqlalchemy as sa


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up."""
    # Not in batch mode, which would rebuild the table for a default that is an expression.
    op.add_column('stream_readers', sa.Column('may_comment', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table('sent_reviews',
    sa.Column('a3_id', sa.Integer(), nullable=False),
    sa.Column('submission_id', sa.Integer(), nullable=True),
    sa.Column('revision_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('verdict', sa.String(length=10), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint("verdict = 'comment' OR submission_id IS NOT NULL", name=op.f('ck_sent_reviews_decision_has_submission')),
    sa.CheckConstraint("verdict <> 'return' OR reason <> ''", name=op.f('ck_sent_reviews_return_has_its_reason')),
    sa.CheckConstraint("verdict IN ('agree', 'comment', 'return')", name=op.f('ck_sent_reviews_verdict_known')),
    sa.ForeignKeyConstraint(['a3_id'], ['a3s.id'], name=op.f('fk_sent_reviews_a3_id_a3s'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_sent_reviews_person_id_people')),
    sa.ForeignKeyConstraint(['revision_id'], ['revisions.id'], name=op.f('fk_sent_reviews_revision_id_revisions'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['submission_id'], ['submissions.id'], name=op.f('fk_sent_reviews_submission_id_submissions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sent_reviews')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_sent_reviews_a3_id'), 'sent_reviews', ['a3_id'], unique=False)
    op.create_table('comments',
    sa.Column('a3_id', sa.Integer(), nullable=False),
    sa.Column('root_id', sa.Integer(), nullable=True),
    sa.Column('review_id', sa.Integer(), nullable=True),
    sa.Column('revision_id', sa.Integer(), nullable=False),
    sa.Column('box', sa.String(length=30), nullable=True),
    sa.Column('author_id', sa.Integer(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('passage', sa.Text(), nullable=False),
    sa.Column('occurrence', sa.Integer(), nullable=False),
    sa.Column('wording', sa.Text(), nullable=False),
    sa.Column('sent_at', sa.DateTime(), nullable=True),
    sa.Column('resolved_at', sa.DateTime(), nullable=True),
    sa.Column('resolved_by', sa.Integer(), nullable=True),
    sa.Column('taken_at', sa.DateTime(), nullable=True),
    sa.Column('taken_by', sa.Integer(), nullable=True),
    sa.Column('declined_at', sa.DateTime(), nullable=True),
    sa.Column('declined_by', sa.Integer(), nullable=True),
    sa.Column('declined_why', sa.Text(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint("root_id IS NULL OR sent_at IS NOT NULL", name=op.f('ck_comments_answer_is_sent')),
    sa.CheckConstraint("(declined_at IS NULL) = (declined_by IS NULL)", name=op.f('ck_comments_declined_by_somebody')),
    sa.CheckConstraint("occurrence >= 1", name=op.f('ck_comments_occurrence_from_one')),
    sa.CheckConstraint("passage = '' OR box IS NOT NULL", name=op.f('ck_comments_passage_has_its_box')),
    sa.CheckConstraint("(resolved_at IS NULL) = (resolved_by IS NULL)", name=op.f('ck_comments_resolved_by_somebody')),
    sa.CheckConstraint("(taken_at IS NULL) = (taken_by IS NULL)", name=op.f('ck_comments_taken_by_somebody')),
    sa.CheckConstraint("taken_at IS NULL OR declined_at IS NULL", name=op.f('ck_comments_taken_or_declined')),
    sa.CheckConstraint("wording = '' OR passage <> ''", name=op.f('ck_comments_wording_has_its_passage')),
    sa.ForeignKeyConstraint(['a3_id'], ['a3s.id'], name=op.f('fk_comments_a3_id_a3s'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['author_id'], ['people.id'], name=op.f('fk_comments_author_id_people')),
    sa.ForeignKeyConstraint(['declined_by'], ['people.id'], name=op.f('fk_comments_declined_by_people')),
    sa.ForeignKeyConstraint(['resolved_by'], ['people.id'], name=op.f('fk_comments_resolved_by_people')),
    sa.ForeignKeyConstraint(['review_id'], ['sent_reviews.id'], name=op.f('fk_comments_review_id_sent_reviews'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['revision_id'], ['revisions.id'], name=op.f('fk_comments_revision_id_revisions'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['root_id'], ['comments.id'], name=op.f('fk_comments_root_id_comments'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['taken_by'], ['people.id'], name=op.f('fk_comments_taken_by_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_comments')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_comments_a3_id'), 'comments', ['a3_id'], unique=False)
    op.create_index(op.f('ix_comments_review_id'), 'comments', ['review_id'], unique=False)
    op.create_index(op.f('ix_comments_root_id'), 'comments', ['root_id'], unique=False)
    op.create_table('readings',
    sa.Column('a3_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('before', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['a3_id'], ['a3s.id'], name=op.f('fk_readings_a3_id_a3s'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_readings_person_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_readings')),
    sa.UniqueConstraint('a3_id', 'person_id', name=op.f('uq_readings_a3_id_person_id')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_readings_person_id'), 'readings', ['person_id'], unique=False)


def downgrade() -> None:
    """Take it down again."""
    op.drop_index(op.f('ix_readings_person_id'), 'readings')
    op.drop_table('readings')
    op.drop_index(op.f('ix_comments_a3_id'), 'comments')
    op.drop_index(op.f('ix_comments_review_id'), 'comments')
    op.drop_index(op.f('ix_comments_root_id'), 'comments')
    op.drop_table('comments')
    op.drop_index(op.f('ix_sent_reviews_a3_id'), 'sent_reviews')
    op.drop_table('sent_reviews')
    op.drop_column('stream_readers', 'may_comment')
