"""A table from the clipboard, as spreadsheets put it there."""

import pytest

from desk.errors import Refused
from desk.intake import pasted as module
from desk.intake.pasted import pasted
from desk.intake.table import Cell


def rows(text: str) -> tuple[tuple[Cell, ...], ...]:
    (sheet,) = pasted(text).sheets
    return sheet.rows


def test_lines_and_tabs_are_rows_and_cells_of_one_width() -> None:
    assert rows("企业名称\t电话\r\n甲公司\r\n") == (("企业名称", "电话"), ("甲公司", None))


def test_a_cell_with_line_breaks_and_quotes_is_one_cell() -> None:
    assert rows('甲公司\t"甲路\n1号""院"""\n') == (("甲公司", '甲路\n1号"院"'),)


@pytest.mark.parametrize("text", ['"甲公司\t1\n乙公司\t2\n', '"甲"公司\t1\n乙公司\t2\n'])
def test_quotes_that_do_not_pair_swallow_no_row(text: str) -> None:
    assert [row[1] for row in rows(text)] == ["1", "2"]


def test_the_mark_against_formulas_is_taken_off_and_other_apostrophes_stay() -> None:
    assert rows("'=1+1\t'+8613800000000\t'甲'") == (("=1+1", "+8613800000000", "'甲'"),)


@pytest.mark.parametrize("text", ["", " \n\t\n", "\x00"])
def test_no_table_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(Refused, match="剪贴板里没有表格"):
        pasted(text)


def test_too_much_is_refused_before_it_is_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_CHARACTERS", 10)
    with pytest.raises(Refused, match="太大"):
        pasted("甲公司\t" * 5)


def test_one_wide_line_above_many_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_CELLS", 100)
    with pytest.raises(Refused, match="太大"):
        pasted("\t" * 20 + "\n" + "甲\n" * 20)
