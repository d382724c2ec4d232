"""Cards, monthly figures, and how senders lay out their lists."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "card",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("uid", sa.LargeBinary(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("subject", sa.LargeBinary(), nullable=True),
        sa.Column("visit", sa.LargeBinary(), nullable=True),
        sa.Column("form", sa.Text(), nullable=True),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("period", sa.Text(), nullable=True),
        sa.Column("filled_on", sa.Text(), nullable=True),
        sa.Column("filled_by", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("answers", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card")),
        sa.UniqueConstraint("uid", name=op.f("uq_card_uid")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_card_filled_on"), ["filled_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_card_number"), ["number"], unique=False)
        batch_op.create_index(batch_op.f("ix_card_period"), ["period"], unique=False)
        batch_op.create_index(batch_op.f("ix_card_subject"), ["subject"], unique=False)
        batch_op.create_index(batch_op.f("ix_card_visit"), ["visit"], unique=False)

    op.create_table(
        "list_layout",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("uid", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("sender", sa.Text(), nullable=True),
        sa.Column("headings", sa.Text(), nullable=True),
        sa.Column("columns", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_layout")),
        sa.UniqueConstraint("uid", name=op.f("uq_list_layout_uid")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("list_layout", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_list_layout_kind"), ["kind"], unique=False)

    op.create_table(
        "operating_figure",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("uid", sa.LargeBinary(), nullable=False),
        sa.Column("subject", sa.LargeBinary(), nullable=True),
        sa.Column("month", sa.Text(), nullable=True),
        sa.Column("output_value", sa.Double().with_variant(sa.REAL(), "sqlite"), nullable=True),
        sa.Column("revenue", sa.Double().with_variant(sa.REAL(), "sqlite"), nullable=True),
        sa.Column("profit", sa.Double().with_variant(sa.REAL(), "sqlite"), nullable=True),
        sa.Column("tax", sa.Double().with_variant(sa.REAL(), "sqlite"), nullable=True),
        sa.Column("investment", sa.Double().with_variant(sa.REAL(), "sqlite"), nullable=True),
        sa.Column("electricity", sa.Double().with_variant(sa.REAL(), "sqlite"), nullable=True),
        sa.Column("employees", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operating_figure")),
        sa.UniqueConstraint("uid", name=op.f("uq_operating_figure_uid")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("operating_figure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_operating_figure_month"), ["month"], unique=False)
        batch_op.create_index(batch_op.f("ix_operating_figure_subject"), ["subject"], unique=False)

    with op.batch_alter_table("issue", schema=None) as batch_op:
        batch_op.add_column(sa.Column("card", sa.LargeBinary(), nullable=True))
        batch_op.create_index(batch_op.f("ix_issue_card"), ["card"], unique=False)

    with op.batch_alter_table("subject", schema=None) as batch_op:
        batch_op.add_column(sa.Column("also_called", sa.Text(), nullable=True))

    op.create_table(
        "blob",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blob")),
        sqlite_strict=True,
    )
