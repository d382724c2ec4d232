"""What holds for lists of every kind: sums, undo, references by name, units and people made."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.book.casebook import Book
from desk.book.undo import undo
from desk.intake.table import Cell
from models.fields import KINDS
from tests.desk.intake.offices import (
    ACTOR,
    CLOUD,
    COLD,
    GRAIN,
    again_changes_nothing,
    office,
    ops,
    rejected,
    shown,
    sums,
    take,
    told,
)

LISTS: dict[str, list[list[Cell]]] = {
    "organizations": [
        ["单位名称", "简称", "层级", "上级单位"],
        ["试办区经济发展局", "经发局", "县", "试办区管委会"],
        ["试办区管委会", "管委会", "县", None],
        ["东园街道", None, "乡", "管委会"],
    ],
    "people": [
        ["姓名", "单位", "职务", "手机"],
        ["周安一", "经发局", "科长", "13800000001"],
        ["钱安二", "试办区经发局", "局长", None],
        ["孙安三", None, None, "13800000003"],
    ],
    "assignments": [
        ["企业名称", "包联领导", "包联单位", "责任人", "联络员"],
        [CLOUD, "钱安二", "经发局", "孙安三", "李安四 13800000004"],
        [GRAIN, "钱安二", "税务局", "吴安五", None],
        [COLD, "郑安六", None, None, None],
    ],
    "visits": [
        ["企业名称", "走访时间", "走访人员", "走访方式", "企业现状"],
        [CLOUD, "2018.7.23", "钱安二、孙安三", "实地走访", "满负荷生产"],
        [GRAIN, "2018年7月24日", "李安四", "电话", "淡季"],
        [CLOUD, "20180730", None, None, None],
    ],
    "issues": [
        ["企业名称", "存在问题", "问题类别", "收集时间", "责任单位", "办理状态"],
        [CLOUD, "用电负荷不足", "用电", "2018-07-02", "供电公司", "办理中"],
        [GRAIN, "门前道路积水", "道路", None, None, None],
        [COLD, "土地手续未批", "用地", "2018-07-10", "国土分局", "已办结"],
    ],
    "figures": [
        ["企业名称", "月份", "工业总产值（万元）", "入库税金（万元）", "用电量（万千瓦时）"],
        [CLOUD, "2018年6月", 1200.5, 33, 12],
        [CLOUD, "2018年7月", 1300, 30, 11.5],
        [COLD, "2018-07", None, None, 1],
    ],
}


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with office(tmp_path) as made:
        yield made


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_of_any_kind_is_told_by_its_headings_and_taken_in_whole(
    book: Book, kind: str
) -> None:
    done = take(book, *LISTS[kind])
    assert done.table.kind == kind
    assert sums(done) == (3, 0, 0, 0)


@pytest.mark.parametrize("kind", LISTS)
def test_the_same_list_again_changes_nothing_whatever_its_kind(book: Book, kind: str) -> None:
    take(book, *LISTS[kind])
    again_changes_nothing(book, *LISTS[kind])


@pytest.mark.parametrize("kind", LISTS)
def test_the_same_row_twice_in_a_list_is_one_record(book: Book, kind: str) -> None:
    headings, first, *_ = LISTS[kind]
    done = take(book, headings, first, first)
    assert sums(done) == (1, 0, 1, 0)
    assert done.counts["duplicates"] == 1


@pytest.mark.parametrize("kind", LISTS)
def test_undo_takes_an_import_of_any_kind_back_with_what_it_brought_along(
    book: Book, kind: str
) -> None:
    take(book, *LISTS[kind])
    undo(book, ACTOR)
    assert shown(book, kind) == []
    assert shown(book, "organizations") == shown(book, "people") == []


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_shown_in_the_preview_says_what_people_read(book: Book, kind: str) -> None:
    done = take(book, *LISTS[kind])
    naming = KINDS[kind].entered[0].name
    assert [one.values[naming] for one in done.created] == [row[0] for row in LISTS[kind][1:]]


@pytest.mark.parametrize("kind", ["assignments", "visits", "issues", "figures"])
def test_a_row_of_a_subject_that_nobody_registered_is_rejected(book: Book, kind: str) -> None:
    headings, first, *_ = LISTS[kind]
    done = take(book, headings, ["无此企业有限公司", *first[1:]], first)
    assert sums(done) == (1, 0, 0, 1)
    ((row, column, reason),) = rejected(done)
    assert (row, column) == (2, "企业名称")
    assert "没有找到帮扶对象“无此企业有限公司”" in reason


def test_what_a_rejected_row_names_is_not_made(book: Book) -> None:
    before = ops(book)
    take(book, LISTS["assignments"][0], ["无此企业", "赵某某", "某局", None, None])
    assert ops(book) == before


def test_units_and_people_that_a_list_brings_are_told_once(book: Book) -> None:
    done = take(book, *LISTS["assignments"])
    assert told(done) == [
        (2, "包联领导", "新建人员“钱安二”"),
        (2, "包联单位", "新建单位“经发局”"),
        (2, "责任人", "新建人员“孙安三”"),
        (2, "联络员", "新建人员“李安四”"),
        (3, "包联单位", "新建单位“税务局”"),
        (3, "责任人", "新建人员“吴安五”"),
        (4, "包联领导", "新建人员“郑安六”"),
    ]
    assert shown(book, "people", "name", "phone")[2] == ("李安四", "13800000004")
