"""The history of runs

Revision: 0007
After: 0006
"""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

LISTED = [
    "team_id", "archived_at", "id", "folded", "dataset_id", "person_id", "method", "state", "segments", "customers",
    "silhouette", "stability", "smallest", "largest",
]  # fmt: skip
SORTED = {
    "ix_run_by_name": "folded", "ix_run_by_customers": "customers", "ix_run_by_segments": "segments",
    "ix_run_by_silhouette": "silhouette", "ix_run_by_stability": "stability",
}  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "saved_view",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("of_team", sa.Boolean(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("shown", sa.JSON(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_saved_view_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_saved_view_team_id_team"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("team_id", "key", name=op.f("uq_saved_view_team_id_key")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("saved_view", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_saved_view_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_saved_view_team_id"), ["team_id"], unique=False)

    op.create_table(
        "run_star",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_run_star_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_run_star_run_id_run"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run_star")),
        sa.UniqueConstraint("person_id", "run_id", name=op.f("uq_run_star_person_id_run_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("run_star", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_run_star_run_id"), ["run_id"], unique=False)

    with op.batch_alter_table("run", schema=None) as batch_op:
        batch_op.add_column(sa.Column("folded", sa.String(length=360), server_default="", nullable=False))
    _fold_names()
    in_use = {"sqlite_where": sa.text("archived_at IS NULL"), "postgresql_where": sa.text("archived_at IS NULL")}
    for name, column in SORTED.items():
        op.create_index(name, "run", ["team_id", column, "id", "archived_at"], unique=False, **in_use)
    op.drop_index(op.f("ix_run_team_id_archived_at_id"), table_name="run")
    op.create_index("ix_run_listed", "run", LISTED, unique=False)


def _fold_names() -> None:
    run = sa.table("run", sa.column("id", sa.BigInteger), sa.column("name", sa.String), sa.column("folded", sa.String))
    connection = op.get_bind()
    for id_, name in connection.execute(sa.select(run.c.id, run.c.name)).all():
        folded = unicodedata.normalize("NFKC", name).casefold()[:360]
        connection.execute(sa.update(run).where(run.c.id == id_).values(folded=folded))
