"""A list from the file to the table, and the rejected rows back to the sender."""

from datetime import date
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from desk.errors import Refused
from desk.intake.lists import read_list
from desk.intake.reading import read
from desk.intake.rejects import workbook
from tests.desk.intake.senders import CODE, HEADINGS, TODAY, excel


def _messy(path: Path) -> Path:
    lines = [
        ("渤新区重点企业名单",),
        (None, None, None, None, None, "单位：元"),
        ("序号", "企业名称*", "信用\n代码", "电话", "注册时间", "注册资本"),
        (1, "甲 公司", CODE, 13800000000, date(2018, 7, 23), 5_000_000),
        (2, "=1+1", None, "0317-5761234/13800000000", "20180723", None),
        (3, None, 911100006000370048, None, "2018.7", 8_000_000),
        (),
        ("合计", None, None, None, None, 13_000_000),
    ]
    return excel(path, lines, hidden="旧名单")


def test_a_messy_list_is_understood_and_every_row_accounted_for(tmp_path: Path) -> None:
    table = read_list(_messy(tmp_path / "甲.xlsx"), TODAY)
    assert (table.kind, table.read, table.skipped) == ("enterprises", 3, 4)
    assert [row.values["name"] for row in table.rows] == ["甲公司", "=1+1"]
    assert table.rows[0].values["registered_capital"] == 500.0
    assert [(row.number, row.raw[0]) for row in table.rejected] == [(6, 3)]


def test_sheets_that_were_not_read_are_named(tmp_path: Path) -> None:
    path = tmp_path / "甲.xlsx"
    with Workbook(str(path)) as book:
        book.add_worksheet("填表说明").write_string(0, 0, "一户一行")
        book.add_worksheet("空白")
        sheet = book.add_worksheet("名单")
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, (1, "甲公司"))
    table = read_list(path, TODAY)
    assert table.unread == ("填表说明",)
    assert [row.sheet for row in table.rows] == ["名单"]


def test_broken_formulas_are_told_and_sound_ones_read(tmp_path: Path) -> None:
    path = tmp_path / "甲.xlsx"
    with Workbook(str(path)) as book:
        book.add_worksheet("填表说明")
        sheet = book.add_worksheet("名单 & 其他")
        sheet.write_row(0, 0, ("企业名称", "从业人数", "联系人"))
        sheet.write_formula(1, 0, '="甲"&"公司"', None, "甲公司")
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
        sheet.write_formula(2, 0, "=A99", None, "#REF!")
        sheet.write_string(2, 2, "张三")
    table = read_list(path, TODAY)
    assert [row.values for row in table.rows] == [{"name": "甲公司"}]
    assert [(p.row, p.column, p.value, p.rejected) for p in table.problems] == [
        (2, "从业人数", "#DIV/0!", False),
        (3, "企业名称", "#REF!", True),
    ]


def test_a_list_of_another_kind_than_asked_for_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="项目名称"):
        read_list(excel(tmp_path / "甲.xlsx", [("姓名", "职务")]), TODAY, "projects")


def test_rejected_rows_go_back_in_the_senders_columns_with_the_reason(tmp_path: Path) -> None:
    table = read_list(_messy(tmp_path / "甲.xlsx"), TODAY)
    path = tmp_path / "退回.xlsx"
    path.write_bytes(workbook(table, table.rejected, table.problems, TODAY))
    (sheet,) = read(path)
    assert sheet.rows[1] == (*table.parts[0].headings, "退回原因")
    assert sheet.rows[2][:-1] == (3, None, 9.1110000600037e17, None, "2018.7", 8_000_000)
    reason = str(sheet.rows[2][-1])
    assert reason.startswith("企业名称*：企业名称不能为空；信用 代码：")
    assert "2018.7" in reason


def test_mended_rejects_are_read_like_the_first_list(tmp_path: Path) -> None:
    table = read_list(_messy(tmp_path / "甲.xlsx"), TODAY)
    path = tmp_path / "退回.xlsx"
    path.write_bytes(workbook(table, table.rejected, table.problems, TODAY))
    lines = [list(row) for row in read(path)[0].rows]
    lines[2][1] = "丙公司"
    again = read_list(excel(tmp_path / "改好.xlsx", lines), TODAY)
    assert again.unmatched == ()
    assert [row.values["name"] for row in again.rows] == ["丙公司"]
    assert again.rows[0].values["registered_capital"] == 800.0


def test_rejects_of_sheets_with_their_own_headings_stand_on_their_own_sheets(
    tmp_path: Path,
) -> None:
    path = tmp_path / "甲.xlsx"
    with Workbook(str(path)) as book:
        one, other = book.add_worksheet("甲园"), book.add_worksheet("乙园")
        for line, cells in enumerate((HEADINGS, (1, "甲公司"), (2, None, CODE))):
            one.write_row(line, 0, cells)
        for line, cells in enumerate((("企业全称", "电话", "地址"), (None, "12345", "乙路"))):
            other.write_row(line, 0, cells)
    table = read_list(path, TODAY)
    rejects = tmp_path / "退回.xlsx"
    rejects.write_bytes(workbook(table, table.rejected, table.problems, TODAY))
    first, second = read(rejects)
    assert (first.rows[0], first.rows[1][2]) == ((*HEADINGS, "退回原因"), CODE)
    assert second.rows[0] == ("企业全称", "电话", "地址", "退回原因")
    assert second.rows[1][:3] == (None, "12345", "乙路")


def test_a_rejected_text_never_becomes_a_formula(tmp_path: Path) -> None:
    path = excel(tmp_path / "甲.xlsx", [HEADINGS, (1, None, None, '=HYPERLINK("x")')])
    table = read_list(path, TODAY)
    rejects = tmp_path / "退回.xlsx"
    rejects.write_bytes(workbook(table, table.rejected, table.problems, TODAY))
    assert read(rejects)[0].rows[1][3] == '=HYPERLINK("x")'


def test_the_same_rejects_give_the_same_bytes(tmp_path: Path) -> None:
    table = read_list(_messy(tmp_path / "甲.xlsx"), TODAY)
    first, second = (workbook(table, table.rejected, table.problems, TODAY) for _ in range(2))
    assert first == second
