"""Why a step is refused, the four gates, and which steps are open."""

from dataclasses import replace
from typing import Any

import pytest

from models import vocabulary
from models.workflow import (
    OPEN_STATES,
    STEPS,
    IssueState,
    MergeTarget,
    StepRecord,
    gates,
    open_steps,
    refusal,
)
from tests.models.issue_lives import (
    ACCEPT,
    AT_WORK,
    CLOSE,
    CLOSED,
    DISPATCH,
    DONE,
    FACTS,
    LATER,
    READY,
    SETTLE,
    START,
    TARGET,
    UNASSIGNED,
    VERIFIED,
    VERIFY,
    after,
    day,
    said,
    step,
)

GATE_LABELS = [term.label for term in vocabulary.GATES]


def unmet(state: IssueState, facts: Any = FACTS) -> list[str]:
    """The codes of the gates that are not met."""
    return [gate.code for gate in gates(state, facts) if not gate.met]


def choice(name: str, *steps: StepRecord, facts: Any = FACTS) -> Any:
    """The choice of that name after these steps."""
    return next(c for c in open_steps(after(*steps, facts=facts), facts) if c.name == name)


def test_an_unknown_step_is_refused_with_the_steps_there_are() -> None:
    assert "没有“finish”这一步" in said(step("finish", 0))
    assert "dispatch" in said(step("finish", 0))


def test_a_step_out_of_turn_is_refused_with_the_state_and_what_is_open() -> None:
    sentence = said(ACCEPT)
    assert "已登记" in sentence
    assert "“签收”只能在“已交办”时办理" in sentence
    assert "现在可以办理：交办、现场解决、并案、撤销" in sentence


def test_what_is_open_leaves_out_what_needs_more_than_the_state() -> None:
    assert "同意延期" not in said(VERIFY, *AT_WORK)


def test_a_withdrawn_issue_says_that_nothing_is_left_to_do() -> None:
    assert "已经了结" in said(ACCEPT, step("withdraw", 0, reason="企业撤回"))


@pytest.mark.parametrize(
    "rule",
    [r for r in STEPS.values() if any(p.required for p in r.parameters) and not r.automatic],
    ids=lambda r: r.name,
)
def test_a_missing_parameter_is_refused_by_its_label_and_name(rule: Any) -> None:
    needed = next(p for p in rule.parameters if p.required)
    state = replace(
        after(*AT_WORK, step("measure", 1, text="增容")),
        state=rule.from_states[0],
        pending_extension=day(20) if "refuse" in rule.name else None,
    )
    for values in ({}, {needed.name: "  "}, {needed.name: None}):
        sentence = refusal(StepRecord(rule.name, day(2), values), state, FACTS, LATER, TARGET)
        assert f"要填写{needed.label}（{needed.name}）" in (sentence or "")


def test_a_parameter_that_the_step_does_not_take_is_refused_with_those_it_takes() -> None:
    sentence = said(step("accept", 1, responsible="li", colour="red"), DISPATCH)
    assert "没有“colour”这一项" in sentence
    assert "责任人（responsible）" in sentence


@pytest.mark.parametrize(
    ("taken", "before", "hint"),
    [
        (step("dispatch", 0, lead_unit="power", due_on="7月20日"), (), "2018-07-23"),
        (step("dispatch", 0, lead_unit="power", co_units="land"), (), "重新填写"),
        (step("follow_up", 10, satisfaction="还行"), VERIFIED, "满意、基本满意、不满意"),
        (step("resolve", 5, result="好", outcome="拖延"), AT_WORK, "解决、解释"),
        (step("supervise", 5, level="紫"), AT_WORK, "蓝、橙、红"),
        (
            step("measure_done", 5, measure="一", outcome="好"),
            (*AT_WORK, step("measure", 2, text="增容")),
            "整数",
        ),
    ],
)
def test_a_badly_written_value_is_refused_with_how_to_write_it(
    taken: StepRecord, before: tuple[StepRecord, ...], hint: str
) -> None:
    assert hint in said(taken, *before)


@pytest.mark.parametrize("unit", ["power", "land"])
def test_an_issue_is_not_escalated_to_a_unit_that_answers_for_it(unit: str) -> None:
    assert "上一级的单位" in said(step("escalate", 2, to=unit), *AT_WORK)


def test_a_step_is_not_taken_in_the_future() -> None:
    sentence = refusal(DISPATCH, after(), FACTS, START.replace(day=1)) or ""
    assert "晚于今天（2018-07-01）" in sentence
    assert refusal(DISPATCH, after(), FACTS, START) is None


def test_a_step_is_not_taken_before_the_step_before_nor_before_registration() -> None:
    early = step("accept", 0, responsible="li")
    assert "早于上一步（2018-07-05）" in said(early, step("dispatch", 3, lead_unit="power"))
    assert "早于上一步（2018-07-02）" in said(step("dispatch", -1, lead_unit="power"))


