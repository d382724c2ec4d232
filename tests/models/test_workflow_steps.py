"""What each step of an issue's life does."""

from models import vocabulary
from models.step_rules import Destination
from models.steps import STEPS
from models.workflow import OPEN_STATES, destination, fold
from tests.models.issue_lives import (
    ACCEPT,
    AT_WORK,
    CLOSED,
    CONTENT,
    DISPATCH,
    DONE,
    FACTS,
    READY,
    RESOLVE,
    SETTLE,
    VERIFIED,
    VERIFY,
    after,
    day,
    step,
)

NAMES_THAT_STAY = {
    "dispatch": "lead_unit co_units responsible grade rule due_on batch decision",
    "settle": "result",
    "accept": "responsible",
    "return": "reason",
    "reassign": "lead_unit reason decision",
    "co_answer": "unit text",
    "progress": "note",
    "measure": "text owner due_on treats_cause",
    "measure_done": "measure outcome",
    "resolve": "result outcome",
    "verify": "",
    "reject": "reason",
    "follow_up": "satisfaction way asked note",
    "close": "override",
    "reopen": "reason due_on",
    "ask_extension": "due_on reason",
    "grant_extension": "",
    "refuse_extension": "reason",
    "suspend": "basis review_on",
    "review": "note review_on",
    "resume": "reason",
    "escalate": "to reason",
    "answer": "text",
    "urge": "number rung unit text",
    "supervise": "level number rung unit text",
    "talk": "asked note",
    "transfer": "to reason",
    "reckon": "note",
    "merge": "into",
    "withdraw": "reason",
}


def test_the_table_holds_the_steps_and_parameters_of_the_command_line_and_no_others() -> None:
    table = {rule.name: " ".join(p.name for p in rule.parameters) for rule in STEPS.values()}
    assert table == NAMES_THAT_STAY


def test_every_state_in_the_table_is_a_state_and_every_state_is_reached() -> None:
    states = {term.code for term in vocabulary.STATES}
    reached = {"registered", *(rule.to for rule in STEPS.values())} - set(Destination)
    left = {code for rule in STEPS.values() for code in (*rule.from_states, rule.to)}
    assert reached == states
    assert left - set(Destination) <= states


def test_every_step_says_who_takes_it_and_has_a_label_of_its_own() -> None:
    assert all(rule.who and rule.action for rule in STEPS.values())
    assert len({rule.label for rule in STEPS.values()}) == len(STEPS)


def test_an_issue_begins_registered_in_its_first_round() -> None:
    state = after()
    assert (state.state, state.round, state.due_on, state.label) == (
        "registered",
        1,
        None,
        "已登记",
    )


def test_a_dispatch_gives_unit_and_seven_days() -> None:
    state = after(DISPATCH)
    assert (state.state, state.lead_unit, state.co_units) == ("dispatched", "power", ("land",))
    assert (state.dispatched_on, state.due_on, state.first_due_on) == (day(0), day(7), day(7))


def test_a_dispatch_takes_the_deadline_that_is_given() -> None:
    assert after(step("dispatch", 0, lead_unit="power", due_on=day(20))).due_on == day(20)


def test_the_ordinary_life_leads_from_registration_to_closing() -> None:
    states = [after(*CLOSED[:taken]).state for taken in range(len(CLOSED) + 1)]
    assert states == [
        "registered",
        "dispatched",
        "in_progress",
        "resolved",
        "verified",
        "verified",
        "closed",
    ]


def test_a_closed_issue_shows_what_its_life_came_to() -> None:
    state = after(*CLOSED)
    assert (state.result, state.outcome, state.satisfaction) == ("线路已接通", "解决", "满意")
    assert (state.resolved_on, state.verified_on) == (day(5), day(9))
    assert (state.followed_up_on, state.closed_on, state.override) == (day(10), day(11), None)


def test_a_verified_issue_awaits_closing_once_the_enterprise_is_content() -> None:
    assert after(*VERIFIED).label == "待回访"
    assert after(*READY).label == "待销号"
    assert after(*VERIFIED, step("follow_up", 10, satisfaction="基本满意")).label == "待销号"


def test_a_return_takes_unit_and_deadline_away_and_keeps_the_first_deadline() -> None:
    state = after(DISPATCH, step("return", 1, reason="不属本单位职责"))
    assert (state.state, state.lead_unit, state.co_units) == ("registered", None, ())
    assert (state.due_on, state.dispatched_on, state.first_due_on) == (None, None, day(7))


def test_a_second_dispatch_counts_anew_and_keeps_the_first_deadline() -> None:
    again = step("dispatch", 3, lead_unit="water")
    state = after(DISPATCH, step("return", 1, reason="不属本单位职责"), again)
    assert (state.due_on, state.first_due_on) == (day(10), day(7))


def test_a_reassignment_lets_the_acceptance_lapse_and_keeps_the_deadline() -> None:
    state = after(*AT_WORK, step("reassign", 2, lead_unit="land", reason="职责调整"))
    assert (state.state, state.lead_unit, state.accepted) == ("dispatched", "land", False)
    assert (state.responsible, state.due_on, state.co_units) == (None, day(7), ())


