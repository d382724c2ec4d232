"""Units and people in lists: who is the same, who is new, and telephones beside names."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.book.casebook import Book
from desk.records import add
from tests.desk.intake.offices import (
    ACTOR,
    CLOUD,
    again_changes_nothing,
    office,
    rejected,
    shown,
    sums,
    table,
    take,
    told,
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with office(tmp_path) as made:
        yield made


UNITS = ("单位名称", "简称", "上级单位")
PEOPLE = ("姓名", "单位", "职务", "手机")


def test_a_parent_may_stand_further_down_the_list(book: Book) -> None:
    rows = ((UNITS), ("甲局", None, "乙委"), ("乙委", None, None))
    done = take(book, *rows)
    assert told(done) == []
    assert shown(book, "organizations", "name", "parent") == [("甲局", "乙委"), ("乙委", "")]


def test_a_parent_that_nobody_knows_is_made_and_told(book: Book) -> None:
    done = take(book, UNITS, ("甲局", None, "乙委"))
    assert told(done) == [(2, "上级单位", "新建单位“乙委”")]
    assert sums(done) == (1, 0, 0, 0)


def test_no_unit_is_above_itself(book: Book) -> None:
    take(book, UNITS, ("甲局", "甲", "甲"))
    assert shown(book, "organizations", "name", "parent") == [("甲局", "")]


def test_a_unit_is_known_by_its_short_name(book: Book) -> None:
    add(book, "organizations", {"name": "试办区经济局", "short_name": "经济局"}, ACTOR)
    done = take(book, ("单位名称", "层级"), ("经济局", "县"))
    assert sums(done) == (0, 1, 0, 0)
    assert shown(book, "organizations", "name", "tier") == [("试办区经济局", "县")]


def test_a_unit_that_was_only_known_by_its_short_name_gets_its_full_one(book: Book) -> None:
    add(book, "organizations", {"name": "经济局"}, ACTOR)
    rows = (UNITS, ("试办区经济局", "经济局", None))
    assert sums(take(book, *rows)) == (0, 1, 0, 0)
    assert shown(book, "organizations", "name", "short_name") == [("试办区经济局", "经济局")]
    again_changes_nothing(book, *rows)


def test_a_person_without_a_unit_is_the_only_one_of_that_name(book: Book) -> None:
    take(book, PEOPLE, ("张安七", "甲局", None, None))
    done = take(book, PEOPLE, ("张 安七", None, "科长", None))
    assert sums(done) == (0, 1, 0, 0)
    assert shown(book, "people", "name", "organization", "post") == [("张安七", "甲局", "科长")]


def test_of_two_people_of_one_name_the_unit_tells(book: Book) -> None:
    rows = (PEOPLE, ("张安七", "甲局", None, None), ("张安七", "乙局", None, None))
    assert sums(take(book, *rows)) == (2, 0, 0, 0)
    done = take(book, PEOPLE, ("张安七", None, "科长", None), ("张安七", "乙局", "局长", None))
    assert sums(done) == (0, 1, 0, 1)
    ((row, _, reason),) = rejected(done)
    assert row == 2
    assert "有 2 个人员都叫“张安七”（甲局、乙局）" in reason
    assert shown(book, "people", "organization", "post") == [("甲局", ""), ("乙局", "局长")]


def test_a_person_whom_nobody_placed_gets_the_unit_of_the_list(book: Book) -> None:
    add(book, "people", {"name": "张安七"}, ACTOR)
    assert sums(take(book, PEOPLE, ("张安七", "甲局", None, None))) == (0, 1, 0, 0)
    assert shown(book, "people", "name", "organization") == [("张安七", "甲局")]


def test_one_row_is_one_person_and_brackets_hold_the_post(book: Book) -> None:
    rows = (PEOPLE, ("张安七（科长）", "甲局", None, None), ("王安八、李安四", "甲局", None, None))
    done = take(book, *rows)
    assert sums(done) == (1, 0, 0, 1)
    assert "一人一行" in rejected(done)[0][2]
    assert shown(book, "people", "name", "post") == [("张安七", "科长")]
    again_changes_nothing(book, *rows)


def test_a_telephone_beside_a_name_is_the_persons(book: Book) -> None:
    take(book, ("姓名及电话", "单位"), ("张安七 13800000000", "甲局"))
    assert shown(book, "people", "name", "phone") == [("张安七", "13800000000")]


@pytest.mark.parametrize("heading", ["联系人及电话", "联系人/电话", "联系人及联系方式", "姓名电话"])
def test_contact_and_telephone_in_one_column_are_parted(heading: str) -> None:
    (row,) = table(("企业名称", heading), (CLOUD, "张安七 13800000000")).rows
    assert (row.values["contact"], row.values["phone"]) == ("张安七", "13800000000")


def test_a_name_in_the_column_of_telephones_is_the_contact() -> None:
    (row,) = table(("企业名称", "联系方式"), (CLOUD, "张安七，0317-5761234")).rows
    assert (row.values["contact"], row.values["phone"]) == ("张安七", "0317-5761234")


def test_both_columns_are_kept_together() -> None:
    headings = ("企业名称", "联系人", "联系电话")
    (row,) = table(headings, (CLOUD, "张安七13800000000", "0317-5761234")).rows
    assert row.values["contact"] == "张安七"
    assert row.values["phone"] == "13800000000、0317-5761234"


def test_what_cannot_be_parted_is_kept_as_it_was_and_told() -> None:
    listed = table(("企业名称", "联系人及电话"), (CLOUD, "张安七123456789012345"))
    (row,) = listed.rows
    assert row.values == {"name": CLOUD, "contact": "张安七123456789012345"}
    (problem,) = listed.problems
    assert (problem.column, problem.rejected) == ("联系人及电话", False)
    assert "没能分开姓名和电话" in problem.reason