@pytest.mark.parametrize(
    ("taken", "before"),
    [
        (step("dispatch", 5, lead_unit="power", due_on=day(4)), ()),
        (step("suspend", 5, basis="规划", review_on=day(4)), AT_WORK),
        (step("measure", 5, text="增容", due_on=day(4)), AT_WORK),
        (step("reopen", 20, reason="又停电", due_on=day(19)), CLOSED),
    ],
)
def test_a_deadline_does_not_lie_before_the_step_that_sets_it(
    taken: StepRecord, before: tuple[StepRecord, ...]
) -> None:
    assert "不能早于" in said(taken, *before)


def test_a_deadline_rule_that_nobody_knows_is_refused_by_name() -> None:
    assert "没有时限规则“13710”" in said(step("dispatch", 0, lead_unit="power", rule="13710"))


def test_a_lead_unit_is_not_its_own_co_unit() -> None:
    assert "配合单位" in said(step("dispatch", 0, lead_unit="power", co_units=("land", "power")))


def test_an_issue_is_not_reassigned_to_the_unit_that_has_it() -> None:
    assert "另选" in said(step("reassign", 2, lead_unit="power", reason="调整"), *AT_WORK)


def test_settling_without_an_assignment_is_refused() -> None:
    assert "先登记包联关系" in said(SETTLE, facts=UNASSIGNED)
    without_person = replace(FACTS, assignment_person=None)
    assert "先登记包联关系" in said(SETTLE, facts=without_person)
    assert said(SETTLE) == ""


def test_a_measure_that_was_never_written_cannot_be_done() -> None:
    done = step("measure_done", 4, measure=2, outcome="好")
    assert "先写下措施" in said(done, *AT_WORK)
    assert "没有第 2 条措施" in said(done, *AT_WORK, step("measure", 2, text="增容"))


def test_only_one_extension_may_be_pending() -> None:
    asked = step("ask_extension", 3, due_on=day(15), reason="等待设备")
    assert "待批" in said(step("ask_extension", 4, due_on=day(20), reason="再等"), *AT_WORK, asked)
    assert said(step("grant_extension", 4), *AT_WORK, asked) == ""


def test_an_extension_is_answered_only_where_one_was_asked_for() -> None:
    assert "没有待批的延期申请" in said(step("grant_extension", 4), *AT_WORK)
    assert "没有待批的延期申请" in said(step("refuse_extension", 4, reason="不必"), *AT_WORK)


def test_an_extension_must_lie_after_the_deadline() -> None:
    asked = step("ask_extension", 3, due_on=day(7), reason="等待设备")
    assert "要晚于现在的时限（2018-07-09）" in said(asked, *AT_WORK)


@pytest.mark.parametrize(
    ("target", "why"),
    [
        (None, "没有找到"),
        (MergeTarget("issue", "enterprise", "registered"), "自身"),
        (MergeTarget("another", "other enterprise", "registered"), "同一帮扶对象"),
        (MergeTarget("another", "enterprise", "closed"), "已销号"),
        (MergeTarget("another", "enterprise", "merged"), "已并案"),
        (MergeTarget("another", "enterprise", "withdrawn"), "已撤销"),
    ],
)
def test_an_issue_merges_only_into_an_open_one_of_the_same_subject(
    target: MergeTarget | None, why: str
) -> None:
    merge = step("merge", 1, into="another")
    assert why in (refusal(merge, after(), FACTS, LATER, target) or "")
    assert refusal(merge, after(), FACTS, LATER, TARGET) is None


def test_no_gate_but_that_of_measures_is_met_at_registration() -> None:
    assert unmet(after()) == ["responsibility", "result", "satisfaction"]
    assert [gate.label for gate in gates(after(), FACTS)] == GATE_LABELS


def test_responsibility_needs_unit_person_and_acceptance() -> None:
    dispatched = after(step("dispatch", 0, lead_unit="power", responsible="li"))
    assert gates(dispatched, FACTS)[0].reason == "牵头单位没有签收"
    assert gates(after(*AT_WORK), FACTS)[0].met


def test_measures_need_their_outcomes() -> None:
    written = (*AT_WORK, step("measure", 2, text="增容"), step("measure", 2, text="架线"))
    done = step("measure_done", 3, measure=1, outcome="好")
    assert gates(after(*written, done), FACTS)[1].reason == "措施 2 没有完成情况"
    finished = step("measure_done", 4, measure=2, outcome="好")
    assert gates(after(*written, done, finished), FACTS)[1].met


def test_the_result_needs_evidence_and_verification() -> None:
    resolved = step("resolve", 5, result="线路已接通")
    reason = gates(after(*AT_WORK, resolved), FACTS)[2].reason
    assert reason == "办结以来没有附佐证材料、没有核实"
    assert gates(after(*AT_WORK, resolved, step("verify", 6, evidence=1)), FACTS)[2].met


