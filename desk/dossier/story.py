"""Reading a subject's story: a fixed number of questions, however long it is."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Any

from sqlalchemy import Connection, select

from desk import details
from desk.book.bulk import batched
from desk.cards.answers import Told, as_read, typed
from desk.cards.definitions import form
from desk.derived import step_records
from desk.details import SubjectDetail, step_lines
from desk.dossier.entries import (
    Entry,
    File,
    in_order,
    of_assignment,
    of_card,
    of_figures,
    of_file,
    of_issue,
    of_step,
    of_visit,
)
from desk.errors import Refused
from desk.lists import Line, Query, lines
from models.fields import KINDS, Field, Type
from models.lifecycle import CONTENT
from models.steps import FINAL_STATES
from models.tables import Attachment, Card, Change, Op, OperatingFigure

#: Issues that count nowhere (CLI.md, figures).
_UNCOUNTED = ("merged", "withdrawn")
#: What is told of a month beside what its title says.
_OF_A_MONTH = [f for f in KINDS["figures"].fields if f.name not in ("subject", "month")]


@dataclass(frozen=True)
class Counts:
    """How much there is: `content` of `asked` are 满意 or 基本满意 by their latest answer.

    Merged and withdrawn issues count nowhere.
    """

    visits: int
    last_visit: date | None
    issues: int
    open: int
    overdue: int
    closed: int
    asked: int
    content: int


@dataclass(frozen=True)
class FigureRow:
    """The figures of one month: `month` as YYYY-MM, the values in the order of the fields."""

    month: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Dossier:
    """A subject with its whole story.

    All of it is oldest first; `figure_fields` are the indicators of which some month says
    something.
    """

    line: Line
    kind: str
    as_of: date
    assignments: tuple[Line, ...]
    visits: tuple[Line, ...]
    issues: tuple[Line, ...]
    figure_fields: tuple[Field, ...]
    figures: tuple[FigureRow, ...]
    counts: Counts
    entries: tuple[Entry, ...]


def dossier(connection: Connection, text: str, today: date) -> Dossier:
    """The story of the subject of that code, credit code, name or uid, as of a day.

    Raises `Refused` if there is none, or several are called so.
    """
    subject = _in_order(details.subject(connection, text, today))
    months = _months(connection, subject.line.uid)
    fields = _indicators(months)
    return Dossier(
        subject.line,
        subject.kind,
        today,
        subject.assignments,
        subject.visits,
        subject.issues,
        fields,
        tuple(_figure_row(row, fields) for row in months if row.month),
        _counts(subject),
        _entries(connection, subject, months, today),
    )


def _in_order(subject: SubjectDetail) -> SubjectDetail:
    return replace(
        subject,
        assignments=_oldest_first(subject.assignments, "from_on"),
        visits=_oldest_first(subject.visits, "visited_on"),
        issues=_oldest_first(subject.issues, "registered_on"),
    )


def _oldest_first(lines: Iterable[Line], day: str) -> tuple[Line, ...]:
    """In the order of that field; of one day, and without one, in the order of the casebook."""
    return tuple(sorted(lines, key=lambda line: line.values[day] or date.max))


def _indicators(months: Sequence[Any]) -> tuple[Field, ...]:
    """The amounts of which some month says something."""
    amounts = (f for f in _OF_A_MONTH if f.type in (Type.NUMBER, Type.INTEGER))
    return tuple(f for f in amounts if any(getattr(m, f.name) is not None for m in months))


def _months(connection: Connection, subject: str) -> Sequence[Any]:
    asked = select(OperatingFigure.__table__).where(OperatingFigure.subject == subject)
    order = (OperatingFigure.month, OperatingFigure.id)
    return connection.execute(asked.order_by(*order)).all()


def _figure_row(row: Any, fields: Iterable[Field]) -> FigureRow:
    return FigureRow(row.month, tuple(getattr(row, f.name) for f in fields))


def _counts(subject: SubjectDetail) -> Counts:
    days = [v.values["visited_on"] for v in subject.visits if v.values["visited_on"]]
    counted = [i.values for i in subject.issues if i.values["state"] not in _UNCOUNTED]
    answers = [values["satisfaction"] for values in counted if values["satisfaction"]]
    return Counts(
        len(subject.visits),
        max(days, default=None),
        len(counted),
        sum(values["state"] not in FINAL_STATES for values in counted),
        sum(values["lamp"] == "red" for values in counted),
        sum(values["state"] == "closed" for values in counted),
        len(answers),
        sum(answer in CONTENT for answer in answers),
    )


def _entries(
    connection: Connection, subject: SubjectDetail, months: Sequence[Any], today: date
) -> tuple[Entry, ...]:
    """Every entry, each followed by its files."""
    own = [
        *chain.from_iterable(of_assignment(line, today) for line in subject.assignments),
        *map(of_visit, subject.visits),
        *_cards(connection, subject.line.uid, today),
        *_of_issues(connection, subject.issues),
        *(of_figures(row, _OF_A_MONTH) for row in months),
    ]
    return in_order(_with_files(connection, own, subject.line.uid))


def _cards(connection: Connection, subject: str, today: date) -> Iterator[Entry]:
    columns = select(Card.uid, Card.form, Card.version, Card.answers)
    kept = {row.uid: row for row in connection.execute(columns.where(Card.subject == subject))}
    for line in lines(connection, Query("cards", {"subject": subject}, sort="filled_on"), today):
        yield of_card(line, _answers(kept[line.uid]))


def _answers(row: Any) -> Told:
    """What a card answers; nothing where this program does not have its form."""
    with suppress(Refused):
        own = form(row.form or "", row.version)
        return as_read(own, typed(own, row.answers))
    return ()


def _of_issues(connection: Connection, issues: Sequence[Line]) -> Iterator[Entry]:
    """Each issue's registration, followed by its steps in their order."""
    taken = step_records(connection, [issue.uid for issue in issues])
    every = [step for issue in issues for step in taken.get(issue.uid, ())]
    told = {line.uid: line for line in step_lines(connection, every)}
    for issue in issues:
        yield of_issue(issue)
        for step in taken.get(issue.uid, ()):
            yield of_step(step, told.get(step.uid), issue)


