"""督查记录: how it was drawn, what was looked at, what was found, what is to be rectified."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from reports.blocks import Block, Document, FormRow
from reports.slipform import (
    SMALL,
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
    wide,
)
from reports.slipview import Issued

TITLE = "督查记录"
_KIND = "inspections"
_ITEMS = (
    ("序号", 4),
    ("督查对象", 12),
    ("问题", 13),
    ("督查情况", 19),
    ("整改问题", 12),
)
_FREE_ROWS = 6


@dataclass(frozen=True)
class InspectedItem:
    """One item in words: `raised` is number and state of the issue made of it."""

    subject: str
    issue: str
    finding: str
    raised: str


@dataclass(frozen=True)
class InspectionView(Issued):
    """An inspection; without arguments the blank form."""

    title: str = ""
    kind: str = ""
    unit: str = ""
    inspectors: str = ""
    drawn: str = ""
    note: str = ""
    items: tuple[InspectedItem, ...] = ()


def document(view: InspectionView) -> Document:
    """督查记录, with as much room for hands as its pages have."""
    return roomiest(partial(_document, view))


def _document(view: InspectionView, room: float) -> Document:
    held = f"{called(_KIND, 'held_on')}：{day(view.on)}"
    head = Head(TITLE, view.office, view.dated)
    return slip(head, (number(view.number), held), _blocks(view, room))


def _blocks(view: InspectionView, room: float) -> Iterator[Block]:
    yield form(_said(view, room))
    yield form(_listed(view, room), headings=2)
    yield form((signing(("督查人员（签字）：", "被督查单位（签字）："), room, view.on),))


def _said(view: InspectionView, room: float) -> Iterator[FormRow]:
    yield wide(called(_KIND, "title"), view.title)
    yield wide(called(_KIND, "kind"), boxes("inspection_kinds", view.kind))
    yield pair((called(_KIND, "unit"), view.unit), (called(_KIND, "inspectors"), view.inspectors))
    yield wide("抽样", view.drawn)
    if view.note or view.on is None:
        yield wide(called(_KIND, "note"), view.note, room)


def _listed(view: InspectionView, room: float) -> Iterator[FormRow]:
    yield bar("督查情况")
    yield heads(_ITEMS)
    rows = [(one.subject, one.issue, one.finding, one.raised) for one in view.items]
    for ordinal, said in enumerate(rows or [("", "", "", "")] * _FREE_ROWS, 1):
        lines = 1 if said[2] else 2 * room
        yield line((str(ordinal), *said), _ITEMS, lines, SMALL)
