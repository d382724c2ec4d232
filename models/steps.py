"""The life of an issue as one table: each step, from where to where, by whom, and what it asks.

Nothing else moves an issue. Forms and checks read a step's parameters as they read any fields;
buttons, refusals and the manual's diagram read the rest. What a step does to the facts beside the
state stands in `models.lifecycle`, why one is refused in `models.workflow`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from models.calendar import DEADLINE_DAYS
from models.fields import KINDS, Field, Type
from models.vocabulary import STATES

FINAL_STATES = ("closed", "merged", "withdrawn")
OPEN_STATES = tuple(term.code for term in STATES if term.code not in FINAL_STATES)

_AT_WORK = ("dispatched", "in_progress")
_DISPATCHED_TO_VERIFIED = ("dispatched", "in_progress", "resolved", "verified")


class Role(StrEnum):
    """Whose act a step is; recorded, not enforced."""

    OFFICE = "办公室"
    UNIT = "承办单位"
    LEADER = "包联领导"
    UPPER_TIER = "上级单位"


class Destination(StrEnum):
    """Where a step leads that does not always lead to the same state."""

    STAY = "stay"
    """The state does not change."""
    BEFORE = "before"
    """Back to the state that `suspend` or `escalate` interrupted."""
    BACK = "back"
    """To work again: `in_progress`, or `registered` where no unit had accepted."""
    BY_ANSWER = "by_answer"
    """Stays where the enterprise is content, else goes back to work."""


class Need(StrEnum):
    """What must be true of the issue, beside its state, before a step may be taken."""

    ASSIGNMENT = "assignment"
    MEASURES = "measures"
    PENDING_EXTENSION = "pending_extension"
    NO_PENDING_EXTENSION = "no_pending_extension"
    GATES = "gates"


@dataclass(frozen=True)
class StepRule:
    """One row of the table.

    `to` is a state or a `Destination`; `gates_passed_from` are the states from which the step may
    be taken past an unmet gate, with a leader's reason; `parameters` are what the step asks,
    beside `on` and `by`, which every step takes.
    """

    name: str
    label: str
    action: str
    from_states: tuple[str, ...]
    to: str
    who: tuple[Role, ...]
    parameters: tuple[Field, ...] = ()
    needs: tuple[Need, ...] = ()
    gates_passed_from: tuple[str, ...] = ()

    def parameter(self, name: str) -> Field | None:
        """The parameter of that name, or None."""
        return next((p for p in self.parameters if p.name == name), None)

    @property
    def targets(self) -> tuple[str, ...]:
        """Every state to which the step can lead, for the diagram of the manual."""
        back = ("in_progress", "registered")
        several: Mapping[str, tuple[str, ...]] = {
            Destination.STAY: self.from_states,
            Destination.BEFORE: _AT_WORK,
            Destination.BACK: back,
            Destination.BY_ANSWER: (*self.from_states, *back),
        }
        return several.get(self.to, (self.to,))


def _of_issue(name: str, *, required: bool = False) -> Field:
    """The parameter that fills a field of the issue, named as that field is."""
    field = KINDS["issues"].field(name)
    if field is None:
        raise KeyError(name)
    return replace(field, required=required, derived=False, section="")


def _text(name: str, label: str, *, required: bool = True) -> Field:
    return Field(name, label, Type.LONG_TEXT, required=required)


_LEAD_UNIT = _of_issue("lead_unit", required=True)
_RESULT = _of_issue("result", required=True)
_NEW_DUE_ON = replace(_of_issue("due_on"), help="不填则不变")
_REASON = _text("reason", "理由")

_ROWS = (
    StepRule(
        "dispatch",
        "交办",
        "交给牵头单位限时办理",
        ("registered",),
        "dispatched",
        (Role.OFFICE,),
        (
            _LEAD_UNIT,
            _of_issue("co_units"),
            _of_issue("responsible"),
            replace(_of_issue("due_on"), help=f"不填则为交办次日起第 {DEADLINE_DAYS} 天"),
            Field("rule", "时限规则", help="暂不使用，请直接填写办理时限"),
        ),
    ),
    StepRule(
        "settle",
        "现场解决",
        "走访时当场办结",
        ("registered",),
        "resolved",
        (Role.OFFICE, Role.LEADER),
        (_RESULT,),
        (Need.ASSIGNMENT,),
    ),
    StepRule(
        "accept",
        "签收",
        "牵头单位接收并确定责任人",
        ("dispatched",),
        "in_progress",
        (Role.UNIT,),
        (_of_issue("responsible", required=True),),
    ),
    StepRule(
        "return",
        "退回",
        "牵头单位认为不属本单位职责，退回办公室",
        ("dispatched",),
        "registered",
        (Role.UNIT,),
        (_REASON,),
    ),
    StepRule(
        "reassign",
        "改派",
        "改由另一单位牵头，时限不变，重新签收",
        _AT_WORK,
        "dispatched",
        (Role.OFFICE,),
        (_LEAD_UNIT, _REASON),
    ),
    StepRule(
        "progress",
        "报进展",
        "记录办理进展",
        _DISPATCHED_TO_VERIFIED,
        Destination.STAY,
        (Role.UNIT,),
        (_text("note", "进展情况"),),
    ),
    StepRule(
        "measure",
        "定措施",
        "写下一条办理措施",
        _DISPATCHED_TO_VERIFIED,
        Destination.STAY,
        (Role.UNIT,),
        (
            _text("text", "措施内容"),
            Field("owner", "措施责任人"),
            Field("due_on", "完成时限", Type.DATE),
        ),
    ),
    StepRule(
        "measure_done",
        "措施完成",
        "写下一条措施的完成情况",
        _DISPATCHED_TO_VERIFIED,
        Destination.STAY,
        (Role.UNIT,),
        (
            Field("measure", "措施序号", Type.INTEGER, required=True),
            _text("outcome", "完成情况"),
        ),
        (Need.MEASURES,),
    ),
    StepRule(
        "resolve",
        "办结",
        "牵头单位报告已办结",
        ("in_progress",),
        "resolved",
        (Role.UNIT,),
        (_RESULT, replace(_of_issue("outcome"), help="不填则为解决")),
    ),
    StepRule("verify", "核实", "办公室核实确已办结", ("resolved",), "verified", (Role.OFFICE,)),
    StepRule(
        "reject",
        "驳回",
        "核实未办结，退回重办",
        ("resolved",),
        Destination.BACK,
        (Role.OFFICE,),
        (_REASON,),
    ),
    StepRule(
        "follow_up",
        "回访",
        "询问企业是否满意，不满意的重新办理",
        ("verified",),
        Destination.BY_ANSWER,
        (Role.OFFICE,),
        (_of_issue("satisfaction", required=True), _text("note", "回访记录", required=False)),
    ),
    StepRule(
        "close",
        "销号",
        "四个不放过均已满足，从台账上销去",
        ("verified",),
        "closed",
        (Role.OFFICE, Role.LEADER),
        (replace(_of_issue("override"), help="仅在关口未满足、领导批准销号时填写"),),
        (Need.GATES,),
        ("in_progress", "resolved"),
    ),
    StepRule(
        "reopen",
        "重新办理",
        "销号后又出现，恢复办理",
        ("closed",),
        Destination.BACK,
        (Role.OFFICE, Role.LEADER),
        (_REASON, _NEW_DUE_ON),
    ),
    StepRule(
        "ask_extension",
        "申请延期",
        "牵头单位申请新的办理时限",
        _AT_WORK,
        Destination.STAY,
        (Role.UNIT,),
        (replace(_of_issue("due_on", required=True), help="须晚于现在的时限"), _REASON),
        (Need.NO_PENDING_EXTENSION,),
    ),
    StepRule(
        "grant_extension",
        "同意延期",
        "按申请改变时限，保留首次时限",
        _AT_WORK,
        Destination.STAY,
        (Role.OFFICE, Role.LEADER),
        needs=(Need.PENDING_EXTENSION,),
    ),
    StepRule(
        "refuse_extension",
        "不同意延期",
        "时限不变",
        _AT_WORK,
        Destination.STAY,
        (Role.OFFICE, Role.LEADER),
        (_REASON,),
        (Need.PENDING_EXTENSION,),
    ),
    StepRule(
        "suspend",
        "挂账",
        "眼下无法解决，暂停计时，定期复核",
        _AT_WORK,
        "suspended",
        (Role.OFFICE, Role.LEADER),
        (
            _text("basis", "挂账依据"),
            Field("review_on", "复核日期", Type.DATE, required=True),
        ),
    ),
    StepRule(
        "resume",
        "恢复办理",
        "条件具备，恢复计时，时限顺延挂账天数",
        ("suspended",),
        Destination.BEFORE,
        (Role.OFFICE, Role.LEADER),
        (_REASON,),
    ),
    StepRule(
        "escalate",
        "提级",
        "本级无法解决，上报上级协调，时限照计",
        _AT_WORK,
        "escalated",
        (Role.OFFICE, Role.LEADER),
        (Field("to", "上报单位", Type.REFERENCE, required=True, refers="organizations"),),
    ),
    StepRule(
        "answer",
        "上级答复",
        "收到上级答复，继续办理",
        ("escalated",),
        Destination.BEFORE,
        (Role.UPPER_TIER, Role.OFFICE),
        (_text("text", "答复内容"),),
    ),
    StepRule(
        "urge",
        "催办",
        "提醒承办单位抓紧办理",
        (*_AT_WORK, "escalated"),
        Destination.STAY,
        (Role.OFFICE,),
    ),
    StepRule(
        "supervise",
        "督办",
        "向承办单位发督办单",
        (*_AT_WORK, "escalated"),
        Destination.STAY,
        (Role.OFFICE, Role.LEADER),
        (Field("level", "督办等级", Type.CHOICE, required=True, choices="supervision_levels"),),
    ),
    StepRule(
        "merge",
        "并案",
        "与同一对象的另一问题并案办理",
        OPEN_STATES,
        "merged",
        (Role.OFFICE,),
        (Field("into", "并入问题", Type.REFERENCE, required=True, refers="issues"),),
    ),
    StepRule(
        "withdraw",
        "撤销",
        "不属问题或企业撤回，不再办理",
        OPEN_STATES,
        "withdrawn",
        (Role.OFFICE,),
        (_REASON,),
    ),
)

STEPS: Mapping[str, StepRule] = MappingProxyType({rule.name: rule for rule in _ROWS})
