"""One enterprise under two names: the other name is kept, and lists may go on using it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from desk.book.casebook import Book
from desk.intake import apply
from desk.intake.lists import read_list
from desk.intake.plans import Plan
from desk.records import add
from models.tables import Subject
from tests.desk.intake.senders import CODE, TODAY, Line, excel
from tests.desk.office import new_book

ACTOR = "周安一"
NOW, ONCE, BEFORE = "云岫机械有限公司", "云岫农机厂", "云岫铁工厂"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with new_book(tmp_path, TODAY) as made:
        yield made


def _take_in(book: Book, *rows: Line) -> Plan:
    path = excel(book.folder / "名单.xlsx", rows)
    return apply.take_in(book, read_list(path, TODAY), ACTOR)


def _known(book: Book) -> list[tuple[str | None, str | None]]:
    with book.read() as connection:
        table = Subject.__table__
        asked = select(table.c.name, table.c.also_called).order_by(table.c.id)
        return [(name, also) for name, also in connection.execute(asked)]


def _twice_under_one_code(book: Book) -> Plan:
    return _take_in(book, ("企业名称", "统一社会信用代码"), (NOW, CODE), (ONCE, CODE))


def test_the_other_name_under_a_code_is_kept_and_told(book: Book) -> None:
    done = _twice_under_one_code(book)
    assert _known(book) == [(NOW, ONCE)]
    assert [problem.reason for problem in done.problems if "曾用名" in problem.reason]


def test_the_same_list_again_changes_nothing(book: Book) -> None:
    _twice_under_one_code(book)
    again = _twice_under_one_code(book)
    assert (again.counts["created"], again.counts["updated"]) == (0, 0)


def test_a_list_without_codes_finds_the_subject_by_its_other_name(book: Book) -> None:
    _twice_under_one_code(book)
    _take_in(book, ("企业名称", "所属园区"), (ONCE, "东园"))
    assert _known(book) == [(NOW, ONCE)]


def test_issues_are_taken_in_under_the_other_name(book: Book) -> None:
    _twice_under_one_code(book)
    done = _take_in(book, ("企业名称", "存在问题", "收集日期"), (ONCE, "用电不足", "2018-07-03"))
    assert done.counts["created"] == 1


def test_a_person_may_name_a_subject_by_its_other_name(book: Book) -> None:
    _twice_under_one_code(book)
    assert add(book, "issues", {"subject": ONCE, "title": "用电不足"}, ACTOR).number


def test_a_renamed_subject_keeps_the_name_it_had(book: Book) -> None:
    _take_in(book, ("企业名称", "统一社会信用代码"), (BEFORE, CODE))
    _take_in(book, ("企业名称", "统一社会信用代码"), (ONCE, CODE))
    _take_in(book, ("企业名称", "统一社会信用代码"), (NOW, CODE))
    assert _known(book) == [(NOW, f"{BEFORE}、{ONCE}")]


def test_a_column_of_former_names_is_taken_in(book: Book) -> None:
    _take_in(book, ("企业名称", "曾用名"), (NOW, f"{ONCE}、{BEFORE}"))
    assert _known(book) == [(NOW, f"{ONCE}、{BEFORE}")]
