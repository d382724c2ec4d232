"""What a line shows beside its own columns: lists that are kept as rows of other tables."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import InstrumentedAttribute

from desk.book.bulk import batched
from desk.rules import rulebook
from desk.workdays import calendar
from models.deadlines import BARE, Standing
from models.tables import Issue, Organization, Person, Step, StepUnit, VisitVisitor

Rows = list[dict[str, Any]]
Extra = Callable[[Connection, Rows], None]
Source = InstrumentedAttribute[str | None]


def _visitors(connection: Connection, rows: Rows) -> None:
    """走访人员, in the order of the list."""
    found: dict[str, list[str]] = defaultdict(list)
    for some in batched([row["uid"] for row in rows]):
        asked = (
            select(VisitVisitor.visit, Person.name)
            .join(Person, Person.uid == VisitVisitor.person)
            .where(VisitVisitor.visit.in_(some))
            .order_by(VisitVisitor.position, VisitVisitor.id)
        )
        for visit, name in connection.execute(asked):
            found[visit or ""].append(name or "")
    for row in rows:
        row["visitors"] = tuple(found[row["uid"]])


def _issues(source: Source) -> Extra:
    """The numbers of the issues that a visit or card brought home, by the column that says so."""

    def fill(connection: Connection, rows: Rows) -> None:
        found: dict[str, list[str]] = defaultdict(list)
        for some in batched([row["uid"] for row in rows]):
            asked = select(source, Issue.number).where(source.in_(some)).order_by(Issue.id)
            for brought_by, number in connection.execute(asked):
                found[brought_by or ""].append(number or "")
        for row in rows:
            row["issues"] = tuple(found[row["uid"]])

    return fill


def _co_units(connection: Connection, rows: Rows) -> None:
    """配合单位 of the dispatch that stands; none while no unit leads, or where it was settled."""
    found: dict[str, list[str]] = {}
    led = [row["uid"] for row in rows if row["lead_unit"] and not row["settled_on"]]
    for some in batched(led):
        asked = (
            select(Step.issue, Step.uid, Organization.name)
            .outerjoin(StepUnit, StepUnit.step == Step.uid)
            .outerjoin(Organization, Organization.uid == StepUnit.organization)
            # Said so that no index of all dispatches is walked for a few issues.
            .where(Step.issue.in_(some), func.coalesce(Step.step, "") == "dispatch")
            .order_by(Step.id, StepUnit.position)
        )
        latest: dict[str, str] = {}
        for issue, step, name in connection.execute(asked):
            if latest.get(issue or "") != step:
                latest[issue or ""], found[issue or ""] = step, []
            found[issue or ""] += [name] if name else []
    for row in rows:
        names = found.get(row["uid"], [])
        row["co_units"] = tuple(name for name in names if name != row["lead_unit"])


def _provisional(connection: Connection, rows: Rows) -> None:
    """暂定: whether a deadline may still move when the notice of its year comes."""
    known = calendar(connection).years
    doubtful = [row for row in rows if row["due_on"] and row["due_on"].year not in known]
    book = rulebook(connection) if doubtful else BARE
    for row in doubtful:
        row["provisional"] = book.is_provisional(Standing(*(row[n] for n in Standing._fields)))


EXTRAS: Mapping[str, tuple[Extra, ...]] = {
    "visit": (_visitors, _issues(Issue.visit)),
    "card": (_issues(Issue.card),),
    "issue": (_co_units, _provisional),
}
