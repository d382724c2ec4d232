"""A list that was understood → subjects in the casebook: all sound rows in one change.

Rows of one list that mean one subject (`desk.intake.matching`) are folded before they are compared
with the casebook, so the same list again changes nothing. A blank never clears what is known.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from desk.book.casebook import Book
from desk.book.door import Writer
from desk.clock import new_uid
from desk.errors import Refused
from desk.intake.layouts import remember
from desk.intake.matching import Group, Matching, better_code, same_name
from desk.intake.table import Problem, Row, Table
from desk.numbers import subject_codes
from desk.progress import Progress
from desk.upkeep import BEFORE_IMPORT, keep
from models.fields import KINDS, Kind
from models.tables import Subject


@dataclass(frozen=True)
class Plan:
    """What taking in a list would do; the four counts always add up to `read`."""

    table: Table
    created: tuple[Group, ...]
    updated: tuple[Group, ...]
    unchanged: int
    duplicates: int
    problems: tuple[Problem, ...]

    @property
    def counts(self) -> dict[str, int]:
        """read = created + updated + unchanged + rejected; duplicates overlap the others."""
        return {
            "read": self.table.read,
            "skipped": self.table.skipped,
            "created": len(self.created),
            "updated": len(self.updated),
            "unchanged": self.unchanged,
            "rejected": len(self.table.rejected),
            "duplicates": self.duplicates,
        }


def plan(connection: Connection, table: Table, progress: Progress | None = None) -> Plan:
    """What taking in the list would do now. Raises `Refused` for kinds that are not taken in."""
    kind = _kind(table)
    matching = Matching(_existing(connection, kind))
    groups = matching.match(table.rows)
    notes = _Notes(table)
    for row in matching.namesakes:
        notes.add(row, "name", "同名但信用代码不同，按另一家登记，请核对")
    progress = progress or Progress()
    for row, group in progress.over(list(zip(table.rows, groups, strict=True)), "比对各行"):
        _fold(group, row, notes)
    touched = [group for group in matching.groups if group.rows]
    made = tuple(group for group in touched if group.existing is None)
    changed = tuple(g for g in touched if g.existing is not None and g.changes)
    return Plan(
        table,
        made,
        changed,
        len(table.rows) - len(made) - len(changed),
        sum(len(group.rows) - 1 for group in touched),
        (*table.problems, *notes.problems),
    )


def take_in(book: Book, table: Table, actor: str, progress: Progress | None = None) -> Plan:
    """Take the list in as one change, after a backup, and return what was done.

    Raises `Cancelled` when asked to stop; then, as after any error, nothing was taken in.
    """
    kind = _kind(table)
    progress = progress or Progress()
    keep(book, BEFORE_IMPORT)
    with book.change(f"导入{kind.label}名单 {len(table.rows)} 行", actor) as session:
        done = plan(session.connection(), table, progress)
        _write(session, kind, done, progress)
        remember(session, table.layout)
    return done


def _write(session: Writer, kind: Kind, done: Plan, progress: Progress) -> None:
    codes = subject_codes(session, kind.subject_kind, len(done.created)) if done.created else []
    fixed = {"kind": kind.subject_kind}
    rows = [
        {**group.values, **fixed, "code": code, "uid": new_uid()}
        for group, code in zip(progress.over(done.created, "写入新增"), codes, strict=True)
    ]
    session.add_many(Subject, rows)
    changed = progress.over(done.updated, "写入更新")
    session.set_many(Subject, ((str((g.existing or {})["uid"]), g.changes) for g in changed))


def _kind(table: Table) -> Kind:
    kind = KINDS[table.kind]
    if not kind.subject_kind:
        taken = "、".join(k.label for k in KINDS.values() if k.subject_kind)
        raise Refused(f"{kind.label}名单暂不能导入；现在可以导入{taken}的名单。")
    return kind


def _existing(connection: Connection, kind: Kind) -> Iterator[Mapping[str, Any]]:
    asked = select(Subject.__table__).where(Subject.kind == kind.subject_kind)
    for row in connection.execute(asked.order_by(Subject.id)).mappings():
        yield dict(row)


class _Notes:
    """What a person should know about rows that are taken in all the same."""

    def __init__(self, table: Table) -> None:
        self.problems: list[Problem] = []
        self._headings = {
            (part.sheet, column.field): column.title
            for part in table.parts
            for column in part.columns
        }

    def add(self, row: Row, name: str, reason: str) -> None:
        """A note on what the row says of a field."""
        heading = self._headings.get((row.sheet, name), "")
        value = str(row.values[name])
        self.problems.append(Problem(row.number, heading, value, reason, False, row.sheet))


def _fold(group: Group, row: Row, notes: _Notes) -> None:
    """The first row that says something stands; a valid code comes before a doubtful one."""
    group.rows.append(row)
    first = group.rows[0].number
    for name, value in row.values.items():
        said = group.values.get(name)
        if said is None or better_code(name, said, value):
            group.values[name] = value
        elif said != value and not same_name(name, said, value):
            notes.add(row, name, f"与第 {first} 行是同一家而内容不同，以第 {first} 行为准")
