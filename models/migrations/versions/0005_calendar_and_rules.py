"""The days of notices, own deadline rules, and what steps say of rules, grades and persons."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _logged(name: str, *columns: sa.Column[Any]) -> None:
    op.create_table(
        name,
        sa.Column("id", _INT, autoincrement=True, nullable=False),
        sa.Column("uid", sa.LargeBinary(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("uid", name=op.f(f"uq_{name}_uid")),
        sqlite_strict=True,
    )


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text(), nullable=True) for name in names]


def upgrade() -> None:
    """Bring the tables to this revision."""
    year = sa.Column("year", _INT, nullable=True)
    _logged("calendar_day", *_texts("day", "kind", "name"), year, *_texts("source", "notice"))
    op.create_index("ix_calendar_day_day", "calendar_day", ["day"])
    version = sa.Column("version", _INT, nullable=True)
    rest = _texts("label", "source", "valid_from", "valid_to", "terms")
    _logged("deadline_rule", *_texts("key"), version, *rest)
    op.create_index("ix_deadline_rule_key", "deadline_rule", ["key"])
    for column in _texts("grade", "rule", "batch", "decision", "treats_cause", "way", "asked"):
        op.add_column("step", column)
    op.add_column("step", sa.Column("unit", sa.LargeBinary(), nullable=True))
    op.add_column("step", sa.Column("named", _INT, nullable=True))
    op.create_index("ix_step_batch", "step", ["batch"])
