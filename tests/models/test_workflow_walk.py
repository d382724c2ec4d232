"""Whatever order cadres take steps in, what must always hold of an issue's life holds."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from models import vocabulary
from models.workflow import (
    FINAL_STATES,
    STEPS,
    IssueFacts,
    IssueState,
    StepRecord,
    fold,
    gates,
    lamp,
    open_steps,
    refusal,
)
from tests.models.issue_lives import FACTS, START, TARGET, UNASSIGNED

unhurried = settings(deadline=None, max_examples=80, database=None)

STATES = {term.code for term in vocabulary.STATES}
LAMPS = {term.code for term in vocabulary.LAMPS}
FAR = date(2030, 1, 1)

turns = st.tuples(
    st.integers(0, 100),
    st.integers(0, 5),
    st.integers(0, 1),
    st.sampled_from([term.code for term in vocabulary.SATISFACTIONS]),
)
lives = st.lists(turns, max_size=25)
facts_of_issues = st.sampled_from([FACTS, UNASSIGNED])


def record(name: str, state: IssueState, days: int, evidence: int, answer: str) -> StepRecord:
    """A step filled in as a careful person would, so many days after the one before."""
    on = state.last_on + timedelta(days=0 if name == "ask_extension" else days)
    due = max(on, state.due_on or on) + timedelta(days=1)
    filled: dict[str, Any] = {
        "due_on": due,
        "review_on": due,
        "measure": 1,
        "satisfaction": answer,
        "level": "蓝",
        "lead_unit": "unit" if state.lead_unit != "unit" else "another unit",
    }
    asked = [p.name for p in STEPS[name].parameters if p.required]
    if name in ("dispatch", "reassign") and filled["lead_unit"] in state.returned:
        asked.append("decision")
    return StepRecord(name, on, {p: filled.get(p, p) for p in asked}, evidence=evidence, uid="s")


def walk(facts: IssueFacts, life: list[Any]) -> list[StepRecord]:
    """The steps of a life: half of the turns lead towards closing, the others go where they may."""
    taken: list[StepRecord] = []
    for turn in life:
        state = fold(facts, taken)
        if turn[0] < 50 and state.state not in FINAL_STATES:
            taken.append(towards_closing(state, facts))
        else:
            taken.extend(anywhere(state, facts, turn))
    return taken


def anywhere(state: IssueState, facts: IssueFacts, turn: Any) -> list[StepRecord]:
    """One of the steps that are open, or a leader's closing; merging and withdrawing are rare."""
    number, *rest = turn
    choices = [c for c in open_steps(state, facts) if c.open or c.by_override]
    if number < 95:
        choices = [c for c in choices if c.open and c.name not in ("merge", "withdraw")]
    if not choices:
        return []
    chosen = choices[number % len(choices)]
    step = record(chosen.name, state, *rest)
    return [step if chosen.open else replace(step, values={"override": "理由"})]


@unhurried
@given(facts_of_issues, lives)
def test_the_facts_of_an_issue_agree_with_its_state(facts: IssueFacts, life: list[Any]) -> None:
    taken = walk(facts, life)
    for number in range(len(taken) + 1):
        state = fold(facts, taken[:number])
        assert (state.closed_on is not None) == (state.state == "closed")
        assert (state.suspended_on is not None) == (state.state == "suspended")
        assert state.verified_on is None or state.resolved_on is not None
        assert state.pending_extension is None or state.lead_unit is not None
        assert lamp(state, FAR, FAR) in LAMPS or state.state in ("merged", "withdrawn")


@unhurried
@given(facts_of_issues, lives)
def test_a_step_is_shown_open_exactly_when_it_is_not_refused(
    facts: IssueFacts, life: list[Any]
) -> None:
    state = fold(facts, walk(facts, life))
    for choice in open_steps(state, facts):
        step = record(choice.name, state, 0, 0, "满意")
        assert choice.open == (refusal(step, state, facts, FAR, TARGET) is None), choice


NEXT = {
    "registered": "dispatch",
    "dispatched": "accept",
    "in_progress": "resolve",
    "resolved": "verify",
    "suspended": "resume",
    "escalated": "answer",
}


def towards_closing(state: IssueState, facts: IssueFacts) -> StepRecord:
    """The next step of somebody who wants the issue closed without an override."""
    undone = [m.ordinal for m in state.measures if m.outcome is None]
    if state.state == "verified" and undone:
        values = {"measure": undone[0], "outcome": "好"}
        return StepRecord("measure_done", state.last_on, values, evidence=1)
    if state.state == "verified":
        met = all(gate.met for gate in gates(state, facts))
        return record("close" if met else "follow_up", state, 0, 1, "满意")
    return record(NEXT[state.state], state, 0, 1, "满意")


@unhurried
@given(lives)
def test_steps_in_any_order_are_folded_without_failing(life: list[Any]) -> None:
    begun = fold(FACTS, ())
    names = sorted(STEPS)
    steps = [record(names[turn % len(names)], begun, *rest) for turn, *rest in life]
    state = fold(FACTS, steps)
    assert state.state in STATES
    assert state.last_on >= START
