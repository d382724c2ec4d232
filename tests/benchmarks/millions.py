"""A casebook with very many issues, made in seconds: the demo's issues over and over.

Each copy has names and days of its own; it goes by plain SQL past the log, so the book is for
reading alone. Steps that no list shows are left out.
"""

from pathlib import Path

import sqlcipher3.dbapi2 as sqlite

from desk.book import engine
from desk.book.folder import DATABASE
from models.base import IsoDate
from models.tables import Issue, Logged, Step, StepUnit, Subject

_SUBJECTS = 100  # copies of each subject
_DAYS = 900  # over so many days the copies are spread
_SERIES = (
    "WITH RECURSIVE copies(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < {copies})"
)
_OWN = {
    ("issue", "number"): "number || n",
    ("issue", "title"): "title || '（第' || (n * 7919 % 10007) || '件）'",
    ("issue", "subject"): f"unhex(printf('%016x', n % {_SUBJECTS} + 1) || hex(substr(subject, 9)))",
    ("issue", "visit"): "NULL",
    ("issue", "card"): "NULL",
    ("subject", "code"): "code || n",
    ("subject", "name"): "name || (n * 37 % 101) || '分部'",
    ("subject", "credit_code"): "NULL",
}
_UIDS = {
    "issue": ("uid",),
    "subject": ("uid",),
    "step": ("uid", "issue"),
    "step_unit": ("uid", "step"),
}


def multiply(folder: Path, issues: int) -> int:
    """Fill the casebook in a folder up to about so many issues; says how many there are then."""
    connection = engine.writing(folder / DATABASE, None)
    for pragma in ("synchronous=OFF", "cache_size=-262144"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN")
    indexes = _put_away(connection)
    copies = issues // _counted(connection)
    for model, wanted in (
        (Subject, _SUBJECTS),
        (Issue, copies),
        (Step, copies),
        (StepUnit, copies),
    ):
        _copy(connection, model, wanted)
    for one in indexes:
        connection.execute(one)
    connection.execute("COMMIT")
    found = _counted(connection)
    connection.close()
    return found


def _counted(connection: sqlite.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM issue").fetchone()[0])


def _put_away(connection: sqlite.Connection) -> list[str]:
    """Drop the indexes of the tables that grow; they are made again when all rows are there."""
    tables = "'issue', 'step', 'step_unit', 'subject'"
    found = connection.execute(
        f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        f" AND tbl_name IN ({tables})"
    ).fetchall()
    for name, _ in found:
        connection.execute(f"DROP INDEX {name}")
    return [sql for _, sql in found]


def _copy(connection: sqlite.Connection, model: type[Logged], copies: int) -> None:
    table, name = model.__table__, model.__tablename__
    names = [column.name for column in table.columns if column.name != "id"]
    values = [_value(name, column) for column in names]
    dispatched = " AND step = 'dispatch'" if model is Step else ""
    into = f"INSERT INTO {name} ({', '.join(map(_quoted, names))})"
    connection.execute(
        f"{_SERIES.format(copies=copies)} {into} SELECT {', '.join(values)}"
        f" FROM copies CROSS JOIN {name}"
        f" WHERE id <= (SELECT max(id) FROM {name}){dispatched}"
    )


def _value(table: str, name: str) -> str:
    """What a copy has in a column, as SQL: a uid, day or name of its own, else the same."""
    column = next(
        m.__table__.c[name] for m in (Issue, Step, StepUnit, Subject) if m.__tablename__ == table
    )
    if name in _UIDS[table]:
        return f"unhex(printf('%016x', n) || hex(substr({name}, 9)))"
    if isinstance(column.type, IsoDate) and table != "subject":
        return f"date({name}, '-' || (n % {_DAYS}) || ' days')"
    return _OWN.get((table, name), _quoted(name))


def _quoted(name: str) -> str:
    return f'"{name}"'
