"""The one door: a session that collects what is touched, and hands it to the log before COMMIT."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, bindparam, delete, event, insert, select, update
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction
from sqlalchemy.orm.attributes import get_history

from desk.book.log import Touch
from desk.clock import new_uid
from desk.errors import Refused
from models.tables import Logged, logged_columns

Row = TypeVar("Row", bound=Logged)


@dataclass
class _Touched:
    """A row that the session saw: the object, and the first old value of each changed field."""

    row: Logged
    kind: str
    before: dict[str, Any] = field(default_factory=dict)


class Writer(Session):
    """A session inside `Book.change`: rows come and go through it, nothing passes beside it.

    `today` is the business date of the change and `actor` who makes it.
    """

    def __init__(self, connection: Connection, today: date, actor: str) -> None:
        super().__init__(bind=connection, autoflush=True, expire_on_commit=False)
        self.today = today
        self.actor = actor
        self._touched: dict[tuple[str, str], _Touched] = {}
        self._bulk: list[Touch] = []

    def create(self, model: type[Row], **values: Any) -> Row:
        """A new row of `model`, with a fresh uid, added to the session."""
        row = model(uid=new_uid(), **values)
        self.add(row)
        return row

    def by_uid(self, model: type[Row], uid: str) -> Row:
        """The row of that uid; raises `Refused` if it is gone."""
        row = self.scalars(select(model).where(model.uid == uid)).one_or_none()
        if row is None:
            raise Refused("这条记录已被删除或撤销；请刷新列表后重试。")
        return row

    def add_many(self, model: type[Logged], rows: Iterable[Mapping[str, Any]]) -> None:
        """Insert many rows at once; each mapping holds columns of the model and its `uid`."""
        self.flush()
        names = logged_columns(model)
        made = [dict.fromkeys(names) | dict(row) for row in rows]
        if made:
            self.connection().execute(insert(_table(model)), made)
        self._bulk += [
            Touch(model.__tablename__, str(row["uid"]), "new", _kept(row)) for row in made
        ]

    def set_many(self, model: type[Logged], rows: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        """Change columns of many rows at once, given by uid; only what changed is handed in."""
        self.flush()
        table = _table(model)
        for uid, values in rows:
            found = update(table).where(table.c.uid == bindparam("row_uid")).values(**values)
            self.connection().execute(found, {"row_uid": uid})
            self._bulk.append(Touch(model.__tablename__, uid, "set", values))
        self.expire_all()

    def revive(self, model: type[Logged], uid: str, values: Mapping[str, Any]) -> None:
        """Bring a deleted row back with the values it had (undo of a delete)."""
        table = _table(model)
        row = dict.fromkeys(logged_columns(model)) | dict(values)
        self.connection().execute(insert(table), [row | {"uid": uid}])
        self._bulk.append(Touch(model.__tablename__, uid, "again", _kept(row)))

    def remove_many(self, model: type[Logged], uids: Sequence[str]) -> None:
        """Delete rows by uid; their row states stay."""
        self.flush()
        table = _table(model)
        if uids:
            found = delete(table).where(table.c.uid == bindparam("row_uid"))
            self.connection().execute(found, [{"row_uid": uid} for uid in uids])
        self._bulk += [Touch(model.__tablename__, uid, "delete") for uid in uids]
        self.expire_all()

    def touches(self) -> list[Touch]:
        """What was done so far, folded to one touch a row; empty touches are left out."""
        self.flush()
        made = [_touch(key, seen) for key, seen in self._touched.items()]
        rows: dict[tuple[str, str], Touch] = {}
        for touch in [touch for touch in made if touch is not None] + self._bulk:
            key = (touch.table, touch.uid)
            rows[key] = _joined(rows[key], touch) if key in rows else touch
        return [touch for touch in rows.values() if touch.kind != "nothing"]

    def see(self, row: object, kind: str) -> None:
        """Note a row of the flush that is about to run."""
        if not isinstance(row, Logged):
            return
        key = (row.__tablename__, row.uid)
        seen = self._touched.setdefault(key, _Touched(row, kind))
        if kind == "delete":
            seen.kind = "nothing" if seen.kind == "new" else "delete"
        elif seen.kind == "set":
            for name in logged_columns(type(row)):
                past = get_history(row, name)
                if past.has_changes():
                    seen.before.setdefault(name, past.deleted[0] if past.deleted else None)


def _table(model: type[Logged]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table


def _kept(row: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a new row that say something: its uid and empty fields say nothing."""
    return {name: value for name, value in row.items() if name != "uid" and value is not None}


def _joined(first: Touch, then: Touch) -> Touch:
    """Two touches of one row in one transaction, as one."""
    if then.kind == "delete":
        return Touch(first.table, first.uid, "nothing" if first.kind == "new" else "delete")
    return Touch(first.table, first.uid, first.kind, {**first.values, **then.values})


def _touch(key: tuple[str, str], seen: _Touched) -> Touch | None:
    """One row's touch, or None where nothing came of it."""
    names = logged_columns(type(seen.row))
    if seen.kind == "new":
        values = {name: getattr(seen.row, name) for name in names}
        return Touch(*key, "new", _kept(values))
    if seen.kind == "set":
        changed = {n: getattr(seen.row, n) for n in names if n in seen.before}
        values = {n: v for n, v in changed.items() if v != seen.before[n]}
        return Touch(*key, "set", values) if values else None
    return Touch(*key, "delete") if seen.kind == "delete" else None


def _before_flush(session: Session, _context: UOWTransaction, _instances: object) -> None:
    assert isinstance(session, Writer)
    for row in session.new:
        session.see(row, "new")
    for row in session.dirty:
        session.see(row, "set")
    for row in session.deleted:
        session.see(row, "delete")


def _refuse_bulk(state: ORMExecuteState) -> None:
    """Statements that write go past the log; only queries may be executed on the session."""
    if not state.is_select:
        raise RuntimeError(
            "write rows as objects, or by add_many and set_many: the log must see it"
        )


event.listen(Writer, "before_flush", _before_flush)
event.listen(Writer, "do_orm_execute", _refuse_bulk)
