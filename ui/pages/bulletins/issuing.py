"""Asking under which number and date a bulletin is issued."""

from collections.abc import Sequence
from datetime import date

from desk.bulletins import Masthead
from models.calendar import Month
from models.fields import Field, Type
from ui.forms import Form
from ui.workspace import Workspace

_FIELDS = (
    Field("number", "期号", Type.INTEGER, required=True, help="每年从第 1 期起连续编号"),
    Field("issued_on", "印发日期", Type.DATE, required=True, help="印在报头和版记上"),
)


def ask_for_head(
    workspace: Workspace, month: Month, head: Masthead, idle: Sequence[str]
) -> tuple[int, date] | None:
    """Number and date as agreed to; None where the person thought better of it."""
    form = Form(_FIELDS, workspace.lookups())
    form.set_values({"number": head.number, "issued_on": head.issued_on})
    given = workspace.ask.fill(f"印发{month.label}简报", form, "印发")
    if given is None:
        return None
    number, day = given["number"], given["issued_on"]
    if not isinstance(number, int) or not isinstance(day, date):
        return None
    agreed = workspace.ask.confirm(_question(month, number, idle), "印发")
    return (number, day) if agreed else None


def _question(month: Month, number: int, idle: Sequence[str]) -> str:
    named = "、".join(f"“{label}”" for label in idle)
    look = f"文中的{named}现在没有数，所在的句子可能要改写。\n" if idle else ""
    return (
        f"{look}{month.label}的简报将作为第 {number} 期印发。"
        "印发以后正文和数字不再变动，也不能撤销；确定印发吗？"
    )
