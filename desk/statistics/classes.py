"""Issues in classes: those that no figure tells apart are one line, with how many they are.

The database puts them together, so that a million issues are counted from some hundred lines. An
issue that took a step after the day that is counted stands for itself: where it stood then is
folded from its steps, as in `desk.statistics.casework`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    Date,
    Integer,
    Row,
    Select,
    Text,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    type_coerce,
    union_all,
)

from desk.lamps import Day, day_of, lamp_column
from desk.statistics.casework import (
    UNCOUNTED,
    Casework,
    Line,
    Part,
    Test,
    assigned_lines,
    issue_lines,
    of_subject,
    subjects_of,
    taken_after,
)
from models.calendar import Month
from models.steps import FINAL_STATES
from models.tables import Issue, Organization, Subject, Visit

#: The days of an issue that flows count by.
_DAYS = (
    *("registered_on", "dispatched_on", "settled_on"),
    *("resolved_on", "followed_up_on", "closed_on"),
)
#: What figures are divided by, one at a time.
DIVIDED = ("category", "lead_unit", "park", "closing_days")
_BEFORE, _WITHIN = 0, 1


@dataclass(frozen=True)
class Many(Line):
    """So many issues, or visits, of which figures say the same.

    `told` is what the database said of them, by the names of `_signature`; a value that the line
    does not know raises KeyError: to count by it would be wrong.
    """

    told: tuple[object, ...] = ()

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


@dataclass(frozen=True)
class Classes(Casework):
    """The casework of a month in classes; visits are put together by subject.

    `among` holds the issues anew for each field that they may be divided by.
    """

    month: Month
    among: Mapping[str, Casework]
    day: Day

    def told_by(self, field: str) -> Casework:
        """See Casework; a field that is none of `DIVIDED` raises KeyError."""
        return self.among[field] if field else self


@dataclass(frozen=True)
class Filter:
    """What is kept of a casework: `subject` and `issue` look at lines.

    `among` are conditions on the row of every issue that may have stood within, `shown` on the row
    of one that stands where it stood. `of_month` leaves out what was over before the month: there
    is nothing to be counted of the campaign so far.
    """

    subject: Test
    issue: Test
    among: tuple[ColumnElement[bool], ...] = ()
    shown: tuple[ColumnElement[bool], ...] = ()
    of_month: bool = False

    def conditions(self, month: Month) -> Iterator[ColumnElement[bool]]:
        """What the row of an issue fulfils that stands where it stood."""
        yield from self.shown
        if self.of_month:
            within = (getattr(Issue, day) >= month.first for day in _DAYS)
            yield or_(Issue.state.not_in(FINAL_STATES), *within)


def read_classes(connection: Connection, month: Month, as_of: date, kept: Filter) -> Classes:
    """A month, and the campaign up to it, as the casebook stood at the end of a day."""
    every = subjects_of(connection)
    subjects = {uid: line for uid, line in every.items() if kept.subject(line)}
    assigned = tuple(assigned_lines(connection, as_of, subjects))
    visits = tuple(filter(kept.subject, _visits(connection, month, as_of, every)))
    moved = tuple(filter(kept.issue, _moved(connection, as_of, every, kept)))
    told = _told(connection, month, as_of, kept)

    def issues(field: str) -> Casework:
        lines = (*told[field], *moved)
        return Casework(as_of, subjects, assigned, visits, lines, ())

    among = {field: issues(field) for field in DIVIDED}
    lines = (*told[""], *moved)
    day = day_of(connection, as_of)
    return Classes(as_of, subjects, assigned, visits, lines, (), month, among, day)


def rows_of(classes: Classes, lines: Iterable[Line]) -> Part:
    """The issues that these lines stand for, and a few too many: those that moved since."""
    moved = taken_after(classes.as_of)
    told = [line.told for line in lines if isinstance(line, Many) and line.told]
    if not told:
        return Part(among=(moved,))
    signature = _signature(classes.month, classes.day).values()
    values = (set(column) for column in zip(*told, strict=True))
    return Part(among=(or_(moved, and_(*map(_is_any, signature, values))),))


def _is_any(column: ColumnElement[Any], values: set[object]) -> ColumnElement[bool]:
    known = column.in_([value for value in values if value is not None])
    return or_(column.is_(None), known) if None in values else known


def _signature(month: Month, day: Day) -> dict[str, ColumnElement[Any]]:
    """What figures look at, as far as they tell issues apart."""
    following = Issue.due_on.between(month.following.first, month.following.last)
    return {
        **{name: Issue.__table__.c[name] for name in ("state", "outcome", "satisfaction")},
        "override": case((func.coalesce(Issue.override, "") != "", 1), else_=0),
        "round": case((Issue.round > 1, 2), else_=1),
        "lamp": lamp_column(day),
        "due_on": case((following, 1)),
        **{day: _part_of(getattr(Issue, day), month) for day in _DAYS},
    }


def _part_of(day: Any, month: Month) -> ColumnElement[Any]:
    return case((day >= month.first, _WITHIN), (day.is_not(None), _BEFORE))


def _told(connection: Connection, month: Month, as_of: date, kept: Filter) -> dict[str, list[Line]]:
    """The classes of all issues that stand where they stood: as such, and by each field."""
    signature = _signature(month, day_of(connection, as_of))
    classes = _classes(connection, signature, as_of, kept.conditions(month))
    asked = union_all(*(_by(classes, field, [*signature]) for field in ("", *DIVIDED)))
    found: dict[str, list[Line]] = {field: [] for field in ("", *DIVIDED)}
    for row in connection.execute(asked):
        found[row.field].append(_many(row, [*signature], month))
    return found


def _classes(
    connection: Connection,
    signature: Mapping[str, ColumnElement[Any]],
    as_of: date,
    conditions: Iterable[ColumnElement[bool]],
) -> CTE:
    """The smallest classes: what differs in nothing that is counted or divided by."""
    columns = {
        **signature,
        "category": Issue.category,
        "lead_unit": Organization.name,
        "park": Subject.park,
        "closing_days": cast(_closing_days(connection), Text),
    }
    each = (
        select(*(column.label(name) for name, column in columns.items()))
        .outerjoin(Subject, Subject.uid == Issue.subject)
        .outerjoin(Organization, Organization.uid == Issue.lead_unit)
        .where(
            *(Issue.registered_on <= as_of, Issue.state.not_in(UNCOUNTED)),
            ~taken_after(as_of),
            *conditions,
        )
        .subquery()
    )
    return select(*each.c, func.count().label("times")).group_by(*each.c).cte("classes")


def _by(classes: CTE, field: str, names: list[str]) -> Select[Any]:
    """The classes put together, but for the values of one field."""
    columns = [classes.c[name] for name in names]
    value = classes.c[field] if field else cast(null(), Text)
    # A sum is a decimal on PostgreSQL.
    times = cast(func.sum(classes.c.times), Integer).label("times")
    asked = select(literal(field).label("field"), value.label("value"), *columns, times)
    return asked.group_by(*columns, *((value,) if field else ()))


def _closing_days(connection: Connection) -> ColumnElement[int]:
    """Calendar days from registration to closing, as the analysis counts them."""
    ends = Issue.closed_on, Issue.registered_on
    if connection.dialect.name == "postgresql":
        days: ColumnElement[Any] = cast(ends[0], Date) - cast(ends[1], Date)
        return type_coerce(days, Integer)
    return cast(func.julianday(ends[0]) - func.julianday(ends[1]), Integer)


def _many(row: Row[Any], names: list[str], month: Month) -> Line:
    told = {name: getattr(row, name) for name in names}
    values = {
        **told,
        "override": bool(told["override"]),
        "due_on": month.following.first if told["due_on"] else None,
        **{day: _day(told[day], month) for day in _DAYS},
    }
    if row.field:
        values[row.field] = _value(row)
    return Many("", values, row.times, tuple(told.values()))


def _day(part: int | None, month: Month) -> date | None:
    """A day that stands for all of its part: of the month, or of the time before."""
    if part is None:
        return None
    return month.first if part == _WITHIN else month.first - timedelta(days=1)


def _value(row: Row[Any]) -> object:
    if row.field == "closing_days":
        return None if row.value is None else int(row.value)
    return row.value


def _moved(
    connection: Connection, as_of: date, subjects: Mapping[str, Line], kept: Filter
) -> Iterator[Line]:
    part = Part(among=(*kept.among, taken_after(as_of)))
    return issue_lines(connection, as_of, subjects, part)


def _visits(
    connection: Connection, month: Month, as_of: date, subjects: Mapping[str, Line]
) -> Iterator[Line]:
    """The visits to each subject, in the month and before it."""
    part = _part_of(Visit.visited_on, month).label("part")
    asked = select(Visit.subject, part, func.count().label("times"))
    grouped = asked.where(Visit.visited_on <= as_of).group_by(Visit.subject, part)
    for row in connection.execute(grouped.order_by(func.min(Visit.visited_on), func.min(Visit.id))):
        values = {"visited_on": _day(row.part, month), **of_subject(subjects, row.subject)}
        yield Many("", values, row.times)
