"""Asking under which number and date a bulletin is issued."""

from collections.abc import Callable, Sequence
from datetime import date

from desk.bulletins import Masthead
from desk.bulletins.kinds import KINDS, Edition
from models.fields import Field, Type
from ui.asking import Question, fill
from ui.forms import Form
from ui.pages.bulletins.keeping import issuing_name
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
    """Number and date as agreed to; None where the person thought better of it.

    What was typed stays a draft until the bulletin is issued: see `question_of`.
    """
    form = Form(_FIELDS, workspace.lookups())
    head = head_of(workspace.book.clock.today(), None)
    form.set_values({"number": head.number, "issued_on": head.issued_on})
    given = fill(workspace, question_of(edition), form)
    if given is None:
        return None
    number, day = given["number"], given["issued_on"]
    if not isinstance(number, int) or not isinstance(day, date):
        return None
    sure = _question(edition, head_of(day, number), idle)
    return (number, day) if workspace.ask.confirm(sure, "印发") else None


def question_of(edition: Edition) -> Question:
    """The form's title, and the name under which its draft is kept."""
    return Question(f"印发{edition.label}", "印发", issuing_name(edition))


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
