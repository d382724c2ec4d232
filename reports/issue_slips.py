"""交办单, 回访记录, 销号审批表: the slips of an issue's life, blank or filled."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from models.vocabulary import GATES
from reports.blocks import Block, Document, FormCell, FormRow, Paragraph, paragraph
from reports.gongwen import FORM_GAP, SLIP_TEXT
from reports.slipform import (
    RECEIVED,
    UNITS,
    Head,
    bar,
    boxes,
    called,
    cut_here,
    day,
    form,
    heads,
    line,
    number,
    opinion,
    pair,
    roomiest,
    signing,
    slip,
    story,
    ticked,
    wide,
)
from reports.slipview import GateLine, IssueSlip

DISPATCH, FOLLOW_UP, CLOSING = "交办单", "回访记录", "销号审批表"
_KIND = "issues"
_YES_NO = ("是", "否")


def _head(title: str, view: IssueSlip) -> Head:
    return Head(title, view.office, view.dated)


def named(view: IssueSlip) -> str:
    """编号 with the number of the issue."""
    return number(view.said.get("number", ""))


def of_issue(view: IssueSlip, name: str) -> tuple[str, str]:
    """Label and text of a field of the issue."""
    return called(_KIND, name), view.said.get(name, "")


def _of_subject(view: IssueSlip, name: str) -> tuple[str, str]:
    return called("enterprises", name), str(getattr(view.subject, name))


def _who(view: IssueSlip) -> Iterator[FormRow]:
    """Whose problem it is, and how to reach them."""
    yield pair((called(_KIND, "subject"), view.subject.name), _of_subject(view, "park"))
    yield pair(_of_subject(view, "contact"), _of_subject(view, "phone"))


def problem(said: Mapping[str, str], lines: float) -> FormRow:
    """The problem in short, and in detail where there is more to say; `said` as in `IssueSlip`."""
    texts = (said.get("title", ""), said.get("detail", ""))
    return wide("问题内容", "\n".join(filter(None, texts)), lines)


# --- 交办单 --------------------------------------------------------------------------------------

REQUIRED = (
    "1．收到本单后1个工作日内签收并确定责任人；认为不属本单位职责的，在同一时间内书面退回，写明理由。\n"
    "2．牵头单位对办理结果负总责，主动与企业联系；配合单位在3个工作日内向牵头单位反馈意见。\n"
    "3．在办理时限内答复企业，并将办理结果和佐证材料报送交办单位。\n"
    "4．确需延期的，至迟在时限届满前1个工作日书面申请，写明理由和新的时限。"
)
"""What is asked of the units. The days are the public practice that DOMAIN.md §3 gathers."""


def dispatch(view: IssueSlip) -> Document:
    """交办单: what is handed to whom until when; below a line to cut along, the 回执 for it."""
    return roomiest(partial(_dispatch, view))


def _dispatch(view: IssueSlip, room: float) -> Document:
    date = f"{called(_KIND, 'dispatched_on')}：{day(view.dispatched_on)}"
    return slip(_head(DISPATCH, view), (named(view), date), _dispatch_blocks(view, room))


def _dispatch_blocks(view: IssueSlip, room: float) -> Iterator[Block]:
    yield form(_handed(view, room))
    yield from cut_here(DISPATCH, "交办单位")
    yield form(_receipt(view, room))


def _handed(view: IssueSlip, room: float) -> Iterator[FormRow]:
    yield pair(of_issue(view, "lead_unit"), of_issue(view, "responsible"))
    yield wide(*of_issue(view, "co_units"))
    yield wide(called(_KIND, "due_on"), _due(view))
    yield from _who(view)
    yield pair(of_issue(view, "category"), of_issue(view, "source"))
    yield problem(view.said, 2 * room)
    yield wide("办理要求", REQUIRED)
    yield signing((f"交办单位（盖章）：{view.office}",), room, view.dispatched_on)


def _due(view: IssueSlip) -> str:
    """The deadline, and how it was reckoned."""
    return f"{day(view.due_on)}（{view.reckoned}）" if view.reckoned else day(view.due_on)


def _receipt(view: IssueSlip, room: float) -> Iterator[FormRow]:
    """What the unit sends back: who takes it on, or why not."""
    lead = view.said.get("lead_unit", "")
    yield pair(("交办单编号", view.said.get("number", "")), ("签收单位", lead))
    yield wide("签收意见", f"{ticked(('接收办理',))}　　　{ticked(('退回，理由：',))}")
    yield pair((called(_KIND, "responsible"), ""), (called("enterprises", "phone"), ""))
    yield signing(RECEIVED, room)


# --- 回访记录 ------------------------------------------------------------------------------------

_QUESTIONS = (
    "1．反映的问题是否得到解决",
    "2．承办单位是否作出答复",
    "3．承办单位是否主动上门或者来电联系",
)
"""What a follow-up asks before it asks for satisfaction (DOMAIN.md §3, public practice)."""


def follow_up(view: IssueSlip) -> Document:
    """回访记录: what the enterprise was asked and what it said, by whom, when."""
    return roomiest(partial(_follow_up, view))


def _follow_up(view: IssueSlip, room: float) -> Document:
    date = f"回访日期：{day(view.followed_up_on)}"
    return slip(_head(FOLLOW_UP, view), (named(view), date), _follow_up_blocks(view, room))


def _follow_up_blocks(view: IssueSlip, room: float) -> Iterator[Block]:
    yield form(_done(view, room))
    yield Paragraph((), FORM_GAP)
    yield form(_answers(view, room))


def _done(view: IssueSlip, room: float) -> Iterator[FormRow]:
    yield from _who(view)
    yield problem(view.said, 2 * room)
    yield pair(of_issue(view, "lead_unit"), of_issue(view, "responsible"))
    yield pair(of_issue(view, "resolved_on"), of_issue(view, "outcome"))
    label, text = of_issue(view, "result")
    yield wide(label, text, 3 * room)


def _answers(view: IssueSlip, room: float) -> Iterator[FormRow]:
    yield bar("回访内容")
    for question in _QUESTIONS:
        yield _asked(question, ticked(_YES_NO), room)
    satisfied = boxes("satisfactions", view.said.get("satisfaction", ""))
    yield _asked("4．对办理结果是否满意", satisfied, room)
    yield wide("企业意见\n和建议", view.answer, 4 * room)
    yield wide("回访人", view.asked_by)
    yield signing(("被回访人（签字）：", "回访人（签字）："), room, view.followed_up_on)


def _asked(question: str, answers: str, room: float) -> FormRow:
    """A question, and the boxes of its answers."""
    least = 28 * room
    half = UNITS // 2
    cells = (FormCell((paragraph(text, SLIP_TEXT),), half, least) for text in (question, answers))
    return FormRow(tuple(cells))


# --- 销号审批表 ----------------------------------------------------------------------------------

_STORY = (("日期", 11), ("办理步骤", 7), ("经办人", 8), ("情况", 34))
_GATES = (("四个不放过", 14), ("是否满足", 15), ("依据", 31))
_MET = ("满足", "未满足")
_OPINIONS = ("承办单位\n意见", "办公室\n审核意见", "领导\n审批意见")


def closing(view: IssueSlip) -> Document:
    """销号审批表: the issue's story in short, the four gates with their grounds, who decides."""
    return roomiest(partial(_closing, view))


