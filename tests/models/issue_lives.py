"""Lives of issues told in short, for the tests of the life cycle."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from models.workflow import IssueFacts, IssueState, MergeTarget, StepRecord, fold, refusal

START = date(2018, 7, 2)
LATER = date(2018, 12, 31)
FACTS = IssueFacts(START, "enterprise", "bureau", "person", has_visit=True, uid="issue")
UNASSIGNED = replace(FACTS, assignment_unit=None, assignment_person=None)
TARGET = MergeTarget("another", "enterprise", "in_progress")


def day(number: int) -> date:
    """The day so many days after the issue was registered."""
    return START + timedelta(days=number)


def step(name: str, on: int, evidence: int = 0, **values: Any) -> StepRecord:
    """A step taken so many days after the issue was registered."""
    return StepRecord(name, day(on), values, evidence=evidence, uid=f"{name}-{on}")


DISPATCH = step("dispatch", 0, lead_unit="power", co_units=("land",))
ACCEPT = step("accept", 1, responsible="li")
RESOLVE = step("resolve", 5, evidence=1, result="线路已接通")
VERIFY = step("verify", 9)
CONTENT = step("follow_up", 10, satisfaction="满意")
CLOSE = step("close", 11)

AT_WORK = (DISPATCH, ACCEPT)
DONE = (*AT_WORK, RESOLVE)
VERIFIED = (*DONE, VERIFY)
READY = (*VERIFIED, CONTENT)
CLOSED = (*READY, CLOSE)
SETTLE = step("settle", 0, result="当场协调解决")


def after(*steps: StepRecord, facts: IssueFacts = FACTS) -> IssueState:
    """Where the issue stands after steps of which none was refused when it was taken."""
    state = fold(facts, ())
    for number, taken in enumerate(steps, 1):
        assert refusal(taken, state, facts, LATER, TARGET) is None, taken.step
        state = fold(facts, steps[:number])
    assert state.passed_over == ()
    return state


def said(taken: StepRecord, *before: StepRecord, facts: IssueFacts = FACTS) -> str:
    """The sentence with which a step is refused; empty where it is allowed."""
    return refusal(taken, after(*before, facts=facts), facts, LATER, TARGET) or ""
