"""A list that was understood → records in the casebook: all sound rows in one change.

What the rows mean is found out by `desk.intake.subjects` for the kinds of subject, and by
`desk.intake.records` for all others.
"""

from sqlalchemy import Connection

from desk.book.casebook import Book
from desk.errors import Refused
from desk.gathering import many_rows
from desk.intake.kinds import FINDERS
from desk.intake.layouts import remember
from desk.intake.plans import Plan, Taking
from desk.intake.records import Records
from desk.intake.subjects import Subjects
from desk.intake.table import Table
from desk.progress import Progress
from desk.upkeep import BEFORE_IMPORT, keep
from models.fields import KINDS, Kind

__all__ = ["Plan", "plan", "take_in"]


def plan(connection: Connection, table: Table, progress: Progress | None = None) -> Plan:
    """What taking in the list would do now. Raises `Refused` for kinds that are not taken in."""
    return _compared(connection, table, progress or Progress()).plan


def take_in(book: Book, table: Table, actor: str, progress: Progress | None = None) -> Plan:
    """Take the list in as one change, after a backup, and return what was done.

    Raises `Cancelled` when asked to stop; then, as after any error, nothing was taken in.
    """
    kind = _kind(table)
    progress = progress or Progress()
    keep(book, BEFORE_IMPORT)
    with many_rows(), book.change(f"导入{kind.label}名单 {len(table.rows)} 行", actor) as session:
        session.progress = progress
        compared = _compared(session.connection(), table, progress)
        compared.write(session, progress)
        remember(session, table.layout)
    return compared.plan


def _compared(connection: Connection, table: Table, progress: Progress) -> Taking:
    if _kind(table).subject_kind:
        return Subjects(connection, table, progress)
    return Records(connection, table, progress)


def _kind(table: Table) -> Kind:
    kind = KINDS[table.kind]
    if not kind.subject_kind and kind.table not in FINDERS:
        taken = "、".join(k.label for k in KINDS.values() if k.subject_kind or k.table in FINDERS)
        raise Refused(f"{kind.label}名单不能导入；可以导入{taken}的名单。")
    return kind
