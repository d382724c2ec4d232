"""Notices and own rules, what steps say of rules and persons, and the office's rhythm."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _texts(names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text(), nullable=True) for name in names.split()]


def _numbers(names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, _INT, nullable=True) for name in names.split()]


def _rows(names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.LargeBinary(), nullable=True) for name in names.split()]


def _logged(name: str, indexed: str, *columns: list[sa.Column[Any]]) -> None:
    op.create_table(
        name,
        sa.Column("id", _INT, autoincrement=True, nullable=False),
        sa.Column("uid", sa.LargeBinary(), nullable=False),
        *(column for some in columns for column in some),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("uid", name=op.f(f"uq_{name}_uid")),
        sqlite_strict=True,
    )
    for column in indexed.split():
        op.create_index(f"ix_{name}_{column}", name, [column])


def upgrade() -> None:
    """Bring the tables to this revision."""
    _rules()
    _meetings()
    _drives()
    _steps()
    _issues()


def _rules() -> None:
    days = _texts("day kind name source notice")
    _logged("calendar_day", "day", days, _numbers("year"))
    rule = _texts("kind key label source valid_from valid_to body")
    _logged("own_rule", "kind", rule, _numbers("version"))
    entry = _texts("duty owed_on done_on by text note")
    _logged("rhythm_entry", "owed_on organization", entry, _rows("organization"))
    visit = _texts("planned_on reason note")
    _logged("planned_visit", "subject leader planned_on", visit, _rows("subject leader"))


def _meetings() -> None:
    held = _texts("number kind title held_on place attendants minutes note")
    _logged("meeting", "number held_on", held, _rows("chair"))
    item = (_texts("matter decision"), _numbers("position"))
    _logged("meeting_item", "meeting issue", *item, _rows("meeting issue measure"))


def _drives() -> None:
    drive = _texts("number title from_on to_on plan note")
    _logged("campaign", "number", drive)
    unit = (_texts("scope plan due_on reported_on"), _numbers("position"))
    _logged("campaign_unit", "campaign organization", *unit, _rows("campaign organization"))
    seen = _texts("number kind title held_on inspectors seed note")
    drawn = _numbers("drawn drawn_from")
    _logged("inspection", "number held_on", seen, drawn, _rows("unit"))
    found = (_texts("finding"), _numbers("position"))
    owners = "inspection subject issue raised"
    _logged("inspection_item", owners, *found, _rows(owners))
    head = _texts("number title detail category opened_on note")
    _logged("common_problem", "number", head)


def _steps() -> None:
    said = "grade rule batch decision treats_cause way asked rung number"
    for column in (*_texts(said), *_rows("unit"), *_numbers("named")):
        op.add_column("step", column)
    for name in ("batch", "number"):
        op.create_index(f"ix_step_{name}", "step", [name])
    op.add_column("organization", *_rows("liaison"))


def _issues() -> None:
    cached = _texts("rule grade reckoned supervised owed owed_on")
    for column in (*_rows("head campaign"), *_texts("lesson"), *cached, *_numbers("extended")):
        op.add_column("issue", column)
    for name in ("head", "campaign"):
        op.create_index(f"ix_issue_{name}", "issue", [name])
    op.create_index("ix_issue_owed", "issue", ["owed", "owed_on"])
