"""A month of an office, day by day: just the notices, lamps, debts and 今日 lists of the rules.

The tables below were written by hand from the rules, before the program was asked. In force:
13710 in calendar days (an ordinary matter 7 days after it was handed out), yellow within 3 working
days of the deadline, the ladder 催办 3 working days before the deadline and on it, 督办 in blue,
orange and red 1, 5 and 10 working days after, 催办 of what was not accepted by the next working
day or not reported on within 3 days; 周联系, 月走访, reports of liaisons on the 12th and 27th. In
July 2018 every Monday to Friday is a working day. The seven sorts of issues stand in
`tests.desk.july`; all counts are of the evening, before its notices are sent.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Connection

from desk.agenda import agenda
from desk.lists import Query, lines
from desk.rhythm.owing import owed
from desk.supervision.drafts import asked_for, drafts
from models.vocabulary import LAMPS
from tests.desk import office
from tests.desk.july import AIR, ECONOMY, HOUSING, LAND, POWER, July

# Lamps: green yellow red grey closed_on_time closed_late. 今日: to dispatch, to accept, to verify,
# to follow up, notices to send, enterprises without a contact this week, subjects without a visit
# this month, duties of the office that are due or late.
DAYS = """
 2 |  62   0   0   0   0   0 |  50   0  12   0 |  0 | 74 92 0
 3 |  62   0   0   0   0   0 |   0  50   0  12 |  0 | 74 92 1
 4 |  50   0   0   0  12   0 |   0   0   0   0 |  0 | 14 32 1
 5 |   0  50   0   0  12   0 |   0   0   0   0 |  2 | 14 32 0
 6 |   0  50   0   0  12   0 |   0   0   0   0 |  0 | 14 32 0
 7 |   0  50   0   0  12   0 |   0   0   0   0 |  0 | 14 32 0
 8 |   0  50   0   0  12   0 |   0   0   0   0 |  0 | 14 32 0
 9 |  15  50   0   0  12   0 |  15   0  30   0 |  0 | 74 32 0