def _with_files(connection: Connection, own: Sequence[Entry], subject: str) -> Iterator[Entry]:
    """The entries, each followed by the files of its row; the subject's own files come first."""
    files: dict[str, list[File]] = {}
    for file in _files(connection, dict.fromkeys([subject, *(entry.uid for entry in own)])):
        files.setdefault(file.owner, []).append(file)
    yield from (of_file(file, None) for file in _dated(connection, files.get(subject, ())))
    for entry in own:
        yield entry
        yield from (of_file(file, entry) for file in files.pop(entry.uid, ()))


def _files(connection: Connection, owners: Iterable[str]) -> Iterator[File]:
    for some in batched(owners):
        asked = select(Attachment.uid, Attachment.owner, Attachment.name)
        for row in connection.execute(asked.where(Attachment.owner.in_(some)).order_by("id")):
            yield File(row.uid, row.owner or "", row.name or "")


def _dated(connection: Connection, files: Sequence[File]) -> Iterator[File]:
    """Files of the subject itself with the business dates on which they were added."""
    asked = select(Op.row, Change.business_on).join(Change, Change.uid == Op.change)
    days: dict[str, str] = {}
    for some in batched([file.uid for file in files]):
        ours = (Op.tbl == Attachment.__tablename__, Op.row.in_(some))
        added = asked.where(*ours, Op.kind == "new")
        days |= {one.row: one.business_on for one in connection.execute(added)}
    for file in files:
        day = days.get(file.uid)
        yield replace(file, on=date.fromisoformat(day) if day else None)
