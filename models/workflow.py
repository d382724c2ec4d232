"""The life of an issue, in one place for those who ask about it.

The table of steps is `models.steps`; `models.lifecycle` and `models.folding` say what the steps
make of an issue; `models.gates` and `models.refusals` say what stands in the way. Here is also the
lamp. None of these knows a database.
"""

from datetime import date

from models.folding import destination, fold
from models.gates import GateResult, all_met, gates
from models.lifecycle import CONTENT, IssueFacts, IssueState, Measure, StepRecord
from models.refusals import MergeTarget, StepChoice, open_steps, refusal
from models.step_rules import Destination, Need, Role, StepRule
from models.steps import FINAL_STATES, OPEN_STATES, STEPS

__all__ = [
    "CONTENT",
    "FINAL_STATES",
    "OPEN_STATES",
    "STEPS",
    "WARN_DAYS",
    "Destination",
    "GateResult",
    "IssueFacts",
    "IssueState",
    "Measure",
    "MergeTarget",
    "Need",
    "Role",
    "StepChoice",
    "StepRecord",
    "StepRule",
    "all_met",
    "destination",
    "fold",
    "gates",
    "lamp",
    "open_steps",
    "refusal",
]

WARN_DAYS = 3
"""Working days before the deadline from which the lamp is yellow (DOMAIN.md §4)."""


def lamp(state: IssueState, today: date, until: date) -> str:
    """The lamp (状态灯) on a day, as a code of `vocabulary.LAMPS`; empty for merged, withdrawn.

    What is due up to `until` is yellow: `WARN_DAYS` ahead, or as many as the office has set.

    An issue without a deadline is green, and closed on time. While a resolve waits for its
    verifying the clock runs (see `IssueState.stopped_on`); grey is only what is suspended.
    """
    if state.state in ("merged", "withdrawn"):
        return ""
    if state.state == "suspended":
        return "grey"
    if state.state == "closed":
        return "closed_late" if _is_late(state, today) else "closed_on_time"
    if _is_late(state, today):
        return "red"
    return "yellow" if _is_near(state, until) else "green"


def _is_late(state: IssueState, today: date) -> bool:
    return state.due_on is not None and (state.stopped_on or today) > state.due_on


def _is_near(state: IssueState, until: date) -> bool:
    if state.due_on is None or state.stopped_on is not None:
        return False
    return state.due_on <= until
