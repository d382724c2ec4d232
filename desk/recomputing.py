"""Days of many issues reckoned anew at once, where the calendar of working days has changed.

Which stage an issue owes does not rest on the calendar, only by when. What a rule alone decides is
the same for all issues of one rule, grade and day: it is reckoned once and written to all of them.
Issues with a history of their own (returned, extended, suspended …) are named by `apart`, to be
folded one by one (`desk.derived.recompute`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    Update,
    and_,
    bindparam,
    not_,
    or_,
    select,
    update,
)

from desk.book.bulk import batched
from desk.progress import Progress
from models.deadlines import Rulebook
from models.tables import Issue, Step

LABEL = "重算时限"
_AT_ONCE = 50  # sorts of issues written between two looks at the wish to stop
#: Steps after which a day rests on more than a rule and the day on which its term began.
_OF_ITS_OWN = ("return", "reassign", "grant_extension", "resume", "reopen")


_AGAIN = and_(Issue.state == "registered", Issue.round > 1)


@dataclass(frozen=True)
class _Alike:
    """A day that is the same for all issues alike in `keys`, written to each column of `sets`.

    `only` says of which issues; `reckon` makes the day of a row of the keys.
    """

    sets: tuple[str, ...]
    keys: tuple[str, ...]
    only: ColumnElement[bool]
    reckon: Callable[[Rulebook, Row[Any]], date | None]


def _due(book: Rulebook, row: Row[Any]) -> date | None:
    term = book.term(row.rule, row.grade)
    return term.end(row.dispatched_on, book.calendar) if term else None


def _owed(stage: str, begins: str) -> _Alike:
    """A stage that a rule gives a term, from the day in a column on."""

    def reckon(book: Rulebook, row: Row[Any]) -> date | None:
        start = getattr(row, begins) or date.min
        return book.due(row.rule or book.default_on(start), stage, start)

    return _Alike(("owed_on",), ("rule", begins), Issue.owed == stage, reckon)


_ALIKE = (
    _Alike(
        ("due_on", "first_due_on"),
        ("rule", "grade", "dispatched_on"),
        Issue.reckoned == "rule",
        _due,
    ),
    _owed("dispatch", "registered_on"),
    _owed("accept", "dispatched_on"),
    _owed("report", "dispatched_on"),
    _owed("follow_up", "verified_on"),
)


def apart(connection: Connection, since: date | None) -> list[str]:
    """The uids of the issues to be folded one by one: those whose days a change of days from
    `since` on can move. Asked before `reckon_alike`, which goes over them as well."""
    marked = or_(Issue.uid.in_(select(Step.issue).where(Step.step.in_(_OF_ITS_OWN))), _AGAIN)
    asked = select(Issue.uid).where(marked)
    if since is not None:
        resumed = select(Step.issue).where(Step.step == "resume", Step.happened_on >= since)
        later = (day >= since for day in (Issue.due_on, Issue.first_due_on, Issue.owed_on))
        asked = asked.where(or_(*later, Issue.uid.in_(resumed)))
    return list(connection.scalars(asked))


def differs(connection: Connection, book: Rulebook, since: date) -> bool:
    """Whether a day from `since` on, of those that a rule alone decides, is not what stands.

    Issues with a history of their own may well have another day than those alike.
    """
    return any(
        connection.execute(_plain(one), keys).first() is not None
        for one in _ALIKE
        for keys in _moved(connection, book, one, since)
    )


def reckon_alike(
    connection: Connection, book: Rulebook, since: date | None, progress: Progress
) -> None:
    """Write the days that a rule alone decides, as far as they differ from what stands there."""
    for one in _ALIKE:
        moved = list(_moved(connection, book, one, since))
        writing = _writing(one)
        for number, some in enumerate(batched(moved, _AT_ONCE)):
            progress.step(number * _AT_ONCE, len(moved), LABEL)
            connection.execute(writing, some)


def _moved(
    connection: Connection, book: Rulebook, one: _Alike, since: date | None
) -> Iterator[dict[str, Any]]:
    """What is alike and has another day now: its keys, the day that stands there, the new one."""
    stands = _column(one.sets[0])
    asked = select(stands.label("stands"), *map(_column, one.keys)).distinct().where(one.only)
    asked = asked.where(stands.is_not(None) if since is None else stands >= since)
    for row in connection.execute(asked):
        day = one.reckon(book, row)
        if day != row.stands:
            keys = {f"key_{name}": getattr(row, name) for name in one.keys}
            yield {"stood": row.stands, "day": day, **keys}


def _writing(one: _Alike) -> Update:
    """Writes the day to all that is alike."""
    table = Issue.__table__
    assert isinstance(table, Table)
    return update(table).where(*_same(one)).values({name: bindparam("day") for name in one.sets})


def _plain(one: _Alike) -> Select[Any]:
    """Of all that is alike, an issue without a history of its own."""
    apart = select(Step.id).where(Step.issue == Issue.uid, Step.step.in_(_OF_ITS_OWN)).exists()
    return select(Issue.uid).where(*_same(one), not_(apart), not_(_AGAIN)).limit(1)


def _same(one: _Alike) -> Iterator[ColumnElement[bool]]:
    """By the day that stands there, which an index finds, and the keys."""
    yield _column(one.sets[0]) == bindparam("stood")
    yield one.only
    for name in one.keys:
        yield _column(name).is_not_distinct_from(bindparam(f"key_{name}"))


def _column(name: str) -> ColumnElement[Any]:
    return Issue.__table__.c[name]
