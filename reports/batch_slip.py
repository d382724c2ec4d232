"""批次交办单: the issues that were handed out in one batch, on one sheet for each lead unit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from reports.blocks import Block, Document, FormRow
from reports.gongwen import FORM_ANSWER, FORM_CENTRED
from reports.issue_slips import DISPATCH, REQUIRED
from reports.slipform import (
    RECEIVED,
    Head,
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
from reports.view import OF_NO_DAY

TITLE = f"批次{DISPATCH}"
_COLUMNS = (
    ("序号", 4),
    ("编号", 11),
    ("帮扶对象", 11),
    ("问题内容", 14),
    ("配合单位", 10),
    ("办理时限", 10),
)
_BLANK_ROWS = 6
"""Rows of a blank form, for a hand to write on."""


@dataclass(frozen=True)
class BatchLine:
    """One issue of a batch, its fields as people read them."""

    number: str = ""
    subject: str = ""
    title: str = ""
    co_units: str = ""
    due_on: str = ""


@dataclass(frozen=True)
class BatchSlip:
    """The issues of a batch that one unit leads. Without arguments it is the blank form."""

    office: str = ""
    batch: str = ""
    lead_unit: str = ""
    dispatched_on: date | None = None
    issues: tuple[BatchLine, ...] = ()

    @property
    def dated(self) -> date:
        """What the metadata of its files say instead of the time of writing."""
        return self.dispatched_on or OF_NO_DAY


def document(view: BatchSlip) -> Document:
    """The sheet: what is handed to the unit until when, and below a line to cut along the 回执."""
    return roomiest(partial(_document, view))


def _document(view: BatchSlip, room: float) -> Document:
    on = f"{called('issues', 'dispatched_on')}：{day(view.dispatched_on)}"
    named = f"批次：{view.batch or '　' * 10}"
    return slip(Head(TITLE, view.office, view.dated), (named, on), _blocks(view, room))


def _blocks(view: BatchSlip, room: float) -> Iterator[Block]:
    yield form(_handed(view))
    yield form(_issues(view, room), headings=1)
    yield form(_asked(view, room))
    yield from cut_here(TITLE, "交办单位")
    yield form(_receipt(view, room))


def _handed(view: BatchSlip) -> Iterator[FormRow]:
    count = f"{len(view.issues)}件" if view.issues else ""
    yield pair((called("issues", "lead_unit"), view.lead_unit), ("问题件数", count))


def _issues(view: BatchSlip, room: float) -> Iterator[FormRow]:
    yield heads(_COLUMNS)
    for place, one in enumerate(view.issues or (BatchLine(),) * _BLANK_ROWS, 1):
        said = (str(place), one.number, one.subject, one.title, one.co_units, one.due_on)
        lines = (1 if view.issues else 2) * room
        yield line(said, _COLUMNS, lines, (FORM_CENTRED, FORM_ANSWER))


def _asked(view: BatchSlip, room: float) -> Iterator[FormRow]:
    yield wide("办理要求", REQUIRED)
    yield signing((f"交办单位（盖章）：{view.office}",), room, view.dispatched_on)


def _receipt(view: BatchSlip, room: float) -> Iterator[FormRow]:
    """What the unit sends back: which it takes on, and which not and why."""
    yield pair(("批次", view.batch), ("签收单位", view.lead_unit))
    yield wide("签收意见", ticked(("全部接收办理",)))
    yield wide("退回的\n序号、理由", "", 2 * room)
    yield signing(RECEIVED, room)
