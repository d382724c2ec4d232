"""What was asked for of an issue, a later deadline or help from above, and what was answered."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, Row, select

from desk import details
from desk.derived import states_of, step_records
from desk.errors import Refused
from desk.references import labels
from desk.slips import views
from models.folding import fold
from models.lifecycle import IssueState, StepRecord
from models.steps import STEPS
from models.tables import Issue
from reports.request_slips import RequestSlip


def extension(connection: Connection, text: str, today: date) -> RequestSlip:
    """The last extension that was asked for. Raises `Refused` where none was."""
    slip, before, steps = _asked(connection, text, "ask_extension", today)
    asked, answer = steps[0], _answer(steps, "grant_extension", "refuse_extension")
    slip = replace(slip, until=asked.value("due_on"), reason=str(asked.value("reason") or ""))
    slip = replace(slip, due_on=before.due_on, first_due_on=before.first_due_on)
    if answer is None:
        return slip
    return replace(_answered(slip, answer, "reason"), agreed=answer.step == "grant_extension")


def escalation(connection: Connection, text: str, today: date) -> RequestSlip:
    """The last time it was handed up to the tier above. Raises `Refused` where it never was."""
    slip, before, steps = _asked(connection, text, "escalate", today)
    asked, answer = steps[0], _answer(steps, "answer")
    to = str(asked.value("to"))
    named = labels(connection, "organizations", [to]).get(to, "")
    slip = replace(slip, to=named, reason=str(asked.value("reason") or ""), due_on=before.due_on)
    return slip if answer is None else _answered(slip, answer, "text")


def _asked(
    connection: Connection, text: str, step: str, today: date
) -> tuple[RequestSlip, IssueState, Sequence[StepRecord]]:
    """The issue and the last step of that name with what came after it, and where it stood then."""
    uid = details.uid_of(connection, "issues", text)
    row: Row[tuple[object, ...]]
    row = connection.execute(select(Issue.__table__).where(Issue.uid == uid)).one()
    _, facts, _ = next(states_of(connection, [row]))
    steps = step_records(connection, [uid]).get(uid, [])
    last = max((n for n, one in enumerate(steps) if one.step == step), default=None)
    if last is None:
        label = STEPS[step].label
        raise Refused(f"{text} 没有{label}的记录；请先办理{label}，手填的请印空白表。")
    slip = RequestSlip(views.issue(connection, text, today), steps[last].on, steps[last].by)
    return slip, fold(facts, steps[:last]), steps[last:]


def _answer(steps: Sequence[StepRecord], *names: str) -> StepRecord | None:
    return next((one for one in steps if one.step in names), None)


def _answered(slip: RequestSlip, answer: StepRecord, words: str) -> RequestSlip:
    said = str(answer.value(words) or "")
    return replace(slip, decided_on=answer.on, decided_by=answer.by, words=said)