def test_evidence_attached_before_the_result_does_not_prove_it() -> None:
    early = step("progress", 2, evidence=3, note="施工中")
    steps = (*AT_WORK, early, step("resolve", 5, result="线路已接通"), VERIFY)
    assert "result" in unmet(after(*steps))
    late = step("progress", 9, evidence=1, note="补充照片")
    assert "result" not in unmet(after(*steps, late))


def test_evidence_and_contentment_of_an_earlier_round_do_not_count() -> None:
    again = (*CLOSED, step("reopen", 20, reason="又停电"), step("resolve", 22, result="已修复"))
    assert unmet(after(*again, step("verify", 23))) == ["result", "satisfaction"]


def test_a_settled_issue_is_proved_by_its_visit_and_those_assigned() -> None:
    state = after(SETTLE, VERIFY)
    assert unmet(state) == ["satisfaction"]
    assert unmet(state, replace(FACTS, has_visit=False)) == ["result", "satisfaction"]


def test_a_visit_proves_no_result_of_a_dispatched_issue() -> None:
    assert "result" in unmet(after(*AT_WORK, step("resolve", 5, result="好"), VERIFY))


@pytest.mark.parametrize(
    ("steps", "gate"),
    [
        ((*VERIFIED,), 3),
        ((*AT_WORK, step("resolve", 5, result="好"), *READY[3:]), 2),
        ((*AT_WORK, step("measure", 2, text="增容"), *READY[2:]), 1),
    ],
)
def test_closing_names_the_gate_that_is_unmet_and_no_other(
    steps: tuple[StepRecord, ...], gate: int
) -> None:
    sentence = said(CLOSE, *steps)
    assert [label for label in GATE_LABELS if label in sentence] == [GATE_LABELS[gate]]


def test_closing_names_every_unmet_gate_from_any_state() -> None:
    sentence = said(CLOSE)
    assert [label in sentence for label in GATE_LABELS] == [True, False, True, True]
    assert "已登记" in sentence
    assert GATE_LABELS[3] in said(step("close", 11, override="急"), DISPATCH)


def test_closing_tells_a_leader_that_a_reason_is_needed_to_pass_a_gate() -> None:
    assert "由领导写明破格销号理由" in said(CLOSE, *AT_WORK)
    assert "请填写理由" in said(step("close", 11, override=" "), *AT_WORK)
    assert "请填写理由" in said(step("close", 11, override=""), *VERIFIED)


@pytest.mark.parametrize("steps", [AT_WORK, DONE, VERIFIED])
def test_a_leader_closes_past_a_gate_with_a_reason(steps: tuple[StepRecord, ...]) -> None:
    assert said(step("close", 11, override="企业已搬迁"), *steps) == ""


def test_a_leader_closes_nothing_that_nobody_has_accepted() -> None:
    assert "“销号”只能在" in said(step("close", 11, override="企业已搬迁"), DISPATCH)


def test_an_override_where_nothing_is_unmet_is_refused_so_that_it_is_not_counted() -> None:
    assert "直接销号" in said(step("close", 11, override="急"), *READY)


def test_evidence_brought_with_the_closing_counts() -> None:
    steps = (*AT_WORK, step("resolve", 5, result="好"), *READY[3:])
    assert said(step("close", 11, evidence=1), *steps) == ""
    unfollowed = said(step("close", 11, evidence=1), *steps[:-1])
    assert GATE_LABELS[2] not in unfollowed


def test_open_steps_are_those_of_the_state_in_the_order_of_the_table() -> None:
    names = [c.name for c in open_steps(after(), FACTS)]
    assert names == list(STEPS)
    opened = [c.name for c in open_steps(after(), FACTS) if c.open]
    assert opened == ["dispatch", "settle", "merge", "withdraw"]


def test_a_step_that_is_not_open_says_why() -> None:
    assert all(c.reason for c in open_steps(after(*AT_WORK), FACTS) if not c.open)
    assert "先登记包联关系" in choice("settle", facts=UNASSIGNED).reason
    assert GATE_LABELS[3] in choice("close", *VERIFIED).reason


def test_closing_opens_when_every_gate_is_met() -> None:
    assert choice("close", *READY).open
    assert not choice("close", *READY).by_override


def test_closing_past_a_gate_is_offered_where_a_leader_may() -> None:
    offered = [
        choice("close", *steps).by_override for steps in ((), (DISPATCH,), AT_WORK, VERIFIED)
    ]
    assert offered == [False, False, True, True]
    assert not choice("urge").by_override


def test_every_open_state_has_a_step_that_is_open() -> None:
    for state in OPEN_STATES:
        choices = open_steps(replace(after(), state=state), FACTS)
        assert any(c.open for c in choices), state
