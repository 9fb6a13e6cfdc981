"""The inbox, the outbox of mail, and calendar feeds."""

from alembic import op
import sqlalchemy as sa


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up."""
    unmailed = sa.text('read_at IS NULL AND mailed_at IS NULL')
    op.create_table('notices',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=30), nullable=False),
    sa.Column('a3_id', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('about', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('read_at', sa.DateTime(), nullable=True),
    sa.Column('mailed_at', sa.DateTime(), nullable=True),
    sa.Column('once_key', sa.String(length=80), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['a3_id'], ['a3s.id'], name=op.f('fk_notices_a3_id_a3s'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_notices_by_id_people'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_notices_person_id_people'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notices')),
    sa.UniqueConstraint('once_key', name=op.f('uq_notices_once_key')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('notices', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_notices_a3_id'), ['a3_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_notices_person_id'), ['person_id'], unique=False)
        batch_op.create_index('ix_notices_unmailed', ['at'], unique=False, sqlite_where=unmailed, postgresql_where=unmailed)

    op.create_table('mail_settings',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('pace', sa.String(length=10), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint("pace IN ('at once', 'hourly', 'daily', 'never')", name=op.f('ck_mail_settings_pace_known')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_mail_settings_person_id_people'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mail_settings')),
    sa.UniqueConstraint('person_id', name=op.f('uq_mail_settings_person_id')),
    sqlite_autoincrement=True
    )
    op.create_table('mails',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('subject', sa.String(length=400), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('message_id', sa.String(length=300), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('next_try_at', sa.DateTime(), nullable=False),
    sa.Column('claimed_at', sa.DateTime(), nullable=True),
    sa.Column('sent_at', sa.DateTime(), nullable=True),
    sa.Column('failure', sa.String(length=300), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint("state IN ('wanted', 'sending', 'sent', 'failed')", name=op.f('ck_mails_state_known')),
    sa.CheckConstraint("(state = 'sending') = (claimed_at IS NOT NULL)", name=op.f('ck_mails_sending_is_claimed')),
    sa.CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name=op.f('ck_mails_sent_has_its_moment')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_mails_person_id_people'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mails')),
    sa.UniqueConstraint('message_id', name=op.f('uq_mails_message_id')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('mails', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mails_person_id'), ['person_id'], unique=False)
        batch_op.create_index('ix_mails_state_next_try_at', ['state', 'next_try_at'], unique=False)

    op.create_table('calendars',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_calendars_person_id_people'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calendars')),
    sa.UniqueConstraint('person_id', name=op.f('uq_calendars_person_id')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_calendars_token_hash')),
    sqlite_autoincrement=True
    )


def downgrade() -> None:
    """Take it down again."""
    op.drop_table('calendars')
    op.drop_table('mails')
    op.drop_table('mail_settings')
    op.drop_table('notices')
