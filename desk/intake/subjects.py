"""Lists of enterprises, projects, platforms and works against the subjects of the casebook.

Rows of one list that mean one subject (`desk.intake.matching`) are folded before they are compared
with the casebook, so the same list again changes nothing. A blank never clears what is known.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from desk.book.door import Writer
from desk.clock import new_uid
from desk.intake.matching import Group, Matching, all_names, better_code, same_name
from desk.intake.notes import Notes
from desk.intake.plans import Plan
from desk.intake.table import Row, Table
from desk.numbers import subject_codes
from desk.progress import Progress
from models.fields import KINDS
from models.tables import Subject


class Subjects:
    """A list of subjects, compared with those of its kind."""

    def __init__(self, connection: Connection, table: Table, progress: Progress) -> None:
        self._kind = KINDS[table.kind].subject_kind
        matching = Matching(_existing(connection, self._kind))
        groups = matching.match(table.rows)
        notes = Notes(table)
        for row in matching.namesakes:
            notes.add(row, "name", "同名但信用代码不同，按另一家登记，请核对")
        for row, group in progress.over(list(zip(table.rows, groups, strict=True)), "比对各行"):
            _fold(group, row, notes)
        touched = [group for group in matching.groups if group.rows]
        for group in touched:
            _keep_other_names(group)
        self._made = tuple(group for group in touched if group.existing is None)
        self._changed = tuple(g for g in touched if g.existing is not None and g.changes)
        self.plan = Plan(
            table,
            self._made,
            self._changed,
            len(table.rows) - len(self._made) - len(self._changed),
            sum(len(group.rows) - 1 for group in touched),
            (*table.problems, *notes.problems),
        )

    def write(self, session: Writer, progress: Progress) -> None:
        """Write the new subjects with their codes, and what changed in known ones."""
        codes = subject_codes(session, self._kind, len(self._made)) if self._made else []
        fixed = {"kind": self._kind}
        rows = [
            {**group.values, **fixed, "code": code, "uid": new_uid()}
            for group, code in zip(progress.over(self._made, "写入新增"), codes, strict=True)
        ]
        session.add_many(Subject, rows)
        changed = progress.over(self._changed, "写入更新")
        session.set_many(Subject, ((str((g.existing or {})["uid"]), g.changes) for g in changed))


def _existing(connection: Connection, kind: str) -> Iterator[Mapping[str, Any]]:
    asked = select(Subject.__table__).where(Subject.kind == kind)
    for row in connection.execute(asked.order_by(Subject.id)).mappings():
        yield dict(row)


def _keep_other_names(group: Group) -> None:
    """Another name under one code is not lost: lists may go on calling the subject so."""
    names = all_names(group)
    if names is not None:
        group.values["also_called"] = names


def _fold(group: Group, row: Row, notes: Notes) -> None:
    """The first row that says something stands; a valid code comes before a doubtful one."""
    group.rows.append(row)
    first = group.rows[0].number
    for name, value in row.values.items():
        said = group.values.get(name)
        if said is None or better_code(name, said, value):
            group.values[name] = value
        elif said != value and not same_name(name, said, value):
            kept = "，这个名称记为曾用名" if name == "name" else ""
            notes.add(row, name, f"与第 {first} 行是同一家而内容不同，以第 {first} 行为准{kept}")
