"""Notices of meetings: a notice tells about an A3 or about a meeting."""

from alembic import op
import sqlalchemy as sa


revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None

_UNMAILED = sa.text('read_at IS NULL AND mailed_at IS NULL')
#: The rebuilt table counts on where it stood: no id of a notice is given again.
_KEPT = {'sqlite_autoincrement': True}


def upgrade() -> None:
    """Bring the schema up."""
    op.drop_index('ix_notices_unmailed', table_name='notices')
    with op.batch_alter_table('notices', table_kwargs=_KEPT) as batch_op:
        batch_op.alter_column('a3_id', existing_type=sa.Integer(), nullable=True)
        batch_op.add_column(sa.Column('meeting_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            op.f('fk_notices_meeting_id_meetings'), 'meetings', ['meeting_id'], ['id'], ondelete='CASCADE'
        )
        batch_op.create_check_constraint(
            op.f('ck_notices_of_an_a3_or_a_meeting'), '(a3_id IS NULL) <> (meeting_id IS NULL)'
        )
    op.create_index(op.f('ix_notices_meeting_id'), 'notices', ['meeting_id'], unique=False)
    _index_unmailed()


def downgrade() -> None:
    """Take it down again: the older schema knows no notices of meetings."""
    op.execute('DELETE FROM notices WHERE meeting_id IS NOT NULL')
    op.drop_index('ix_notices_unmailed', table_name='notices')
    op.drop_index(op.f('ix_notices_meeting_id'), table_name='notices')
    with op.batch_alter_table('notices', table_kwargs=_KEPT) as batch_op:
        batch_op.drop_constraint(op.f('ck_notices_of_an_a3_or_a_meeting'), type_='check')
        batch_op.drop_constraint(op.f('fk_notices_meeting_id_meetings'), type_='foreignkey')
        batch_op.drop_column('meeting_id')
        batch_op.alter_column('a3_id', existing_type=sa.Integer(), nullable=False)
    _index_unmailed()


def _index_unmailed() -> None:
    op.create_index(
        'ix_notices_unmailed', 'notices', ['at'], unique=False, sqlite_where=_UNMAILED, postgresql_where=_UNMAILED
    )
