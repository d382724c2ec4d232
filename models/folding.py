"""How steps make a state: what each step of the table does to the facts of an issue.

Steps are never edited. Undo withdraws a step and packages bring in the steps of other laptops, so
the fold takes whatever stands, in (clock, replica) order, and never fails: a step that the table
does not allow from where the issue has come to changes nothing and is listed in
`IssueState.passed_over`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

from models import calendar, vocabulary
from models.lifecycle import CONTENT, IssueFacts, IssueState, Measure, StepRecord
from models.steps import STEPS, Destination, Need, StepRule


def fold(facts: IssueFacts, steps: Iterable[StepRecord]) -> IssueState:
    """The state of an issue after these steps, given in (clock, replica) order. Never fails."""
    state = IssueState(last_on=facts.registered_on)
    for step in steps:
        state = _taken(state, step, facts)
    return state


def _taken(state: IssueState, step: StepRecord, facts: IssueFacts) -> IssueState:
    rule = STEPS.get(step.step)
    if rule is None or not _fits(rule, state, step):
        return replace(state, passed_over=(*state.passed_over, step.uid))
    moved = replace(
        EFFECTS[rule.name](state, step, facts),
        state=destination(rule, state, step),
        last_on=max(state.last_on, step.on),
    )
    return replace(moved, evidence=moved.evidence + step.evidence) if moved.resolved_on else moved


def _fits(rule: StepRule, state: IssueState, step: StepRecord) -> bool:
    if Need.PENDING_EXTENSION in rule.needs and state.pending_extension is None:
        return False
    return state.state in (*rule.from_states, *rule.gates_passed_from) and _names_a_measure(
        state, step
    )


def _names_a_measure(state: IssueState, step: StepRecord) -> bool:
    return step.step != "measure_done" or any(
        m.ordinal == step.value("measure") for m in state.measures
    )


def destination(rule: StepRule, state: IssueState, step: StepRecord) -> str:
    """The state to which the step leads from here."""
    stays = rule.to == Destination.STAY
    if stays or (rule.to == Destination.BY_ANSWER and step.value("satisfaction") in CONTENT):
        return state.state
    if rule.to == Destination.BEFORE:
        return state.interrupted or "in_progress"
    if rule.to in (Destination.BACK, Destination.BY_ANSWER):
        return "in_progress" if state.accepted else "registered"
    return rule.to


def _dispatch(state: IssueState, step: StepRecord, _facts: IssueFacts) -> IssueState:
    due_on = step.value("due_on") or state.due_on or calendar.due(step.on)
    return replace(
        state,
        lead_unit=step.value("lead_unit"),
        co_units=tuple(step.value("co_units") or ()),
        responsible=step.value("responsible"),
        dispatched_on=step.on,
        due_on=due_on,
        first_due_on=state.first_due_on or due_on,
    )


def _settle(state: IssueState, step: StepRecord, facts: IssueFacts) -> IssueState:
    return replace(
        _resolve(state, step, facts),
        settled_on=step.on,
        lead_unit=facts.assignment_unit,
        responsible=facts.assignment_person,
    )


def _accept(state: IssueState, step: StepRecord, _facts: IssueFacts) -> IssueState:
    return replace(state, accepted=True, responsible=step.value("responsible") or state.responsible)


def _return(state: IssueState, _step: StepRecord, _facts: IssueFacts) -> IssueState:
    return replace(
        state,
        lead_unit=None,
        co_units=(),
        responsible=None,
        dispatched_on=None,
        due_on=None,
        pending_extension=None,
    )


def _reassign(state: IssueState, step: StepRecord, _facts: IssueFacts) -> IssueState:
    unit = step.value("lead_unit")
    return replace(
        state,
        lead_unit=unit,
        co_units=tuple(u for u in state.co_units if u != unit),
        responsible=None,
        accepted=False,
        pending_extension=None,
    )


def _measure(state: IssueState, step: StepRecord, _facts: IssueFacts) -> IssueState:
    measure = Measure(
        len(state.measures) + 1, step.value("text"), step.value("owner"), step.value("due_on")
    )
    return replace(state, measures=(*state.measures, measure))


def _measure_done(state: IssueState, step: StepRecord, _facts: IssueFacts) -> IssueState:
    """A later outcome of the same measure replaces the earlier: a second round may redo it."""
    done = {"outcome": step.value("outcome"), "done_on": step.on}
    return replace(
        state,
        measures=tuple(
            replace(m, **done) if m.ordinal == step.value("measure") else m for m in state.measures
        ),
    )


def _resolve(state: IssueState, step: StepRecord, _facts: IssueFacts) -> IssueState:
    return replace(
        state,
        resolved_on=step.on,
        result=step.value("result"),
        outcome=step.value("outcome") or vocabulary.OUTCOMES[0].code,
        pending_extension=None,
    )


def _verify(state: IssueState, step: StepRecord, _facts: IssueFacts) -> IssueState:
    return replace(state, verified_on=step.on)


def _back(state: IssueState, step: StepRecord, _facts: IssueFacts) -> IssueState:
    """A new round: what the last one was said to have done no longer stands, the clock runs on."""
    settled = state.settled
    return replace(
        state,
        round=state.round + 1,
        lead_unit=None if settled else state.lead_unit,
        responsible=None if settled else state.responsible,
        due_on=step.value("due_on") or state.due_on,
        first_due_on=state.first_due_on or step.value("due_on"),
        settled_on=None,
        resolved_on=None,
        result=None,
        outcome=None,
        evidence=0,
        verified_on=None,
        answered=False,
        closed_on=None,
        override=None,
    )


def _follow_up(state: IssueState, step: StepRecord, facts: IssueFacts) -> IssueState:
    answer = step.value("satisfaction")
    base = state if answer in CONTENT else _back(state, step, facts)
    return replace(base, satisfaction=answer, followed_up_on=step.on, answered=answer in CONTENT)


def _close(state: IssueState, step: StepRecord, _facts: IssueFacts) -> IssueState:
    return replace(
        state, closed_on=step.on, override=step.value("override"), pending_extension=None
    )


def _ask_extension(state: IssueState, step: StepRecord, _facts: IssueFacts) -> IssueState:
    return replace(state, pending_extension=step.value("due_on"))


def _grant_extension(state: IssueState, _step: StepRecord, _facts: IssueFacts) -> IssueState:
    return replace(
        state,
        due_on=state.pending_extension,
        pending_extension=None,
        extended=state.extended + 1,
    )


def _refuse_extension(state: IssueState, _step: StepRecord, _facts: IssueFacts) -> IssueState:
    return replace(state, pending_extension=None)


def _suspend(state: IssueState, step: StepRecord, _facts: IssueFacts) -> IssueState:
    return replace(
        state,
        interrupted=state.state,
        suspended_on=step.on,
        review_on=step.value("review_on"),
    )


def _resume(state: IssueState, step: StepRecord, _facts: IssueFacts) -> IssueState:
    """The days suspended are added to the deadline, and to one that was asked for meanwhile."""
    stood_still = max(timedelta(0), step.on - (state.suspended_on or step.on))
    asked = state.pending_extension
    return replace(
        state,
        due_on=state.due_on + stood_still if state.due_on else None,
        pending_extension=asked + stood_still if asked else None,
        interrupted=None,
        suspended_on=None,
        review_on=None,
    )


def _escalate(state: IssueState, step: StepRecord, _facts: IssueFacts) -> IssueState:
    return replace(state, interrupted=state.state, escalated_to=step.value("to"))


def _answer(state: IssueState, _step: StepRecord, _facts: IssueFacts) -> IssueState:
    return replace(state, interrupted=None, escalated_to=None)


def _urge(state: IssueState, _step: StepRecord, _facts: IssueFacts) -> IssueState:
    return replace(state, urged=state.urged + 1)


def _supervise(state: IssueState, step: StepRecord, _facts: IssueFacts) -> IssueState:
    return replace(state, supervised=step.value("level"))


def _merge(state: IssueState, step: StepRecord, _facts: IssueFacts) -> IssueState:
    return replace(_ended(state), merged_into=step.value("into"))


def _withdraw(state: IssueState, _step: StepRecord, _facts: IssueFacts) -> IssueState:
    return _ended(state)


def _ended(state: IssueState) -> IssueState:
    """Nothing waits any more: no extension, no review, no way back."""
    return replace(
        state, pending_extension=None, interrupted=None, suspended_on=None, review_on=None
    )


def _progress(state: IssueState, _step: StepRecord, _facts: IssueFacts) -> IssueState:
    return state


Effect = Callable[[IssueState, StepRecord, IssueFacts], IssueState]
EFFECTS: Mapping[str, Effect] = MappingProxyType(
    {
        "dispatch": _dispatch,
        "settle": _settle,
        "accept": _accept,
        "return": _return,
        "reassign": _reassign,
        "progress": _progress,
        "measure": _measure,
        "measure_done": _measure_done,
        "resolve": _resolve,
        "verify": _verify,
        "reject": _back,
        "follow_up": _follow_up,
        "close": _close,
        "reopen": _back,
        "ask_extension": _ask_extension,
        "grant_extension": _grant_extension,
        "refuse_extension": _refuse_extension,
        "suspend": _suspend,
        "resume": _resume,
        "escalate": _escalate,
        "answer": _answer,
        "urge": _urge,
        "supervise": _supervise,
        "merge": _merge,
        "withdraw": _withdraw,
    }
)
