"""催办单, 督办单: what a unit is told of issues that are late or nearly so, and what it answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from reports.blocks import Block, Document, FormRow
from reports.slipform import (
    RECEIVED,
    SMALL,
    Head,
    bar,
    called,
    cut_here,
    day,
    form,
    heads,
    line,
    pair,
    roomiest,
    signing,
    slip,
    ticked,
    wide,
)
from reports.slipview import Issued

URGE, SUPERVISE = "催办单", "督办单"
_NUMBER, _LEVEL, _TO = "文号", "督办等级", "收件单位"
_LEVELS = ("蓝色", "橙色", "红色")
_ISSUES = (
    ("序号", 4),
    ("问题编号", 11),
    ("帮扶对象", 12),
    ("问题", 15),
    ("办理时限", 10),
    ("情况", 8),
)
_FREE_ROWS = 4
_KINDS = "issues"


@dataclass(frozen=True)
class NoticeIssue:
    """An issue of a notice: its deadline, and how late it was on the day of the notice."""

    number: str
    subject: str
    title: str
    due: str
    late: str


@dataclass(frozen=True)
class NoticeView(Issued):
    """A notice to a unit; without arguments the blank form. A draft has no number yet.

    `level` is the colour of a 督办单, in words.
    """

    unit: str = ""
    level: str = ""
    text: str = ""
    issues: tuple[NoticeIssue, ...] = ()


def urge(view: NoticeView) -> Document:
    """催办单."""
    return roomiest(partial(_notice, URGE, view))


def supervise(view: NoticeView) -> Document:
    """督办单: its colour is a ticked box with its name, so that a copy shows it as well."""
    return roomiest(partial(_notice, SUPERVISE, view))


def _notice(title: str, view: NoticeView, room: float) -> Document:
    caption = f"{_NUMBER}：{view.number or '　' * 10}", f"发出日期：{day(view.on)}"
    return slip(Head(title, view.office, view.dated), caption, _blocks(title, view, room))


def _blocks(title: str, view: NoticeView, room: float) -> Iterator[Block]:
    yield form(_said(title, view, room))
    yield form(_listed(view), headings=2)
    yield form(iter((signing((f"发出单位（盖章）：{view.office}",), room, view.on),)))
    yield from cut_here(title, "发出单位")
    yield form(_receipt(view, room))


def _said(title: str, view: NoticeView, room: float) -> Iterator[FormRow]:
    yield wide(_TO, view.unit)
    if title == SUPERVISE:
        yield wide(_LEVEL, ticked(_LEVELS, view.level))
    yield wide("通知内容", view.text, 3 * room)


def _listed(view: NoticeView) -> Iterator[FormRow]:
    yield bar("问题清单")
    yield heads(_ISSUES)
    rows = [(one.number, one.subject, one.title, one.due, one.late) for one in view.issues]
    for ordinal, said in enumerate(rows or [("", "", "", "", "")] * _FREE_ROWS, 1):
        yield line((str(ordinal), *said), _ISSUES, styles=SMALL)


def _receipt(view: NoticeView, room: float) -> Iterator[FormRow]:
    """What the unit sends back: why it is late, and when it will have done."""
    yield pair((_NUMBER, view.number), (_TO, view.unit))
    yield wide("未办结原因", "", 2 * room)
    yield wide("措施和\n办结时间", "", 2 * room)
    yield pair((called(_KINDS, "responsible"), ""), (called("enterprises", "phone"), ""))
    yield signing(RECEIVED, room)
