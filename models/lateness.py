"""Which steps came later than they were owed: a fact beside the step, no ground to refuse it."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from models.folding import fold, taken
from models.lifecycle import IssueFacts, IssueState, StepRecord
from models.owing import REVIEW, owed

#: What meets each stage that somebody owes (`models.owing`).
_MEETS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "dispatch": ("dispatch", "settle"),
        "accept": ("accept", "return"),
        "report": ("progress", "measure"),
        "follow_up": ("follow_up",),
        REVIEW: ("review", "resume"),
    }
)


def late_steps(facts: IssueFacts, steps: Iterable[StepRecord]) -> dict[str, date]:
    """By uid the last day on which a step would have come in time, of those that came later."""
    found: dict[str, date] = {}
    state = fold(facts, ())
    for step in steps:
        day = _last_day(step, state, facts)
        if day is not None and step.on > day:
            found[step.uid] = day
        state = taken(state, step, facts)
    return found


def _last_day(step: StepRecord, state: IssueState, facts: IssueFacts) -> date | None:
    if step.step == "co_answer":
        return next((p.due_on for p in state.partners if p.unit == step.value("unit")), None)
    if step.step == "resolve":
        return state.due_on
    stage, day = owed(state, facts) or ("", None)
    return day if step.step in _MEETS.get(stage, ()) else None
