"""典型案例: one closed issue from which others can learn, blank or filled."""

from collections.abc import Iterator
from functools import partial

from reports.blocks import Block, Document, FormRow, Paragraph
from reports.gongwen import FORM_GAP
from reports.issue_slips import named, of_issue, problem
from reports.slipform import (
    Head,
    bar,
    called,
    day,
    form,
    pair,
    roomy,
    signing,
    slip,
    story,
    wide,
)
from reports.slipview import IssueSlip

MODEL_CASE = "典型案例"
_KIND = "issues"


def document(view: IssueSlip) -> Document:
    """典型案例: the problem, how it was handled, what the enterprise said, what others learn."""
    return roomy(partial(_case, view), view.blank)


def _case(view: IssueSlip, room: float) -> Document:
    closed = f"{called(_KIND, 'closed_on')}：{view.said.get('closed_on') or day(None)}"
    return slip(
        Head(MODEL_CASE, view.office, view.dated), (named(view), closed), _blocks(view, room)
    )


def _blocks(view: IssueSlip, room: float) -> Iterator[Block]:
    yield form(_problem(view, room))
    if view.story:
        yield Paragraph((), FORM_GAP)
        yield form(_story(view), headings=2)
    yield Paragraph((), FORM_GAP)
    yield form(_learned(view, room))


def _problem(view: IssueSlip, room: float) -> Iterator[FormRow]:
    yield pair((called(_KIND, "subject"), view.subject.name), of_issue(view, "category"))
    yield pair(of_issue(view, "lead_unit"), of_issue(view, "responsible"))
    yield problem(view.said, 2 * room)


def _story(view: IssueSlip) -> Iterator[FormRow]:
    yield bar("办理经过")
    yield from story(view.story)


def _learned(view: IssueSlip, room: float) -> Iterator[FormRow]:
    label, text = of_issue(view, "result")
    yield wide(label, text, 3 * room)
    yield pair(of_issue(view, "resolved_on"), of_issue(view, "satisfaction"))
    label, text = of_issue(view, "lesson")
    yield wide(label, text, 5 * room)
    yield signing((f"推荐单位（盖章）：{view.office}",), room, view.as_of)
