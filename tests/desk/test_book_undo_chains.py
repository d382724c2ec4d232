"""Undo and redo where several people work on the same records: nothing is left hanging."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from desk.book.casebook import Book
from desk.book.place import Place
from desk.book.undo import redo, undo
from desk.checkup import check
from desk.errors import Refused
from desk.issues import Act, step
from desk.records import add, edit
from models.fields import KINDS
from models.tables import Issue, Organization, Person
from tests.desk import office
from tests.desk.office import ACTOR, CLOUD, GRAIN

OTHER = "李安四"


@pytest.fixture
def book(place: Place) -> Iterator[Book]:
    with office.new_book(place) as book:
        yield book


def states(book: Book) -> list[str | None]:
    with book.read() as connection:
        return list(connection.scalars(select(Issue.state)))


def test_redo_is_refused_by_name_where_what_a_row_points_to_is_gone(book: Book) -> None:
    add(book, "organizations", {"name": "试办区经发局"}, OTHER)
    add(book, "people", {"name": "钱安二", "organization": "试办区经发局"}, ACTOR)
    undo(book, ACTOR)
    undo(book, OTHER)
    with pytest.raises(Refused, match=r"人员“钱安二”.*单位“试办区经发局”.*已不在"):
        redo(book, ACTOR)
    with book.read() as connection:
        assert connection.scalars(select(Person.uid)).all() == []
    redo(book, OTHER)
    redo(book, ACTOR)
    assert check(book) == []


def test_undo_is_refused_by_name_where_it_would_point_to_what_is_gone(book: Book) -> None:
    add(book, "enterprises", {"name": CLOUD}, OTHER)
    add(book, "enterprises", {"name": GRAIN}, ACTOR)
    issue = add(book, "issues", {"subject": CLOUD, "title": "用电负荷不足"}, ACTOR)
    edit(book, KINDS["issues"], issue.uid, {"subject": GRAIN}, ACTOR)
    undo(book, OTHER)
    with pytest.raises(Refused, match=rf"问题“{issue.number}”.*帮扶对象“{CLOUD}”.*已不在"):
        undo(book, ACTOR)
    assert check(book) == []


def test_a_withdrawn_step_does_not_come_back_before_what_was_done_since(book: Book) -> None:
    office.with_subjects(book)
    number = office.issue(book, CLOUD, "2018-07-02", "变压器增容")
    step(book, number, Act("dispatch", {"lead_unit": "试办区经发局"}), ACTOR)
    undo(book, ACTOR)
    step(book, number, Act("settle", {"result": "当场调度"}), OTHER)
    with pytest.raises(Refused, match=rf"问题“{number}”.*交办.*现场解决"):
        redo(book, ACTOR)
    assert states(book) == ["resolved"]
    undo(book, OTHER)
    redo(book, ACTOR)
    assert states(book) == ["dispatched"]


def test_a_step_with_a_later_one_is_refused_by_issue_and_step(book: Book) -> None:
    office.with_subjects(book)
    number = office.issue(book, CLOUD, "2018-07-02", "变压器增容")
    step(book, number, Act("dispatch", {"lead_unit": "试办区经发局"}), OTHER)
    step(book, number, Act("accept", {"responsible": "吴安五"}), ACTOR)
    with pytest.raises(Refused, match=rf"问题“{number}”的“交办”已被问题“{number}”的“签收”用到"):
        undo(book, OTHER)


def test_undo_and_redo_walk_back_and_forth_over_several_changes(book: Book) -> None:
    for name in ("甲局", "乙局", "丙局"):
        add(book, "organizations", {"name": name}, ACTOR)
    seen = []
    for verb in (undo, undo, redo, redo, undo, undo, undo, redo):
        verb(book, ACTOR)
        with book.read() as connection:
            names = connection.scalars(select(Organization.name)).all()
        seen.append("".join(sorted(str(name)[0] for name in names)))
    assert seen == ["乙甲", "甲", "乙甲", "丙乙甲", "乙甲", "甲", "", "甲"]
    assert check(book) == []


def test_an_import_with_a_later_edit_of_one_row_is_refused_by_that_row(book: Book) -> None:
    with book.change("导入单位 3 家", ACTOR) as session:
        rows = [{"uid": f"{n:032x}", "name": f"单位{n}"} for n in range(3)]
        session.add_many(Organization, rows)
    edit(book, KINDS["organizations"], f"{1:032x}", {"phone": "13800000000"}, OTHER)
    with pytest.raises(Refused, match=r"导入单位 3 家.*单位“单位1”.*修改单位“单位1”，李安四"):
        undo(book, ACTOR)


def test_an_edit_is_taken_back_though_another_field_was_edited_since(book: Book) -> None:
    uid = add(book, "organizations", {"name": "甲局"}, ACTOR).uid
    edit(book, KINDS["organizations"], uid, {"name": "乙局"}, ACTOR)
    edit(book, KINDS["organizations"], uid, {"phone": "13800000000"}, OTHER)
    undo(book, ACTOR)
    with book.read() as connection:
        kept = connection.execute(select(Organization.name, Organization.phone)).one()
    assert tuple(kept) == ("甲局", "13800000000")
