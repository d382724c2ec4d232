"""Two thousand random lives of an issue, on real rules and the real calendar of working days.

A turn asks for any step of the table, open or not, filled in well or badly. What is refused leaves
all as it is and is refused in a sentence; what is taken is written, and what must hold of every
issue holds after it. Where a life breaks off, the issue can still be closed.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from desk.rules import shipped_rules
from desk.workdays import shipped
from models import vocabulary
from models.deadlines import STANDARD, Rulebook
from models.folding import taken
from models.lifecycle import CAUSE, IssueFacts, IssueState, StepRecord
from models.owing import QUARTER, REVIEW, owed
from models.step_rules import AT_WORK, Destination
from models.workflow import FINAL_STATES, STEPS, all_met, fold, gates, open_steps, refusal
from tests.models.issue_lives import FACTS, TARGET, UNASSIGNED
from tests.models.test_workflow_walk import NEXT

LIVES = 2_000
TURNS = 12
FAR = date(2030, 1, 1)
DAY = timedelta(days=1)
BOOK = Rulebook.of(shipped(), shipped_rules(), STANDARD)
CALENDAR = BOOK.calendar
UNITS = ("power", "land", "water")
PEOPLE = ("", "甲", "乙")
STATES = {term.code for term in vocabulary.STATES}
NAMES = sorted(STEPS)
BACK = ("in_progress", "registered")
#: Where a step leads, beside where it was taken, that does not always lead to the same state.
LEADS: Mapping[str, tuple[str, ...]] = {
    Destination.STAY: (),
    Destination.BEFORE: AT_WORK,
    Destination.BACK: BACK,
    Destination.BY_ANSWER: BACK,
}
#: Half of the turns are what mostly comes next, so that lives come far before they go astray.
FORWARD = 50
#: What ends a life before its time; rarely taken.
ENDINGS = ("merge", "withdraw")

turns = st.tuples(
    st.integers(0, 99),  # forward, or which step astray
    st.integers(0, 9),  # days after the step before
    st.integers(0, 11),  # the choices that a form leaves to a person
    st.sampled_from([term.code for term in vocabulary.SATISFACTIONS]),
    st.sampled_from(PEOPLE),
)
facts_of_issues = st.builds(
    lambda base, recurs: replace(base, recurs=recurs, rulebook=BOOK),
    st.sampled_from([FACTS, UNASSIGNED]),
    st.sampled_from([None, None, "渤新A-2018-0001"]),
)


def filled(name: str, state: IssueState, turn: Any) -> StepRecord:
    """A step as people fill it in: mostly well, now and then against a rule."""
    _, days, choice, answer, by = turn
    on = state.last_on + timedelta(days=days)
    due = max(on, state.due_on or on) + timedelta(days=1 + choice)
    said: dict[str, Any] = {
        "lead_unit": UNITS[choice % 3],
        "co_units": UNITS[choice % 2 : choice % 2 + choice % 3],
        "rule": shipped_rules()[choice % 3].reference,
        "grade": ("一般", "重大")[choice % 2],
        "decision": "由本单位办理" if choice == 7 else None,
        "unit": UNITS[choice % 3],
        "due_on": None if name == "dispatch" and choice % 3 else due,
        "review_on": on + timedelta(days=30 * choice),
        "measure": 1 + choice % 2,
        "treats_cause": CAUSE if choice % 2 else None,
        "satisfaction": answer,
        "override": "领导批准" if choice == 11 else None,
        "level": "蓝",
        "outcome": "解释" if name == "resolve" and choice % 2 else None,
    }
    asked = [p for p in STEPS[name].parameters if p.required or said.get(p.name) is not None]
    values = {p.name: said.get(p.name) or p.name for p in asked}
    return StepRecord(name, on, values, by, choice % 2, f"{name}-{on}", named=bool(by))


def towards_closing(state: IssueState, facts: IssueFacts) -> StepRecord:
    """The next step of somebody who wants the issue closed as it should be."""
    undone = [m.ordinal for m in state.measures if m.outcome is None]
    values: dict[str, Any] = {}
    name = NEXT.get(state.state, "follow_up")
    if state.state == "verified" and all_met(state, facts):
        name = "close"
    elif state.state == "verified" and undone:
        name, values = "measure_done", {"measure": undone[0], "outcome": "已完成"}
    elif state.state == "verified" and not gates(state, facts)[1].met:
        name, values = "measure", {"text": "从根上治", "treats_cause": CAUSE}
    elif state.state == "verified" and state.content:
        name, values = "progress", {"note": "补报佐证材料"}
    usual = {"lead_unit": "roads", "satisfaction": "满意", "measure": 1}
    asked = [p.name for p in STEPS[name].parameters if p.required]
    given = {p: values.get(p, usual.get(p, p)) for p in asked} | values
    by = "承办人" if name in ("accept", "resolve") else "督核人"
    return StepRecord(name, state.last_on, given, by, 1, f"{name}-end", named=True)


class LifeOfAnIssue(RuleBasedStateMachine):
    """One issue, of which steps are asked for in any order."""

    @initialize(facts=facts_of_issues)
    def register(self, facts: IssueFacts) -> None:
        self.facts = facts
        self.taken: list[StepRecord] = []
        self.state = fold(facts, ())

    @rule(turn=turns)
    def ask(self, turn: Any) -> None:
        if turn[0] < FORWARD:
            self._ask(filled(NEXT.get(self.state.state, "close"), self.state, turn))
            return
        name = NAMES[turn[0] % len(NAMES)]
        if name not in ENDINGS or not turn[2]:
            self._ask(filled(name, self.state, turn))

    def _ask(self, step: StepRecord) -> None:
        before = self.state
        said = refusal(step, before, self.facts, FAR, TARGET)
        if said is not None:
            assert said.endswith("。"), said
            return
        self._was_shown_open(before, step)
        self.taken.append(step)
        self.state = taken(before, step, self.facts)
        self._moved_as_the_table_says(before, step)
        self._keeps_its_promises(before, step)

    def _was_shown_open(self, state: IssueState, step: StepRecord) -> None:
        shown = next(c for c in open_steps(state, self.facts) if c.name == step.step)
        assert shown.open or step.value("override") or step.evidence, shown

    def _moved_as_the_table_says(self, before: IssueState, step: StepRecord) -> None:
        row, now = STEPS[step.step], self.state
        assert before.state in (*row.from_states, *row.gates_passed_from)
        assert now.state in STATES & {before.state, *LEADS.get(row.to, (row.to,))}
        assert now.last_on == step.on >= before.last_on
        assert now.round - before.round in (0, 1)
        assert before.first_due_on is None or now.first_due_on == before.first_due_on
        assert all(before.hands.get(name) != step.by or not step.by for name in row.not_by)

    def _keeps_its_promises(self, before: IssueState, step: StepRecord) -> None:
        if step.step == "return":
            assert not before.decided
            assert self.state.lead_unit is None
        if step.step in ("dispatch", "reassign"):
            assert not self.state.accepted
        if step.step == "ask_extension" and before.due_on:
            # At work at least once from the asking on, before the day on which it is due.
            assert CALENDAR.count(step.on - DAY, before.due_on - DAY) >= 1
        if step.step == "resume" and before.due_on:
            self._was_moved_by_what_stood_still(before, step.on)

    def _was_moved_by_what_stood_still(self, before: IssueState, on: date) -> None:
        since, old, now = before.suspended_on, before.due_on, self.state.due_on
        assert since
        assert old
        assert now
        if BOOK.counts_working(before.rule):
            assert CALENDAR.count(old, now) == CALENDAR.count(since, on)
        else:
            assert now - old == on - since

    @invariant()
    def every_step_is_written_and_history_replays_to_the_state(self) -> None:
        assert self.state.passed_over == ()
        assert fold(self.facts, self.taken) == self.state

    @invariant()
    def no_gate_is_passed_unmet(self) -> None:
        if self.state.state != "closed":
            assert self.state.closed_on is None
            return
        assert (self.state.override is None) == all_met(self.state, self.facts)
        if self.facts.recurs and self.state.override is None:
            assert any(measure.treats_cause for measure in self.state.measures)

    @invariant()
    def every_deadline_is_explained(self) -> None:
        state = self.state
        assert (state.due_on is None) == (not state.reckonings)
        if state.due_on is None:
            return
        last = state.reckonings[-1]
        assert last.due_on == state.due_on
        if last.term is not None:
            assert last.term.end(last.on, CALENDAR) == state.due_on
        assert state.first_due_on is not None

    @invariant()
    def nothing_changes_hands_before_it_is_accepted(self) -> None:
        if self.state.state == "dispatched":
            assert not self.state.accepted
            choices = {choice.name: choice.open for choice in open_steps(self.state, self.facts)}
            assert not choices["resolve"]
            assert choices["accept"]
            assert not gates(self.state, self.facts)[0].met

    @invariant()
    def what_is_suspended_is_looked_at_every_quarter(self) -> None:
        if self.state.state == "suspended":
            stage, day = owed(self.state, self.facts) or ("", FAR)
            assert stage == REVIEW
            assert self.state.reviewed_on
            assert day <= QUARTER.end(self.state.reviewed_on, CALENDAR)

    def teardown(self) -> None:
        """Wherever the life broke off, closing can still be reached, gate by gate."""
        for _ in range(20):
            if self.state.state in FINAL_STATES:
                return
            step = towards_closing(self.state, self.facts)
            assert refusal(step, self.state, self.facts, FAR, TARGET) is None, step
            self.state = taken(self.state, step, self.facts)
        assert self.state.state in FINAL_STATES


TestLives = LifeOfAnIssue.TestCase
TestLives.settings = settings(
    max_examples=LIVES,
    stateful_step_count=TURNS,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
