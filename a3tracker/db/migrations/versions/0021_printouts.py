"""Printouts of every kind in one table: sheets, blank sheets, boards, coach's cards, packs and their pages."""

from alembic import op
import sqlalchemy as sa


revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None

#: What a printout held before.
OLD = ('id', 'revision_id', 'blank_cycle', 'paper', 'state', 'cache_key', 'size_pt', 'missing', 'message',
       'wanted_by', 'wanted_at', 'done_at')
INDEXED = ('cache_key', 'revision_id', 'state', 'wanted_by')
NEW_INDEXED = ('stream_id', 'team_id', 'meeting_id', 'pack_id')


def upgrade() -> None:
    """Bring the schema up. No other table points here: the rows are put aside and come back."""
    columns = ', '.join(OLD)
    _put_aside(columns, INDEXED)
    _create(
        sa.Column('kind', sa.String(length=10), nullable=False),
        sa.Column('stream_id', sa.Integer(), nullable=True),
        sa.Column('team_id', sa.Integer(), nullable=True),
        sa.Column('meeting_id', sa.Integer(), nullable=True),
        sa.Column('pack_id', sa.Integer(), nullable=True),
        sa.Column('half_filled', sa.Boolean(), nullable=False),
        sa.Column('pages', sa.Integer(), nullable=False),
        sa.Column('pages_done', sa.Integer(), nullable=False),
        sa.Column('opened_at', sa.DateTime(), nullable=True),
        sa.CheckConstraint("kind IN ('sheet', 'blank', 'board', 'card', 'pack', 'page')", name=op.f('ck_printouts_kind_known')),
        sa.CheckConstraint("(kind = 'page') = (pack_id IS NOT NULL)", name=op.f('ck_printouts_page_of_a_pack')),
        sa.CheckConstraint("kind = 'page' OR ((kind = 'sheet') = (revision_id IS NOT NULL) AND (kind = 'board') = (stream_id IS NOT NULL))", name=op.f('ck_printouts_sheet_or_board')),
        sa.CheckConstraint("(kind = 'blank') = (blank_cycle IS NOT NULL) AND (kind = 'card') = (team_id IS NOT NULL) AND (kind = 'pack') = (meeting_id IS NOT NULL)", name=op.f('ck_printouts_of_what_its_kind_says')),
        sa.CheckConstraint('pages_done >= 0 AND pages >= pages_done', name=op.f('ck_printouts_pages_can_be')),
        sa.ForeignKeyConstraint(['stream_id'], ['streams.id'], name=op.f('fk_printouts_stream_id_streams'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['team_id'], ['teams.id'], name=op.f('fk_printouts_team_id_teams'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_printouts_meeting_id_meetings'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['pack_id'], ['printouts.id'], name=op.f('fk_printouts_pack_id_printouts'), ondelete='CASCADE'),
    )
    kind = "CASE WHEN revision_id IS NULL THEN 'blank' ELSE 'sheet' END"
    op.execute(f'INSERT INTO printouts ({columns}, kind, half_filled, pages, pages_done) '
               f'SELECT {columns}, {kind}, {sa.false().compile(dialect=op.get_bind().dialect)}, 0, 0 FROM printouts_aside')
    _brought_back((*INDEXED, *NEW_INDEXED))


def downgrade() -> None:
    """Take it down again; what was no sheet goes."""
    columns = ', '.join(OLD)
    op.execute("DELETE FROM printouts WHERE kind NOT IN ('sheet', 'blank')")
    _put_aside(columns, (*INDEXED, *NEW_INDEXED))
    _create(sa.CheckConstraint('(revision_id IS NULL) <> (blank_cycle IS NULL)', name=op.f('ck_printouts_revision_or_blank')))
    op.execute(f'INSERT INTO printouts ({columns}) SELECT {columns} FROM printouts_aside')
    _brought_back(INDEXED)


def _put_aside(columns: str, indexed: tuple[str, ...]) -> None:
    op.execute(f'CREATE TABLE printouts_aside AS SELECT {columns} FROM printouts')
    for name in indexed:
        op.drop_index(op.f(f'ix_printouts_{name}'), 'printouts')
    op.drop_table('printouts')


def _create(*more: sa.schema.SchemaItem) -> None:
    op.create_table('printouts',
    sa.Column('revision_id', sa.Integer(), nullable=True),
    sa.Column('blank_cycle', sa.String(length=20), nullable=True),
    sa.Column('paper', sa.String(length=20), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('cache_key', sa.String(length=64), nullable=True),
    sa.Column('size_pt', sa.Double(), nullable=True),
    sa.Column('missing', sa.Text(), nullable=False),
    sa.Column('message', sa.Text(), nullable=False),
    sa.Column('wanted_by', sa.Integer(), nullable=True),
    sa.Column('wanted_at', sa.DateTime(), nullable=False),
    sa.Column('done_at', sa.DateTime(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint("state <> 'done' OR cache_key IS NOT NULL", name=op.f('ck_printouts_done_has_its_file')),
    sa.CheckConstraint("state IN ('wanted', 'done', 'failed')", name=op.f('ck_printouts_state_known')),
    sa.ForeignKeyConstraint(['revision_id'], ['revisions.id'], name=op.f('fk_printouts_revision_id_revisions'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['wanted_by'], ['people.id'], name=op.f('fk_printouts_wanted_by_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_printouts')),
    *more,
    sqlite_autoincrement=True
    )


def _brought_back(indexed: tuple[str, ...]) -> None:
    op.drop_table('printouts_aside')
    for name in indexed:
        op.create_index(op.f(f'ix_printouts_{name}'), 'printouts', [name], unique=False)
    if op.get_bind().dialect.name == 'postgresql':
        op.execute("SELECT setval(pg_get_serial_sequence('printouts', 'id'), coalesce(max(id), 0) + 1, false) FROM printouts")
