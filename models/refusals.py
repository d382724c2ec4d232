"""Why a step may not be taken now, in sentences that say why and what to do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from models import vocabulary
from models.fields import Field, Type
from models.gates import all_met, naming_unmet
from models.lifecycle import IssueFacts, IssueState, StepRecord
from models.step_rules import Need, StepRule
from models.steps import FINAL_STATES, STEPS

EXTENSION_DAYS = 1
"""Working days before the deadline by which an extension is to be asked for (public practice)."""


@dataclass(frozen=True)
class StepChoice:
    """A step as a button: whether it is open now, and if not, why.

    `by_override` marks the closing that is not open but that a leader may do with a reason.
    """

    name: str
    label: str
    open: bool
    reason: str = ""
    by_override: bool = False


@dataclass(frozen=True)
class MergeTarget:
    """What a merge must know of the issue that it leads to."""

    uid: str
    subject: str
    state: str


def open_steps(state: IssueState, facts: IssueFacts) -> tuple[StepChoice, ...]:
    """Every step of the table with whether it is open now, before its parameters are known."""
    return tuple(_choice(rule, state, facts) for rule in STEPS.values())


def _choice(rule: StepRule, state: IssueState, facts: IssueFacts) -> StepChoice:
    reason = _not_now(rule, StepRecord(rule.name, state.last_on), state, facts) or ""
    if reason and Need.GATES in rule.needs:
        reason = naming_unmet(reason, state, facts)
    past_gates = bool(reason) and Need.GATES in rule.needs and state.state in _from_states(rule)
    return StepChoice(rule.name, rule.label, not reason, reason, past_gates)


def refusal(
    step: StepRecord,
    state: IssueState,
    facts: IssueFacts,
    today: date,
    target: MergeTarget | None = None,
) -> str | None:
    """Why the step may not be taken, as one Chinese sentence that says what to do; None if it may.

    `target` is the issue that a merge names, None where there is none of that number. A refused
    closing names every unmet gate, whatever it was refused for.
    """
    rule = STEPS.get(step.step)
    if rule is None:
        return f"没有“{step.step}”这一步，可用的有：{'、'.join(STEPS)}。"
    state = replace(state, evidence=state.evidence + step.evidence)  # what the step brings, counts
    said = (
        _bad_override(rule, step, state, facts)
        or _out_of_turn(rule, step, state, facts)
        or _bad_parameters(rule, step)
        or _bad_day(rule, step, state, today)
        or _same_hand(rule, step, state)
        or _against_a_rule(step, state, facts, target)
    )
    return naming_unmet(said, state, facts) if said and rule.name == "close" else said


def _not_now(rule: StepRule, step: StepRecord, state: IssueState, facts: IssueFacts) -> str | None:
    if rule.automatic:
        return f"“{rule.label}”由程序随引起它的操作一并记入，不必另行办理。"
    if state.state not in _from_states(rule):
        names = "、".join(vocabulary.label("states", code) for code in rule.from_states)
        return f"问题现在是“{state.label}”，“{rule.label}”只能在“{names}”时办理。"
    return None if step.value("override") else _unmet_need(rule, state, facts)


def _from_states(rule: StepRule) -> tuple[str, ...]:
    """Where a step is reached at all; its gates hold it back where only a leader may pass them."""
    return (*rule.from_states, *rule.gates_passed_from)


def _out_of_turn(
    rule: StepRule, step: StepRecord, state: IssueState, facts: IssueFacts
) -> str | None:
    """The reason, and where the state is the reason, what is open instead."""
    said = _not_now(rule, step, state, facts)
    if said is None or state.state in _from_states(rule):
        return said
    labels = [choice.label for choice in open_steps(state, facts) if choice.open]
    cure = f"现在可以办理：{'、'.join(labels)}" if labels else "这个问题已经了结，不再办理"
    return f"{said.rstrip('。')}；{cure}。"


def _unmet_need(rule: StepRule, state: IssueState, facts: IssueFacts) -> str | None:
    unmet = (need for need in rule.needs if not _NEEDS[need][0](state, facts))
    return next((_NEEDS[need][1] for need in unmet), None)


_NEEDS: Mapping[Need, tuple[Callable[[IssueState, IssueFacts], bool], str]] = MappingProxyType(
    {
        Need.ASSIGNMENT: (
            lambda _state, facts: facts.has_assignment,
            "该对象还没有明确包联单位和责任人，请先登记包联关系，再办理现场解决。",
        ),
        Need.CO_UNITS: (
            lambda state, _facts: bool(state.partners),
            "这个问题没有配合单位，不需要配合答复。",
        ),
        Need.MEASURES: (
            lambda state, _facts: bool(state.measures),
            "这个问题还没有定措施，请先写下措施，再填完成情况。",
        ),
        Need.PENDING_EXTENSION: (
            lambda state, _facts: state.pending_extension is not None,
            "没有待批的延期申请，请先由牵头单位申请延期。",
        ),
        Need.NO_PENDING_EXTENSION: (
            lambda state, _facts: state.pending_extension is None,
            "已有一份延期申请待批，请先答复那一份，再申请新的。",
        ),
        Need.IN_TIME: (
            lambda state, facts: _in_time(state.last_on, state, facts),
            f"延期要在到期前至少 {EXTENSION_DAYS} 个工作日申请，现在已经过了；"
            "请抓紧办结，确有困难的报请提级或挂账。",
        ),
        Need.UNDECIDED: (
            lambda state, _facts: not state.decided,
            "办公室已裁定由本单位办理，不能再退回；确有困难的，请申请延期或报请协调。",
        ),
        Need.GATES: (
            all_met,
            "还不能销号，请补齐后再办；确需销号的，由领导写明破格销号理由。",
        ),
    }
)


def _bad_override(
    rule: StepRule, step: StepRecord, state: IssueState, facts: IssueFacts
) -> str | None:
    if "override" not in step.values or rule.parameter("override") is None:
        return None
    if step.values["override"] is not None and not str(step.values["override"]).strip():
        return "破格销号要由领导写明理由，请填写理由。"
    if step.value("override") and all_met(state, facts):
        return "四个不放过均已满足，直接销号即可，请不要填写破格销号理由。"
    return None


def _bad_parameters(rule: StepRule, step: StepRecord) -> str | None:
    unknown = [name for name in step.values if rule.parameter(name) is None]
    if unknown:
        known = "、".join(f"{p.label}（{p.name}）" for p in rule.parameters) or "无"
        return f"“{rule.label}”没有“{unknown[0]}”这一项，可填的有：{known}。"
    return next((said for p in rule.parameters if (said := _bad_value(rule, p, step))), None)


def _bad_value(rule: StepRule, parameter: Field, step: StepRecord) -> str | None:
    value = step.value(parameter.name)
    if value is None or (isinstance(value, str) and not value.strip()):
        named = f"“{rule.label}”要填写{parameter.label}（{parameter.name}），请补上。"
        return named if parameter.required else None
    if not _is_of(parameter, value):
        return f"“{rule.label}”的{parameter.label}填得不对，{_how_to_write(parameter)}。"
    since = step.since or step.on
    if isinstance(value, date) and value < since:
        return f"{parameter.label}不能早于{rule.label}当天（{since}），请核对日期。"
    return None


def _is_of(parameter: Field, value: object) -> bool:
    if parameter.type is Type.CHOICE:
        return value in [term.code for term in vocabulary.LISTS[parameter.choices]]
    if parameter.type is Type.REFERENCES:
        return isinstance(value, tuple | list) and all(isinstance(one, str) for one in value)
    kinds: dict[Type, type] = {Type.DATE: date, Type.INTEGER: int}
    return isinstance(value, kinds.get(parameter.type, str))


def _how_to_write(parameter: Field) -> str:
    if parameter.type is Type.CHOICE:
        words = "、".join(term.label for term in vocabulary.LISTS[parameter.choices])
        return f"请从中选一：{words}"
    hints = {Type.DATE: "请写成 2018-07-23 这样的日期", Type.INTEGER: "请填写整数"}
    return hints.get(parameter.type, "请重新填写")


def _bad_day(rule: StepRule, step: StepRecord, state: IssueState, today: date) -> str | None:
    if step.on > today:
        return f"{rule.label}日期 {step.on} 晚于今天（{today}），请填写实际办理的日期。"
    if step.on < state.last_on:
        return f"{rule.label}日期 {step.on} 早于上一步（{state.last_on}），请核对日期。"
    return None


def _against_a_rule(
    step: StepRecord, state: IssueState, facts: IssueFacts, target: MergeTarget | None
) -> str | None:
    if step.step == "merge":
        return _bad_merge(facts, target)
    check = _CHECKS.get(step.step)
    return check(step, state, facts) if check else None


def _same_hand(rule: StepRule, step: StepRecord, state: IssueState) -> str | None:
    """Who handled it does not check it."""
    for name in rule.not_by:
        if state.hands.get(name) == step.by and step.by:
            done = STEPS[name].label
            return f"“{done}”是{step.by}办的，“{rule.label}”要由另一个人办理，请换经办人。"
    return None


def _in_time(on: date, state: IssueState, facts: IssueFacts) -> bool:
    """Whether an extension asked for on that day comes before it is too late."""
    due_on = state.due_on
    return due_on is None or on <= facts.rulebook.calendar.before(due_on, EXTENSION_DAYS)


def _bad_merge(facts: IssueFacts, target: MergeTarget | None) -> str | None:
    if target is None:
        return "没有找到要并入的问题，请核对编号。"
    if target.uid == facts.uid:
        return "问题不能并入自身，请另选一个问题。"
    if target.subject != facts.subject:
        return "只能并入同一帮扶对象的问题，请另选一个问题。"
    if target.state in FINAL_STATES:
        name = vocabulary.label("states", target.state)
        return f"要并入的问题{name}，请选一个还在办理的问题。"
    return None


def _bad_dispatch(step: StepRecord, state: IssueState, facts: IssueFacts) -> str | None:
    rule = step.value("rule")
    if rule is not None and not _may_begin(rule, step, facts):
        known = "、".join(one.label for one in facts.rulebook.valid(step.on))
        return f"没有时限规则“{rule}”；可用的有 {known}。"
    if step.value("lead_unit") in (step.value("co_units") or ()):
        return "牵头单位不能同时是配合单位，请从配合单位中去掉。"
    return _undecided(step, state)


def _may_begin(rule: str, step: StepRecord, facts: IssueFacts) -> bool:
    """Whether a rule of that reference is known, and valid on the day of the step."""
    known = facts.rulebook.rules.get(rule)
    return known is not None and known.valid_on(step.on)


def _undecided(step: StepRecord, state: IssueState) -> str | None:
    """A unit that has returned an issue is given it again by a decision (裁定) alone."""
    again = step.value("lead_unit") in state.returned
    if again and not step.value("decision"):
        return "这个单位已经退回过；仍交它办理的，请填写裁定理由（decision），此后不能再退回。"
    if step.value("decision") and not state.returned:
        return "还没有单位退回过，不用裁定；请把裁定理由（decision）去掉。"
    return None


def _bad_reassign(step: StepRecord, state: IssueState, _facts: IssueFacts) -> str | None:
    if step.value("lead_unit") == state.lead_unit:
        return "改派的单位就是现在的牵头单位，请另选一个单位。"
    return _undecided(step, state)


def _bad_escalate(step: StepRecord, state: IssueState, _facts: IssueFacts) -> str | None:
    ours = step.value("to") in (state.lead_unit, *state.co_units)
    return "提级要报上一级的单位，不能报给正在承办的单位；请另选一个单位。" if ours else None


def _bad_follow_up(step: StepRecord, state: IssueState, _facts: IssueFacts) -> str | None:
    """Nobody rates himself: whom one asked is neither who asked nor who handled it."""
    hands = {state.hands.get("resolve"), state.hands.get("settle"), step.by} - {None, ""}
    rated = step.value("asked") in hands
    return "不能由经办人自己评价；受访人请填写企业一方的人。" if rated else None


def _bad_co_answer(step: StepRecord, state: IssueState, _facts: IssueFacts) -> str | None:
    known = step.value("unit") in state.co_units
    return None if known else "这个单位不是本问题的配合单位，请核对单位名称。"


def _bad_measure_done(step: StepRecord, state: IssueState, _facts: IssueFacts) -> str | None:
    count = len(state.measures)
    if 1 <= step.value("measure") <= count:
        return None
    return f"没有第 {step.value('measure')} 条措施，现有 1 至 {count}，请核对序号。"


def _bad_extension(step: StepRecord, state: IssueState, facts: IssueFacts) -> str | None:
    if state.due_on is None:
        return None
    if step.value("due_on") <= state.due_on:
        return f"申请的时限要晚于现在的时限（{state.due_on}），请改填更晚的日期。"
    if _in_time(step.on, state, facts):
        return None
    last = facts.rulebook.calendar.before(state.due_on, EXTENSION_DAYS)
    return f"延期要在到期（{state.due_on}）前至少 {EXTENSION_DAYS} 个工作日申请，最晚 {last}。"


Check = Callable[[StepRecord, IssueState, IssueFacts], str | None]
_CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "dispatch": _bad_dispatch,
        "reassign": _bad_reassign,
        "escalate": _bad_escalate,
        "follow_up": _bad_follow_up,
        "co_answer": _bad_co_answer,
        "measure_done": _bad_measure_done,
        "ask_extension": _bad_extension,
    }
)
