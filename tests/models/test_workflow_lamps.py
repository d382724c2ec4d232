"""The lamp of an issue: when its clock runs, stops, and is late."""

from datetime import date, timedelta

import pytest

from models.workflow import StepRecord, lamp
from tests.models.issue_lives import (
    AT_WORK,
    CLOSED,
    DISPATCH,
    DONE,
    READY,
    SETTLE,
    VERIFIED,
    after,
    day,
    step,
)

LATE_RESOLVE = (*AT_WORK, step("resolve", 8, evidence=1, result="好"))


def shown(steps: tuple[StepRecord, ...], on: date) -> str:
    """The lamp after these steps on that day."""
    return lamp(after(*steps), on, on + timedelta(days=3))


@pytest.mark.parametrize(
    ("number", "colour"),
    [(0, "green"), (3, "green"), (4, "yellow"), (7, "yellow"), (8, "red"), (100, "red")],
)
def test_a_running_issue_is_yellow_in_its_last_three_days_and_red_after(
    number: int, colour: str
) -> None:
    assert shown(AT_WORK, day(number)) == colour


def test_the_days_of_warning_can_be_set() -> None:
    assert lamp(after(*AT_WORK), day(3), day(7)) == "yellow"


def test_an_issue_that_nobody_has_dispatched_is_green() -> None:
    assert shown((), day(300)) == "green"


def test_a_returned_issue_has_no_deadline_to_miss() -> None:
    assert shown((DISPATCH, step("return", 1, reason="非本单位")), day(60)) == "green"


def test_a_suspended_issue_is_grey_and_late_by_the_moved_deadline() -> None:
    hung_up = (*AT_WORK, step("suspend", 3, basis="规划调整", review_on=day(90)))
    resumed = (*hung_up, step("resume", 43, reason="规划已批"))
    assert shown(hung_up, day(30)) == "grey"
    assert [shown(resumed, day(47)), shown(resumed, day(48))] == ["yellow", "red"]


def test_an_escalated_issue_keeps_its_clock() -> None:
    assert shown((*AT_WORK, step("escalate", 2, to="city")), day(8)) == "red"


def test_the_clock_runs_until_the_result_is_verified_and_then_stops_on_the_day_of_the_result() -> (
    None
):
    assert shown(DONE, day(9)) == "red"
    assert shown(VERIFIED, day(9)) == "green"
    assert shown(VERIFIED, day(60)) == "green"


def test_a_result_after_the_deadline_stays_red_until_closed_late() -> None:
    verified = (*LATE_RESOLVE, step("verify", 9))
    assert shown(verified, day(60)) == "red"
    content = (*verified, step("follow_up", 10, satisfaction="满意"))
    assert shown((*content, step("close", 10)), day(60)) == "closed_late"


def test_what_was_resolved_in_time_is_closed_on_time_however_late_the_verifying() -> None:
    assert after(*CLOSED).stopped_on == day(5)
    assert shown(CLOSED, day(60)) == "closed_on_time"


@pytest.mark.parametrize(
    "back",
    [
        (*DONE, step("reject", 6, reason="未通电")),
        (*VERIFIED, step("follow_up", 10, satisfaction="不满意")),
        (*CLOSED, step("reopen", 12, reason="又停电")),
    ],
)
def test_what_goes_back_to_work_lets_the_clock_run_on(back: tuple[StepRecord, ...]) -> None:
    assert after(*back).stopped_on is None
    assert shown(back, day(13)) == "red"


def test_the_second_result_stops_the_clock_not_the_rejected_one() -> None:
    again = step("resolve", 9, evidence=1, result="再次接通")
    steps = (*DONE, step("reject", 6, reason="未通电"), again, step("verify", 10))
    assert after(*steps).stopped_on == day(9)
    assert shown(steps, day(10)) == "red"


def test_a_settled_issue_without_a_deadline_is_closed_on_time() -> None:
    steps = (SETTLE, step("verify", 20), step("follow_up", 21, satisfaction="满意"))
    assert shown((*steps, step("close", 22)), day(60)) == "closed_on_time"


def test_what_a_leader_closes_unverified_stops_on_the_day_of_closing() -> None:
    assert shown((*DONE, step("close", 7, override="急")), day(60)) == "closed_on_time"
    assert shown((*DONE, step("close", 8, override="急")), day(60)) == "closed_late"


def test_an_extension_in_time_makes_the_closing_timely() -> None:
    asked = step("ask_extension", 3, due_on=day(15), reason="等待设备")
    late = (*AT_WORK, asked, step("grant_extension", 4), *LATE_RESOLVE[2:], *READY[3:])
    assert shown((*late, step("close", 11)), day(60)) == "closed_on_time"


@pytest.mark.parametrize(
    "end", [step("merge", 1, into="another"), step("withdraw", 1, reason="企业撤回")]
)
def test_an_issue_that_counts_nowhere_has_no_lamp(end: StepRecord) -> None:
    assert shown((DISPATCH, end), day(60)) == ""
