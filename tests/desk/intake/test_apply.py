"""From a list that was understood to the casebook: folded, compared, taken in as one change."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desk.book.casebook import Book
from desk.book.undo import undo
from desk.errors import Refused
from desk.intake import apply
from desk.intake.lists import read_list
from desk.intake.table import Table
from desk.lists import Query, lines
from desk.progress import Cancelled, Progress
from desk.records import add
from models.tables import Change, Op, Subject
from tests.desk.intake.senders import CODE, HEADINGS, OTHER_CODE, TODAY, Line, excel
from tests.desk.office import new_book

ACTOR = "周安一"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with new_book(tmp_path, TODAY) as made:
        yield made


def _list(tmp_path: Path, *rows: Line) -> Table:
    path = excel(tmp_path / "名单.xlsx", (("重点企业名单",), HEADINGS, *rows, ("合计",)))
    return read_list(path, TODAY)


def _names(book: Book) -> list[str]:
    with book.read() as connection:
        found = lines(connection, Query("enterprises", sort="code"), TODAY)
    return [line.shown["name"] for line in found]


def test_every_row_read_is_created_updated_unchanged_or_rejected(
    book: Book, tmp_path: Path
) -> None:
    add(book, "enterprises", {"name": "乙公司", "park": "东园"}, ACTOR)
    add(book, "enterprises", {"name": "丙公司", "park": "东园"}, ACTOR)
    table = _list(
        tmp_path,
        (1, "甲公司", CODE, "东园"),
        (2, "乙公司", None, "西园"),
        (3, "丙公司", None, "东园"),
        (4, None, OTHER_CODE, "东园"),
    )
    counts = apply.take_in(book, table, ACTOR).counts
    assert counts == {
        "read": 4,
        "skipped": 2,
        "created": 1,
        "updated": 1,
        "unchanged": 1,
        "rejected": 1,
        "duplicates": 0,
    }


def test_the_same_list_again_changes_nothing_and_writes_nothing(book: Book, tmp_path: Path) -> None:
    table = _list(tmp_path, (1, "甲公司", CODE, "东园"), (2, "甲 公司", None, "西园"))
    apply.take_in(book, table, ACTOR)
    with book.read() as connection:
        before = connection.scalar(select(func.count()).select_from(Op))
    counts = apply.take_in(book, table, ACTOR).counts
    with book.read() as connection:
        after = connection.scalar(select(func.count()).select_from(Op))
    assert (counts["created"], counts["updated"], counts["unchanged"]) == (0, 0, 2)
    assert after == before


def test_rows_under_one_valid_code_are_one_subject_and_the_other_name_is_told(
    book: Book, tmp_path: Path
) -> None:
    done = apply.take_in(
        book,
        _list(tmp_path, (1, "甲公司", CODE, None), (2, "乙公司", CODE, "东园")),
        ACTOR,
    )
    assert _names(book) == ["甲公司"]
    assert done.counts["duplicates"] == 1
    (told,) = done.problems
    assert (told.row, told.column, told.value) == (4, "企业名称", "乙公司")
    assert not told.rejected


def test_namesakes_with_two_valid_codes_stay_two(book: Book, tmp_path: Path) -> None:
    table = _list(tmp_path, (1, "甲公司", CODE, None), (2, "甲公司", OTHER_CODE, None))
    assert apply.take_in(book, table, ACTOR).counts["created"] == 2
    assert apply.take_in(book, table, ACTOR).counts["unchanged"] == 2
    assert _names(book) == ["甲公司", "甲公司"]


def test_a_blank_cell_never_clears_what_is_known(book: Book, tmp_path: Path) -> None:
    add(book, "enterprises", {"name": "甲公司", "park": "东园", "phone": "13800000000"}, ACTOR)
    apply.take_in(book, _list(tmp_path, (1, "甲公司", CODE, None)), ACTOR)
    with book.read() as connection:
        row = connection.execute(select(Subject.park, Subject.phone, Subject.credit_code)).one()
    assert tuple(row) == ("东园", "13800000000", CODE)


def test_a_known_code_with_a_new_name_renames_the_subject(book: Book, tmp_path: Path) -> None:
    add(book, "enterprises", {"name": "旧名公司", "credit_code": CODE}, ACTOR)
    assert apply.take_in(book, _list(tmp_path, (1, "新名公司", CODE)), ACTOR).counts["updated"] == 1
    assert _names(book) == ["新名公司"]


def test_undo_takes_a_whole_import_back(book: Book, tmp_path: Path) -> None:
    add(book, "enterprises", {"name": "乙公司", "park": "东园"}, ACTOR)
    table = _list(tmp_path, (1, "甲公司", CODE), (2, "乙公司", OTHER_CODE, "西园"))
    apply.take_in(book, table, ACTOR)
    undo(book, ACTOR)
    assert _names(book) == ["乙公司"]
    with book.read() as connection:
        row = connection.execute(select(Subject.park, Subject.credit_code)).one()
    assert tuple(row) == ("东园", None)


def test_an_import_that_is_stopped_leaves_nothing(book: Book, tmp_path: Path) -> None:
    table = _list(tmp_path, *((n, f"第{n}公司", None, "东园") for n in range(1, 500)))
    progress = Progress(lambda label, _done, _total: progress.cancel() if "写入" in label else None)
    with pytest.raises(Cancelled):
        apply.take_in(book, table, ACTOR, progress)
    with book.read() as connection:
        assert connection.scalar(select(func.count()).select_from(Change)) == 0
    assert _names(book) == []


def test_a_kind_that_does_not_come_in_lists_is_refused_by_name(book: Book) -> None:
    with pytest.raises(Refused, match="反馈卡名单不能导入"):
        apply.take_in(book, Table("cards", (), ()), ACTOR)
