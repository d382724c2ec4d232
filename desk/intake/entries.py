"""A record as a list says it, beside the record as the casebook knows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from desk.intake.notes import Notes
from desk.intake.table import Row
from models.checking import name_key

#: A line of a note that begins so tells where an issue stood in the sender's ledger.
STOOD = "原状态："
_NOTE = "note"


class Unfit(ValueError):
    """A row that cannot be taken in: the field at fault, and a Chinese sentence that says why."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(reason)
        self.name = name
        self.reason = reason


@dataclass
class Said:
    """A row whose references were found: `stored` as the casebook keeps it (uids), `shown` as
    people read it."""

    row: Row
    stored: dict[str, Any] = field(default_factory=dict)
    shown: dict[str, Any] = field(default_factory=dict)


@dataclass
class Entry:
    """One record as the list says it: what it is already, and the rows that mean it."""

    uid: str
    existing: Mapping[str, Any] | None = None
    rows: list[Row] = field(default_factory=list)
    stored: dict[str, Any] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)

    def now(self, name: str) -> Any:
        """A field as it stands once the list is taken in."""
        value = self.stored.get(name)
        return (self.existing or {}).get(name) if value is None else value

    def put(self, name: str, value: Any) -> None:
        """Let a field stand so."""
        self.stored[name] = self.values[name] = value

    def fold(self, said: Said, notes: Notes) -> None:
        """Add what a row says; of two rows that differ the first stands, and that is told."""
        self.rows.append(said.row)
        for name, value in said.stored.items():
            known = self.stored.get(name)
            if name == _NOTE:
                self.put(name, added(known, value))
            elif known is None:
                self.stored[name], self.values[name] = value, said.shown[name]
            elif not same(name, known, value):
                first = self.rows[0].number
                reason = f"与第 {first} 行是同一条而内容不同，以第 {first} 行为准"
                notes.add(said.row, name, reason)

    @property
    def changes(self) -> dict[str, Any]:
        """What the list says that the casebook does not; a note is added to, never replaced."""
        known = dict(self.existing or {})
        said = dict(self.stored)
        if _NOTE in said:
            said[_NOTE] = added(known.get(_NOTE), said[_NOTE])
        return {n: value for n, value in said.items() if not same(n, known.get(n), value)}


def same(name: str, known: Any, value: Any) -> bool:
    """Whether two values say the same; names and titles may be spelt in two ways."""
    if name in ("name", "title") and known and value:
        return name_key(known) == name_key(value)
    return bool(known == value)


def added(known: str | None, said: str) -> str:
    """A note with the lines that another says beyond it; where it tells how an issue stood, the
    newer line takes the place of the older."""
    lines = (known or "").splitlines()
    for line in said.splitlines():
        if line in lines:
            continue
        if line.startswith(STOOD):
            lines = [one for one in lines if not one.startswith(STOOD)]
        lines.append(line)
    return "\n".join(lines)
