"""Visits, issues and monthly figures in lists."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.book.casebook import Book
from desk.intake.apply import take_in
from desk.intake.headings import Corrections, settle
from desk.intake.lists import read_list
from desk.intake.rejects import workbook
from desk.intake.table import Cell
from desk.records import add
from tests.desk.intake.offices import (
    ACTOR,
    CLOUD,
    GRAIN,
    again_changes_nothing,
    office,
    problem_at,
    rejected,
    shown,
    sums,
    table,
    take,
    told,
)
from tests.desk.intake.senders import TODAY, sheet

VISITS = ("企业名称", "走访日期", "走访方式", "走访人员", "问现状")
ISSUES = ("企业名称", "问题摘要", "登记日期", "办理状态", "责任单位", "备注")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with office(tmp_path) as made:
        yield made


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (None, "走访日期不能为空"),
        ("7月", "认不出是哪一天"),
        ("2018-08-02", "走访日期 2018-08-02 晚于今天（2018-08-01）"),
    ],
)
def test_a_visit_without_a_day_or_on_one_to_come_is_rejected(
    book: Book, day: Cell, reason: str
) -> None:
    done = take(book, VISITS, (CLOUD, day, None, None, None))
    assert sums(done) == (0, 0, 0, 1)
    assert reason in problem_at(done, 2).reason


def test_two_teams_on_one_day_made_two_visits(book: Book) -> None:
    rows = (
        VISITS,
        (CLOUD, "2018-07-02", None, "张安七", "平稳"),
        (CLOUD, "2018-07-02", None, "王安八", "平稳"),
        (CLOUD, "2018-07-02", "电话", "张安七", None),
    )
    done = take(book, *rows)
    assert sums(done) == (2, 0, 1, 0)
    assert shown(book, "visits", "visitors", "way") == [("张安七", "电话联系"), ("王安八", "")]
    again_changes_nothing(book, *rows)


def test_the_visitors_of_a_known_visit_become_those_of_the_list(book: Book) -> None:
    take(book, VISITS, (CLOUD, "2018-07-02", None, "张安七、王安八", None))
    rows = (VISITS, (CLOUD, "2018-07-02", None, "王安八、李安四", None))
    assert sums(take(book, *rows)) == (0, 1, 0, 0)
    assert shown(book, "visits", "visitors") == [("王安八、李安四",)]
    again_changes_nothing(book, *rows)


def test_visits_are_numbered_in_the_years_in_which_they_were(book: Book) -> None:
    take(
        book,
        VISITS,
        (CLOUD, "2017-12-30", None, None, None),
        (CLOUD, "2018-07-02", None, None, None),
        (GRAIN, "2017-12-31", None, None, None),
    )
    assert shown(book, "visits", "number") == [
        ("试办-2017-0001",),
        ("试办-2018-0001",),
        ("试办-2017-0002",),
    ]


def test_an_issue_enters_as_registered_and_its_old_state_is_a_note(book: Book) -> None:
    rows = (ISSUES, (CLOUD, "用电不足", "2018-07-02", "办理中", "供电公司", "急"))
    done = take(book, *rows)
    note = "急\n原状态：办理中；责任单位：供电公司"
    assert shown(book, "issues", "state", "lead_unit", "note") == [("已登记", "", note)]
    assert done.table.unmatched == ()


def test_a_newer_state_takes_the_place_of_the_old_one_in_the_note(book: Book) -> None:
    take(book, ISSUES, (CLOUD, "用电不足", None, "办理中", "供电公司", "急"))
    rows = (ISSUES, (CLOUD, "用电 不足", None, "已办结", "供电公司", None))
    assert sums(take(book, *rows)) == (0, 1, 0, 0)
    assert shown(book, "issues", "note") == [("急\n原状态：已办结；责任单位：供电公司",)]
    again_changes_nothing(book, *rows)


def test_what_an_officer_wrote_into_a_note_stays(book: Book) -> None:
    values = {"subject": CLOUD, "title": "用电不足", "note": "已电话联系"}
    add(book, "issues", values, ACTOR)
    take(book, ISSUES, (CLOUD, "用电不足", None, "办理中", None, None))
    assert shown(book, "issues", "note") == [("已电话联系\n原状态：办理中",)]


def test_an_issue_without_a_day_is_registered_on_the_day_of_the_import(book: Book) -> None:
    rows = (ISSUES, (CLOUD, "用电不足", "7月", None, None, None))
    done = take(book, *rows)
    assert shown(book, "issues", "registered_on") == [("2018-08-01",)]
    assert (done.problems[0].column, done.problems[0].rejected) == ("登记日期", False)
    again_changes_nothing(book, *rows)


def test_a_problem_that_was_raised_again_is_another_issue(book: Book) -> None:
    take(book, ISSUES, (CLOUD, "用电不足", "2018-03-02", None, None, None))
    done = take(book, ISSUES, (CLOUD, "用电不足", "2018-07-02", None, None, None))
    assert sums(done) == (1, 0, 0, 0)


def test_our_own_number_finds_the_issue_whatever_its_title_says_now(book: Book) -> None:
    take(book, ISSUES, (CLOUD, "用电不足", "2018-07-02", None, None, None))
    rows = (("编号", "帮扶对象", "问题摘要"), ("试办-2018-0001", CLOUD, "用电负荷不足"))
    assert sums(take(book, *rows)) == (0, 1, 0, 0)
    assert shown(book, "issues", "title") == [("用电负荷不足",)]
    other = take(book, rows[0], ("试办-2018-0001", GRAIN, "用电负荷不足"))
    ((_, _, reason),) = rejected(other)
    assert "另一个帮扶对象" in reason


def test_an_issue_is_tied_to_the_visit_of_its_own_subject_only(book: Book) -> None:
    take(book, VISITS, (CLOUD, "2018-07-02", None, None, None))
    headings = ("企业名称", "问题摘要", "来自走访")
    done = take(
        book,
        headings,
        (CLOUD, "用电不足", "试办-2018-0001"),
        (GRAIN, "门前积水", "试办-2018-0001"),
        (GRAIN, "招工难", "试办-2018-0099"),
    )
    assert sums(done) == (3, 0, 0, 0)
    assert shown(book, "issues", "visit") == [("试办-2018-0001",), ("",), ("",)]
    assert [row for row, *_ in told(done)] == [3, 4]


def test_rejected_rows_come_back_in_the_order_of_the_list(book: Book) -> None:
    done = take(
        book,
        ISSUES,
        ("无此企业", "甲", None, None, None, None),
        (CLOUD, None, None, None, None, None),
        ("无此公司", "乙", None, None, None, None),
    )
    assert [row.number for row in done.table.rejected] == [2, 3, 4]
    assert workbook(done.table, done.table.rejected, done.problems, TODAY)


FIGURES = ("企业名称", "月份", "工业总产值", "税金", "用电量（千瓦时）", "营业收入累计")


def test_the_figures_of_a_month_are_one_record_that_later_lists_mend(book: Book) -> None:
    take(book, FIGURES, (CLOUD, "2018-07", 100, 3, 2_500_000, 700))
    done = take(book, FIGURES, (CLOUD, "2018年7月", 120, None, None, None))
    assert sums(done) == (0, 1, 0, 0)
    figures = shown(book, "figures", "month", "output_value", "tax", "electricity", "revenue")
    assert figures == [("2018-07", "120", "3", "250", "")]


def test_sums_over_months_are_no_figures_of_a_month() -> None:
    listed = table(FIGURES, (CLOUD, "2018-07", 100, 3, 2_500_000, 700))
    assert [column.title for column in listed.unmatched] == ["营业收入累计"]


def test_figures_of_a_month_to_come_are_rejected(book: Book) -> None:
    done = take(book, FIGURES, (CLOUD, "2018-09", 1, 1, 1, 1))
    assert rejected(done) == [(2, "月份", "2018-09 还没有到；请核对月份")]


@pytest.mark.parametrize(
    ("title", "month"),
    [
        ("2018年7月规上工业企业主要指标", "2018-07"),
        ("规上工业指标（２０１８年０７月份）", "2018-07"),
        ("2018年1-7月规上工业企业主要指标", None),
        ("2018年1月—7月主要指标", None),
        ("截至2018年7月底主要指标", None),
        ("填报日期：2018年7月31日", None),
    ],
)
def test_a_title_says_the_month_of_a_list_without_such_a_column(
    title: str, month: str | None
) -> None:
    found = settle((sheet((title,), FIGURES_OF_ONE_MONTH, (CLOUD, 100)),), Corrections("figures"))
    assert found[0].titled.get("month") == month
    assert found[0].missing == (() if month else ("月份",))


FIGURES_OF_ONE_MONTH = ("企业名称", "工业总产值")


def test_the_rejects_of_a_list_with_its_month_in_the_title_are_taken_in_mended(
    book: Book, tmp_path: Path
) -> None:
    lines = (("2018年7月工业指标",), FIGURES_OF_ONE_MONTH, (CLOUD, 100), ("无此企业", 90))
    done = take(book, *lines, kind="figures")
    assert sums(done) == (1, 0, 0, 1)
    assert told(done) == [(2, "月份", "表中没有这一列，各行都按标题记为 2018-07，请核对")]
    path = tmp_path / "退回.xlsx"
    path.write_bytes(workbook(done.table, done.table.rejected, done.problems, TODAY))
    add(book, "enterprises", {"name": "无此企业"}, ACTOR)
    assert sums(take_in(book, read_list(path, TODAY, "figures"), ACTOR)) == (1, 0, 0, 0)
    assert shown(book, "figures", "subject", "month") == [
        (CLOUD, "2018-07"),
        ("无此企业", "2018-07"),
    ]
