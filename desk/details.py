"""One record with everything that hangs on it: what `show` prints and the right-hand pane shows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from desk.book.bulk import batched
from desk.derived import judged, step_records
from desk.errors import Refused
from desk.lists import Line, Query, kind_fields, lines_of, uids
from desk.merges import Merged, merged
from desk.references import TARGETS, find, labels
from desk.rules import rulebook
from models import explaining
from models.deadlines import Rulebook
from models.fields import KINDS, Field, Type
from models.lateness import late_steps
from models.lifecycle import IssueState, Measure, StepRecord
from models.owing import owed
from models.showing import shown
from models.steps import STEPS
from models.tables import Attachment, Issue, Subject
from models.workflow import GateResult, StepChoice, gates, open_steps


@dataclass(frozen=True)
class StepLine:
    """A step that was taken, as people read it: `facts` are its parameters with their labels.

    `late` is the last day on which it would have come in time, where it came later.
    """

    uid: str
    step: str
    label: str
    on: date
    by: str
    facts: tuple[tuple[str, str], ...]
    files: tuple[str, ...]
    late: date | None = None


@dataclass(frozen=True)
class Partner:
    """配合单位: what a co-unit is called, by when it is to answer the lead unit, and its answer."""

    uid: str
    name: str
    due_on: date | None
    answered_on: date | None
    answer: str


@dataclass(frozen=True)
class KeptFile:
    """A file that belongs to a record: its name, the SHA-256 of its bytes, its size in bytes.

    `uid` is that of its row.
    """

    uid: str
    name: str
    sha256: str
    size: int


@dataclass(frozen=True)
class IssueDetail:
    """An issue with its life: steps in their order, measures, gates, the steps open now.

    `deadline` says in sentences how the deadline came about, `partners` by when each co-unit
    answers and why; `co_units` what each has answered. `recurs` is the number of the issue that
    came back in it, where one did; `owed` the stage that somebody owes next, and its last day;
    `merged` says with which issues it is handled as one.
    """

    line: Line
    steps: tuple[StepLine, ...]
    measures: tuple[Measure, ...]
    gates: tuple[GateResult, ...]
    choices: tuple[StepChoice, ...]
    state: IssueState
    deadline: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    co_units: tuple[Partner, ...] = ()
    recurs: str | None = None
    owed: tuple[str, date] | None = None
    merged: Merged = field(default_factory=Merged)


@dataclass(frozen=True)
class SubjectDetail:
    """A subject with its assignments, visits, cards and issues, newest first, and its own files."""

    line: Line
    kind: str
    assignments: tuple[Line, ...]
    visits: tuple[Line, ...]
    cards: tuple[Line, ...]
    issues: tuple[Line, ...]
    files: tuple[KeptFile, ...]


@dataclass(frozen=True)
class VisitDetail:
    """A visit with the issues that it brought home, and the photographs and files of it."""

    line: Line
    issues: tuple[Line, ...]
    files: tuple[KeptFile, ...]


@dataclass(frozen=True)
class Record:
    """Any other record: its line and the fields it is made of."""

    kind: str
    fields: tuple[Field, ...]
    line: Line


def uid_of(connection: Connection, kind: str, text: str) -> str:
    """The uid of the record that is written so. Raises `Refused` if there is none."""
    target = "subjects" if kind in KINDS and KINDS[kind].subject_kind else kind
    if target not in TARGETS:
        raise Refused(f"不能按编号查看“{kind}”；可用的有 {'、'.join([*KINDS, *TARGETS])}。")
    found = find(connection, target, text)
    if found is None:
        raise Refused(f"没有找到{TARGETS[target].noun}“{text}”；请核对代码、编号或名称。")
    return found


def issue(connection: Connection, text: str, today: date) -> IssueDetail:
    """The issue of that number or uid."""
    uid = uid_of(connection, "issues", text)
    row = connection.execute(select(Issue.__table__).where(Issue.uid == uid)).one()
    _, facts, state = next(judged(connection, [row], today))
    steps = step_records(connection, [uid]).get(uid, [])
    return IssueDetail(
        lines_of(connection, "issues", [uid], today)[0],
        _marked(step_lines(connection, steps), late_steps(facts, steps)),
        state.measures,
        gates(state, facts),
        open_steps(state, facts),
        state,
        explaining.deadline(state, steps, facts.rulebook),
        _partners(connection, state, facts.rulebook),
        _answers(connection, state),
        facts.recurs,
        owed(state, facts),
        merged(connection, row, state, today),
    )


def _marked(steps: Sequence[StepLine], late: Mapping[str, date]) -> tuple[StepLine, ...]:
    return tuple(replace(step, late=late.get(step.uid)) for step in steps)


def _answers(connection: Connection, state: IssueState) -> tuple[Partner, ...]:
    called = labels(connection, "organizations", state.co_units)
    return tuple(
        Partner(one.unit, called.get(one.unit, ""), one.due_on, one.answered_on, one.answer or "")
        for one in state.partners
    )


def _partners(connection: Connection, state: IssueState, book: Rulebook) -> tuple[str, ...]:
    """Each co-unit with the day by which it answers, and how that came about."""
    told = explaining.of_partners(state, book)
    called = labels(connection, "organizations", set(told))
    return tuple(f"{called.get(unit, '')}：{said}" for unit, said in told.items())


def step_lines(connection: Connection, steps: Sequence[StepRecord]) -> tuple[StepLine, ...]:
    """Steps as people read them, in the order given; steps that the table lacks are left out."""
    called = _called(connection, steps)
    files = attachment_names(connection, [step.uid for step in steps])
    return tuple(
        StepLine(
            step.uid,
            step.step,
            STEPS[step.step].label,
            step.on,
            step.by,
            tuple(
                (p.label, shown(p, _labelled(step.value(p.name), p, called)))
                for p in STEPS[step.step].parameters
                if step.value(p.name) is not None and not p.derived
            ),
            tuple(files.get(step.uid, ())),
        )
        for step in steps
        if step.step in STEPS
    )


def _called(connection: Connection, steps: Sequence[StepRecord]) -> dict[str, str]:
    """What every record and every rule that these steps refer to is called."""
    found: dict[str, str] = {}
    for kind in ("organizations", "people", "issues"):
        wanted: set[str] = set()
        for step in steps:
            for p in STEPS[step.step].parameters if step.step in STEPS else ():
                value = step.value(p.name)
                if p.refers == kind and value:
                    wanted |= {value} if isinstance(value, str) else set(value)
        found |= labels(connection, kind, wanted)
    if any(step.value("rule") for step in steps):
        found |= {name: rule.label for name, rule in rulebook(connection).rules.items()}
    return found


def _labelled(value: Any, parameter: Field, called: Mapping[str, str]) -> Any:
    if parameter.type == Type.REFERENCE:
        return called.get(value, "")
    if parameter.name == "rule":
        return called.get(value, value)
    if parameter.type == Type.REFERENCES:
        return tuple(called.get(one, "") for one in value)
    return value


def attachment_names(connection: Connection, owners: Sequence[str]) -> dict[str, list[str]]:
    """The names of the files that belong to some rows, by owner."""
    found: dict[str, list[str]] = {}
    asked = select(Attachment.owner, Attachment.name).where(Attachment.owner.in_(owners))
    for row in connection.execute(asked.order_by(Attachment.id)):
        found.setdefault(row.owner, []).append(row.name)
    return found


def kept_files(connection: Connection, owner: str) -> tuple[KeptFile, ...]:
    """The files that belong to a row, in the order in which they came."""
    return _kept(connection, Attachment.owner == owner)


def kept_file(connection: Connection, uid: str) -> KeptFile | None:
    """The file of that uid; None if it is gone meanwhile."""
    return next(iter(_kept(connection, Attachment.uid == uid)), None)


def _kept(connection: Connection, which: ColumnElement[bool]) -> tuple[KeptFile, ...]:
    asked = select(Attachment.uid, Attachment.name, Attachment.sha256, Attachment.size)
    rows = connection.execute(asked.where(which).order_by(Attachment.id))
    return tuple(KeptFile(row.uid, row.name or "", row.sha256 or "", row.size or 0) for row in rows)


def open_for_any(
    connection: Connection, uids: Sequence[str], today: date
) -> tuple[StepChoice, ...]:
    """Every step with whether it is open for one of these issues at least.

    The reason says how many it is barred for, and why for the first of them. A closing past unmet
    gates is for one issue at a time: it is not open here.
    """
    reasons: dict[str, list[str]] = {name: [] for name in STEPS}
    found = 0
    for some in batched(uids):
        for number, choices in _choices_of(connection, some, today):
            found += 1
            for choice in choices:
                if not choice.open:
                    reasons[choice.name].append(f"{number}：{choice.reason}")
    return tuple(
        StepChoice(rule.name, rule.label, len(why) < found, _told(why, found))
        for rule in STEPS.values()
        for why in (reasons[rule.name],)
    )


def _told(reasons: Sequence[str], found: int) -> str:
    """The reason where it bars all; where it bars some, how many."""
    if not reasons or len(reasons) == found:
        return "".join(reasons[:1])
    return f"{len(reasons)} 条不能办。{reasons[0]}"


def barred(connection: Connection, uids: Sequence[str], step: str, today: date) -> dict[str, str]:
    """Of these issues, those for which a step is not open: the number, and why."""
    return {
        number: choice.reason
        for some in batched(uids)
        for number, choices in _choices_of(connection, some, today)
        for choice in choices
        if choice.name == step and not choice.open
    }


def _choices_of(
    connection: Connection, uids: Sequence[str], today: date
) -> Iterator[tuple[str, tuple[StepChoice, ...]]]:
    """The numbers of some issues, with the steps of each."""
    rows = connection.execute(select(Issue.__table__).where(Issue.uid.in_(uids))).all()
    numbers = {row.uid: row.number for row in rows}
    for uid, facts, state in judged(connection, rows, today):
        yield numbers[uid], open_steps(state, facts)


def subject(connection: Connection, text: str, today: date) -> SubjectDetail:
    """The subject of that code, credit code, name or uid, with its story."""
    uid = uid_of(connection, "subjects", text)
    code = connection.scalar(select(Subject.kind).where(Subject.uid == uid))
    kind = next(k.name for k in KINDS.values() if k.subject_kind == code)
    return SubjectDetail(
        lines_of(connection, kind, [uid], today)[0],
        kind,
        _of(connection, "assignments", uid, today, sort="from_on"),
        _of(connection, "visits", uid, today, sort="visited_on"),
        _of(connection, "cards", uid, today, sort="period"),
        _of(connection, "issues", uid, today, sort="registered_on"),
        kept_files(connection, uid),
    )


def _of(
    connection: Connection, kind: str, subject_uid: str, today: date, *, sort: str
) -> tuple[Line, ...]:
    query = Query(kind, {"subject": subject_uid}, sort=sort, descending=True)
    return tuple(lines_of(connection, kind, uids(connection, query, today), today))


def visit(connection: Connection, text: str, today: date) -> VisitDetail:
    """The visit of that number or uid, with its issues."""
    uid = uid_of(connection, "visits", text)
    found = uids(connection, Query("issues", {"visit": uid}, sort="number"), today)
    return VisitDetail(
        lines_of(connection, "visits", [uid], today)[0],
        tuple(lines_of(connection, "issues", found, today)),
        kept_files(connection, uid),
    )


def record(connection: Connection, kind: str, text: str, today: date) -> Record:
    """Any record by its kind and number, code or name."""
    uid = uid_of(connection, kind, text)
    return Record(kind, kind_fields(kind), lines_of(connection, kind, [uid], today)[0])
