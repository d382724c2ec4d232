"""The lines of a list: which hold a record, what they say, and what is wrong with them."""

from collections.abc import Sequence
from datetime import date

import pytest

from desk.intake.headings import find
from desk.intake.rows import understand
from desk.intake.table import Cell, Problem, Sheet, Table
from desk.progress import Cancelled, Progress
from tests.desk.intake.senders import CODE, HEADINGS, TODAY, Line, Place, sheet


def _table(*sheets: Sheet, kind: str = "enterprises") -> Table:
    found = find(sheets, kind)
    return understand(found, TODAY)


def _enterprises(*lines: Line, merged: tuple[Place, ...] = ()) -> Table:
    return _table(sheet(HEADINGS, *lines, merged=merged))


def _names(table: Table) -> list[object]:
    return [row.values["name"] for row in table.rows]


def test_a_row_says_what_its_cells_say_under_its_number_in_excel() -> None:
    table = _table(
        sheet(("名单",), HEADINGS, (1, "甲 公司", CODE, "甲园", "2018年7月23日", "1,200"))
    )
    (row,) = table.rows
    assert row.number == 3
    assert row.values == {
        "name": "甲公司",
        "credit_code": CODE,
        "park": "甲园",
        "founded_on": date(2018, 7, 23),
        "registered_capital": 1200.0,
    }
    assert table.problems == ()


def test_a_blank_cell_says_nothing() -> None:
    (row,) = _enterprises((1, "甲公司", None, "—", " ", "无")).rows
    assert row.values == {"name": "甲公司"}


@pytest.mark.parametrize(
    "line",
    [
        (None,) * 6,
        (7,),
        ("合计", None, None, None, None, 1200),
        ("合 计：",),
        (None, "小计", None, None, None, 5),
        ("共53家",),
        ("总计53家",),
        ("合计（53家）", None, None, None, None, 5),
        (None, "东园小计", None, None, None, 5),
        ("东园", "合计", None, None, None, 5),
        ("全县共53家企业",),
        (None, "平均", None, None, None, 5),
        ("填报单位（盖章）：甲局", None, "填表人：张三"),
        ("单位负责人签字：",),
        ("※注1：按营业执照填写",),
        ("一、规上工业（29家）",),
        ("注：按 2017 年年报填写",),
        ("填表人：王某", None, "联系电话：12345"),
        HEADINGS,
    ],
)
def test_a_line_without_a_record_is_skipped(line: Line) -> None:
    table = _enterprises((1, "甲公司"), line, (2, "乙公司"))
    assert _names(table) == ["甲公司", "乙公司"]
    assert (table.skipped, table.read, table.problems) == (1, 2, ())


@pytest.mark.parametrize("line", [range(1, 7), ("甲", "乙", 1, 2), (None, "甲", "乙", 1, 2, 3)])
def test_the_line_that_numbers_the_columns_is_skipped(line: Sequence[Cell]) -> None:
    table = _enterprises(tuple(line), (1, "甲公司"))
    assert (_names(table), table.skipped) == (["甲公司"], 1)


def test_a_text_merged_over_the_list_is_a_title() -> None:
    table = _enterprises((1, "甲公司"), (None, "乙类企业"), (2, "乙公司"), merged=((2, 1, 2, 5),))
    assert _names(table) == ["甲公司", "乙公司"]


def test_titles_above_the_headings_count_as_skipped() -> None:
    table = _table(sheet(("名单",), (), HEADINGS, (1, "甲公司")))
    assert (table.read, table.skipped) == (1, 2)


def test_a_remark_below_the_list_is_told_and_not_taken_for_an_enterprise() -> None:
    table = _table(
        sheet(
            ("企业名称", "电话"),
            ("甲公司", "12345"),
            ("2.电话请填手机号码", None),
            ("以上企业均已核实，请各乡镇知悉。", None),
            ("2018年7月31日", None),
        )
    )
    assert (_names(table), table.skipped) == (["甲公司"], 3)
    first, *others = table.problems
    assert (first.row, first.value, first.rejected) == (3, "2.电话请填手机号码", False)
    assert len(others) == 2


def test_a_name_alone_among_full_rows_is_an_enterprise() -> None:
    table = _enterprises((1, "甲公司", CODE), (2, "3、乙公司"), (3, "丙公司", None, "东园"))
    assert _names(table) == ["甲公司", "3、乙公司", "丙公司"]


def test_the_title_of_a_group_is_told_where_records_have_other_numbers() -> None:
    table = _enterprises(
        ("一", "规上工业企业", None, None, None, 500),
        (1, "甲公司", CODE),
        (2, "乙公司", None, "东"),
    )
    assert _names(table) == ["甲公司", "乙公司"]
    assert [problem.value for problem in table.problems] == ["规上工业企业"]


