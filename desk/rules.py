"""The rules that deadlines rest on: those that are shipped, the office's own, and the calendar."""

from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from desk.workdays import calendar
from models.deadlines import DeadlineRule, Rulebook
from models.tables import OwnRule, Setting

FOLDER = Path(__file__).parents[1] / "resources" / "rules"
DEADLINE = "deadline"
"""The sort of own rules that are deadline rules; their body holds `terms`."""
SETTING = "deadline_rule"
"""The setting that names the key of the rule that an office works by."""
STANDARD = "13710"
_DUTIES = "duties.json"
"""Rules of another sort, which lie in the same folder (`desk.rhythm.duties`)."""


@cache
def shipped_rules() -> tuple[DeadlineRule, ...]:
    """The rules that come with the program, in the order of their files."""
    files = sorted(one for one in FOLDER.glob("*.json") if one.name != _DUTIES)
    return tuple(msgspec.json.decode(one.read_bytes(), type=DeadlineRule) for one in files)


def rulebook(connection: Connection) -> Rulebook:
    """The rules of a casebook and its calendar."""
    asked = select(OwnRule.__table__).where(OwnRule.kind == DEADLINE).order_by(OwnRule.id)
    own = [_rule(row) for row in connection.execute(asked)]
    named = connection.scalar(select(Setting.value).where(Setting.name == SETTING))
    return Rulebook.of(calendar(connection), (*shipped_rules(), *own), named or STANDARD)


def _rule(row: Row[Any]) -> DeadlineRule:
    said = {name: getattr(row, name) for name in ("key", "version", "label")}
    days = {"valid_from": row.valid_from, "valid_to": row.valid_to}
    body = msgspec.json.decode(row.body or "{}")
    told = {**said, **days, "source": row.source or "", "terms": body.get("terms", {})}
    return msgspec.convert(told, DeadlineRule)
