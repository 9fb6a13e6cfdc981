"""Meetings of streams and teams, who is invited, and their agendas."""

from alembic import op
import sqlalchemy as sa


revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up."""
    op.create_table('meetings',
    sa.Column('stream_id', sa.Integer(), nullable=True),
    sa.Column('team_id', sa.Integer(), nullable=True),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('starts', sa.Time(), nullable=True),
    sa.Column('place', sa.String(length=120), nullable=False),
    sa.Column('rhythm', sa.String(length=20), nullable=False),
    sa.Column('follows_id', sa.Integer(), nullable=True),
    sa.Column('made_by', sa.Integer(), nullable=False),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('changed_at', sa.DateTime(), nullable=False),
    sa.Column('ended_at', sa.DateTime(), nullable=True),
    sa.Column('ended_by', sa.Integer(), nullable=True),
    sa.Column('cancelled_at', sa.DateTime(), nullable=True),
    sa.Column('minutes', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('minutes_version', sa.Integer(), nullable=False),
    sa.Column('agenda_version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint('(stream_id IS NULL) <> (team_id IS NULL)', name=op.f('ck_meetings_of_a_stream_or_a_team')),
    sa.CheckConstraint("rhythm IN ('once', 'weekly', 'every two weeks', 'monthly')", name=op.f('ck_meetings_rhythm_known')),
    sa.CheckConstraint('ended_at IS NULL OR cancelled_at IS NULL', name=op.f('ck_meetings_ended_or_cancelled')),
    sa.CheckConstraint('(ended_at IS NULL) = (ended_by IS NULL)', name=op.f('ck_meetings_end_has_its_person')),
    sa.ForeignKeyConstraint(['ended_by'], ['people.id'], name=op.f('fk_meetings_ended_by_people')),
    sa.ForeignKeyConstraint(['follows_id'], ['meetings.id'], name=op.f('fk_meetings_follows_id_meetings'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['made_by'], ['people.id'], name=op.f('fk_meetings_made_by_people')),
    sa.ForeignKeyConstraint(['stream_id'], ['streams.id'], name=op.f('fk_meetings_stream_id_streams')),
    sa.ForeignKeyConstraint(['team_id'], ['teams.id'], name=op.f('fk_meetings_team_id_teams')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meetings')),
    sa.UniqueConstraint('follows_id', name=op.f('uq_meetings_follows_id')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_meetings_stream_id'), 'meetings', ['stream_id'], unique=False)
    op.create_index(op.f('ix_meetings_team_id'), 'meetings', ['team_id'], unique=False)
    op.create_index(op.f('ix_meetings_day'), 'meetings', ['day'], unique=False)
    op.create_table('meeting_people',
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_meeting_people_meeting_id_meetings'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_meeting_people_person_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting_people')),
    sa.UniqueConstraint('meeting_id', 'person_id', name=op.f('uq_meeting_people_meeting_id_person_id')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_meeting_people_person_id'), 'meeting_people', ['person_id'], unique=False)
    op.create_table('meeting_a3s',
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('a3_id', sa.Integer(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('why', sa.String(length=240), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint('minutes BETWEEN 1 AND 480', name=op.f('ck_meeting_a3s_minutes_of_a_day')),
    sa.ForeignKeyConstraint(['a3_id'], ['a3s.id'], name=op.f('fk_meeting_a3s_a3_id_a3s'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_meeting_a3s_meeting_id_meetings'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting_a3s')),
    sa.UniqueConstraint('meeting_id', 'a3_id', name=op.f('uq_meeting_a3s_meeting_id_a3_id')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_meeting_a3s_a3_id'), 'meeting_a3s', ['a3_id'], unique=False)


def downgrade() -> None:
    """Take it down again."""
    op.drop_table('meeting_a3s')
    op.drop_table('meeting_people')
    op.drop_table('meetings')
