"""Experiments with their place, their measure and what came of them; what was expected of them stands."""

from alembic import op
import sqlalchemy as sa


revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

_WORDS = {'touchpoint': 120, 'ring': 20, 'warm_link': 120, 'for_whom': 120, 'measure': 60, 'unit': 20}
_TEXTS = ('why', 'did', 'next_step')
_NUMBERS = ('low', 'high', 'seen')
_FROZEN = "tried, for_whom, touchpoint, expected, why, measure, unit, low, high"
_FINISHED = "(OLD.observed <> '' OR OLD.seen IS NOT NULL)"
_CHECKS = {
    'ring_known': "ring IN ('', 'existing', 'prospect', 'new')",
    'measure_has_its_range': "(measure = '') = (low IS NULL)",
    'range_whole': "(low IS NULL) = (high IS NULL) AND (low IS NULL OR low <= high)",
    'seen_is_measured': "seen IS NULL OR measure <> ''",
}


def upgrade() -> None:
    """Bring the schema up. The table may be rebuilt: no trigger speaks of it yet, and nothing refers to it."""
    with op.batch_alter_table('experiments', table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        for name, length in _WORDS.items():
            batch_op.add_column(sa.Column(name, sa.String(length=length), server_default='', nullable=False))
        for name in _TEXTS:
            batch_op.add_column(sa.Column(name, sa.Text(), server_default='', nullable=False))
        for name in _NUMBERS:
            batch_op.add_column(sa.Column(name, sa.Double(), nullable=True))
        batch_op.add_column(sa.Column('look_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('once', sa.String(length=40), nullable=True))
        for name in ('who_id', 'logged_by'):
            batch_op.add_column(sa.Column(name, sa.Integer(), nullable=True))
            batch_op.create_foreign_key(op.f(f'fk_experiments_{name}_people'), 'people', [name], ['id'])
        for name, rule in _CHECKS.items():
            batch_op.create_check_constraint(op.f(f'ck_experiments_{name}'), rule)
    op.create_index('ix_experiments_a3_id_once', 'experiments', ['a3_id', 'once'], unique=True)
    _refuse('experiments_finished_no_update', f'BEFORE UPDATE OF {_FROZEN} ON experiments', _FINISHED,
            'what was expected of a finished experiment cannot be changed', 'NEW')
    _refuse('experiments_finished_no_reopening', 'BEFORE UPDATE OF observed, seen ON experiments',
            f"{_FINISHED} AND NEW.observed = '' AND NEW.seen IS NULL",
            'the result of an experiment cannot be taken away', 'NEW')
    _refuse('experiments_finished_no_delete', 'BEFORE DELETE ON experiments',
            f'{_FINISHED} AND EXISTS (SELECT 1 FROM a3s WHERE id = OLD.a3_id)',
            'a finished experiment cannot be removed', 'OLD')


def downgrade() -> None:
    """Take it down again."""
    for name in ('update', 'reopening', 'delete'):
        _allow(f'experiments_finished_no_{name}')
    op.drop_index('ix_experiments_a3_id_once', table_name='experiments')
    with op.batch_alter_table('experiments', table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        for name in _CHECKS:
            batch_op.drop_constraint(op.f(f'ck_experiments_{name}'), type_='check')
        for name in ('logged_by', 'who_id'):
            batch_op.drop_constraint(op.f(f'fk_experiments_{name}_people'), type_='foreignkey')
        for name in ('logged_by', 'who_id', 'once', 'look_on', *_NUMBERS, *_TEXTS, *_WORDS):
            batch_op.drop_column(name)


def _refuse(name: str, event: str, when: str, sentence: str, row: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"CREATE TRIGGER {name} {event} WHEN {when} BEGIN SELECT RAISE(ABORT, '{sentence}'); END")
        return
    op.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
               f"$$ BEGIN IF {when} THEN RAISE EXCEPTION '{sentence}'; END IF; RETURN {row}; END $$")
    op.execute(f"CREATE TRIGGER {name} {event} FOR EACH ROW EXECUTE FUNCTION {name}()")


def _allow(name: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER {name}")
        return
    op.execute(f"DROP TRIGGER {name} ON experiments")
    op.execute(f"DROP FUNCTION {name}()")
