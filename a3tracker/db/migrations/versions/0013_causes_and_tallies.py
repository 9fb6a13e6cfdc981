"""Causes with their whys and proofs, and check sheets to tally with."""

from alembic import op
import sqlalchemy as sa


revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up."""
    op.add_column('a3s', sa.Column('causes_given', sa.Integer(), server_default='0', nullable=False))
    op.add_column('a3s', sa.Column('bones', sa.Text(), server_default='', nullable=False))
    op.create_table('causes',
    sa.Column('a3_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('words', sa.String(length=200), nullable=False),
    sa.Column('bone', sa.String(length=20), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('proof_kind', sa.String(length=10), nullable=False),
    sa.Column('proof', sa.Text(), nullable=False),
    sa.Column('verified_by', sa.Integer(), nullable=True),
    sa.Column('verified_on', sa.Date(), nullable=True),
    sa.Column('outside', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column('ask_whom', sa.String(length=120), nullable=False),
    sa.Column('ask_what', sa.Text(), nullable=False),
    sa.Column('ask_by', sa.Date(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint("kind IN ('result', 'lasting')", name=op.f('ck_causes_kind_known')),
    sa.CheckConstraint("proof_kind IN ('guess', 'fact', 'test')", name=op.f('ck_causes_proof_known')),
    sa.CheckConstraint("proof_kind = 'guess' OR (proof <> '' AND verified_by IS NOT NULL AND verified_on IS NOT NULL)", name=op.f('ck_causes_proved_whole')),
    sa.CheckConstraint("NOT outside OR (ask_whom <> '' AND ask_what <> '' AND ask_by IS NOT NULL)", name=op.f('ck_causes_asked_whole')),
    sa.CheckConstraint('parent_id <> id', name=op.f('ck_causes_not_its_own')),
    sa.ForeignKeyConstraint(['a3_id'], ['a3s.id'], name=op.f('fk_causes_a3_id_a3s'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['parent_id'], ['causes.id'], name=op.f('fk_causes_parent_id_causes'), ondelete='SET NULL', initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['verified_by'], ['people.id'], name=op.f('fk_causes_verified_by_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_causes')),
    sa.UniqueConstraint('a3_id', 'number', name=op.f('uq_causes_a3_id_number')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_causes_a3_id'), 'causes', ['a3_id'], unique=False)
    op.create_index(op.f('ix_causes_parent_id'), 'causes', ['parent_id'], unique=False)
    op.create_table('tallies',
    sa.Column('a3_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=120), nullable=False),
    sa.Column('unit', sa.String(length=20), nullable=False),
    sa.Column('lines', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['a3_id'], ['a3s.id'], name=op.f('fk_tallies_a3_id_a3s'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tallies')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_tallies_a3_id'), 'tallies', ['a3_id'], unique=False)


def downgrade() -> None:
    """Take it down again."""
    op.drop_table('tallies')
    op.drop_table('causes')
    op.drop_column('a3s', 'bones')
    op.drop_column('a3s', 'causes_given')
