"""The one door: a session that collects what is touched, and hands it to the log before COMMIT."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, bindparam, delete, event, select, update
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction
from sqlalchemy.orm.attributes import get_history

from desk.book.bulk import batched, insert_rows, update_rows
from desk.book.collecting import Collector
from desk.book.log import Touch
from desk.clock import new_uid
from desk.errors import Refused
from desk.progress import at_work
from models.base import keyed_columns, logged_fields, stored_columns
from models.tables import Logged, logged_columns

_PAST_THE_LOG = "write rows as objects, or by add_many and set_many: the log must see it"
Row = TypeVar("Row", bound=Logged)


class Writer(Session):
    """A session inside `Book.change`: rows come and go through it, nothing passes beside it.

    `today` is the business date of the change and `actor` who makes it. Long work hands in its
    `progress`, which is told how far the log is and may stop it before COMMIT. `gone` holds the
    ids of the rows that were deleted, by table: nothing tells them any more. `label` is what the
    change is called, where that is known only in the end.
    """

    def __init__(self, connection: Connection, today: date, actor: str) -> None:
        super().__init__(bind=connection, autoflush=True, expire_on_commit=False)
        self.today = today
        self.actor = actor
        self.label = ""
        self.progress = at_work()
        self.gone: dict[str, set[int]] = defaultdict(set)
        self._seen = Collector()

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
        said = [{n: v for n, v in row.items() if v is not None} for row in rows]
        self._insert(model, said)
        for row in said:
            uid = str(row.pop("uid"))
            self._seen.made(model.__tablename__, uid, logged_fields(model, row))

    def set_many(self, model: type[Logged], rows: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        """Change fields of many rows at once, given by uid; only what changed is handed in."""
        self.flush()
        for names, some in groupby(rows, key=lambda row: tuple(row[1])):
            alike = list(some)
            if keyed_columns(model):
                self._set_keyed(model, alike)
            elif names:
                said = ((*values.values(), uid) for uid, values in alike)
                update_rows(self.connection(), _table(model), (names, ("uid",)), said)
            for uid, values in alike:
                self._seen.note(Touch(model.__tablename__, uid, "set", values))
        self.expire_all()

    def _set_keyed(
        self, model: type[Logged], rows: Sequence[tuple[str, Mapping[str, Any]]]
    ) -> None:
        """Change rows of which some columns hold values by key: those not named there stay."""
        table = _table(model)
        for uid, values in rows:
            stored = stored_columns(model, values, self._keyed(model, uid))
            found = update(table).where(table.c.uid == bindparam("row_uid")).values(**stored)
            self.connection().execute(found, {"row_uid": uid})

    def revive_many(
        self, model: type[Logged], rows: Iterable[tuple[str, Mapping[str, Any]]]
    ) -> None:
        """Bring deleted rows back with the fields they had (undo of a delete), given by uid."""
        made = [(uid, stored_columns(model, values, {})) for uid, values in rows]
        self._insert(model, [columns | {"uid": uid} for uid, columns in made])
        for uid, columns in made:
            self._seen.note(Touch(model.__tablename__, uid, "again", logged_fields(model, columns)))

    def _insert(self, model: type[Logged], rows: Sequence[Mapping[str, Any]]) -> None:
        names = tuple({name: None for row in rows for name in row})
        insert_rows(self.connection(), _table(model), names, (map(row.get, names) for row in rows))

    def remove_many(self, model: type[Logged], uids: Sequence[str]) -> None:
        """Delete rows by uid; their row states stay."""
        self.flush()
        table = _table(model)
        self.gone[table.name] |= self._ids(table, uids)
        if uids:
            found = delete(table).where(table.c.uid == bindparam("row_uid"))
            self.connection().execute(found, [{"row_uid": uid} for uid in uids])
        for uid in uids:
            self._seen.note(Touch(model.__tablename__, uid, "delete"))
        self.expire_all()

    def _ids(self, table: Table, uids: Sequence[str]) -> set[int]:
        asked = (select(table.c.id).where(table.c.uid.in_(some)) for some in batched(uids))
        return {one for some in asked for one in self.connection().scalars(some)}

    @contextmanager
    def apart(self) -> Iterator[None]:
        """What is done within is taken back alone where it raises; the rest of the change stands.

        For one of many rows that a rule refuses.
        """
        self.flush()
        seen, gone = self._seen, self.gone
        self._seen, self.gone = Collector(), defaultdict(set)
        try:
            with self.begin_nested():
                yield
            seen.join(self._seen)
            for table, ids in self.gone.items():
                gone[table] |= ids
        finally:
            self._seen, self.gone = seen, gone

    def touches(self) -> list[Touch]:
        """What was done so far, folded to one touch a row; empty touches are left out."""
        self.flush()
        return self._seen.touches()

    def see(self, row: object, kind: str) -> None:
        """Note a row of the flush that is about to run."""
        if not isinstance(row, Logged):
            return
        if kind == "delete":
            self.gone[row.__tablename__].add(row.id)
        names = () if kind == "delete" else logged_columns(type(row))
        if kind == "set":
            names = tuple(name for name in names if get_history(row, name).has_changes())
        if names or kind != "set":
            before = {name: self._old(row, name) for name in names} if kind == "set" else {}
            values = logged_fields(type(row), {name: getattr(row, name) for name in names})
            before = logged_fields(type(row), before)
            if kind == "set":
                values |= {name: None for name in before if name not in values}
                before |= {name: None for name in values if name not in before}
            self._seen.note(Touch(row.__tablename__, row.uid, kind, values), before)

    def _keyed(self, model: type[Logged], uid: str) -> dict[str, Any]:
        """The columns of values by key as they stand in a row."""
        table = _table(model)
        columns = [table.c[name] for name in keyed_columns(model)]
        if not columns:
            return {}
        found = self.connection().execute(select(*columns).where(table.c.uid == uid)).mappings()
        return dict(found.one())

    def _old(self, row: Logged, name: str) -> Any:
        """The value that a field had before this flush, read where the object did not know it."""
        known = get_history(row, name).deleted
        if known:
            return known[0]
        table = _table(type(row))
        return self.connection().scalar(select(table.c[name]).where(table.c.uid == row.uid))

    def bulk_save_objects(self, *_args: object, **_named: object) -> None:
        """Refused: it goes past the log."""
        raise RuntimeError(_PAST_THE_LOG)

    def bulk_insert_mappings(self, *_args: object, **_named: object) -> None:
        """Refused: it goes past the log."""
        raise RuntimeError(_PAST_THE_LOG)

    def bulk_update_mappings(self, *_args: object, **_named: object) -> None:
        """Refused: it goes past the log."""
        raise RuntimeError(_PAST_THE_LOG)


def _table(model: type[Logged]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table


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
        raise RuntimeError(_PAST_THE_LOG)


event.listen(Writer, "before_flush", _before_flush)
event.listen(Writer, "do_orm_execute", _refuse_bulk)
