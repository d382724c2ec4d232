"""The ledger as Excel: by the verb and by the command line, with what the casebook holds."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desk.book.casebook import Book
from desk.cli.main import main
from desk.errors import Refused
from desk.ledgers import Choice, ledger
from desk.printing import ledger_file
from reports.view import LedgerView
from tests.desk import office


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with office.new_book(tmp_path) as book:
        yield office.with_a_summer(office.with_subjects(book))


def listed(book: Book, choice: Choice) -> LedgerView:
    with book.read() as connection:
        return ledger(connection, choice, book.clock.today())


def rows(file: bytes) -> list[tuple[object, ...]]:
    """The rows below the headings."""
    (sheet,) = load_workbook(BytesIO(file)).worksheets
    found = list(sheet.iter_rows(values_only=True))
    return found[[row[0] for row in found].index("序号") + 1 :]


def blank_as_none(view: LedgerView) -> list[tuple[object, ...]]:
    return [tuple(cell or None for cell in row) for row in view.rows]


def test_every_view_is_written_as_it_is_listed(book: Book) -> None:
    for view in (listed(book, Choice()), listed(book, Choice("未销号"))):
        assert rows(ledger_file(view, ".xlsx")) == blank_as_none(view)


def test_what_was_typed_like_a_formula_is_handed_on_as_it_was_typed(book: Book) -> None:
    office.issue(book, office.GRAIN, "2018-07-30", "=1+1，请核对电费")
    (row,) = rows(ledger_file(listed(book, Choice(search="请核对电费")), ".xlsx"))
    assert "=1+1，请核对电费" in row


def test_what_does_not_fit_into_a_cell_is_refused_by_its_place(book: Book) -> None:
    view = listed(book, Choice())
    long = tuple("长" * 40_000 if cell == view.rows[0][3] else cell for cell in view.rows[0])
    with pytest.raises(Refused, match="第1行“问题摘要”"):
        ledger_file(replace(view, rows=(long,)), ".xlsx")


def test_the_command_writes_a_view_as_excel_and_the_same_bytes_twice(
    book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = blank_as_none(listed(book, Choice("未销号")))
    book.close()
    first, second = tmp_path / "一.xlsx", tmp_path / "二.xlsx"
    for out in (first, second):
        today = ("--today", "2018-07-31")
        command = ("ledger", str(tmp_path / "casebook"), "--view", "未销号", "--out", str(out))
        assert main((*command, *today), lambda _book: 0) == 0
    assert capsys.readouterr().out == f"{first}\n{second}\n"
    assert rows(first.read_bytes()) == expected
    assert first.read_bytes() == second.read_bytes()
