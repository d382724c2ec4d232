"""What a new card begins with: what the casebook knows of the subject and the month."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from desk.cards.answers import typed
from desk.cards.definitions import form, form_for
from desk.details import uid_of
from models.checking import Value
from models.forms import Form
from models.tables import Card, OperatingFigure, Subject, Visit

#: 三问: what is asked on a visit and on a card alike.
_OF_A_VISIT = ("situation", "needs", "environment")


@dataclass(frozen=True)
class Start:
    """A card that is begun.

    `head` and `answers` are what is known already, to be looked over; `last` is what the subject
    answered on its card before (of month `last_period`), offered but not filled in; `existing`
    is the uid of the card that there is of this month: that one is to be edited.
    """

    form: Form
    subject: str
    head: Mapping[str, Any]
    answers: Mapping[str, Value]
    last: Mapping[str, Value] = field(default_factory=dict)
    last_period: str = ""
    existing: str | None = None


def start(connection: Connection, subject: str, period: str, visit: str = "") -> Start:
    """Begin a card of a subject (uid, code or name) for a month (YYYY-MM), perhaps with a visit.

    Raises `Refused` for a subject or visit that is not there.
    """
    uid = uid_of(connection, "subjects", subject)
    row = connection.execute(select(Subject.__table__).where(Subject.uid == uid)).mappings().one()
    wanted = form_for(row["kind"])
    came = uid_of(connection, "visits", visit) if visit else None
    answers = {**_facts(wanted, row), **_figures(connection, wanted, uid, period)}
    last, before = _last(connection, wanted, uid, period)
    same = select(Card.uid).where(Card.subject == uid, Card.period == period)
    return Start(
        wanted,
        uid,
        {"subject": uid, "period": period, "visit": came},
        answers | (_of_visit(connection, came) if came else {}),
        last,
        before,
        connection.scalars(same.order_by(Card.id)).first(),
    )


def _facts(wanted: Form, row: RowMapping) -> dict[str, Value]:
    """What the subject's own record says."""
    filled = {q.key: row[q.fills] for q in wanted.questions if q.fills}
    return {key: value for key, value in filled.items() if value is not None}


def _figures(connection: Connection, wanted: Form, uid: str, period: str) -> dict[str, Value]:
    """The month's figures, where the casebook has them."""
    asked = select(OperatingFigure.__table__).where(
        OperatingFigure.subject == uid, OperatingFigure.month == period
    )
    row = connection.execute(asked.order_by(OperatingFigure.id.desc())).mappings().first()
    filled = {q.key: row[q.figure] for q in wanted.questions if row is not None and q.figure}
    return {key: value for key, value in filled.items() if value is not None}


def _of_visit(connection: Connection, uid: str) -> dict[str, Value]:
    """What was asked on the visit."""
    row = connection.execute(select(Visit.__table__).where(Visit.uid == uid)).mappings().one()
    return {name: row[name] for name in _OF_A_VISIT if row[name]}


def _last(
    connection: Connection, wanted: Form, uid: str, period: str
) -> tuple[dict[str, Value], str]:
    """The answers of the card before, as far as the form still asks for them, and its month."""
    asked = select(Card.form, Card.version, Card.answers, Card.period).where(
        Card.subject == uid, Card.period < period
    )
    row = connection.execute(asked.order_by(Card.period.desc(), Card.id.desc())).first()
    if row is None:
        return {}, ""
    before = typed(form(row.form or "", row.version), row.answers)
    kept = {q.key for q in wanted.questions}
    return {key: value for key, value in before.items() if key in kept}, row.period or ""