def test_a_new_unit_owes_its_own_first_report_whatever_the_old_one_let_hear() -> None:
    heard = (*AT_WORK, step("progress", 1, note="已查看"))
    state = after(*heard, step("reassign", 2, lead_unit="land", reason="职责调整"))
    assert state.reported_on is None


def test_settling_on_the_spot_leads_straight_to_resolved_by_those_assigned() -> None:
    state = after(SETTLE)
    assert (state.state, state.settled, state.settled_on) == ("resolved", True, day(0))
    assert (state.lead_unit, state.responsible) == ("bureau", "person")
    assert (state.result, state.resolved_on) == ("当场协调解决", day(0))


def test_measures_are_counted_from_one_and_take_their_outcome_by_ordinal() -> None:
    state = after(
        *AT_WORK,
        step("measure", 2, text="架设专线", owner="供电所", due_on=day(6)),
        step("measure", 2, text="增容"),
        step("measure_done", 4, measure=2, outcome="已增容"),
    )
    first, second = state.measures
    assert (first.ordinal, first.text, first.owner, first.due_on) == (
        1,
        "架设专线",
        "供电所",
        day(6),
    )
    assert (first.outcome, second.outcome, second.done_on) == (None, "已增容", day(4))


def test_a_measure_done_again_in_a_second_round_shows_the_later_outcome() -> None:
    measures = (
        step("measure", 2, text="架设专线"),
        step("measure_done", 3, measure=1, outcome="已架设"),
        step("measure_done", 4, measure=1, outcome="已重新架设"),
    )
    assert after(*AT_WORK, *measures).measures[0].outcome == "已重新架设"


def test_a_rejected_result_goes_back_to_work_in_a_second_round() -> None:
    state = after(*DONE, step("reject", 6, reason="现场未通电"))
    assert (state.state, state.round, state.lead_unit) == ("in_progress", 2, "power")
    assert (state.result, state.resolved_on, state.evidence) == (None, None, 0)


def test_a_rejected_settling_goes_back_to_registration_and_is_no_longer_settled() -> None:
    state = after(SETTLE, step("reject", 1, reason="没有解决"))
    assert (state.state, state.round, state.settled) == ("registered", 2, False)
    assert (state.lead_unit, state.responsible) == (None, None)


def test_an_enterprise_that_is_not_content_sends_the_issue_back() -> None:
    state = after(*VERIFIED, step("follow_up", 10, satisfaction="不满意"))
    assert (state.state, state.round, state.satisfaction) == ("in_progress", 2, "不满意")
    assert (state.verified_on, state.content, state.followed_up_on) == (None, False, day(10))


def test_a_settling_that_does_not_content_goes_back_to_registration() -> None:
    state = after(SETTLE, step("verify", 1), step("follow_up", 2, satisfaction="不满意"))
    assert (state.state, state.round, state.settled) == ("registered", 2, False)


def test_the_latest_answer_of_the_enterprise_counts() -> None:
    assert after(*READY, step("follow_up", 11, satisfaction="基本满意")).satisfaction == "基本满意"


def test_a_reopened_issue_is_worked_again_by_its_unit() -> None:
    state = after(*CLOSED, step("reopen", 30, reason="又停电"))
    assert (state.state, state.round, state.lead_unit) == ("in_progress", 2, "power")
    assert (state.closed_on, state.resolved_on, state.due_on) == (None, None, day(7))


def test_a_reopened_issue_takes_a_new_deadline_and_keeps_the_first() -> None:
    state = after(*CLOSED, step("reopen", 30, reason="又停电", due_on=day(40)))
    assert (state.due_on, state.first_due_on) == (day(40), day(7))


def test_a_settled_issue_that_is_reopened_waits_to_be_dispatched() -> None:
    closed = (
        SETTLE,
        step("verify", 1),
        step("follow_up", 2, satisfaction="满意"),
        step("close", 3),
    )
    assert after(*closed).settled
    reopened = (*closed, step("reopen", 9, reason="又出现", due_on=day(30)))
    assert after(*reopened).state == "registered"
    assert after(*reopened, step("dispatch", 10, lead_unit="power")).due_on == day(30)


def test_granting_an_extension_changes_the_deadline_and_keeps_the_first() -> None:
    asked = (*AT_WORK, step("ask_extension", 3, due_on=day(15), reason="等待设备"))
    assert after(*asked).pending_extension == day(15)
    assert after(*asked).due_on == day(7)
    state = after(*asked, step("grant_extension", 4))
    assert (state.due_on, state.first_due_on, state.extended) == (day(15), day(7), 1)
    assert state.pending_extension is None


def test_a_refused_extension_leaves_the_deadline() -> None:
    asked = step("ask_extension", 3, due_on=day(15), reason="等待设备")
    state = after(*AT_WORK, asked, step("refuse_extension", 4, reason="可以按期"))
    assert (state.due_on, state.pending_extension, state.extended) == (day(7), None, 0)