def test_records_that_are_numbered_in_chinese_are_records() -> None:
    table = _enterprises(("一", "甲公司", None, None, None, 5), ("二", "乙公司"))
    assert _names(table) == ["甲公司", "乙公司"]


def test_a_row_that_is_known_by_nothing_but_a_number_is_rejected() -> None:
    table = _enterprises((1, 123, CODE), (2, "无", CODE))
    assert [problem.reason for problem in table.problems] == [
        "“123”只有数字，不像企业名称，请核对",
        "企业名称不能为空",
    ]
    assert len(table.rejected) == 2


def test_an_unknown_word_of_a_choice_leaves_the_row_in_the_list_and_is_told() -> None:
    table = _table(sheet(("企业名称", "规模", "电话"), ("甲公司", "制造业", "12345")))
    assert [row.values for row in table.rows] == [{"name": "甲公司", "phone": "12345"}]
    assert [(p.column, p.value, p.rejected) for p in table.problems] == [("规模", "制造业", False)]


def test_an_enterprise_called_after_a_total_is_still_an_enterprise() -> None:
    assert _names(_enterprises((1, "合计通达有限公司"))) == ["合计通达有限公司"]


def test_a_row_without_a_name_is_rejected_and_kept_as_sent() -> None:
    line: tuple[Cell, ...] = (1, None, CODE, "甲园", None, None)
    table = _enterprises(line)
    assert table.rows == ()
    assert [row.raw for row in table.rejected] == [line]
    assert table.problems == (Problem(2, "企业名称", "", "企业名称不能为空", True, "名单"),)


@pytest.mark.parametrize(
    ("place", "cell", "heading"),
    [
        (4, "2018年7月", "成立日期"),
        (5, "约500", "注册资本（万元）"),
        (2, 9.1e17, "统一社会信用代码"),
        (2, "123456789", "统一社会信用代码"),
    ],
)
def test_a_bad_value_leaves_its_field_empty_and_is_named(
    place: int, cell: Cell, heading: str
) -> None:
    line: list[Cell] = [1, "甲公司", None, None, None, None]
    line[place] = cell
    table = _enterprises(line)
    assert [row.values for row in table.rows] == [{"name": "甲公司"}]
    (problem,) = table.problems
    assert (problem.row, problem.column, problem.rejected) == (2, heading, False)
    assert problem.value


def test_a_doubtful_code_is_taken_in_and_named() -> None:
    table = _enterprises((1, "甲公司", CODE[:-1] + "1"))
    assert table.rows[0].values["credit_code"] == CODE[:-1] + "1"
    assert [p.rejected for p in table.problems] == [False]


def test_bare_numbers_have_the_unit_of_their_heading() -> None:
    table = _table(
        sheet(("企业名称", "注册资本（亿元）"), ("甲", 1.2), ("乙", "300万"), ("丙", None))
    )
    amounts = [row.values.get("registered_capital") for row in table.rows]
    assert amounts == [12000.0, 300.0, None]


def test_a_foreign_unit_in_the_heading_is_not_taken_for_our_money() -> None:
    table = _table(sheet(("企业名称", "注册资本（万美元）"), ("甲", 100)))
    assert "registered_capital" not in table.rows[0].values
    assert "万美元" in table.problems[0].reason


def test_the_unit_above_the_list_holds_for_amounts_without_their_own() -> None:
    headings = ("企业名称", "注册资本", "营业收入（万元）", "从业人数")
    table = _table(sheet(("企业表", None, "单位：元"), headings, ("甲", 5_000_000, 20, 35)))
    values = table.rows[0].values
    assert (values["registered_capital"], values["annual_revenue"]) == (500.0, 20.0)
    assert values["employees"] == 35
    assert table.parts[0].money_unit == "元"


def test_what_is_merged_downwards_is_said_for_each_row_but_sums_and_codes_are_not() -> None:
    table = _enterprises(
        (1, "甲公司", CODE, "甲园", None, 100),
        (2, "乙公司", None, None, None, None),
        merged=((1, 3, 2, 3), (1, 2, 2, 2), (1, 5, 2, 5)),
    )
    assert table.rows[1].values == {"name": "乙公司", "park": "甲园"}


def test_rows_of_two_sheets_carry_the_name_of_theirs() -> None:
    table = _table(
        sheet(HEADINGS, (1, "甲"), name="一"), sheet(HEADINGS, (1, None, CODE), name="二")
    )
    assert [(row.sheet, row.number) for row in table.rows + table.rejected] == [
        ("一", 2),
        ("二", 2),
    ]
    assert table.problems[0].sheet == "二"


def test_reading_the_rows_stops_when_asked() -> None:
    progress = Progress()
    progress.cancel()
    found = find([sheet(HEADINGS, (1, "甲公司"))])
    with pytest.raises(Cancelled):
        understand(found, TODAY, progress)