10 |  45  20   0   0  12   0 |   0  15   0  30 |  1 | 74 22 0
11 |  45   0  20   0  12   0 |   0   0   0  30 |  1 | 14 22 0
12 |   0  10  20   5  42   0 |   0   0   0   0 |  1 | 14 22 0
13 |   0  10  20   5  42   0 |   0   0  20   0 |  0 | 14 22 0
14 |   0  10  20   5  42   0 |   0   0  20   0 |  0 | 14 22 0
15 |   0  10  20   5  42   0 |   0   0  20   0 |  0 | 14 22 0
16 |  17   0  20   5  42   0 |   7   0   0  20 |  0 | 74 22 0
17 |  17   0  20   5  42   0 |   0   7   0  20 |  0 | 74 22 0
18 |  17   0   0   5  42  20 |   0   7   0   0 |  0 | 14 22 0
19 |   0  17   0   5  42  20 |   0   7   0   0 |  2 | 14 22 0
20 |   0  22   0   0  42  20 |   0   7   0   0 |  1 | 14 22 0
21 |   0  22   0   0  42  20 |   0   7   0   0 |  0 | 14 22 0
22 |   0  22   0   0  42  20 |   0   7   0   0 |  0 | 14 22 0
23 |   5  22   0   0  42  20 |   5   7  10   0 |  0 | 74 22 0
24 |  15  12   0   0  42  20 |   5   7   5  10 |  1 | 74 22 0
25 |  10   0   7   0  52  20 |   5   7   0   5 |  1 | 14 22 0
26 |   5   0   7   0  57  20 |   5   7   0   0 |  0 | 14 22 0
27 |   5   0   7   0  57  20 |   5   7   0   0 |  0 | 14 22 1
28 |   5   0   7   0  57  20 |   5   7   0   0 |  0 | 14 22 1
29 |   5   0   7   0  57  20 |   5   7   0   0 |  0 | 14 22 1
30 |   5   0   7   0  57  20 |   5   7   0   0 |  0 | 74 22 1
31 |   5   0   7   0  57  20 |   5   7   0   0 |  1 | 74 22 3
"""
#: Day → the notices of the evening: to whom, 催办 or the colour of 督办, of how many issues.
NOTICES = {
    5: {(ECONOMY, "催", 30), (POWER, "催", 20)},  # due on the 10th, three working days ahead
    10: {(POWER, "催", 20)},  # due today; what 经发局 had was resolved on the 9th
    11: {(POWER, "蓝", 20)},
    12: {(LAND, "催", 10)},  # due on the 17th; what 环保分局 had was suspended today
    19: {(LAND, "催", 10), (HOUSING, "催", 7)},  # extended to the 24th; not accepted by the 18th
    20: {(AIR, "催", 5)},  # taken up again, due on the 25th, and never reported on
    24: {(HOUSING, "催", 7)},
    25: {(HOUSING, "蓝", 7)},
    31: {(HOUSING, "橙", 7)},
}
#: Day of July on which it is looked at → duty, the day that it is owed, and how many stand how.
DEBTS = {
    3: [("odd-month-meeting", 3, {"met": 1}), ("quarterly-report", 3, {"due": 1})],
    4: [("quarterly-report", 3, {"late": 1})],
    5: [("quarterly-report", 3, {"met_late": 1})],
    6: [("weekly-contact", 6, {"met": 60, "due": 14}), ("weekly-circular", 6, {"met": 1})],
    9: [("weekly-contact", 6, {"met": 60, "late": 14})],
    12: [("liaison-report", 12, {"met": 4, "due": 1})],
    13: [("liaison-report", 12, {"met": 4, "late": 1})],
    16: [("liaison-report", 12, {"met": 4, "met_late": 1})],
    27: [("liaison-report", 27, {"met": 4, "due": 1}), ("weekly-circular", 27, {"due": 1})],
    28: [("weekly-circular", 27, {"late": 1})],
    31: [
        ("monthly-visit", 31, {"met": 70, "due": 22}),
        ("monthly-bulletin", 31, {"due": 1}),
        ("weekly-circular", 27, {"late": 1}),
    ],
}
#: What the office itself is late with: the five that nobody handed out, from the 25th on.
REMINDED = dict.fromkeys(range(25, 32), 5)
_GROUPS = ("to_dispatch", "to_accept", "to_verify", "to_follow_up", "to_send")
_OWED = ("uncontacted", "unvisited", "duties")


def written() -> Iterator[tuple[int, list[int]]]:
    """The table above: day, and its numbers."""
    for line in DAYS.strip().splitlines():
        day, *numbers = line.replace("|", " ").split()
        yield int(day), [int(number) for number in numbers]


def found(connection: Connection, day: date) -> list[int]:
    """What the program says of a day, in the order of the table."""
    shown = Counter(line.values["lamp"] for line in lines(connection, Query("issues"), day))
    groups = {group.name: group for group in agenda(connection, day, 1)}
    counted = [groups[name].count for name in (*_GROUPS, *_OWED)]
    assert groups["overdue"].count == shown["red"]
    assert groups["due_soon"].count == shown["yellow"]
    assert groups["to_close"].count == groups["to_review"].count == 0
    return [*(shown[lamp.code] for lamp in LAMPS), *counted]


def notices(connection: Connection, day: date) -> set[tuple[str, str, int]]:
    return {(one.called, one.level or "催", len(one.issues)) for one in drafts(connection, day)}


def debts(connection: Connection, today: date, duty: str, day: int) -> dict[str, int]:
    on = date(2018, 7, day)
    return dict(Counter(debt.state for debt in owed(connection, on, on, today, [duty])))


@pytest.fixture(scope="module")
def july(tmp_path_factory: pytest.TempPathFactory) -> Iterator[July]:
    """The casebook of the office on the evening of the second of July."""
    with office.new_book(tmp_path_factory.mktemp("july")) as book:
        yield July(book)


def test_a_month_brings_just_what_the_rules_say(july: July) -> None:
    rows = dict(written())
    for day in july.play():
        with july.book.read() as connection:
            assert found(connection, day) == rows[day.day], day
            assert notices(connection, day) == NOTICES.get(day.day, set()), day
            late = sum(len(one.issues) for one in asked_for(connection, day)[1])
            assert late == REMINDED.get(day.day, 0), day
            for duty, owed_on, states in DEBTS.get(day.day, []):
                assert debts(connection, day, duty, owed_on) == states, (day, duty)
    assert sum(len(sort.numbers) for sort in july.sorts) == 89
