"""The rows under the preview of a list."""

from desk.intake.table import Problem
from ui.pages.takein.rows import ProblemSource


def problem(row: int, *, rejected: bool = False, sheet: str = "东园") -> Problem:
    return Problem(row, "企业名称", "", "没有填写", rejected, sheet)


def test_what_led_to_a_rejection_comes_first() -> None:
    source = ProblemSource([problem(2), problem(9, rejected=True), problem(1)])
    assert [row[:2] for row in source.rows(0, 3)] == [(9, "退回"), (1, "请核对"), (2, "请核对")]


def test_the_sheet_is_named_where_the_list_stands_on_several() -> None:
    source = ProblemSource([problem(5, sheet="西园"), problem(5)])
    assert [column.field.label for column in source.columns][:2] == ["工作表", "行"]
    assert [row[:2] for row in source.rows(0, 2)] == [("东园", 5), ("西园", 5)]
