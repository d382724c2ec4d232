"""What somebody owes an issue next, and by when: the stages of its deadline rule.

The matter itself has its deadline (`IssueState.due_on`); a stage is what has to happen on the way
there: to be handed out, accepted, reported on, asked about, reviewed.
"""

from datetime import date

from models.deadlines import BARE, Term, Unit
from models.lifecycle import IssueFacts, IssueState

REVIEW = "review"
"""The stage of what is suspended."""
QUARTER = Term(3, Unit.MONTH)
"""What is suspended is looked at again every quarter."""


def owed(state: IssueState, facts: IssueFacts) -> tuple[str, date] | None:
    """The stage (`deadlines.STAGES`, or `REVIEW`) that is open, and its last day."""
    if state.state == "suspended":
        return REVIEW, _review(state)
    begun = _begun(state, facts)
    if begun is None:
        return None
    stage, start = begun
    reference = state.rule or facts.rulebook.default_on(start)
    day = facts.rulebook.due(reference, stage, start)
    return (stage, day) if day else None


def _review(state: IssueState) -> date:
    """The day that was set, but a quarter after the suspension or its last review at the latest."""
    latest = QUARTER.end(state.reviewed_on or state.last_on, BARE.calendar)
    return min(state.review_on or latest, latest)


def _begun(state: IssueState, facts: IssueFacts) -> tuple[str, date] | None:
    """The stage that runs, and the day on which it began."""
    if state.state == "registered":
        return "dispatch", max(facts.registered_on, state.last_on)
    if state.state == "dispatched" and state.offered_on:
        return "accept", state.offered_on
    if state.state == "in_progress" and state.reported_on is None and state.offered_on:
        return "report", state.offered_on
    if state.state == "verified" and not state.answered and state.verified_on:
        return "follow_up", state.verified_on
    return None
