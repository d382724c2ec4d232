"""Which record stands for its kind among the samples: the latest of those that show the most."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from models.calendar import Month
from models.tables import Card, Issue, Step, Subject, Visit

Find = Callable[[Connection, date], str]
"""Gives what is written for a record, as of a day; nothing where there is none."""


def always(text: str) -> Find:
    """The same, whatever the casebook holds."""
    return lambda _connection, _today: text


def visit(connection: Connection, _today: date) -> str:
    """The visit that brought the most problems."""
    found = select(Visit.uid).outerjoin(Issue, Issue.visit == Visit.uid).group_by(Visit.uid)
    return _first(
        connection, found.order_by(func.count(Issue.uid).desc(), func.max(Visit.id).desc())
    )


def subject(connection: Connection, _today: date) -> str:
    """The subject with the most problems."""
    found = select(Subject.uid).outerjoin(Issue, Issue.subject == Subject.uid)
    counted = func.count(Issue.uid).desc()
    return _first(connection, found.group_by(Subject.uid).order_by(counted, func.max(Subject.id)))


def subject_of(kind: str) -> Find:
    """The first subject of a kind, in the order of codes."""

    def found(connection: Connection, _today: date) -> str:
        asked = select(Subject.uid).where(Subject.kind == kind)
        return _first(connection, asked.order_by(Subject.code, Subject.id))

    return found


def card_of(form: str) -> Find:
    """The card of a form with the most problems."""

    def found(connection: Connection, _today: date) -> str:
        asked = select(Card.uid).outerjoin(Issue, Issue.card == Card.uid).where(Card.form == form)
        counted = func.count(Issue.uid).desc()
        return _first(connection, asked.group_by(Card.uid).order_by(counted, func.max(Card.id)))

    return found


def _issue(wanted: ColumnElement[bool]) -> Find:
    def found(connection: Connection, _today: date) -> str:
        asked = select(Issue.uid).where(wanted)
        return _first(connection, asked.order_by(Issue.registered_on.desc(), Issue.id.desc()))

    return found


def _with_step(name: str) -> Find:
    return _issue(Issue.uid.in_(select(Step.issue).where(Step.step == name)))


extended = _with_step("ask_extension")
escalated = _with_step("escalate")
dispatched = _issue(Issue.dispatched_on.is_not(None))
followed_up = _issue(Issue.satisfaction.is_not(None))
closed = _issue(Issue.closed_on.is_not(None))


def month_of_visits(connection: Connection, today: date) -> str:
    """The month of the latest visit; this month where there was none."""
    last = connection.scalar(select(func.max(Visit.visited_on)))
    return str(Month.of(last or today))


def month_without_work(connection: Connection, today: date) -> str:
    """The month before anything was written down."""
    firsts = (func.min(Visit.visited_on), func.min(Issue.registered_on), func.min(Card.filled_on))
    days = [day for day in (connection.scalar(select(first)) for first in firsts) if day]
    return str(Month.of(min([*days, today])).previous)


def _first(connection: Connection, asked: Select[Any]) -> str:
    return str(connection.scalar(asked.limit(1)) or "")
