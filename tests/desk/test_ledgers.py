"""The ledger on paper: its columns, its views, what it says it holds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.book.casebook import Book
from desk.errors import Refused
from desk.ledgers import VIEWS, Choice, ledger
from desk.printing import ledger_file
from models.fields import KINDS
from reports.view import LedgerView
from tests.desk import office


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with office.new_book(tmp_path) as book:
        yield office.with_a_summer(office.with_subjects(book))


def shown(book: Book, choice: Choice | None = None) -> LedgerView:
    with book.read() as connection:
        return ledger(connection, choice or Choice(), book.clock.today())


def titles(view: LedgerView) -> list[str]:
    place = [column.label for column in view.columns].index("问题摘要")
    return [row[place] for row in view.rows]


def test_the_ledger_lists_every_issue_from_the_oldest_with_ordinals(book: Book) -> None:
    view = shown(book)
    assert [row[0] for row in view.rows] == [str(n) for n in range(1, 8)]
    assert titles(view)[:2] == ["厂区用电负荷不足", "门前道路积水"]
    assert view.summary == "共7件：已销号2件，未销号5件，超期1件。"


def test_columns_carry_the_labels_of_the_fields(book: Book) -> None:
    labels = {field.label for field in KINDS["issues"].fields}
    assert {column.label for column in shown(book).columns} - labels == {"序号"}


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("超期", ["堆场用地手续未批"]),
        ("已销号", ["厂区用电负荷不足", "门前道路积水"]),
        ("提级挂账", ["柴油车限行"]),
        ("待核实回访", ["冷库蒸汽压力不稳"]),
        ("破格销号", []),
    ],
)
def test_a_view_shows_what_belongs_to_it(book: Book, view: str, expected: list[str]) -> None:
    assert titles(shown(book, Choice(view))) == expected


def test_open_and_closed_issues_together_are_all(book: Book) -> None:
    parts = [*titles(shown(book, Choice("未销号"))), *titles(shown(book, Choice("已销号")))]
    assert sorted(parts) == sorted(titles(shown(book)))


def test_a_ledger_is_narrowed_by_fields_and_says_so(book: Book) -> None:
    view = shown(book, Choice("未销号", {"lead_unit": office.LAND}))
    assert titles(view) == ["堆场用地手续未批"]
    assert view.title.endswith(f"（未销号、牵头单位：{office.LAND}）")


def test_what_is_closed_past_a_gate_is_counted_apart(book: Book) -> None:
    office.take(book, "试办-2018-0004", "close", "2018-07-31", override="区长办公会议定")
    assert "已销号3件（其中破格销号1件）" in shown(book).summary


def test_an_unknown_view_is_refused_with_those_that_there_are(book: Book) -> None:
    with pytest.raises(Refused, match="、".join(VIEWS)):
        shown(book, Choice("最近"))


def test_a_ledger_is_written_as_word_pdf_and_excel_and_nothing_else(book: Book) -> None:
    view = shown(book)
    assert ledger_file(view, ".pdf").startswith(b"%PDF")
    assert ledger_file(view, ".docx").startswith(b"PK")
    assert ledger_file(view, ".xlsx").startswith(b"PK")
    with pytest.raises(Refused, match="doc"):
        ledger_file(view, ".doc")
