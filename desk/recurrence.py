"""再次发生: the same kind of problem of the same subject, within a year after it was closed.

A closing counts though the issue was reopened since: what came back came back after it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from desk.book.bulk import batched
from models.deadlines import BARE, Term, Unit
from models.tables import Issue, Step

YEAR = Term(12, Unit.MONTH)


def recurring(connection: Connection, issues: Sequence[Row[Any]]) -> dict[str, str]:
    """By uid the number of the issue that came back in it: of several, the one closed last."""
    closed = _closed(connection, {row.subject for row in issues if row.subject and row.category})
    kinds = ((row, closed[row.subject, row.category]) for row in issues if row.category)
    found = ((row.uid, _before(row, there)) for row, there in kinds)
    return {uid: number for uid, number in found if number}


@dataclass(frozen=True)
class Before:
    """The issue of the same subject and kind that was closed last: its number, and when."""

    number: str
    closed_on: date


def closed_before(connection: Connection, subject: str, category: str, on: date) -> Before | None:
    """What an issue that is registered on a day would be a recurrence of."""
    closed = _closed(connection, {subject})[subject, category]
    near = [(day, number) for day, number, _ in closed if _within_a_year(day, on)]
    return Before(max(near)[1], max(near)[0]) if near else None


def _within_a_year(closed_on: date, on: date) -> bool:
    return closed_on <= on <= YEAR.end(closed_on, BARE.calendar)


def _before(row: Row[Any], closed: Iterable[tuple[date, str, str]]) -> str | None:
    on = row.registered_on
    if on is None:
        return None
    near = [
        (day, number) for day, number, uid in closed if uid != row.uid and _within_a_year(day, on)
    ]
    return max(near)[1] if near else None


def _closed(
    connection: Connection, subjects: Iterable[str]
) -> dict[tuple[str | None, str | None], list[tuple[date, str, str]]]:
    """By subject and category each closing of an issue: day, number, uid."""
    found: dict[tuple[str | None, str | None], list[tuple[date, str, str]]] = defaultdict(list)
    for some in batched(sorted(subjects)):
        asked = (
            select(Issue.subject, Issue.category, Step.happened_on, Issue.number, Issue.uid)
            .join(Step, Step.issue == Issue.uid)
            .where(Issue.subject.in_(some), Step.step == "close")
        )
        for row in connection.execute(asked):
            said = (row.happened_on, row.number or "", row.uid)
            found[row.subject, row.category].append(said)
    return found
