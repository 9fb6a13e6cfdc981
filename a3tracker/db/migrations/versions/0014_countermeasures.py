"""Countermeasures with their marks, and the not-to-do list."""

from alembic import op
import sqlalchemy as sa


revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up."""
    op.add_column('a3s', sa.Column('countermeasures_given', sa.Integer(), server_default='0', nullable=False))
    op.create_table('countermeasures',
    sa.Column('a3_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('what', sa.String(length=300), nullable=False),
    sa.Column('causes', sa.JSON(), nullable=False),
    sa.Column('who_id', sa.Integer(), nullable=True),
    sa.Column('place', sa.String(length=120), nullable=False),
    sa.Column('start', sa.Date(), nullable=True),
    sa.Column('due', sa.Date(), nullable=True),
    sa.Column('effect', sa.String(length=200), nullable=False),
    sa.Column('done', sa.String(length=10), nullable=False),
    sa.Column('done_on', sa.Date(), nullable=True),
    sa.Column('done_evidence', sa.Text(), nullable=False),
    sa.Column('worked', sa.String(length=10), nullable=False),
    sa.Column('worked_evidence', sa.Text(), nullable=False),
    sa.Column('dropped_on', sa.Date(), nullable=True),
    sa.Column('dropped_by', sa.Integer(), nullable=True),
    sa.Column('dropped_why', sa.Text(), nullable=False),
    sa.Column('again_on', sa.Date(), nullable=True),
    sa.Column('again_when', sa.String(length=200), nullable=False),
    sa.Column('kept_at', sa.DateTime(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint("done IN ('', 'yes', 'partly', 'no')", name=op.f('ck_countermeasures_done_known')),
    sa.CheckConstraint("worked IN ('', 'yes', 'no', 'unclear')", name=op.f('ck_countermeasures_worked_known')),
    sa.CheckConstraint("done IN ('', 'no') OR (done_on IS NOT NULL AND done_evidence <> '')", name=op.f('ck_countermeasures_done_has_its_evidence')),
    sa.CheckConstraint("worked <> 'yes' OR worked_evidence <> ''", name=op.f('ck_countermeasures_worked_has_its_evidence')),
    sa.CheckConstraint("(dropped_on IS NULL) = (dropped_by IS NULL) AND (dropped_on IS NULL) = (dropped_why = '')"
                       " AND (dropped_on IS NULL) = (again_on IS NULL AND again_when = '')",
                       name=op.f('ck_countermeasures_dropped_says_why_and_when_to_think_again')),
    sa.ForeignKeyConstraint(['a3_id'], ['a3s.id'], name=op.f('fk_countermeasures_a3_id_a3s'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['dropped_by'], ['people.id'], name=op.f('fk_countermeasures_dropped_by_people')),
    sa.ForeignKeyConstraint(['who_id'], ['people.id'], name=op.f('fk_countermeasures_who_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_countermeasures')),
    sa.UniqueConstraint('a3_id', 'number', name=op.f('uq_countermeasures_a3_id_number')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_countermeasures_due'), 'countermeasures', ['due'], unique=False)
    op.create_index(op.f('ix_countermeasures_who_id'), 'countermeasures', ['who_id'], unique=False)
    op.create_table('not_to_do',
    sa.Column('a3_id', sa.Integer(), nullable=False),
    sa.Column('what', sa.String(length=200), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('plate', sa.String(length=120), nullable=False),
    sa.Column('so_that', sa.String(length=200), nullable=False),
    sa.Column('agreed_by', sa.Integer(), nullable=True),
    sa.Column('agreed_on', sa.Date(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint('(agreed_on IS NULL) = (agreed_by IS NULL)', name=op.f('ck_not_to_do_yes_has_its_day')),
    sa.ForeignKeyConstraint(['a3_id'], ['a3s.id'], name=op.f('fk_not_to_do_a3_id_a3s'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['agreed_by'], ['people.id'], name=op.f('fk_not_to_do_agreed_by_people')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_not_to_do_person_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_not_to_do')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_not_to_do_a3_id'), 'not_to_do', ['a3_id'], unique=False)
    op.create_index(op.f('ix_not_to_do_person_id'), 'not_to_do', ['person_id'], unique=False)
    _refuse("countermeasures_kept_no_delete", "BEFORE DELETE ON countermeasures",
            "OLD.kept_at IS NOT NULL AND EXISTS (SELECT 1 FROM a3s WHERE id = OLD.a3_id)",
            "a countermeasure that was locked, marked or dropped cannot be removed", "OLD")
    _refuse("countermeasures_kept_no_renumber", "BEFORE UPDATE OF a3_id, number, kept_at ON countermeasures",
            "OLD.kept_at IS NOT NULL AND (NEW.kept_at IS NULL OR NEW.number <> OLD.number"
            " OR NEW.a3_id <> OLD.a3_id)",
            "a countermeasure that was locked, marked or dropped keeps its number", "NEW")


def downgrade() -> None:
    """Take it down again."""
    for name in ("countermeasures_kept_no_renumber", "countermeasures_kept_no_delete"):
        _allow(name, "countermeasures")
    op.drop_table('not_to_do')
    op.drop_table('countermeasures')
    op.drop_column('a3s', 'countermeasures_given')


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
