"""Undo and redo: what is taken back, what refuses to be, and what the record keeps."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from desk.attachments import Evidence
from desk.book.casebook import Book
from desk.book.place import Place
from desk.book.undo import redo, redoable, undo, undoable
from desk.checkup import check
from desk.errors import Refused
from desk.history import record
from desk.issues import Act, step
from desk.records import add, edit
from models.fields import KINDS
from models.tables import Attachment, Issue, Organization, Subject
from tests.desk import office
from tests.desk.office import ACTOR, CLOUD


@pytest.fixture
def book(place: Place) -> Iterator[Book]:
    with office.new_book(place) as book:
        yield book


def enterprise(book: Book, name: str = CLOUD, actor: str = ACTOR) -> str:
    return add(book, "enterprises", {"name": name, "park": "东园"}, actor).uid


def subjects(book: Book) -> list[tuple[str | None, str | None, str | None]]:
    with book.read() as connection:
        asked = select(Subject.code, Subject.name, Subject.park).order_by(Subject.code)
        return [(row.code, row.name, row.park) for row in connection.execute(asked)]


def rename(book: Book, uid: str, name: str, actor: str = ACTOR) -> None:
    edit(book, KINDS["enterprises"], uid, {"name": name}, actor)


def test_undo_takes_back_the_latest_change_and_says_which(book: Book) -> None:
    enterprise(book)
    enterprise(book, "禾渚食品有限公司")
    assert undo(book).label == "新增企业“禾渚食品有限公司”"
    assert [name for _, name, _ in subjects(book)] == [CLOUD]


def test_undo_brings_the_old_values_back(book: Book) -> None:
    uid = enterprise(book)
    rename(book, uid, "云岫重工有限公司")
    edit(book, KINDS["enterprises"], uid, {"park": ""}, ACTOR)
    undo(book)
    assert subjects(book) == [("试办-Q0001", "云岫重工有限公司", "东园")]
    undo(book)
    assert subjects(book) == [("试办-Q0001", CLOUD, "东园")]


def test_redo_brings_back_what_undo_took_and_undo_takes_it_again(book: Book) -> None:
    uid = enterprise(book)
    rename(book, uid, "云岫重工有限公司")
    seen = []
    for verb in (undo, redo, undo, undo, redo, redo):
        verb(book)
        seen.append([name for _, name, _ in subjects(book)])
    assert seen == [
        [CLOUD],
        ["云岫重工有限公司"],
        [CLOUD],
        [],
        [CLOUD],
        ["云岫重工有限公司"],
    ]
    assert check(book) == []


def test_undo_survives_a_restart(tmp_path: Path) -> None:
    with office.new_book(tmp_path) as book:
        enterprise(book)
    with Book.open(tmp_path / "casebook") as book:
        undo(book)
    with Book.open(tmp_path / "casebook") as book:
        assert subjects(book) == []
        redo(book)
    with Book.open(tmp_path / "casebook") as book:
        assert subjects(book) == [("试办-Q0001", CLOUD, "东园")]


def test_a_number_is_not_given_again_after_undo(book: Book) -> None:
    enterprise(book)
    undo(book)
    enterprise(book, "禾渚食品有限公司")
    assert subjects(book)[0][0] == "试办-Q0002"


def test_undo_is_refused_by_name_where_another_changed_the_row_since(book: Book) -> None:
    uid = enterprise(book)
    rename(book, uid, "云岫重工有限公司", actor="李安四")
    with pytest.raises(Refused, match=r"云岫重工有限公司|试办-Q0001"):
        undo(book, ACTOR)
    assert [name for _, name, _ in subjects(book)] == ["云岫重工有限公司"]


def test_undo_is_refused_by_name_where_a_later_row_points_to_it(book: Book) -> None:
    enterprise(book)
    add(book, "issues", {"subject": CLOUD, "title": "用电负荷不足"}, "李安四")
    with pytest.raises(Refused, match=r"云岫机械有限公司.*问题.*试办-2018-0001"):
        undo(book, ACTOR)
    assert len(subjects(book)) == 1


def test_undo_works_once_what_stood_in_its_way_is_undone(book: Book) -> None:
    uid = enterprise(book)
    rename(book, uid, "云岫重工有限公司", actor="李安四")
    undo(book, "李安四")
    undo(book, ACTOR)
    assert subjects(book) == []


def test_each_person_takes_back_only_their_own(book: Book) -> None:
    enterprise(book, actor="李安四")
    enterprise(book, "禾渚食品有限公司")
    assert undoable(book, "李安四") == f"新增企业“{CLOUD}”"
    undo(book, "李安四")
    assert [name for _, name, _ in subjects(book)] == ["禾渚食品有限公司"]


def test_nothing_to_undo_or_redo_is_said(book: Book) -> None:
    assert undoable(book) is None
    assert redoable(book) is None
    with pytest.raises(Refused, match="没有可以撤销"):
        undo(book)
    with pytest.raises(Refused, match="没有可以重做"):
        redo(book)


def test_a_change_after_an_undo_leaves_nothing_to_redo_over_it(book: Book) -> None:
    uid = enterprise(book)
    rename(book, uid, "云岫重工有限公司")
    undo(book)
    rename(book, uid, "云岫精工有限公司")
    with pytest.raises(Refused):
        redo(book)
    assert [name for _, name, _ in subjects(book)] == ["云岫精工有限公司"]


def test_a_final_change_is_not_undone_but_the_one_before_it_may_be(book: Book) -> None:
    enterprise(book)
    with book.change("签发简报", ACTOR, final=True) as session:
        session.create(Organization, name="经发局")
    assert undo(book).label == f"新增企业“{CLOUD}”"
    with pytest.raises(Refused):
        undo(book)


def test_undo_of_a_step_withdraws_it_with_its_evidence(book: Book) -> None:
    office.with_subjects(book)
    number = office.issue(book, CLOUD, "2018-07-02", "变压器增容")
    office.start(book, number, "2018-07-03")
    act = Act("resolve", {"result": "已增容", "on": "2018-07-05"}, [Evidence("照片.txt", b"x")])
    step(book, number, act, ACTOR)
    undo(book)
    with book.read() as connection:
        assert connection.scalars(select(Issue.state)).all() == ["in_progress"]
        assert connection.scalars(select(Attachment.name)).all() == []
    redo(book)
    with book.read() as connection:
        assert connection.scalars(select(Issue.state)).all() == ["resolved"]
        assert connection.scalars(select(Attachment.name)).all() == ["照片.txt"]
    assert check(book) == []


def test_a_step_on_which_another_rests_is_not_withdrawn_alone(book: Book) -> None:
    office.with_subjects(book)
    number = office.issue(book, CLOUD, "2018-07-02", "变压器增容")
    step(book, number, Act("dispatch", {"lead_unit": "经发局"}), "李安四")
    step(book, number, Act("accept", {"responsible": "吴安五"}), ACTOR)
    with pytest.raises(Refused, match="用到"):
        undo(book, "李安四")


def test_what_was_undone_stays_in_the_record(book: Book) -> None:
    enterprise(book)
    undo(book)
    with book.read() as connection:
        told = [(entry.label, entry.undone) for entry in record(connection)]
    assert told == [(f"撤销：新增企业“{CLOUD}”", False), (f"新增企业“{CLOUD}”", True)]


def test_an_undo_of_many_rows_is_one_change(book: Book) -> None:
    with book.change("导入", ACTOR) as session:
        rows = [{"uid": f"{n:032x}", "name": f"单位{n}"} for n in range(1200)]
        session.add_many(Organization, rows)
    assert undo(book).rows == 1200
    with book.read() as connection:
        assert connection.scalars(select(Organization.uid)).all() == []
    redo(book)
    with book.read() as connection:
        assert len(connection.scalars(select(Organization.uid)).all()) == 1200
    assert check(book) == []
