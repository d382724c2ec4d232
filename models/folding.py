"""How steps make a state: what each step of the table does to the facts of an issue.

Steps are never edited. Undo withdraws a step and packages bring in the steps of other laptops, so
the fold takes whatever stands, in (clock, replica) order, and never fails: a step that the table
does not allow from where the issue has come to changes nothing and is listed in
`IssueState.passed_over`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from models import vocabulary
from models.deadlines import Term
from models.lifecycle import (
    CAUSE,
    CONTENT,
    CoUnit,
    IssueFacts,
    IssueState,
    Measure,
    Reckoning,
    StepRecord,
)
from models.step_rules import Destination, Need, StepRule
from models.steps import STEPS


def fold(facts: IssueFacts, steps: Iterable[StepRecord]) -> IssueState:
    """The state of an issue after these steps, given in (clock, replica) order. Never fails."""
    state = IssueState(last_on=facts.registered_on)
    for step in steps:
        state = taken(state, step, facts)
    return state


def taken(state: IssueState, step: StepRecord, facts: IssueFacts) -> IssueState:
    """Where the issue stands after one more step."""
    rule = STEPS.get(step.step)
    if rule is None or not _fits(rule, state, step):
        return replace(state, passed_over=(*state.passed_over, step.uid))
    moved = replace(
        EFFECTS[rule.name](state, step, facts),
        state=destination(rule, state, step),
        last_on=state.last_on if rule.automatic else max(state.last_on, step.on),
    )
    if step.named:
        moved = replace(moved, hands={**moved.hands, step.step: step.by})
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


def _dispatch(state: IssueState, step: StepRecord, facts: IssueFacts) -> IssueState:
    rule, grade = step.value("rule"), step.value("grade")
    term = facts.rulebook.term(rule, grade)
    named = step.value("due_on") or state.due_on
    due_on = named or (term.end(step.on, facts.rulebook.calendar) if term else None)
    began = _reckoned(step, due_on, None if named else term)
    return replace(
        state,
        lead_unit=step.value("lead_unit"),
        partners=_partners(step, facts, rule),
        responsible=step.value("responsible"),
        dispatched_on=step.on,
        offered_on=step.on,
        rule=rule,
        grade=grade,
        reckonings=began,
        reported_on=None,
        decided=step.value("decision") is not None,
        due_on=due_on,
        first_due_on=state.first_due_on or due_on,
    )


def _partners(step: StepRecord, facts: IssueFacts, rule: str | None) -> tuple[CoUnit, ...]:
    """The co-units, each with the day by which it answers the lead unit."""
    due_on = facts.rulebook.due(rule, "co_unit", step.on)
    return tuple(CoUnit(unit, due_on) for unit in step.value("co_units") or ())


def _co_answer(state: IssueState, step: StepRecord, _facts: IssueFacts) -> IssueState:
    """A later answer of the same co-unit replaces the earlier."""
    said = {"answered_on": step.on, "answer": step.value("text")}
    partners = (
        replace(one, **said) if one.unit == step.value("unit") else one for one in state.partners
    )
    return replace(state, partners=tuple(partners))


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
        returned=tuple(dict.fromkeys((*state.returned, *filter(None, (state.lead_unit,))))),
        partners=(),
        responsible=None,
        dispatched_on=None,
        offered_on=None,
        reckonings=(),
        due_on=None,
        pending_extension=None,
    )


def _reassign(state: IssueState, step: StepRecord, _facts: IssueFacts) -> IssueState:
    unit = step.value("lead_unit")
    return replace(
        state,
        lead_unit=unit,
        partners=tuple(one for one in state.partners if one.unit != unit),
        responsible=None,
        accepted=False,
        decided=step.value("decision") is not None,
        offered_on=step.on,
        reported_on=None,
        pending_extension=None,
    )


def _measure(state: IssueState, step: StepRecord, _facts: IssueFacts) -> IssueState:
    measure = Measure(
        len(state.measures) + 1,
        step.value("text"),
        step.value("owner"),
        step.value("due_on"),
        treats_cause=step.value("treats_cause") == CAUSE,
    )
    return replace(_reported(state, step), measures=(*state.measures, measure))


def _reported(state: IssueState, step: StepRecord) -> IssueState:
    """首次反馈: the first that the unit lets hear of itself."""
    return replace(state, reported_on=state.reported_on or step.on)


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
        _reported(state, step),
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
        reckonings=_with(state, step, step.value("due_on")),
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


def _grant_extension(state: IssueState, step: StepRecord, _facts: IssueFacts) -> IssueState:
    return replace(
        state,
        due_on=state.pending_extension,
        reckonings=_with(state, step, state.pending_extension),
        pending_extension=None,
        extended=state.extended + 1,
    )


def _with(
    state: IssueState, step: StepRecord, due_on: date | None, since: date | None = None
) -> tuple[Reckoning, ...]:
    """The reckonings of a deadline with one more, where the step set a day."""
    return (*state.reckonings, *_reckoned(step, due_on, since=since))


def _reckoned(
    step: StepRecord, due_on: date | None, term: Term | None = None, since: date | None = None
) -> tuple[Reckoning, ...]:
    """That the step set the day; nothing where it set none."""
    return (Reckoning(step.step, step.on, due_on, term, since, step.uid),) if due_on else ()


def _refuse_extension(state: IssueState, _step: StepRecord, _facts: IssueFacts) -> IssueState:
    return replace(state, pending_extension=None)


def _suspend(state: IssueState, step: StepRecord, _facts: IssueFacts) -> IssueState:
    return replace(
        state,
        interrupted=state.state,
        suspended_on=step.on,
        review_on=step.value("review_on"),
        reviewed_on=step.on,
    )


def _resume(state: IssueState, step: StepRecord, facts: IssueFacts) -> IssueState:
    """The days suspended are added to the deadline, and to one that was asked for meanwhile."""
    since = state.suspended_on or step.on

    def later(day: date | None) -> date | None:
        return day and facts.rulebook.moved(state.rule, day, since, step.on)

    due_on = later(state.due_on)
    return replace(
        state,
        due_on=due_on,
        reckonings=_with(state, step, due_on, since),
        pending_extension=later(state.pending_extension),
        interrupted=None,
        suspended_on=None,
        review_on=None,
    )


def _review(state: IssueState, step: StepRecord, _facts: IssueFacts) -> IssueState:
    return replace(state, review_on=step.value("review_on"), reviewed_on=step.on)


def _escalate(state: IssueState, _step: StepRecord, _facts: IssueFacts) -> IssueState:
    return replace(state, interrupted=state.state)


def _answer(state: IssueState, _step: StepRecord, _facts: IssueFacts) -> IssueState:
    return replace(state, interrupted=None)


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


def _progress(state: IssueState, step: StepRecord, _facts: IssueFacts) -> IssueState:
    return _reported(state, step)


def _noted(state: IssueState, _step: StepRecord, _facts: IssueFacts) -> IssueState:
    """A step that is on record and moves nothing."""
    return state


Effect = Callable[[IssueState, StepRecord, IssueFacts], IssueState]
EFFECTS: Mapping[str, Effect] = MappingProxyType(
    {
        "dispatch": _dispatch,
        "settle": _settle,
        "accept": _accept,
        "return": _return,
        "reassign": _reassign,
        "co_answer": _co_answer,
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
        "review": _review,
        "resume": _resume,
        "escalate": _escalate,
        "answer": _answer,
        "urge": _urge,
        "supervise": _supervise,
        "talk": _noted,
        "transfer": _noted,
        "reckon": _noted,
        "merge": _merge,
        "withdraw": _withdraw,
    }
)
