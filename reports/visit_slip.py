"""走访记录表: a visit with 三问, 三带, 四帮 and its problems, to be signed; blank or filled.

Source of what is asked: 三河市简报第55期.
"""

from collections.abc import Iterator
from functools import partial

from models.field import Field, Type
from models.fields import KINDS
from reports.blocks import Block, Document, FormRow, Paragraph
from reports.gongwen import FORM_GAP
from reports.slipform import (
    Head,
    bar,
    boxes,
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
    told,
    wide,
)
from reports.slipview import SlipIssue, VisitSlip

TITLE = "走访记录表"
_KIND = "visits"
_SECTIONS = ("三问", "三带", "四帮")
_FREE_ROWS = 3
"""Rows for problems on a blank form."""
_ISSUES = (("序号", 5), ("问题", 22), ("类别", 9), ("编号", 14), ("办理情况", 10))
_WISHES = (("序号", 5), ("问题", 24), ("类别", 9), ("希望如何解决", 22))


def document(view: VisitSlip) -> Document:
    """The visit on A4 upright; a blank one takes both sides of the sheet, to be written on."""
    return roomiest(partial(_document, view), 2 if view.blank else 1)


def _document(view: VisitSlip, room: float) -> Document:
    head = Head(TITLE, view.office, view.dated)
    date = f"{called(_KIND, 'visited_on')}：{day(view.visited_on)}"
    return slip(head, (number(view.said.get("number", "")), date), _blocks(view, room))


def _blocks(view: VisitSlip, room: float) -> Iterator[Block]:
    yield form((*_facts(view), *_asked(view, room)))
    yield Paragraph((), FORM_GAP)
    yield form(_problems(view, room), headings=2)
    yield Paragraph((), FORM_GAP)
    yield form([signing(("走访人员（签字）：", "被走访单位负责人（签字、盖章）："), room)])


def _facts(view: VisitSlip) -> Iterator[FormRow]:
    """Whom it went to, who answers for it, how and by whom it was made."""
    subject, said = view.subject, view.said
    yield pair((called(_KIND, "subject"), subject.name), _of_subject(view, "park"))
    yield pair(_of_subject(view, "contact"), _of_subject(view, "phone"))
    yield pair(_of_assignment(view, "leader"), _of_assignment(view, "unit"))
    yield wide(called(_KIND, "way"), boxes("visit_ways", said.get("way", "")))
    yield wide(called(_KIND, "visitors"), said.get("visitors", ""))
    yield wide(called(_KIND, "met"), said.get("met", ""))


def _of_subject(view: VisitSlip, name: str) -> tuple[str, str]:
    return called("enterprises", name), str(getattr(view.subject, name))


def _of_assignment(view: VisitSlip, name: str) -> tuple[str, str]:
    return called("assignments", name), str(getattr(view.subject, name))


def _asked(view: VisitSlip, room: float) -> Iterator[FormRow]:
    """What was asked, brought and helped, section by section as the fields say."""
    section = ""
    for field in KINDS[_KIND].fields:
        if field.type is Type.LONG_TEXT and (view.blank or _matters(field, view)):
            if field.section != section and field.section in _SECTIONS:
                yield bar(field.section)
            section = field.section
            yield wide(field.label, view.said.get(field.name, ""), room)


def _matters(field: Field, view: VisitSlip) -> bool:
    """What is asked on every visit, and what else there is to say of this one."""
    return field.section in _SECTIONS or bool(view.said.get(field.name))


def _problems(view: VisitSlip, room: float) -> Iterator[FormRow]:
    """The problems with where they stand, or rows to write them on."""
    yield bar("问题和诉求")
    yield heads(_WISHES if view.blank else _ISSUES)
    for ordinal, issue in enumerate(view.issues, 1):
        yield line(_row(ordinal, issue), _ISSUES)
    if view.blank:
        for ordinal in range(1, _FREE_ROWS + 1):
            yield line((str(ordinal), "", "", ""), _WISHES, room)
    elif not view.issues:
        yield told("本次走访没有反映问题。")


def _row(ordinal: int, issue: SlipIssue) -> tuple[str, ...]:
    return str(ordinal), issue.title, issue.category, issue.number, issue.state
