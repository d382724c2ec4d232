"""Whatever is done through the door, the log alone gives the same rows again."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desk.book.casebook import Book
from desk.book.undo import redo, undo
from desk.checkup import check
from desk.checkup.rebuilt import rows_of
from desk.errors import Refused
from desk.issues import Act, step
from desk.records import edit
from models.fields import KINDS
from models.tables import Issue, Organization, Subject, Visit
from tests.desk import office

Turn = Callable[[Book, int], object]


def one_of(book: Book, model: type[Subject] | type[Issue] | type[Visit], n: int) -> Any:
    with book.read() as connection:
        rows = connection.execute(select(model.__table__).order_by(model.uid)).all()
    return rows[n % len(rows)]


def _edit(book: Book, n: int) -> object:
    row = one_of(book, Subject, n)
    kind = next(kind for kind in KINDS.values() if kind.subject_kind == row.kind)
    return edit(book, kind, row.uid, {"park": ("东园", "西园", "")[n % 3]}, office.ACTOR)


def _visitors(book: Book, n: int) -> object:
    people = ("钱安二", "孙安三、钱安二", "")[n % 3]
    row = one_of(book, Visit, n)
    return edit(book, KINDS["visits"], row.uid, {"visitors": people}, office.ACTOR)


def _work(book: Book, n: int) -> object:
    acts = (
        Act("dispatch", {"lead_unit": office.POWER, "co_units": "试办区经发局、试办区住建局"}),
        Act("accept", {"responsible": "李安四"}),
        Act("measure", {"text": "先行架设临时线路"}),
        Act("return", {"reason": "不属本单位职责"}),
        Act("suspend", {"basis": "等待批复", "review_on": "2018-09-01"}),
        Act("close", {"override": "统一安排"}),
    )
    return step(book, one_of(book, Issue, n).number, acts[n % len(acts)], office.ACTOR)


def _many(book: Book, n: int) -> object:
    with book.change("批量", office.ACTOR) as session:
        uids = session.scalars(select(Organization.uid).order_by(Organization.uid)).all()
        session.set_many(Organization, [(uid, {"note": str(n)}) for uid in uids[: n % 5]])
    return None


TURNS: dict[str, Turn] = {
    "edit": _edit,
    "visitors": _visitors,
    "work": _work,
    "many": _many,
    "undo": lambda book, _n: undo(book),
    "redo": lambda book, _n: redo(book),
    "again": lambda book, _n: (undo(book), redo(book)),
}


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(turns=st.lists(st.tuples(st.sampled_from(sorted(TURNS)), st.integers(0, 60)), max_size=14))
def test_after_any_work_the_log_gives_the_same_rows_again(
    start: Callable[[], Path], turns: list[tuple[str, int]]
) -> None:
    with Book.open(start()) as book:
        for name, n in turns:
            try:
                TURNS[name](book, n)
            except Refused:
                continue
        assert check(book) == []


def test_a_row_that_was_deleted_comes_back_as_it_was_and_goes_again(
    made: Path, tmp_path: Path
) -> None:
    with Book.open(Path(shutil.copytree(made, tmp_path / "copy"))) as book:
        with book.change("登记", office.ACTOR) as session:
            uid = session.create(Organization, name="试办区气象局", tier="县").uid
        with book.change("备注", office.ACTOR) as session:
            session.by_uid(Organization, uid).note = "旧"
        full = {"name": "试办区气象局", "tier": "县", "note": "旧"}
        with book.change("删除", office.ACTOR) as session:
            session.delete(session.by_uid(Organization, uid))
        assert told_and_kept(book, uid) == (None, None)
        undo(book)
        assert told_and_kept(book, uid) == (full, full)
        undo(book)
        assert told_and_kept(book, uid) == (full | {"note": None},) * 2
        redo(book)
        redo(book)
        assert told_and_kept(book, uid) == (None, None)
        assert check(book) == []


def told_and_kept(book: Book, uid: str) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """Three fields of a unit, as the log tells them and as the table keeps them."""
    names = ("name", "tier", "note")
    with book.read() as connection:
        told = rows_of(connection, Organization).get(uid)
        asked = select(Organization.__table__).where(Organization.uid == uid)
        kept = connection.execute(asked).mappings().one_or_none()
    return _some(told, names), _some(None if kept is None else dict(kept), names)


def _some(row: Mapping[str, Any] | None, names: tuple[str, ...]) -> dict[str, Any] | None:
    return None if row is None else {name: row[name] for name in names}