def test_resolving_voids_an_extension_that_was_asked_for() -> None:
    asked = step("ask_extension", 3, due_on=day(15), reason="等待设备")
    assert after(*AT_WORK, asked, RESOLVE).pending_extension is None


def test_an_extension_lapses_with_the_unit_that_asked_for_it() -> None:
    asked = step("ask_extension", 3, due_on=day(15), reason="等待设备")
    assert after(DISPATCH, asked, step("return", 4, reason="非本单位")).pending_extension is None
    other = step("reassign", 4, lead_unit="land", reason="职责调整")
    assert after(*AT_WORK, asked, other).pending_extension is None


def test_resuming_adds_the_days_suspended_and_returns_to_the_state_before() -> None:
    hung_up = step("suspend", 3, basis="规划调整", review_on=day(90))
    state = after(*AT_WORK, hung_up)
    assert (state.state, state.suspended_on, state.review_on) == ("suspended", day(3), day(90))
    resumed = after(*AT_WORK, hung_up, step("resume", 43, reason="规划已批"))
    assert (resumed.state, resumed.due_on, resumed.first_due_on) == ("in_progress", day(47), day(7))
    assert (resumed.suspended_on, resumed.review_on) == (None, None)
    assert after(DISPATCH, hung_up, step("resume", 4, reason="规划已批")).state == "dispatched"


def test_an_extension_asked_for_before_the_suspension_is_moved_as_the_deadline_is() -> None:
    state = after(
        *AT_WORK,
        step("ask_extension", 2, due_on=day(15), reason="等待设备"),
        step("suspend", 3, basis="规划调整", review_on=day(90)),
        step("resume", 13, reason="规划已批"),
    )
    assert (state.due_on, state.pending_extension) == (day(17), day(25))


def test_an_answer_from_above_returns_to_the_state_before_and_the_clock_ran_on() -> None:
    up = step("escalate", 2, to="city")
    assert after(*AT_WORK, up).state == "escalated"
    state = after(*AT_WORK, up, step("answer", 9, text="同意增容"))
    assert (state.state, state.due_on) == ("in_progress", day(7))


def test_a_merged_issue_names_the_one_it_went_into() -> None:
    state = after(DISPATCH, step("merge", 1, into="another"))
    assert (state.state, state.merged_into, state.label) == ("merged", "another", "已并案")


def test_an_issue_can_be_withdrawn_from_every_open_state_and_from_no_other() -> None:
    assert set(STEPS["withdraw"].from_states) == set(OPEN_STATES)
    assert after(*DONE, step("withdraw", 6, reason="企业撤回")).state == "withdrawn"


def test_urging_and_supervising_are_facts_beside_the_state() -> None:
    state = after(*AT_WORK, step("urge", 8), step("urge", 9), step("supervise", 10, level="橙"))
    assert (state.state, state.urged, state.supervised) == ("in_progress", 2, "橙")


def test_a_leaders_closing_past_a_gate_keeps_its_reason_until_the_issue_is_reopened() -> None:
    closed = (*AT_WORK, step("close", 5, override="企业已搬迁"))
    assert (after(*closed).state, after(*closed).override) == ("closed", "企业已搬迁")
    assert after(*closed, step("reopen", 6, reason="企业迁回")).override is None


def test_a_step_that_does_not_fit_changes_nothing_and_is_named() -> None:
    stray = (ACCEPT, step("measure_done", 2, measure=9, outcome="无"), step("nonsense", 3))
    state = fold(FACTS, (DISPATCH, ACCEPT, *stray))
    assert state.passed_over == ("accept-1", "measure_done-2", "nonsense-3")
    assert state.state == "in_progress"


def test_a_grant_that_nobody_asked_for_does_not_take_the_deadline_away() -> None:
    state = fold(FACTS, (*AT_WORK, step("grant_extension", 2)))
    assert (state.due_on, state.passed_over) == (day(7), ("grant_extension-2",))


def test_a_step_withdrawn_by_undo_leaves_the_issue_as_if_it_had_not_been() -> None:
    assert fold(FACTS, (*VERIFIED, CONTENT)[:-1]) == after(*DONE, VERIFY)


def test_the_record_reaches_the_latest_day_though_older_paper_is_entered_after() -> None:
    assert fold(FACTS, (*AT_WORK, step("progress", 0, note="迟到的记录"))).last_on == day(1)


def test_a_content_answer_stays_and_another_leads_back() -> None:
    rule, state = STEPS["follow_up"], after(*VERIFIED)
    assert destination(rule, state, CONTENT) == "verified"
    assert destination(rule, state, step("follow_up", 10, satisfaction="不满意")) == "in_progress"


def test_a_resumption_dated_before_the_suspension_takes_no_days_from_the_deadline() -> None:
    hung_up = step("suspend", 5, basis="规划调整", review_on=day(90))
    assert fold(FACTS, (*AT_WORK, hung_up, step("resume", 2, reason="规划已批"))).due_on == day(7)
