"""Asking under which number and date a bulletin is issued."""

from collections.abc import Callable, Sequence
from datetime import date

from desk.bulletins import Masthead
from desk.bulletins.kinds import KINDS, Edition
from models.fields import Field, Type
from ui.forms import Form
from ui.workspace import Workspace

HeadOf = Callable[[date, int | None], Masthead]
"""What an issue of that date would be called; without a number, the next one is taken."""

_FIELDS = (
    Field("number", "期号", Type.INTEGER, required=True, help="每年从第 1 期起连续编号"),
    Field("issued_on", "印发日期", Type.DATE, required=True, help="印在报头和版记上"),
)


def ask_for_head(
    workspace: Workspace, edition: Edition, head_of: HeadOf, idle: Sequence[str]
) -> tuple[int, date] | None:
    """Number and date as agreed to; None where the person thought better of it."""
    form = Form(_FIELDS, workspace.lookups())
    head = head_of(workspace.book.clock.today(), None)
    form.set_values({"number": head.number, "issued_on": head.issued_on})
    given = workspace.ask.fill(f"印发{edition.label}", form, "印发")
    if given is None:
        return None
    number, day = given["number"], given["issued_on"]
    if not isinstance(number, int) or not isinstance(day, date):
        return None
    question = _question(edition, head_of(day, number), idle)
    return (number, day) if workspace.ask.confirm(question, "印发") else None


def called(head: Masthead) -> str:
    """What an issue is called: 第 2 期（总第 9 期），2018年7月31日印发."""
    day = head.issued_on
    return (
        f"第 {head.number} 期（总第 {head.total_number} 期），"
        f"{day.year}年{day.month}月{day.day}日印发"
    )


def _question(edition: Edition, head: Masthead, idle: Sequence[str]) -> str:
    named = "、".join(f"“{label}”" for label in idle)
    look = f"文中的{named}现在没有数，所在的句子可能要改写。\n" if idle else ""
    return (
        f"{look}{edition.month.label}的{KINDS[edition.kind].label}：{called(head)}。"
        "印发以后正文和数字不再变动，也不能撤销；确定印发吗？"
    )
