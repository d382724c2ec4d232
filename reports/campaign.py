"""排查方案: a drive with its list: which unit looks at whom, until when."""

from collections.abc import Iterator
from functools import partial

from reports.blocks import Block, Document, FormRow, Paragraph
from reports.gongwen import FORM_GAP
from reports.meetingview import PlanUnit, PlanView
from reports.slipform import (
    SMALL,
    Head,
    bar,
    called,
    day,
    form,
    heads,
    line,
    number,
    roomy,
    signing,
    slip,
    wide,
)

PLAN, STANDING = "排查方案", "排查情况表"
_KIND = "campaigns"
_LIST = (("序号", 4), ("排查单位", 12), ("户数", 4), ("排查对象", 29), ("上报时限", 11))
_BLANK_LINES = 8


def plan(view: PlanView) -> Document:
    """排查方案: what is asked of the units, and the list of who looks at whom."""
    return roomy(partial(_plan, view), view.blank)


def _plan(view: PlanView, room: float) -> Document:
    until = view.said.get("to_on") or day(None)
    caption = number(view.said.get("number", "")), f"{called(_KIND, 'to_on')}：{until}"
    return slip(Head(PLAN, view.office, view.dated), caption, _blocks(view, room))


def _blocks(view: PlanView, room: float) -> Iterator[Block]:
    yield form(_head(view, room))
    yield Paragraph((), FORM_GAP)
    yield form(_units(view, room), headings=2)
    yield Paragraph((), FORM_GAP)
    yield form([signing((f"组织单位（盖章）：{view.office}",), room, view.as_of)])


def _head(view: PlanView, room: float) -> Iterator[FormRow]:
    said = view.said.get
    yield wide(called(_KIND, "title"), said("title", ""))
    span = f"{said('from_on')} 至 {said('to_on')}" if said("from_on") else ""
    yield wide("排查时间", span)
    yield wide(called(_KIND, "plan"), said("plan", ""), 5 * room)


def _units(view: PlanView, room: float) -> Iterator[FormRow]:
    subjects = {name for one in view.units for name in one.subjects}
    counted = f"（{len(view.units)}个单位，{len(subjects)}个对象）" if view.units else ""
    yield bar(f"排查清单{counted}")
    yield heads(_LIST)
    blank = [PlanUnit("", (), "", "")] * _BLANK_LINES if view.blank else []
    for place, one in enumerate([*view.units, *blank], 1):
        whom = "、".join(one.subjects)
        count = str(len(one.subjects)) if one.name else ""
        text = "\n".join(filter(None, (whom, one.plan)))
        row = (str(place), one.name, count, text, one.due_on)
        yield line(row, _LIST, 2 * room if view.blank else 1, SMALL)
