"""典型案例: one closed issue from which others can learn, blank or filled."""

from collections.abc import Iterator
from functools import partial

from reports.blocks import Block, Document, FormRow, Paragraph
from reports.gongwen import FORM_ANSWER, FORM_CENTRED, FORM_GAP
from reports.slipform import (
    Head,
    bar,
    called,
    day,
    form,
    heads,
    line,
    number,
    pair,
    roomiest,
    signing,
    slip,
    wide,
)
from reports.slipview import IssueSlip

MODEL_CASE = "典型案例"
_KIND = "issues"
_STORY = (("日期", 11), ("办理步骤", 8), ("经办人", 8), ("情况", 33))


def document(view: IssueSlip) -> Document:
    """典型案例: the problem, how it was handled, what the enterprise said, what others learn."""
    draw = partial(_case, view)
    return roomiest(draw) if view.blank else draw(1)


def _case(view: IssueSlip, room: float) -> Document:
    closed = f"{called(_KIND, 'closed_on')}：{view.said.get('closed_on') or day(None)}"
    caption = number(view.said.get("number", "")), closed
    return slip(Head(MODEL_CASE, view.office, view.dated), caption, _blocks(view, room))


def _blocks(view: IssueSlip, room: float) -> Iterator[Block]:
    yield form(_problem(view, room))
    if view.story:
        yield Paragraph((), FORM_GAP)
        yield form(_story(view), headings=2)
    yield Paragraph((), FORM_GAP)
    yield form(_learned(view, room))


def _of(view: IssueSlip, name: str) -> tuple[str, str]:
    return called(_KIND, name), view.said.get(name, "")


def _problem(view: IssueSlip, room: float) -> Iterator[FormRow]:
    yield pair((called(_KIND, "subject"), view.subject.name), _of(view, "category"))
    yield pair(_of(view, "lead_unit"), _of(view, "responsible"))
    said = (view.said.get("title", ""), view.said.get("detail", ""))
    yield wide("问题内容", "\n".join(one for one in said if one), 2 * room)


def _story(view: IssueSlip) -> Iterator[FormRow]:
    yield bar("办理经过")
    yield heads(_STORY)
    for one in view.story:
        row = (one.on, one.label, one.by, one.text)
        yield line(row, _STORY, styles=(FORM_CENTRED, FORM_ANSWER))


def _learned(view: IssueSlip, room: float) -> Iterator[FormRow]:
    label, text = _of(view, "result")
    yield wide(label, text, 3 * room)
    yield pair(_of(view, "resolved_on"), _of(view, "satisfaction"))
    label, text = _of(view, "lesson")
    yield wide(label, text, 5 * room)
    yield signing((f"推荐单位（盖章）：{view.office}",), room, view.as_of)
