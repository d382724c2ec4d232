"""The life of an issue as one table: each step, from where to where, by whom, and what it asks.

Nothing else moves an issue. Forms and checks read a step's parameters as they read any fields;
buttons, refusals and the manual's diagram read the rest. What a step does to the facts beside the
state stands in `models.lifecycle`, why one is refused in `models.workflow`.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from models.fields import KINDS, Field, Type
from models.step_rules import AT_WORK, OFFICE, UNIT, Destination, Need, Role, StepRule
from models.vocabulary import STATES

FINAL_STATES = ("closed", "merged", "withdrawn")
OPEN_STATES = tuple(term.code for term in STATES if term.code not in FINAL_STATES)

_DISPATCHED_TO_VERIFIED = (*AT_WORK, "resolved", "verified")


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
_DECISION = replace(
    _text("decision", "裁定理由", required=False),
    help="单位退回后仍交它办理时填写，此后不能再退回",
)
#: What a notice carries: its number, the rung of the ladder that it answers, to whom, its words.
_NOTICE = (
    Field("number", "文号", help="同一份通知里的问题同号，不填则不编号"),
    Field("rung", "阶梯", derived=True),
    Field("unit", "收件单位", Type.REFERENCE, refers="organizations", derived=True),
    _text("text", "通知内容", required=False),
)

_ROWS = (
    StepRule(
        "dispatch",
        "交办",
        "交给牵头单位限时办理",
        ("registered",),
        "dispatched",
        OFFICE,
        (
            _LEAD_UNIT,
            _of_issue("co_units"),
            _of_issue("responsible"),
            Field("grade", "事项等级", Type.CHOICE, choices="issue_grades", help="不填则为一般"),
            Field("rule", "时限规则", help="不填则按办公室所定的规则"),
            replace(_of_issue("due_on"), help="不填则按时限规则推算"),
            Field("batch", "交办批次", help="同一批交办的问题印在一起"),
            _DECISION,
        ),
    ),
    StepRule(
        "settle",
        "现场解决",
        "走访时当场办结",
        ("registered",),
        "resolved",
        (*OFFICE, Role.LEADER),
        (_RESULT,),
        (Need.ASSIGNMENT,),
    ),
    StepRule(
        "accept",
        "签收",
        "牵头单位接收并确定责任人",
        ("dispatched",),
        "in_progress",
        UNIT,
        (_of_issue("responsible", required=True),),
    ),
    StepRule(
        "return",
        "退回",
        "牵头单位认为不属本单位职责，退回办公室",
        ("dispatched",),
        "registered",
        UNIT,
        (_REASON,),
        (Need.UNDECIDED,),
    ),
    StepRule(
        "reassign",
        "改派",
        "改由另一单位牵头，时限不变，重新签收",
        AT_WORK,
        "dispatched",
        OFFICE,
        (_LEAD_UNIT, _REASON, _DECISION),
    ),
    StepRule(
        "co_answer",
        "配合答复",
        "配合单位向牵头单位答复",
        AT_WORK,
        Destination.STAY,
        (Role.CO_UNIT, Role.LIAISON),
        (
            Field("unit", "配合单位", Type.REFERENCE, required=True, refers="organizations"),
            _text("text", "答复内容"),
        ),
        (Need.CO_UNITS,),
    ),
    StepRule(
        "progress",
        "报进展",
        "记录办理进展",
        _DISPATCHED_TO_VERIFIED,
        Destination.STAY,
        UNIT,
        (_text("note", "进展情况"),),
    ),
    StepRule(
        "measure",
        "定措施",
        "写下一条办理措施",
        _DISPATCHED_TO_VERIFIED,
        Destination.STAY,
        UNIT,
        (
            _text("text", "措施内容"),
            Field("owner", "措施责任人"),
            Field("due_on", "完成时限", Type.DATE),
            Field("treats_cause", "治标治本", Type.CHOICE, choices="measure_aims"),
        ),
    ),
    StepRule(
        "measure_done",
        "措施完成",
        "写下一条措施的完成情况",
        _DISPATCHED_TO_VERIFIED,
        Destination.STAY,
        UNIT,
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
        UNIT,
        (_RESULT, replace(_of_issue("outcome"), help="不填则为解决")),
    ),
    StepRule(
        "verify",
        "核实",
        "办公室核实确已办结",
        ("resolved",),
        "verified",
        (Role.REVIEWER, Role.CLERK, Role.ADMINISTRATOR),
        not_by=("resolve",),
    ),
    StepRule(
        "reject",
        "驳回",
        "核实未办结，退回重办",
        ("resolved",),
        Destination.BACK,
        OFFICE,
        (_REASON,),
    ),
    StepRule(
        "follow_up",
        "回访",
        "询问企业是否满意，不满意的重新办理",
        ("verified",),
        Destination.BY_ANSWER,
        OFFICE,
        (
            _of_issue("satisfaction", required=True),
            Field("way", "回访方式", Type.CHOICE, choices="follow_up_ways"),
            Field("asked", "受访人"),
            _text("note", "回访记录", required=False),
        ),
        not_by=("resolve",),
    ),
    StepRule(
        "close",
        "销号",
        "四个不放过均已满足，从台账上销去",
        ("verified",),
        "closed",
        (*OFFICE, Role.LEADER),
        (replace(_of_issue("override"), help="仅在关口未满足、领导批准销号时填写"),),
        (Need.GATES,),
        ("in_progress", "resolved"),
        (Role.LEADER, Role.ADMINISTRATOR),
    ),
    StepRule(
        "reopen",
        "重新办理",
        "销号后又出现，恢复办理",
        ("closed",),
        Destination.BACK,
        (*OFFICE, Role.LEADER),
        (_REASON, _NEW_DUE_ON),
    ),
    StepRule(
        "ask_extension",
        "申请延期",
        "牵头单位申请新的办理时限",
        AT_WORK,
        Destination.STAY,
        UNIT,
        (replace(_of_issue("due_on", required=True), help="须晚于现在的时限"), _REASON),
        (Need.NO_PENDING_EXTENSION, Need.IN_TIME),
    ),
    StepRule(
        "grant_extension",
        "同意延期",
        "按申请改变时限，保留首次时限",
        AT_WORK,
        Destination.STAY,
        (*OFFICE, Role.LEADER),
        needs=(Need.PENDING_EXTENSION,),
        not_by=("ask_extension",),
    ),
    StepRule(
        "refuse_extension",
        "不同意延期",
        "时限不变",
        AT_WORK,
        Destination.STAY,
        (*OFFICE, Role.LEADER),
        (_REASON,),
        (Need.PENDING_EXTENSION,),
        not_by=("ask_extension",),
    ),
    StepRule(
        "suspend",
        "挂账",
        "眼下无法解决，暂停计时，定期复核",
        AT_WORK,
        "suspended",
        (*OFFICE, Role.LEADER),
        (
            _text("basis", "挂账依据"),
            Field("review_on", "复核日期", Type.DATE, required=True),
        ),
    ),
    StepRule(
        "review",
        "复核",
        "复核挂账的依据是否还在，定下一次复核的日期",
        ("suspended",),
        Destination.STAY,
        OFFICE,
        (
            _text("note", "复核情况"),
            Field("review_on", "下次复核", Type.DATE, required=True),
        ),
    ),
    StepRule(
        "resume",
        "恢复办理",
        "条件具备，恢复计时，时限顺延挂账天数",
        ("suspended",),
        Destination.BEFORE,
        (*OFFICE, Role.LEADER),
        (_REASON,),
    ),
    StepRule(
        "escalate",
        "提级",
        "本级无法解决，上报上级协调，时限照计",
        AT_WORK,
        "escalated",
        (*OFFICE, Role.LEADER),
        (
            Field("to", "上报单位", Type.REFERENCE, required=True, refers="organizations"),
            _text("reason", "提级事由", required=False),
        ),
    ),
    StepRule(
        "answer",
        "上级答复",
        "收到上级答复，继续办理",
        ("escalated",),
        Destination.BEFORE,
        (Role.UPPER_TIER, *OFFICE),
        (_text("text", "答复内容"),),
    ),
    StepRule(
        "urge",
        "催办",
        "提醒承办单位抓紧办理",
        (*AT_WORK, "escalated"),
        Destination.STAY,
        OFFICE,
        _NOTICE,
    ),
    StepRule(
        "supervise",
        "督办",
        "向承办单位发督办单",
        (*AT_WORK, "escalated"),
        Destination.STAY,
        (*OFFICE, Role.LEADER),
        (
            Field("level", "督办等级", Type.CHOICE, required=True, choices="supervision_levels"),
            *_NOTICE,
        ),
    ),
    StepRule(
        "talk",
        "约谈",
        "约谈承办单位负责人",
        (*AT_WORK, "escalated"),
        Destination.STAY,
        (Role.LEADER, Role.ADMINISTRATOR),
        (Field("asked", "约谈对象", required=True), _text("note", "约谈情况")),
    ),
    StepRule(
        "transfer",
        "移交",
        "移交有权处理的机关",
        (*AT_WORK, "escalated"),
        Destination.STAY,
        (Role.LEADER, Role.ADMINISTRATOR),
        (
            Field("to", "移交单位", Type.REFERENCE, required=True, refers="organizations"),
            _REASON,
        ),
    ),
    StepRule(
        "reckon",
        "时限重算",
        "录入放假通知后，受影响的时限重新推算，由程序记入",
        OPEN_STATES,
        Destination.STAY,
        OFFICE,
        (_text("note", "重算情况"),),
        automatic=True,
    ),
    StepRule(
        "merge",
        "并案",
        "与同一对象的另一问题并案办理",
        OPEN_STATES,
        "merged",
        OFFICE,
        (Field("into", "并入问题", Type.REFERENCE, required=True, refers="issues"),),
    ),
    StepRule(
        "withdraw",
        "撤销",
        "不属问题或企业撤回，不再办理",
        OPEN_STATES,
        "withdrawn",
        OFFICE,
        (_REASON,),
    ),
)

STEPS: Mapping[str, StepRule] = MappingProxyType({rule.name: rule for rule in _ROWS})
