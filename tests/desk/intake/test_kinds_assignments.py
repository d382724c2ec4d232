"""Assignments in lists: nothing is overwritten, and no subject has two that go on."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk.book.casebook import Book
from desk.records import add
from tests.desk.intake.offices import (
    ACTOR,
    CLOUD,
    GRAIN,
    again_changes_nothing,
    office,
    rejected,
    shown,
    sums,
    take,
    told,
)

HEADINGS = ("企业名称", "包联领导", "包联单位", "责任人", "起始日期")
WHEN = ("leader", "from_on", "to_on")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with office(tmp_path) as made:
        yield made


def test_without_a_date_an_assignment_begins_today(book: Book) -> None:
    take(book, HEADINGS, (CLOUD, "张安七", "甲局", None, None))
    assert shown(book, "assignments", *WHEN) == [("张安七", "2018-08-01", "")]


def test_the_same_people_are_the_same_assignment_whenever_it_began(book: Book) -> None:
    add(book, "assignments", {"subject": CLOUD, "leader": "张安七", "from_on": "2018-03-01"}, ACTOR)
    done = take(book, HEADINGS, (CLOUD, "张安七", "甲局", None, None))
    assert sums(done) == (0, 1, 0, 0)
    assert shown(book, "assignments", "leader", "unit", "from_on") == [
        ("张安七", "甲局", "2018-03-01")
    ]


def test_other_people_end_the_assignment_before_and_that_is_told(book: Book) -> None:
    add(book, "assignments", {"subject": CLOUD, "leader": "张安七", "from_on": "2018-03-01"}, ACTOR)
    rows = (HEADINGS, (CLOUD, "王安八", None, None, "2018-07-01"))
    done = take(book, *rows)
    assert sums(done) == (1, 0, 0, 0)
    assert (2, "企业名称", "原来的包联记到 2018-06-30 为止，由这一条接续") in told(done)
    assert shown(book, "assignments", *WHEN) == [
        ("张安七", "2018-03-01", "2018-06-30"),
        ("王安八", "2018-07-01", ""),
    ]
    again_changes_nothing(book, *rows)


def test_an_assignment_of_the_past_ends_before_the_one_that_goes_on(book: Book) -> None:
    add(book, "assignments", {"subject": CLOUD, "leader": "张安七", "from_on": "2018-06-01"}, ACTOR)
    rows = (HEADINGS, (CLOUD, "王安八", None, None, "2018年3月1日"))
    done = take(book, *rows)
    assert (2, "企业名称", "自 2018-06-01 起已另有包联，这一条记到 2018-05-31 为止") in told(done)
    assert shown(book, "assignments", *WHEN) == [
        ("张安七", "2018-06-01", ""),
        ("王安八", "2018-03-01", "2018-05-31"),
    ]
    again_changes_nothing(book, *rows)


def test_a_history_in_one_list_becomes_a_line_in_time(book: Book) -> None:
    rows = (
        HEADINGS,
        (CLOUD, "王安八", None, None, date(2018, 5, 1)),
        (CLOUD, "张安七", None, None, date(2018, 1, 1)),
        (CLOUD, "李安四", None, None, date(2018, 7, 1)),
    )
    take(book, *rows)
    assert sorted(shown(book, "assignments", *WHEN), key=lambda one: one[1]) == [
        ("张安七", "2018-01-01", "2018-04-30"),
        ("王安八", "2018-05-01", "2018-06-30"),
        ("李安四", "2018-07-01", ""),
    ]
    again_changes_nothing(book, *rows)


def test_two_rows_that_name_other_people_for_one_subject_are_not_both_taken(book: Book) -> None:
    rows = (HEADINGS, (CLOUD, "张安七", None, None, None), (CLOUD, "王安八", None, None, None))
    done = take(book, *rows)
    assert sums(done) == (1, 0, 0, 1)
    ((row, _, reason),) = rejected(done)
    assert row == 3
    assert "第 2 行已写了同一对象的包联" in reason


def test_an_end_before_the_beginning_is_rejected_as_the_form_does(book: Book) -> None:
    headings = (*HEADINGS, "结束日期")
    done = take(book, headings, (CLOUD, "张安七", None, None, "2018-05-01", "2018-04-01"))
    ((_, column, reason),) = rejected(done)
    assert (column, reason) == ("结束日期", "包联结束日期早于起始日期；请核对两个日期")


def test_the_first_of_several_answers_and_the_others_are_noted(book: Book) -> None:
    rows = (HEADINGS, (CLOUD, None, "甲局、乙局", "张安七\n王安八 13800000001", None))
    done = take(book, *rows)
    ((unit, responsible, note),) = shown(book, "assignments", "unit", "responsible", "note")
    assert (unit, responsible) == ("甲局", "张安七")
    assert note == "包联单位还有：乙局\n责任人还有：王安八 13800000001"
    assert (2, "责任人", "写有多个，以“张安七”为准，其余记入备注") in told(done)
    again_changes_nothing(book, *rows)


def test_telephones_in_columns_of_their_own_are_those_of_the_people(book: Book) -> None:
    headings = ("企业名称", "责任人", "电话", "联络员", "联络员电话")
    take(book, headings, (CLOUD, "张安七", "13800000000", "王安八", "13800000001"))
    assert shown(book, "people", "name", "phone") == [
        ("张安七", "13800000000"),
        ("王安八", "13800000001"),
    ]


def test_a_known_person_without_a_telephone_gets_it(book: Book) -> None:
    add(book, "people", {"name": "张安七"}, ACTOR)
    add(book, "people", {"name": "王安八", "phone": "13800000001"}, ACTOR)
    rows = (HEADINGS, (CLOUD, "王安八 13800000009", None, "张安七 13800000000", None))
    take(book, *rows)
    assert shown(book, "people", "name", "phone") == [
        ("张安七", "13800000000"),
        ("王安八", "13800000001"),
    ]


def test_of_two_of_one_name_the_one_in_the_units_of_the_row_is_meant(book: Book) -> None:
    add(book, "people", {"name": "张安七", "organization": "甲局"}, ACTOR)
    add(book, "people", {"name": "张安七", "organization": "乙局"}, ACTOR)
    done = take(
        book,
        HEADINGS,
        (CLOUD, None, "乙局", "张安七", None),
        (GRAIN, None, "丙局", "张安七", None),
    )
    assert sums(done) == (1, 0, 0, 1)
    ((row, column, reason),) = rejected(done)
    assert (row, column) == (3, "责任人")
    assert "张安七”（甲局、乙局）" in reason


def test_a_post_behind_a_name_goes_to_the_person(book: Book) -> None:
    take(book, HEADINGS, (CLOUD, "副区长 张安七", None, None, None))
    assert shown(book, "people", "name", "post") == [("张安七", "副区长")]


def test_two_subjects_of_one_name_are_told_apart_by_the_code_beside(book: Book) -> None:
    add(book, "projects", {"name": CLOUD}, ACTOR)
    done = take(book, ("企业名称", "包联领导"), (CLOUD, "张安七"))
    ((_, _, reason),) = rejected(done)
    assert "试办-Q0001、试办-X0002" in reason
    coded = take(book, ("企业名称", "企业代码", "包联领导"), (CLOUD, "试办-X0002", "张安七"))
    assert sums(coded) == (1, 0, 0, 0)
