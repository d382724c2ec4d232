"""Any list of any kind, taken in twice: the second time nothing is made and nothing changes."""

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from desk.intake.table import Cell
from tests.desk.intake.offices import CLOUD, GRAIN, again_changes_nothing, office, take

UNITS = st.sampled_from(["甲局", "甲 局", "甲经济局", "乙局", "甲局、乙局", None])
PEOPLE = st.sampled_from(
    [
        "张安七",
        "张 安七",
        "王安八 13800000001",
        "张安七（甲局）",
        "张安七、王安八",
        "王安八（局长）",
        None,
    ]
)
ONE = st.sampled_from(["张安七", "王安八", None])
DAYS = st.sampled_from([date(2018, 7, 1), "2018.7.20", "2018年8月1日", "7月", None])
SUBJECTS = st.sampled_from([CLOUD, GRAIN, "云岫机械 有限公司", "无此企业"])
TEXTS = st.sampled_from(["用电不足", "用电 不足", "积水", None])
SHAPES: dict[str, tuple[tuple[str, ...], Sequence[st.SearchStrategy[Cell]]]] = {
    "organizations": (
        ("单位名称", "上级单位", "备注", "简称"),
        (UNITS, UNITS, TEXTS),
    ),
    "people": (
        ("姓名", "单位", "手机", "职务"),
        (ONE, UNITS, st.sampled_from(["12345678", None]), TEXTS),
    ),
    "assignments": (
        ("企业名称", "包联领导", "包联单位", "责任人", "包联起始日期", "包联结束日期"),
        (SUBJECTS, PEOPLE, UNITS, PEOPLE, DAYS, DAYS),
    ),
    "visits": (
        ("企业名称", "走访日期", "走访人员", "走访方式", "问现状"),
        (SUBJECTS, DAYS, PEOPLE, st.sampled_from(["电话", "走访", None]), TEXTS),
    ),
    "issues": (
        ("企业名称", "问题摘要", "登记日期", "办理状态", "责任单位", "备注"),
        (SUBJECTS, TEXTS, DAYS, st.sampled_from(["已办结", "办理中", None]), UNITS, TEXTS),
    ),
    "figures": (
        ("企业名称", "月份", "利润总额", "备注"),
        (
            SUBJECTS,
            st.sampled_from(["2018-06", "2018年7月", "2018.9"]),
            st.sampled_from([1, 2]),
            TEXTS,
        ),
    ),
}


def with_short_name(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Only one unit bears the short name."""
    return (*row, "甲局" if row[0] == "甲经济局" and row[2] else None)


@pytest.mark.parametrize("kind", SHAPES)
@settings(max_examples=5, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(data=st.data())
def test_any_list_taken_in_twice_changes_nothing_the_second_time(
    kind: str, data: st.DataObject
) -> None:
    headings, cells = SHAPES[kind]
    rows = st.tuples(*cells).map(with_short_name if kind == "organizations" else tuple)
    lines = st.lists(rows, min_size=1, max_size=6)
    with tempfile.TemporaryDirectory() as folder, office(Path(folder)) as book:
        for listed in data.draw(st.lists(lines, min_size=1, max_size=3)):
            take(book, headings, *listed, kind=kind)
            again_changes_nothing(book, headings, *listed, kind=kind)
