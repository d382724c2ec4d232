"""What a transaction does to its rows, collected as it happens and folded to one touch a row."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from desk.book.log import Touch
from desk.book.rowstate import MAKES_THE_ROW
from models.base import keyed_columns
from models.tables import Logged, logged_columns, logged_models

_NOTHING = "nothing"
#: What two touches of one row come to; what was not there before and is gone again is nothing.
_JOINED = {
    ("new", "set"): "new",
    ("new", "delete"): _NOTHING,
    ("again", "set"): "again",
    ("again", "delete"): _NOTHING,
    ("set", "set"): "set",
    ("set", "delete"): "delete",
    ("delete", "again"): "set",
    ("delete", "new"): "set",
}


@dataclass(slots=True)
class _Row:
    """One row: what was done to it, the values it was left with, the old ones where known."""

    kind: str
    values: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)


class Collector:
    """The rows that a transaction touched, in the order in which it first did."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], _Row] = {}

    def note(self, touch: Touch, before: Mapping[str, Any] | None = None) -> None:
        """Add what happens to a row now; `before` holds the old values, as far as they are known.

        Raises `KeyError` for what cannot follow: a row is not made where it stands.
        """
        row = self._rows.setdefault((touch.table, touch.uid), _Row(_NOTHING))
        if row.kind == "delete":
            row.values = _blank(logged_models()[touch.table])
        for name, value in (before or {}).items():
            if name not in row.values:
                row.before[name] = value
        row.kind = touch.kind if row.kind == _NOTHING else _JOINED[row.kind, touch.kind]
        row.values = {} if touch.kind == "delete" else {**row.values, **touch.values}

    def made(self, table: str, uid: str, values: dict[str, Any]) -> None:
        """Add a row that was inserted: the short way for many. `values` hold no blanks, and are
        handed over."""
        if (table, uid) in self._rows:
            self.note(Touch(table, uid, "new", values))
        else:
            self._rows[table, uid] = _Row("new", values)

    def join(self, later: "Collector") -> None:
        """Add what was collected apart from this, and after it."""
        for (table, uid), row in later._rows.items():
            if row.kind != _NOTHING:
                self.note(Touch(table, uid, row.kind, row.values), row.before)

    def touches(self) -> list[Touch]:
        """One touch for each row of which something came."""
        made = (_folded(*key, row) for key, row in self._rows.items())
        return [touch for touch in made if touch is not None]


def _blank(model: type[Logged]) -> dict[str, Any]:
    """Every field of a row with nothing in it."""
    return dict.fromkeys(set(logged_columns(model)) - set(keyed_columns(model)))


def _folded(table: str, uid: str, row: _Row) -> Touch | None:
    if row.kind == _NOTHING:
        return None
    if row.kind in MAKES_THE_ROW:
        said = {name: value for name, value in row.values.items() if value is not None}
        return Touch(table, uid, row.kind, said)
    changed = {
        name: value
        for name, value in row.values.items()
        if name not in row.before or row.before[name] != value
    }
    return None if row.kind == "set" and not changed else Touch(table, uid, row.kind, changed)
