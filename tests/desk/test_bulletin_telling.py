"""What stands behind the numbers of a bulletin, live and frozen; which months there are."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk.book.casebook import Book
from desk.bulletins import issue, save_draft
from desk.bulletins.shelf import shelf
from desk.bulletins.telling import OpenMonth, open_month, view_of
from desk.errors import Refused
from desk.statistics.opening import opened, record_of
from models.calendar import Month
from tests.desk import office

JUNE, JULY = Month(2018, 6), Month(2018, 7)
TODAY = date(2018, 7, 31)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with office.new_book(tmp_path, TODAY) as book:
        yield office.with_a_summer(office.with_subjects(book))


def july(book: Book) -> OpenMonth:
    with book.read() as connection:
        return open_month(connection, book.store, JULY, book.clock.today())


def test_the_shelf_has_every_month_since_the_first_record(book: Book) -> None:
    save_draft(book, july(book).draft, office.ACTOR)
    issue(book, JUNE, 6, office.ACTOR)
    with book.read() as connection:
        found = shelf(connection, TODAY)
    assert [(str(one.month), one.state) for one in found] == [
        ("2018-07", "草稿"),
        ("2018-06", "已印发 第6期"),
    ]


def test_an_empty_casebook_has_the_current_month_on_its_shelf(tmp_path: Path) -> None:
    with office.new_book(tmp_path, TODAY) as book, book.read() as connection:
        assert [(one.month, one.state) for one in shelf(connection, TODAY)] == [(JULY, "未拟稿")]


def test_a_number_says_its_value_and_unit_and_opens_as_many_rows(book: Book) -> None:
    telling = july(book).telling
    told = telling.told("收集问题")
    assert (told.label, told.value, told.unit, told.idle) == ("收集问题", "5", "件", False)
    assert len(telling.opened("收集问题").rows) == 5
    assert telling.told("issues_collected.to_date").label == "收集问题·累计"


def test_a_change_opens_the_rows_of_both_months(book: Book) -> None:
    telling = july(book).telling
    found = telling.opened("收集问题·较上月")
    months = [row[0] for row in found.rows]
    assert telling.told("收集问题·较上月").value == "3"
    assert (months.count("2018年7月"), months.count("2018年6月")) == (5, 2)
    assert len(found.leads) == 7


def test_a_field_that_is_none_is_not_known(book: Book) -> None:
    telling = july(book).telling
    assert telling.known("没有的数") is None
    with pytest.raises(Refused, match="没有的数"):
        telling.told("没有的数")


def test_every_number_that_says_something_is_offered_once(book: Book) -> None:
    telling = july(book).telling
    labels = [one.label for one in telling.every()]
    assert len(labels) == len(set(labels))
    assert {"收集问题", "收集问题·累计", "销号率"} <= set(labels)
    assert all(not one.idle for one in telling.every())


def test_an_issued_bulletin_tells_what_was_printed(book: Book) -> None:
    before = july(book)
    issue(book, JULY, None, office.ACTOR)
    office.take(book, "试办-2018-0006", "withdraw", "2018-07-31", reason="企业撤回")
    after = july(book)
    assert after.sent is not None
    assert after.telling.told("收集问题") == before.telling.told("收集问题")
    assert after.telling.opened("收集问题·较上月") == before.telling.opened("收集问题·较上月")
    assert "收集问题" in [one.label for one in after.telling.every()]


def test_an_edited_draft_is_drawn_with_the_figures_that_were_counted(book: Book) -> None:
    month = july(book)
    edited = month.draft.edited("收集{收集问题}件。")
    with book.read() as connection:
        view = view_of(connection, month, edited, TODAY)
    assert (view.text, view.draft) == ("收集5件。", True)


@pytest.mark.parametrize(
    ("label", "kind"),
    [("收集问题", "issues"), ("走访次数", "visits"), ("走访对象", "subjects"), ("包联单位", "")],
)
def test_rows_lead_to_their_records(book: Book, label: str, kind: str) -> None:
    found = july(book).telling.opened(label)
    assert found.rows
    with book.read() as connection:
        uids = [record_of(connection, lead) for lead in found.leads]
    assert {lead[0] for lead in found.leads} == {kind}
    assert all(uids) if kind else not any(uids)


def test_a_rate_says_of_each_row_on_which_side_of_the_line_it_counts(book: Book) -> None:
    found = july(book).telling.opened("销号率")
    assert [column.label for column in found.columns[:2]] == ["销号问题", "收集问题"]
    assert {cell for row in found.rows for cell in row[:2]} <= {"是", "否"}


def test_steps_are_shown_by_what_was_done() -> None:
    rows = [{"step": "urge", "on": "2018-07-03", "number": "试办-2018-0001", "title": "缺水"}]
    found = opened("urgings", rows)
    assert found.rows == (("2018-07-03", "催办", "缺水", "试办-2018-0001"),)
    assert found.leads == (("issues", "试办-2018-0001"),)
