"""What a slip tells of a visit or an issue, read from the casebook and put into words."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, select

from desk import details
from desk.answering import answering
from desk.derived import step_records
from desk.details import IssueDetail, StepLine
from desk.lists import Line
from desk.settings import office
from desk.slips.grounds import gate_lines
from models.fields import KINDS
from models.lifecycle import StepRecord
from models.tables import Subject
from models.vocabulary import OUTCOMES, label
from reports.blocks import chinese_date
from reports.slipview import IssueSlip, SlipIssue, SlipSubject, StoryLine, VisitSlip

_ANSWERING = ("leader", "unit", "responsible")
_ENDINGS = ("resolve", "settle")
_LONGEST = 60
"""Characters of what a step says that the story in short has room for."""
_UNTOLD = (
    *("progress", "measure", "measure_done", "urge", "ask_extension", "refuse_extension"),
    "reckon",
)
"""Steps that the story in short leaves out: they moved nothing."""

_RULE = "时限规则"
"""What a dispatch says beside the deadline itself: the slip explains that in words of its own."""


def visit(connection: Connection, text: str, today: date) -> VisitSlip:
    """The visit of that number or uid. Raises `Refused` if there is none."""
    found = details.visit(connection, text, today)
    values = found.line.values
    return VisitSlip(
        office(connection)["office"],
        values["visited_on"],
        _subject(connection, found.line.refers.get("subject", ""), values["visited_on"] or today),
        _said("visits", found.line),
        tuple(map(_problem, found.issues)),
    )


def visit_beforehand(connection: Connection, text: str, today: date) -> VisitSlip:
    """The form for a visit to the subject of that code, name or uid, with what is known of it.

    Raises `Refused` if there is none.
    """
    uid = details.uid_of(connection, "subjects", text)
    return VisitSlip(office(connection)["office"], subject=_subject(connection, uid, today))


def _problem(line: Line) -> SlipIssue:
    names = ("title", "category", "number", "state")
    return SlipIssue(**{name: line.shown[name] for name in names})


def _said(kind: str, line: Line) -> dict[str, str]:
    """The fields as people read them, days as documents write them."""
    return {
        field.name: _in_words(line.values[field.name], line.shown[field.name])
        for field in KINDS[kind].fields
    }


def _in_words(value: object, shown: str) -> str:
    return chinese_date(value) if isinstance(value, date) else shown


def _subject(connection: Connection, uid: str, on: date) -> SlipSubject:
    """A subject, and who answered for it on the day; the latest of several."""
    known = select(Subject.name, Subject.park, Subject.contact, Subject.phone)
    row = connection.execute(known.where(Subject.uid == uid)).one_or_none()
    if row is None:
        return SlipSubject()
    line = answering(connection, on, uid).get(uid)
    who = {name: line.shown[name] for name in _ANSWERING} if line else {}
    return SlipSubject(*(text or "" for text in row), **who)


def issue(connection: Connection, text: str, today: date) -> IssueSlip:
    """The issue of that number or uid, as it stands. Raises `Refused` if there is none."""
    return _issue(connection, details.issue(connection, text, today), today)


def follow_up(connection: Connection, text: str, today: date) -> IssueSlip:
    """The issue with what was last reported done, and what the enterprise said of that since.

    Where it was not asked since, the form is there to ask it.
    """
    found = details.issue(connection, text, today)
    records = _records(connection, found)
    slip = _issue(connection, found, today)
    ended = max((n for n, step in enumerate(records) if step.step in _ENDINGS), default=0)
    asked = [step for step in records[ended:] if step.step == "follow_up"]
    said = {**slip.said, **_reported(records[ended:][:1]), "satisfaction": ""}
    if not asked:
        return replace(slip, said=said)
    last = asked[-1]
    return replace(
        slip,
        said={**said, "satisfaction": str(last.value("satisfaction") or "")},
        followed_up_on=last.on,
        asked_by=last.by,
        answer=str(last.value("note") or ""),
    )


def _reported(steps: Sequence[StepRecord]) -> dict[str, str]:
    """What a resolve or settle said, also where it does not stand any more."""
    return {
        name: text
        for step in steps
        if step.step in _ENDINGS
        for name, text in (
            ("resolved_on", chinese_date(step.on)),
            ("result", str(step.value("result") or "")),
            ("outcome", label("outcomes", step.value("outcome") or OUTCOMES[0].code)),
        )
    }


def _issue(connection: Connection, found: IssueDetail, today: date) -> IssueSlip:
    values = found.line.values
    return IssueSlip(
        office(connection)["office"],
        today,
        _subject(connection, found.line.refers.get("subject", ""), today),
        _said("issues", found.line),
        values["dispatched_on"],
        values["due_on"],
        "；".join((*found.deadline, *(f"配合单位{said}" for said in found.partners))),
        gates=tuple(gate_lines(found)),
        story=tuple(_story(found)),
    )


def _records(connection: Connection, found: IssueDetail) -> list[StepRecord]:
    return step_records(connection, [found.line.uid]).get(found.line.uid, [])


def _story(found: IssueDetail) -> Iterator[StoryLine]:
    """How it came, and each step that moved it up to the closing that is asked for."""
    said = _said("issues", found.line)
    yield StoryLine(said["registered_on"], "登记", said["raised_by"], said["source"])
    steps = found.steps[:-1] if found.line.values["state"] == "closed" else found.steps
    for step in steps:
        if step.step not in _UNTOLD:
            yield StoryLine(chinese_date(step.on), step.label, step.by, _short(step))


def _short(step: StepLine) -> str:
    said = (fact for fact in step.facts if fact[0] != _RULE)
    told = "；".join(f"{label}：{_worded(value)}" for label, value in said)
    return told if len(told) <= _LONGEST else f"{told[: _LONGEST - 2]}……"


def _worded(value: str) -> str:
    """What a step says, its days as documents write them, without the stop at its end."""
    with suppress(ValueError):
        return chinese_date(date.fromisoformat(value))
    return value.rstrip("。；")
