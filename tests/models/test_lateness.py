"""What came late is marked and not refused; who returned it is given it again by decision."""

from dataclasses import replace

from desk.rules import shipped_rules
from desk.workdays import shipped
from models.deadlines import STANDARD, Rulebook
from models.lateness import late_steps
from models.workflow import StepRecord
from tests.models.issue_lives import AT_WORK, FACTS, VERIFIED, after, day, said, step

BOOKED = replace(FACTS, rulebook=Rulebook.of(shipped(), shipped_rules(), STANDARD))
GIVEN = step("dispatch", 0, lead_unit="power", co_units=("land",), rule="13710@1")


def late(*steps: StepRecord) -> dict[str, int]:
    """By step, so many days after the issue was registered it was owed."""
    after(*steps, facts=BOOKED)
    return {
        uid.split("-")[0]: (owed - day(0)).days for uid, owed in late_steps(BOOKED, steps).items()
    }


def test_a_return_after_its_working_day_is_taken_and_marked() -> None:
    back = step("return", 3, reason="不属本单位职责")
    assert late(GIVEN, back) == {"return": 1}
    assert late(GIVEN, replace(back, on=day(1))) == {}


def test_an_answer_of_a_co_unit_after_three_working_days_is_marked() -> None:
    accepted = step("accept", 1, responsible="li")
    answer = step("co_answer", 4, unit="land", text="同意占用")
    assert late(GIVEN, accepted, step("progress", 2, note="已查看"), answer) == {"co_answer": 3}


def test_what_is_done_after_its_deadline_is_marked() -> None:
    steps = (GIVEN, step("accept", 1, responsible="li"), step("progress", 2, note="已查看"))
    assert late(*steps, step("resolve", 8, result="已接通")) == {"resolve": 7}


def test_who_returned_an_issue_is_given_it_again_by_a_decision_alone() -> None:
    before = (GIVEN, step("return", 1, reason="不属本单位职责"))
    again = step("dispatch", 2, lead_unit="power")
    assert "请填写裁定理由（decision）" in said(again, *before, facts=BOOKED)
    decided = replace(again, values={**again.values, "decision": "线路由其产权"})
    assert said(decided, *before, facts=BOOKED) == ""
    assert "办公室已裁定" in said(step("return", 3, reason="不办"), *before, decided, facts=BOOKED)
    other = replace(again, values={"lead_unit": "water"})
    assert said(other, *before, facts=BOOKED) == ""


def test_a_reassignment_is_no_way_round_the_decision() -> None:
    before = (
        GIVEN,
        step("return", 1, reason="不属本单位职责"),
        step("dispatch", 2, lead_unit="water"),
    )
    back = step("reassign", 3, lead_unit="power", reason="仍属供电")
    assert "请填写裁定理由（decision）" in said(back, *before, facts=BOOKED)
    decided = replace(back, values={**back.values, "decision": "线路由其产权"})
    assert "办公室已裁定" in said(step("return", 3, reason="不办"), *before, decided, facts=BOOKED)


def test_there_is_nothing_to_decide_before_a_unit_has_returned_it() -> None:
    early = step("dispatch", 0, lead_unit="power", decision="就由你们办")
    assert "还没有单位退回过" in said(early)


def test_after_a_decision_another_unit_may_object_once_more() -> None:
    before = (
        GIVEN,
        step("return", 1, reason="不属本单位职责"),
        step("dispatch", 2, lead_unit="power", decision="线路由其产权"),
        step("reassign", 3, lead_unit="water", reason="产权已移交"),
    )
    assert said(step("return", 3, reason="没有移交"), *before, facts=BOOKED) == ""


def test_nobody_is_asked_whether_he_is_content_with_his_own_work() -> None:
    done = (*AT_WORK, replace(VERIFIED[2], by="李安四", named=True), VERIFIED[3])
    asked = step("follow_up", 10, satisfaction="满意", asked="李安四")
    assert "不能由经办人自己评价" in said(asked, *done)
    assert said(replace(asked, values={**asked.values, "asked": "厂长"}), *done) == ""
