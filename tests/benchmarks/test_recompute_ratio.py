"""All deadlines of 100,000 open issues reckoned anew, against a plain UPDATE of the same rows.

The issues are the demo's over and over, each handed out on a day of its own under a rule of working
days; one in a hundred has been reassigned and is folded by itself. Notices that take every
Wednesday off come and go, so that nearly every day moves. Both ways write the same columns of the
same rows, by turns in one transaction; what came out is held against folding.
"""

import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest
from sqlalchemy import Connection, Table, select, text

from desk.book.bulk import insert_rows
from desk.book.casebook import DATABASE
from desk.book.engine import writer_engine
from desk.clock import new_uid
from desk.derived import recompute, states_of
from desk.progress import Progress
from models.tables import CalendarLine, Issue
from tests.benchmarks.figures import keep
from tests.benchmarks.millions import multiply

MANY = 100_000
RUNS = 3
ALLOWED = 3.0
SAMPLE = 200
PLAIN = """
    UPDATE issue SET due_on = date(due_on, :days), first_due_on = date(first_due_on, :days),
    owed_on = date(owed_on, :days) WHERE state = 'dispatched'
"""
#: Every issue as it stands after a dispatch under a rule of working days; the days come later.
OPEN = (
    "DELETE FROM step WHERE step <> 'dispatch'",
    "DELETE FROM step WHERE id NOT IN (SELECT min(id) FROM step GROUP BY issue)",
    "UPDATE step SET rule = 'working-1-3-7@1', due_on = NULL, batch = NULL, decision = NULL,"
    " grade = CASE id % 5 WHEN 0 THEN '重大' END",
    "DELETE FROM issue WHERE uid NOT IN (SELECT issue FROM step)",
    "UPDATE issue SET state = 'dispatched', reckoned = 'rule', rule = s.rule, grade = s.grade,"
    " lead_unit = s.lead_unit, responsible = s.responsible, dispatched_on = s.happened_on,"
    " due_on = s.happened_on, first_due_on = s.happened_on, owed = 'accept',"
    " owed_on = s.happened_on, round = 1, answered = 0, extended = 0, result = NULL,"
    " outcome = NULL, resolved_on = NULL, verified_on = NULL, satisfaction = NULL,"
    " followed_up_on = NULL, closed_on = NULL, settled_on = NULL, override = NULL,"
    " supervised = NULL FROM step AS s WHERE s.issue = issue.uid",
    "INSERT INTO step (uid, issue, step, happened_on, by, lead_unit, reason)"
    " SELECT unhex('ff' || substr(hex(uid), 3)), issue, 'reassign', date(happened_on, '+9 days'),"
    " by, unhex(printf('%032x', 1)), '改派' FROM step WHERE id % 100 = 0",
)


@pytest.fixture(scope="module")
def connection(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A writing connection to a casebook with so many open issues."""
    folder = shutil.copytree(demo_folder, tmp_path_factory.mktemp("many") / "book")
    multiply(folder, MANY * 6 // 5)
    engine = writer_engine(folder / DATABASE, None)
    with engine.begin() as connection:
        for statement in OPEN:
            connection.execute(text(statement))
        extra = f"(SELECT id FROM issue ORDER BY id LIMIT -1 OFFSET {MANY})"
        connection.execute(text(f"DELETE FROM issue WHERE id IN {extra}"))
        yield connection
    engine.dispose()


def wednesdays(connection: Connection) -> None:
    """Notices of four years in which every Wednesday is off."""
    first = date(2015, 1, 7)
    days = (first + timedelta(days=7 * number) for number in range(208))
    rows = ((new_uid(), day, "rest", "休", day.year) for day in days)
    table = CalendarLine.__table__
    assert isinstance(table, Table)
    insert_rows(connection, table, ("uid", "day", "kind", "name", "year"), rows)


def seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def plainly(connection: Connection, days: str) -> float:
    return seconds(lambda: connection.execute(text(PLAIN), {"days": days}))


def test_recomputing_takes_at_most_three_plain_updates(connection: Connection) -> None:
    told: list[int] = []
    progress = Progress(lambda _label, done, _total: told.append(done))
    took = {"plain": list[float](), "ours": list[float]()}
    for run in range(RUNS):
        connection.execute(text("DELETE FROM calendar_day"))
        if run % 2 == 0:
            wednesdays(connection)
        before = dict(connection.execute(select(Issue.uid, Issue.due_on)).all())
        took["ours"].append(seconds(lambda: recompute(connection, None, progress)))
        rows = connection.execute(select(Issue.uid, Issue.due_on)).all()
        moved = sum(before[uid] != day for uid, day in rows)
        assert_as_folded(connection)
        took["plain"] += [plainly(connection, "+1 day"), plainly(connection, "-1 day")]
    ours, plain = median(took["ours"]), median(took["plain"])
    figures = {"issues": len(rows), "moved": moved, "times plain": round(ours / plain, 2)}
    keep("recompute", {**figures, "seconds": round(ours, 2), "plain, seconds": round(plain, 2)})
    assert told, "nobody was told how far it is"
    assert ours <= ALLOWED * plain, took


def assert_as_folded(connection: Connection) -> None:
    """A sample of the issues shows what their steps say."""
    asked = select(Issue.__table__).where(Issue.id % (MANY // SAMPLE) == 0)
    rows = connection.execute(asked).all()
    known = {row.uid: (row.due_on, row.first_due_on) for row in rows}
    for uid, _, state in states_of(connection, rows):
        assert known[uid] == (state.due_on, state.first_due_on)
