"""Control points with their dates, predictions and expected ranges."""

from alembic import op
import sqlalchemy as sa


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

_PREDICTION = "words, unit, point, low, high, day, why, made, reason, locked_at, locked_by"
_RANGE = "measure, unit, low, high, trigger, responsible_id, made, reason, locked_at, locked_by"


def upgrade() -> None:
    """Bring the schema up."""
    with op.batch_alter_table('a3s', schema=None) as batch_op:
        batch_op.add_column(sa.Column('lap', sa.Integer(), server_default='1', nullable=False))
    with op.batch_alter_table('submissions', schema=None) as batch_op:
        batch_op.add_column(sa.Column('next_check', sa.Date(), nullable=True))
    op.create_table('control_points',
    sa.Column('a3_id', sa.Integer(), nullable=False),
    sa.Column('lap', sa.Integer(), nullable=False),
    sa.Column('point', sa.Integer(), nullable=False),
    sa.Column('due', sa.Date(), nullable=True),
    sa.Column('done_at', sa.DateTime(), nullable=True),
    sa.Column('done_by', sa.Integer(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint('point BETWEEN 1 AND 6', name=op.f('ck_control_points_point_known')),
    sa.CheckConstraint('lap >= 1', name=op.f('ck_control_points_lap_from_one')),
    sa.CheckConstraint('due IS NOT NULL OR done_at IS NOT NULL', name=op.f('ck_control_points_has_a_date')),
    sa.ForeignKeyConstraint(['a3_id'], ['a3s.id'], name=op.f('fk_control_points_a3_id_a3s'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['done_by'], ['people.id'], name=op.f('fk_control_points_done_by_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_control_points')),
    sa.UniqueConstraint('a3_id', 'lap', 'point', name=op.f('uq_control_points_a3_id_lap_point')),
    sqlite_autoincrement=True
    )
    op.create_table('predictions',
    sa.Column('words', sa.String(length=120), nullable=False),
    sa.Column('point', sa.Double(), nullable=True),
    sa.Column('day', sa.Date(), nullable=True),
    sa.Column('why', sa.Text(), nullable=False),
    *_expected('predictions',
               "locked_at IS NULL OR (point IS NOT NULL AND low IS NOT NULL AND high IS NOT NULL"
               " AND day IS NOT NULL AND why <> '')"),
    sqlite_autoincrement=True
    )
    op.create_table('expected_ranges',
    sa.Column('measure', sa.String(length=120), nullable=False),
    sa.Column('trigger', sa.String(length=200), nullable=False),
    sa.Column('responsible_id', sa.Integer(), nullable=True),
    sa.Column('ended_at', sa.DateTime(), nullable=True),
    *_expected('expected_ranges',
               "locked_at IS NULL OR ((low IS NOT NULL OR high IS NOT NULL)"
               " AND trigger <> '' AND responsible_id IS NOT NULL)"),
    sa.ForeignKeyConstraint(['responsible_id'], ['people.id'], name=op.f('fk_expected_ranges_responsible_id_people')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_predictions_a3_id'), 'predictions', ['a3_id'], unique=False)
    op.create_index(op.f('ix_expected_ranges_a3_id'), 'expected_ranges', ['a3_id'], unique=False)
    op.create_index(op.f('ix_expected_ranges_responsible_id'), 'expected_ranges', ['responsible_id'], unique=False)
    _keep_locked("predictions", _PREDICTION)
    _keep_locked("expected_ranges", _RANGE)
    _carry_dates_over()


def downgrade() -> None:
    """Take it down again."""
    for table in ("expected_ranges", "predictions"):
        for act in ("update", "delete"):
            _allow(f"{table}_locked_no_{act}", table)
        op.drop_table(table)
    op.drop_table('control_points')
    # Not in batch mode: rebuilding a table that triggers speak of fails in SQLite.
    op.drop_column('submissions', 'next_check')
    op.drop_column('a3s', 'lap')


def _expected(table: str, whole: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column('unit', sa.String(length=20), nullable=False),
        sa.Column('low', sa.Double(), nullable=True),
        sa.Column('high', sa.Double(), nullable=True),
        sa.Column('made', sa.Date(), nullable=True),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('locked_at', sa.DateTime(), nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('a3_id', sa.Integer(), nullable=False),
        sa.Column('locked_by', sa.Integer(), nullable=True),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.CheckConstraint('low IS NULL OR high IS NULL OR low <= high', name=op.f(f'ck_{table}_range_in_order')),
        sa.CheckConstraint('(locked_at IS NULL) = (locked_by IS NULL)', name=op.f(f'ck_{table}_lock_has_its_person')),
        sa.CheckConstraint("(made IS NULL) = (reason = '')", name=op.f(f'ck_{table}_later_has_its_reason')),
        sa.CheckConstraint(whole, name=op.f(f'ck_{table}_locked_whole')),
        sa.ForeignKeyConstraint(['a3_id'], ['a3s.id'], name=op.f(f'fk_{table}_a3_id_a3s'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['locked_by'], ['people.id'], name=op.f(f'fk_{table}_locked_by_people')),
        sa.PrimaryKeyConstraint('id', name=op.f(f'pk_{table}')),
    ]


def _keep_locked(table: str, columns: str) -> None:
    """What is locked is never changed, and goes only together with its A3."""
    _refuse(f"{table}_locked_no_update", f"BEFORE UPDATE OF {columns} ON {table}",
            "OLD.locked_at IS NOT NULL", "what is locked cannot be changed", "NEW")
    _refuse(f"{table}_locked_no_delete", f"BEFORE DELETE ON {table}",
            "OLD.locked_at IS NOT NULL AND EXISTS (SELECT 1 FROM a3s WHERE id = OLD.a3_id)",
            "what is locked cannot be removed", "OLD")


def _refuse(name: str, event: str, when: str, sentence: str, row: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"CREATE TRIGGER {name} {event} WHEN {when} BEGIN SELECT RAISE(ABORT, '{sentence}'); END")
        return
    op.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
               f"$$ BEGIN IF {when} THEN RAISE EXCEPTION '{sentence}'; END IF; RETURN {row}; END $$")
    op.execute(f"CREATE TRIGGER {name} {event} FOR EACH ROW EXECUTE FUNCTION {name}()")


def _allow(name: str, table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER {name}")
        return
    op.execute(f"DROP TRIGGER {name} ON {table}")
    op.execute(f"DROP FUNCTION {name}()")


def _carry_dates_over() -> None:
    """When each point was passed so far: agreements know it, and for 2 and 3 the journal does.

    A standard that went round before had no lap of its own: its newest date stands.
    """
    op.execute("""
        INSERT INTO control_points (a3_id, lap, point, done_at, done_by)
        SELECT a3_id, 1, point, decided_at, decided_by FROM submissions
        WHERE id IN (SELECT max(id) FROM submissions WHERE decision = 'agreed' GROUP BY a3_id, point)
    """)
    for act, point in (("moved to do", 2), ("moved to check", 3)):
        op.execute(f"""
            INSERT INTO control_points (a3_id, lap, point, done_at, done_by)
            SELECT thing_id, 1, {point}, at, (SELECT id FROM people WHERE people.id = journal.person_id) FROM journal
            WHERE id IN (SELECT max(id) FROM journal WHERE thing = 'a3' AND act = '{act}' GROUP BY thing_id)
              AND thing_id IN (SELECT id FROM a3s)
        """)
