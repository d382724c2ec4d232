"""What a row of any logged table is called where it has to be named to people."""

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from models.steps import STEPS
from models.tables import TABLE_LABELS, Op, logged_models

_NAMES = ("number", "name", "title", "month")
#: What has no name of its own is named by what it belongs to: column → table of the owner.
_OWNERS = {
    "assignment": ("subject", "subject"),
    "visit_visitor": ("visit", "visit"),
    "step": ("issue", "issue"),
    "step_unit": ("step", "step"),
    "meeting_item": ("meeting", "meeting"),
    "campaign_unit": ("campaign", "campaign"),
    "planned_visit": ("subject", "subject"),
    "rhythm_entry": ("organization", "organization"),
    "inspection_item": ("inspection", "inspection"),
}


def called(connection: Connection, table: str, uid: str) -> str:
    """A row's kind and its number, name or title: 帮扶对象“云帆化工有限公司”.

    What has none is named by its owner (问题“试办-2018-0001”的“签收”), and a row that is gone as
    the log remembers it.
    """
    row = row_or_memory(connection, table, uid)
    said = next((row[name] for name in _NAMES if row.get(name)), None)
    if said:
        return f"{TABLE_LABELS[table]}“{said}”"
    column, owner = _OWNERS.get(table, ("", ""))
    own = _own_label(table, row)
    return f"{called(connection, owner, row[column])}的{own}" if row.get(column) else own


def _own_label(table: str, row: Mapping[str, Any]) -> str:
    """The kind of a row without a name; of a step, which one it is."""
    rule = STEPS.get(row.get("step") or "") if table == "step" else None
    return f"“{rule.label}”" if rule else TABLE_LABELS[table]


def row_or_memory(connection: Connection, table: str, uid: str) -> Mapping[str, Any]:
    """The row as it stands, or as it last stood."""
    model = logged_models()[table]
    row = connection.execute(select(model.__table__).where(model.uid == uid)).mappings().first()
    return dict(row) if row is not None else _remembered(connection, table, uid)


def ever_written(connection: Connection, field: tuple[str, str], uid: str) -> set[str]:
    """All words that ever stood in a field (table and column) of a row, as the log has them."""
    table, column = field
    asked = select(Op.body).where(Op.tbl == table, Op.row == uid, Op.body.is_not(None))
    told = (msgspec.json.decode(body or "{}")["f"] for body in connection.scalars(asked))
    return {said for written in told if (said := written.get(column))}


def _remembered(connection: Connection, table: str, uid: str) -> Mapping[str, Any]:
    """What the log last wrote into each field of a row."""
    written: dict[str, Any] = {}
    asked = select(Op.body).where(Op.tbl == table, Op.row == uid, Op.body.is_not(None))
    for body in connection.scalars(asked.order_by(Op.hlc, Op.replica)):
        written |= msgspec.json.decode(body or "{}")["f"]
    return written
