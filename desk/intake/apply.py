"""A list that was understood → subjects in the casebook: all sound rows in one change.

Rows of one list that mean one subject are folded before they are compared with the casebook, so
the same list again changes nothing. The same subject is: the same valid credit code; else the same
name within the kind, unless both carry valid codes that differ. A blank never clears what is known.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from desk.book.casebook import Book
from desk.book.door import Writer
from desk.clock import new_uid
from desk.errors import Refused
from desk.intake.table import Problem, Row, Table
from desk.numbers import subject_codes
from desk.progress import Progress
from models.checking import name_key, valid_credit_code
from models.fields import KINDS, Kind
from models.tables import Subject


@dataclass
class Group:
    """One subject as the list says it: the record it is already, and the rows that mean it."""

    existing: Mapping[str, Any] | None
    rows: list[Row] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def code(self) -> str | None:
        """The valid credit code that is known of it, in the list or in the casebook."""
        known = (self.values.get("credit_code"), (self.existing or {}).get("credit_code"))
        return next((code for code in known if code and valid_credit_code(code)), None)

    @property
    def changes(self) -> dict[str, Any]:
        """What the list says that the casebook does not."""
        existing = self.existing or {}
        return {
            name: value
            for name, value in self.values.items()
            if existing.get(name) != value
            and not (existing and _says_no_more(name, existing[name], value))
        }


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
    folding = _Folding(_existing(connection, kind), table)
    for row in (progress or Progress()).over(table.rows, "比对各行"):
        folding.take(row)
    touched = [group for group in folding.groups if group.rows]
    made = tuple(group for group in touched if group.existing is None)
    changed = tuple(g for g in touched if g.existing is not None and g.changes)
    return Plan(
        table,
        made,
        changed,
        len(table.rows) - len(made) - len(changed),
        sum(len(group.rows) - 1 for group in touched),
        (*table.problems, *folding.problems),
    )


def take_in(book: Book, table: Table, actor: str, progress: Progress | None = None) -> Plan:
    """Take the list in as one change and return what was done.

    Raises `Cancelled` when asked to stop; then, as after any error, nothing was taken in.
    """
    kind = _kind(table)
    progress = progress or Progress()
    with book.change(f"导入{kind.label}名单 {len(table.rows)} 行", actor) as session:
        done = plan(session.connection(), table, progress)
        _write(session, kind, done, progress)
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


class _Folding:
    """Gathers rows and known records into groups, one a subject."""

    def __init__(self, existing: Iterator[Mapping[str, Any]], table: Table) -> None:
        self._headings = {
            (part.sheet, column.field): column.title
            for part in table.parts
            for column in part.columns
        }
        self.groups: list[Group] = []
        self.problems: list[Problem] = []
        self._by_code: dict[str, Group] = {}
        self._by_name: dict[str, Group] = {}
        for record in existing:
            self._add(Group(record), record["name"], record["credit_code"])

    def take(self, row: Row) -> None:
        """Put a row into the group of its subject, and fold what it says."""
        name, code = str(row.values["name"]), row.values.get("credit_code")
        group = self._find(row, name, code)
        for field_name, value in row.values.items():
            self._fold(group, row, field_name, value)
        group.rows.append(row)
        self._register(group, name, group.code)

    def _find(self, row: Row, name: str, code: Any) -> Group:
        valid = code if code and valid_credit_code(code) else None
        if valid and valid in self._by_code:
            return self._by_code[valid]
        namesake = self._by_name.get(name_key(name))
        if namesake is not None and (valid is None or namesake.code is None):
            return namesake
        if namesake is not None:
            self._note(row, "同名但信用代码不同，按另一家登记，请核对", name, "name")
        return self._add(Group(None), name, valid)

    def _fold(self, group: Group, row: Row, name: str, value: Any) -> None:
        """The first row that says something stands; a valid code comes before a doubtful one."""
        said = group.values.get(name)
        if said is None or _better_code(name, said, value):
            group.values[name] = value
        elif said != value and not _same_name(name, said, value):
            first = group.rows[0].number
            self._note(row, f"与第 {first} 行是同一家而内容不同，以第 {first} 行为准", value, name)

    def _add(self, group: Group, name: str | None, code: str | None) -> Group:
        self.groups.append(group)
        self._register(group, name or "", code)
        return group

    def _register(self, group: Group, name: str, code: str | None) -> None:
        self._by_name.setdefault(name_key(name), group)
        if code and valid_credit_code(code):
            self._by_code.setdefault(code, group)

    def _note(self, row: Row, reason: str, value: Any, name: str) -> None:
        heading = self._headings.get((row.sheet, name), "")
        self.problems.append(Problem(row.number, heading, str(value), reason, False, row.sheet))


def _better_code(name: str, said: Any, value: Any) -> bool:
    if name != "credit_code" or not value:
        return False
    return valid_credit_code(value) and not valid_credit_code(said)


def _says_no_more(name: str, known: Any, value: Any) -> bool:
    """Whether what is known stands against what a list says: a valid code against a doubtful one,
    a name against another spelling of it."""
    return _better_code(name, value, known) or _same_name(name, known or "", value)


def _same_name(name: str, said: Any, value: Any) -> bool:
    """Whether two names differ only in how they are written."""
    return name == "name" and name_key(said) == name_key(value)
