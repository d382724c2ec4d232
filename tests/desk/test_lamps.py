"""The lamp of lists (SQL) and the lamp of one issue (Python) say the same, whatever the dates."""

from datetime import date, timedelta
from itertools import product
from pathlib import Path

from sqlalchemy import Connection, insert, select

from desk.lamps import Day, day_of, lamp_column, lamp_is
from desk.settings import save
from models.tables import Issue
from models.vocabulary import LAMPS, STATES
from models.workflow import IssueState, lamp
from tests.desk import office

TODAY = date(2018, 7, 31)
DAY = Day(TODAY, TODAY + timedelta(days=3))
DAYS = (None, *(TODAY + timedelta(days=n) for n in (-1, 0, 3, 4)))


def combinations() -> list[IssueState]:
    """Every state with every order of deadline, resolve, verify and closing around today."""
    return [
        IssueState(TODAY, state.code, due_on=due, resolved_on=resolved, verified_on=v, closed_on=c)
        for state, due, resolved, v, c in product(STATES, DAYS, DAYS, (None, TODAY), DAYS)
        if resolved or not v
    ]


def keep(connection: Connection, states: list[IssueState]) -> None:
    """Put rows with these columns beside the log: the lamp reads nothing else."""
    names = ("state", "due_on", "resolved_on", "verified_on", "closed_on")
    rows = [{name: getattr(state, name) for name in names} for state in states]
    connection.execute(insert(Issue), [{"uid": f"{n:032x}", **row} for n, row in enumerate(rows)])


def test_both_lamps_agree_over_every_combination(tmp_path: Path) -> None:
    states = combinations()
    with office.new_book(tmp_path) as book, book.change("试", office.ACTOR) as session:
        keep(session.connection(), states)
        asked = select(lamp_column(DAY)).order_by(Issue.uid)
        shown = list(session.connection().scalars(asked))
    assert shown == [lamp(state, TODAY, DAY.until) for state in states]
    assert len(set(shown)) == 7


def test_a_list_filtered_by_a_lamp_holds_just_the_issues_that_show_it(tmp_path: Path) -> None:
    states = combinations()
    expected = [lamp(state, TODAY, DAY.until) for state in states]
    with office.new_book(tmp_path) as book, book.change("试", office.ACTOR) as session:
        connection = session.connection()
        keep(connection, states)
        for one in LAMPS:
            asked = select(Issue.uid).where(lamp_is(one.code, DAY)).order_by(Issue.uid)
            found = [int(uid, 16) for uid in connection.scalars(asked)]
            assert found == [n for n, shown in enumerate(expected) if shown == one.code]


def test_near_is_what_is_due_within_so_many_working_days_as_the_office_has_set(
    tmp_path: Path,
) -> None:
    friday = date(2018, 7, 27)
    with office.new_book(tmp_path) as book:
        with book.read() as connection:
            assert day_of(connection, friday) == Day(friday, date(2018, 8, 1))
        save(book, {"warn_days": "5"}, office.ACTOR)
        with book.read() as connection:
            assert day_of(connection, friday) == Day(friday, date(2018, 8, 3))
