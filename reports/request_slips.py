"""延期审批单, 提级报告: what is asked for of an issue and what is decided, blank or filled."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from reports.blocks import Block, Document, FormRow, Paragraph, chinese_date
from reports.gongwen import FORM_GAP
from reports.issue_slips import closing_story, named, of_issue, problem
from reports.slipform import (
    Head,
    called,
    day,
    form,
    opinion,
    pair,
    roomiest,
    signing,
    slip,
    ticked,
    wide,
)
from reports.slipview import IssueSlip

EXTENSION, ESCALATION = "延期审批单", "提级报告"
_DECISIONS = ("同意", "不同意")
_BLANK = IssueSlip()


@dataclass(frozen=True)
class RequestSlip:
    """What was asked for of an issue: on which day, by whom, why, and what was decided.

    `until` is the deadline that an extension asks for, `due_on` the one that stood then; `to` is
    the unit of the tier above. `agreed` is None as long as nothing is decided, `words` are those of
    the decision or answer. Without arguments it is the blank form.
    """

    issue: IssueSlip = _BLANK
    on: date | None = None
    by: str = ""
    reason: str = ""
    due_on: date | None = None
    first_due_on: date | None = None
    until: date | None = None
    to: str = ""
    agreed: bool | None = None
    decided_on: date | None = None
    decided_by: str = ""
    words: str = ""

    @property
    def dated(self) -> date:
        """What the metadata of its files say instead of the time of writing."""
        return self.on or self.issue.dated


def extension(view: RequestSlip) -> Document:
    """延期审批单: both deadlines, why, and the decision of somebody else than who asks."""
    return roomiest(partial(_extension, view))


def _extension(view: RequestSlip, room: float) -> Document:
    asked = f"申请日期：{day(view.on)}"
    return slip(
        Head(EXTENSION, view.issue.office, view.dated),
        (named(view.issue), asked),
        (form(_wanted(view, room)),),
    )


def _wanted(view: RequestSlip, room: float) -> Iterator[FormRow]:
    yield pair(
        ("申请单位", view.issue.said.get("lead_unit", "")), of_issue(view.issue, "responsible")
    )
    yield pair((called("issues", "subject"), view.issue.subject.name), _handed(view))
    yield problem(view.issue.said, 2 * room)
    yield pair(
        (called("issues", "first_due_on"), day(view.first_due_on)), ("现时限", day(view.due_on))
    )
    yield wide("申请延期至", day(view.until))
    yield wide("延期理由", view.reason, 3 * room)
    yield signing((f"申请人（签字）：{view.by}", "申请单位（盖章）："), room, view.on)
    agreed = "" if view.agreed is None else _DECISIONS[not view.agreed]
    yield wide("审批结果", ticked(_DECISIONS, agreed))
    yield wide("审批意见", view.words, 3 * room)
    yield signing((f"审批人（签字）：{view.decided_by}",), room, view.decided_on)


def _handed(view: RequestSlip) -> tuple[str, str]:
    return called("issues", "dispatched_on"), day(view.issue.dispatched_on)


def escalation(view: RequestSlip) -> Document:
    """提级报告: the problem, what was done about it here, what is asked of the tier above."""
    return roomiest(partial(_escalation, view))


def _escalation(view: RequestSlip, room: float) -> Document:
    on = f"报送日期：{day(view.on)}"
    return slip(
        Head(ESCALATION, view.issue.office, view.dated),
        (named(view.issue), on),
        _escalation_blocks(view, room),
    )


def _escalation_blocks(view: RequestSlip, room: float) -> Iterator[Block]:
    yield form(_raised(view, room))
    if view.issue.story:
        yield Paragraph((), FORM_GAP)
        yield form(closing_story(view.issue), headings=2)
    yield Paragraph((), FORM_GAP)
    yield form(_answered(view, room))


def _raised(view: RequestSlip, room: float) -> Iterator[FormRow]:
    yield pair(("报送", view.to), ("报送单位", view.issue.office))
    yield pair(
        (called("issues", "subject"), view.issue.subject.name), of_issue(view.issue, "category")
    )
    yield problem(view.issue.said, 2 * room)
    yield pair(of_issue(view.issue, "lead_unit"), (called("issues", "due_on"), _until(view)))
    yield wide("提级事由\n和请求事项", view.reason, 4 * room)


def _until(view: RequestSlip) -> str:
    return f"{chinese_date(view.due_on)}，提级期间照计" if view.due_on else ""


def _answered(view: RequestSlip, room: float) -> Iterator[FormRow]:
    yield opinion("办公室\n意见", room * 0.6)
    yield opinion("领导\n审批意见", room * 0.6)
    yield wide("上级答复", view.words, 3 * room)
    yield wide("答复日期", day(view.decided_on))
