"""Lists from the casebook: who answers for whom, what visits a month owes; and the commands."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.book.casebook import Book
from desk.book.place import Place
from desk.clock import Clock
from desk.errors import Refused
from desk.records import add
from desk.slips import ROSTERS, rosters
from reports.rosters import RosterView
from tests.desk import office
from tests.desk.line import Line
from tests.reports import paper

_TODAY = ("--today", "2018-07-31")


@pytest.fixture
def book(place: Place) -> Iterator[Book]:
    with office.new_book(place) as book:
        yield office.with_a_summer(office.with_subjects(book))


def assignments(book: Book, by: str = "park") -> RosterView:
    with book.read() as connection:
        return rosters.assignments(connection, by, book.clock.today())


def plan(book: Book, month: str = "2018-07") -> RosterView:
    with book.read() as connection:
        return rosters.visits(connection, month, book.clock.today())


def column(view: RosterView, label: str) -> list[str]:
    place = [one.label for one in view.columns].index(label)
    return [row[place] for row in view.rows]


# --- 包联一览表 ----------------------------------------------------------------------------------


def test_every_subject_stands_once_with_who_answers_for_it(book: Book) -> None:
    view = assignments(book)
    assert column(view, "帮扶对象") == [office.CLOUD, office.COLD, office.GRAIN, office.TIDE]
    assert set(column(view, "包联领导")) == {"钱安二"}
    assert set(column(view, "包联起始日期")) == {"2018-03-01"}
    assert column(view, "序号") == ["1", "2", "3", "4"]
    assert view.summary == "共4个（企业3个、项目1个），均已落实包联。"


def test_what_divides_the_list_is_its_first_column_and_its_order(book: Book) -> None:
    office.assign(book, office.CLOUD, "2018-07-01", unit="试办区科技局")
    for by in ("unit", "包联单位"):
        view = assignments(book, by)
        assert (view.columns[0].label, view.merged) == ("包联单位", 1)
        assert column(view, "包联单位") == sorted(column(view, "包联单位"))
    assert assignments(book, "leader").columns[0].label == "包联领导"


def test_an_assignment_that_ended_or_is_still_to_come_answers_for_nobody_today(book: Book) -> None:
    office.assign(book, office.GRAIN, "2018-07-20", unit="试办区科技局")
    units = dict(
        zip(*(column(assignments(book), one) for one in ("帮扶对象", "包联单位")), strict=True)
    )
    assert units[office.GRAIN] == "试办区科技局"
    book.clock = Clock(office.END_OF_JULY.replace(day=19))
    units = dict(
        zip(*(column(assignments(book), one) for one in ("帮扶对象", "包联单位")), strict=True)
    )
    assert units[office.GRAIN] == "试办区经发局"


def test_a_subject_that_nobody_answers_for_is_said_to_have_nobody(book: Book) -> None:
    add(book, "enterprises", {"name": "新月包装有限公司", "park": "东园"}, office.ACTOR)
    view = assignments(book)
    place = column(view, "帮扶对象").index("新月包装有限公司")
    assert column(view, "包联单位")[place] == "未落实包联"
    assert view.summary.endswith("；未落实包联1个。")


def test_another_division_is_refused_and_those_there_are_are_named(book: Book) -> None:
    with pytest.raises(Refused, match=r"不能按“天气”排；可用的有 park（园区）、"):
        assignments(book, "天气")


# --- 走访计划与完成情况表 ------------------------------------------------------------------------


def standing(view: RosterView) -> dict[str, str]:
    return dict(zip(column(view, "帮扶对象"), column(view, "完成情况"), strict=True))


def test_a_month_that_is_over_says_who_was_visited_and_for_how_long_others_were_not(
    book: Book,
) -> None:
    assert standing(plan(book)) == {
        office.CLOUD: "欠1个月",
        office.GRAIN: "完成",
        office.TIDE: "完成",
        office.COLD: "欠5个月",
    }


def test_while_the_month_runs_only_the_months_before_are_owed(book: Book) -> None:
    book.clock = Clock(office.END_OF_JULY.replace(day=8))
    assert standing(plan(book)) == {
        office.CLOUD: "待走访",
        office.GRAIN: "完成",
        office.TIDE: "欠4个月",
        office.COLD: "欠4个月",
    }


def test_a_month_to_come_is_a_plan_with_what_is_owed_so_far(book: Book) -> None:
    view = plan(book, "2018-08")
    assert standing(view)[office.GRAIN] == "待走访"
    assert standing(view)[office.COLD] == "欠5个月"
    assert set(column(view, "本月走访（次）")) == {"0"}
    assert dict(zip(column(view, "帮扶对象"), column(view, "此前最近走访"), strict=True)) == {
        office.CLOUD: "2018-06-12",
        office.GRAIN: "2018-07-03",
        office.TIDE: "2018-07-25",
        office.COLD: "没有",
    }


def test_a_subject_owes_nothing_for_the_time_before_it_was_assigned(book: Book) -> None:
    add(book, "enterprises", {"name": "新月包装有限公司"}, office.ACTOR)
    assert "新月包装有限公司" not in standing(plan(book))
    office.assign(book, "新月包装有限公司", "2018-07-30")
    assert standing(plan(book))["新月包装有限公司"] == "欠1个月"


def test_each_visit_of_the_month_is_counted_with_its_day_and_who_went(book: Book) -> None:
    view = plan(book)
    place = column(view, "帮扶对象").index(office.TIDE)
    assert column(view, "本月走访（次）")[place] == "2"
    assert column(view, "走访日期")[place] == "7月10日、7月25日"
    assert column(view, "走访人员")[place] == "钱安二、孙安三"


def test_totals_and_summary_agree_with_the_rows_and_with_the_figure(
    summer: Line, tmp_path: Path
) -> None:
    with Book.open(tmp_path / "casebook") as book:
        book.clock = Clock(office.END_OF_JULY)
        view = plan(book)
    assert view.total[1] == "合计（4个）"
    assert (view.total[6], view.total[9], view.total[12]) == ("4", "3", "完成2个")
    assert view.summary == "应走访4个，已走访2个（50.0%）、3次，未走访2个。"
    figures = summer.json("figures", "--month", "2018-07", "--today", "2018-07-31")["figures"]
    assert figures["coverage_rate"]["value"] == 50.0
    assert figures["visits"]["value"] == 3


def test_what_is_no_month_is_refused(book: Book) -> None:
    with pytest.raises(Refused, match="按月打印：“七月”不是月份"):
        plan(book, "七月")


# --- the commands --------------------------------------------------------------------------------


def test_both_lists_are_printed_as_word_pdf_and_excel(summer: Line, tmp_path: Path) -> None:
    for roster, text in zip(ROSTERS, ("园区", "2018-07"), strict=True):
        for suffix in roster.suffixes:
            path = tmp_path / f"{roster.name}{suffix}"
            asked = (roster.kind, text, "--document", roster.label, "--out", str(path), *_TODAY)
            assert summer.on("print", *asked, "--json") == 0, summer.err
            assert json.loads(summer.out) == {"files": [str(path)]}
        printed = (tmp_path / f"{roster.name}.pdf").read_bytes()
        assert office.COLD in paper.pdf_text(printed)


def test_both_lists_are_printed_blank(line: Line, tmp_path: Path) -> None:
    for roster in ROSTERS:
        path = tmp_path / f"{roster.name}.pdf"
        assert line("form", roster.label, "--blank", "--out", str(path)) == 0, line.err
        assert roster.label in paper.pdf_text(path.read_bytes())