def _closing(view: IssueSlip, room: float) -> Document:
    date = f"{called(_KIND, 'registered_on')}：{view.said.get('registered_on') or day(None)}"
    return slip(_head(CLOSING, view), (named(view), date), _closing_blocks(view, room))


def _closing_blocks(view: IssueSlip, room: float) -> Iterator[Block]:
    yield form(_stood(view, room))
    if view.story:
        yield Paragraph((), FORM_GAP)
        yield form(closing_story(view), headings=2)
    yield Paragraph((), FORM_GAP)
    yield form(_gates(view, room))
    yield Paragraph((), FORM_GAP)
    yield form(_decided(view, room))


def _stood(view: IssueSlip, room: float) -> Iterator[FormRow]:
    yield pair((called(_KIND, "subject"), view.subject.name), of_issue(view, "category"))
    yield problem(view.said, room)
    yield pair(of_issue(view, "lead_unit"), of_issue(view, "responsible"))
    yield pair(of_issue(view, "due_on"), of_issue(view, "resolved_on"))
    label, text = of_issue(view, "result")
    yield wide(label, text, room)


def closing_story(view: IssueSlip) -> Iterator[FormRow]:
    """办理经过: the steps of the issue in short."""
    yield bar("办理经过")
    yield from story(view.story, _STORY)


def _gates(view: IssueSlip, room: float) -> Iterator[FormRow]:
    """The four gates; on a blank form without their grounds."""
    yield heads(_GATES)
    for gate in view.gates or [GateLine(term.label) for term in GATES]:
        met = "" if gate.met is None else _MET[not gate.met]
        row = line((gate.label, ticked(_MET, met), gate.ground), _GATES, room)
        yield replace(row, keep=gate.label != GATES[-1].label)


def _decided(view: IssueSlip, room: float) -> Iterator[FormRow]:
    """The reason for a closing past a gate, where one was given or is needed; the opinions."""
    override = view.said.get("override", "")
    if override or view.blank or not all(gate.met for gate in view.gates):
        yield wide("破格销号\n理由", override, 2 * room)
    for label in _OPINIONS:
        yield opinion(label, room * 0.8)
