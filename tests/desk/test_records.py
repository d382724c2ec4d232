"""Records: checked as the form checks them, numbered, tied to what they name."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from desk.book.casebook import Book
from desk.book.place import Place
from desk.errors import Refused
from desk.records import add, edit
from models.fields import KINDS
from models.tables import Assignment, Issue, Organization, Person, Subject, Visit, VisitVisitor
from tests.desk import office
from tests.desk.office import ACTOR, CLOUD, GRAIN

CODE = "91130931MA07XXXXXM"


@pytest.fixture
def book(place: Place) -> Iterator[Book]:
    with office.new_book(place) as book:
        yield book


def enterprise(book: Book, name: str = CLOUD, **values: str) -> str:
    return add(book, "enterprises", {"name": name, **values}, ACTOR).uid


def column(book: Book, one: Any) -> list[Any]:
    with book.read() as connection:
        return list(connection.scalars(select(one).order_by(one.class_.id)))


def test_the_four_kinds_of_subject_count_their_own_numbers(book: Book) -> None:
    for kind in ("enterprises", "projects", "platforms", "works", "enterprises"):
        add(book, kind, {"name": f"{kind}{len(column(book, Subject.uid))}"}, ACTOR)
    codes = ["试办-Q0001", "试办-X0001", "试办-P0001", "试办-G0001", "试办-Q0002"]
    assert column(book, Subject.code) == codes


def test_numbers_of_visits_and_issues_count_by_the_year_they_belong_to(book: Book) -> None:
    enterprise(book)
    for day in ("2017-12-30", "2018-01-02", "2017-12-31"):
        add(book, "visits", {"subject": CLOUD, "visited_on": day}, ACTOR)
    assert column(book, Visit.number) == ["试办-2017-0001", "试办-2018-0001", "试办-2017-0002"]


@pytest.mark.parametrize(
    ("kind", "values", "sentence"),
    [
        ("enterprises", {}, "企业名称"),
        ("enterprises", {"name": CLOUD, "colour": "red"}, "企业没有“colour”这一项可填"),
        ("enterprises", {"name": CLOUD, "code": "Q1"}, "企业没有“code”这一项可填"),
        ("enterprises", {"name": CLOUD, "founded_on": "2018-02-30"}, "成立日期"),
        ("enterprises", {"name": CLOUD, "employees": "很多"}, "从业人数"),
        ("enterprises", {"name": CLOUD, "enterprise_class": "飞船"}, "企业类型"),
        ("visits", {"subject": "没有这家", "visited_on": "2018-07-01"}, "没有这家"),
        ("visits", {"subject": GRAIN, "visited_on": "2018-08-01"}, "晚于今天"),
        ("issues", {"subject": GRAIN}, "问题摘要"),
        ("issues", {"subject": GRAIN, "title": "用电", "state": "closed"}, "没有“state”"),
        ("assignments", {"subject": GRAIN, "from_on": "2018-07-02", "to_on": "2018-07-01"}, "早于"),
        ("subjects", {"name": CLOUD}, "kind="),
        ("cats", {"name": CLOUD}, "没有“cats”这一类"),
    ],
)
def test_what_a_form_would_refuse_is_refused_by_name_and_leaves_nothing(
    book: Book, kind: str, values: dict[str, str], sentence: str
) -> None:
    enterprise(book, GRAIN)
    with pytest.raises(Refused) as error:
        add(book, kind, values, ACTOR)
    assert sentence in error.value.sentence
    assert column(book, Subject.name) == [GRAIN]
    assert column(book, Issue.uid) == column(book, Visit.uid) == column(book, Assignment.uid) == []


def test_a_number_that_was_refused_is_not_lost(book: Book) -> None:
    with pytest.raises(Refused):
        add(book, "enterprises", {"name": CLOUD, "founded_on": "someday"}, ACTOR)
    enterprise(book)
    assert column(book, Subject.code) == ["试办-Q0001"]


def test_a_subject_with_a_known_name_or_credit_code_is_refused_and_named(book: Book) -> None:
    enterprise(book, credit_code=CODE)
    with pytest.raises(Refused, match=r"已登记为“云岫机械有限公司”（试办-Q0001）"):
        enterprise(book, "云岫机械 有限公司")
    with pytest.raises(Refused, match=CODE):
        enterprise(book, GRAIN, credit_code=CODE.lower())


def test_a_project_may_bear_the_name_of_an_enterprise(book: Book) -> None:
    enterprise(book)
    assert add(book, "projects", {"name": CLOUD}, ACTOR).number == "试办-X0001"


def test_unknown_people_and_units_are_made_once_and_said(book: Book) -> None:
    enterprise(book)
    values = {"subject": "Q0001", "leader": "钱安二", "unit": "经发局", "responsible": "钱安二"}
    assert add(book, "assignments", values, ACTOR).notes == [
        "已新建人员“钱安二”",
        "已新建单位“经发局”",
    ]
    assert (column(book, Person.name), column(book, Organization.name)) == (["钱安二"], ["经发局"])


def test_two_people_of_one_name_must_be_told_apart(book: Book) -> None:
    enterprise(book)
    for _ in range(2):
        add(book, "people", {"name": "钱安二"}, ACTOR)
    with pytest.raises(Refused, match="有 2 个人员都叫“钱安二”"):
        add(book, "assignments", {"subject": "Q0001", "leader": "钱安二"}, ACTOR)
    uid = column(book, Person.uid)[1]
    add(book, "assignments", {"subject": "Q0001", "leader": uid}, ACTOR)
    assert column(book, Assignment.leader) == [uid]


def test_a_new_assignment_ends_the_one_before_and_keeps_it(book: Book) -> None:
    enterprise(book)
    office.assign(book, CLOUD, "2018-03-01")
    office.assign(book, CLOUD, "2018-06-01", unit="试办区住建局")
    ends = [day and day.isoformat() for day in column(book, Assignment.to_on)]
    assert ends == ["2018-05-31", None]


def test_an_issue_of_a_visit_has_its_subject_its_day_and_its_source(book: Book) -> None:
    enterprise(book)
    visit = add(book, "visits", {"subject": CLOUD, "visited_on": "2018-07-05"}, ACTOR)
    add(book, "issues", {"visit": visit.number, "title": "用电"}, ACTOR)
    assert column(book, Issue.subject) == column(book, Subject.uid)
    assert [day.isoformat() for day in column(book, Issue.registered_on)] == ["2018-07-05"]
    assert column(book, Issue.source) == ["走访"]


def test_an_issue_is_not_tied_to_the_visit_of_another_subject(book: Book) -> None:
    enterprise(book)
    enterprise(book, GRAIN)
    visit = add(book, "visits", {"subject": CLOUD, "visited_on": "2018-07-05"}, ACTOR)
    with pytest.raises(Refused, match="不是这个帮扶对象的"):
        add(book, "issues", {"visit": visit.number, "subject": GRAIN, "title": "用电"}, ACTOR)


def test_editing_keeps_what_is_not_named_and_a_blank_clears(book: Book) -> None:
    uid = enterprise(book, park="东园", industry="机械")
    edit(book, KINDS["enterprises"], uid, {"park": ""}, ACTOR)
    with book.read() as connection:
        row = connection.execute(select(Subject.__table__)).one()
    assert (row.name, row.park, row.industry) == (CLOUD, None, "机械")


def test_editing_to_anothers_name_is_refused_and_to_ones_own_is_not(book: Book) -> None:
    uid = enterprise(book)
    enterprise(book, GRAIN)
    edit(book, KINDS["enterprises"], uid, {"name": CLOUD, "park": "东园"}, ACTOR)
    with pytest.raises(Refused, match="已登记"):
        edit(book, KINDS["enterprises"], uid, {"name": GRAIN}, ACTOR)


def test_another_field_of_one_of_two_that_bear_one_name_is_changed_without_a_word_of_it(
    book: Book,
) -> None:
    enterprise(book)
    with book.change("合并来的同名对象", ACTOR) as session:
        twin = session.create(Subject, kind="enterprise", name=CLOUD, code="他办-Q0001")
    edit(book, KINDS["enterprises"], twin.uid, {"park": "南园"}, ACTOR)
    edit(book, KINDS["enterprises"], twin.uid, {"name": "云岫机械二厂"}, ACTOR)
    with pytest.raises(Refused, match="这个名称已登记"):
        edit(book, KINDS["enterprises"], twin.uid, {"name": CLOUD}, ACTOR)


def test_visitors_keep_the_order_of_the_list_and_those_who_stay_keep_their_row(book: Book) -> None:
    enterprise(book)
    values = {"subject": CLOUD, "visited_on": "2018-07-05", "visitors": "钱安二、孙安三"}
    uid = add(book, "visits", values, ACTOR).uid
    before = set(column(book, VisitVisitor.uid))
    edit(book, KINDS["visits"], uid, {"visitors": "李安四、孙安三"}, ACTOR)
    with book.read() as connection:
        asked = select(Person.name).join(VisitVisitor, VisitVisitor.person == Person.uid)
        names = connection.scalars(asked.order_by(VisitVisitor.position)).all()
    assert names == ["李安四", "孙安三"]
    assert len(before & set(column(book, VisitVisitor.uid))) == 1
