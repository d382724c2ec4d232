"""Which subject a row means: the same list again means the same ones, whatever is in it."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desk.book.casebook import Book
from desk.book.undo import undo
from desk.intake.apply import take_in
from desk.intake.headings import find
from desk.intake.rows import understand
from desk.intake.table import Table
from models.tables import Subject
from tests.desk.intake.senders import CODE, OTHER_CODE, TODAY, Line, sheet
from tests.desk.office import new_book

ACTOR = "周安一"
DOUBTFUL = CODE[:-1] + "1"
HEADINGS = ("企业名称", "信用代码", "园区", "联系人")
_LINE = st.tuples(
    st.sampled_from(["甲厂", "甲 厂", "乙厂", "乙厂（东）", "乙厂(东)"]),
    st.sampled_from([CODE, OTHER_CODE, DOUBTFUL, None]),
    st.sampled_from(["东园", "西园", None]),
    st.sampled_from(["张三", "李四", None]),
)
_LISTS = st.lists(st.lists(_LINE, min_size=1, max_size=6), min_size=1, max_size=4)


def _table(lines: Sequence[Line]) -> Table:
    return understand(find([sheet(HEADINGS, *lines)]), TODAY)


def _subjects(book: Book) -> set[tuple[object, ...]]:
    asked = select(Subject.uid, Subject.name, Subject.credit_code, Subject.park, Subject.contact)
    with book.read() as connection:
        return {tuple(row) for row in connection.execute(asked)}


def _take(book: Book, lines: Sequence[Line]) -> dict[str, int]:
    return take_in(book, _table(lines), ACTOR).counts


@settings(max_examples=25, deadline=None)
@given(_LISTS)
def test_any_list_taken_in_twice_changes_nothing_the_second_time(
    lists: list[list[Line]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, new_book(Path(folder), TODAY) as book:
        for lines in lists:
            before = _subjects(book)
            first = _take(book, lines)
            after = _subjects(book)
            again = _take(book, lines)
            assert (again["created"], again["updated"]) == (0, 0)
            assert again["unchanged"] == first["read"] == len(lines)
            assert _subjects(book) == after
            if first["created"] or first["updated"]:
                undo(book, ACTOR)
                assert _subjects(book) == before
            _take(book, lines)


def test_a_name_that_the_list_takes_away_finds_who_bore_it(tmp_path: Path) -> None:
    with new_book(tmp_path, TODAY) as book:
        _take(book, [("旧名厂", CODE)])
        lines = [("新名厂", CODE), ("旧名厂", None)]
        assert _take(book, lines)["updated"] == 1
        assert _take(book, lines)["unchanged"] == 2
        assert {name for _, name, *_ in _subjects(book)} == {"新名厂"}


def test_a_name_given_beside_another_under_one_code_finds_that_subject(tmp_path: Path) -> None:
    with new_book(tmp_path, TODAY) as book:
        lines = [("又名厂", None, None, "张三"), ("甲厂", CODE), ("又名厂", CODE)]
        assert _take(book, lines)["created"] == 1
        ((_, *said),) = _subjects(book)
        assert said == ["甲厂", CODE, None, "张三"]


def test_a_code_is_given_to_the_subject_that_had_none(tmp_path: Path) -> None:
    with new_book(tmp_path, TODAY) as book:
        _take(book, [("甲厂", None, "东园")])
        assert _take(book, [("甲厂", CODE)])["updated"] == 1
        ((_, *said),) = _subjects(book)
        assert said == ["甲厂", CODE, "东园", None]


def test_a_doubtful_code_never_replaces_a_valid_one(tmp_path: Path) -> None:
    with new_book(tmp_path, TODAY) as book:
        _take(book, [("甲厂", CODE)])
        assert _take(book, [("甲厂", DOUBTFUL)])["unchanged"] == 1
        assert _take(book, [("甲厂", DOUBTFUL, "东园")])["updated"] == 1
        ((_, *said),) = _subjects(book)
        assert said == ["甲厂", CODE, "东园", None]
