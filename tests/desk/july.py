"""A month of an office, played day by day: 74 enterprises, 18 projects, 89 issues, July 2018.

The issues come in seven sorts, each with one life, so that what the rules make of a day can be
written down by hand (`tests/stories/test_month.py`). All names are invented.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from desk.attachments import Evidence
from desk.book.casebook import Book
from desk.clock import Clock
from desk.issues import Act, step_many
from desk.records import create
from desk.supervision.drafts import drafts
from desk.supervision.sending import send
from models.fields import KINDS
from tests.desk.office import ACTOR

FIRST, LAST = date(2018, 7, 2), date(2018, 7, 31)
ECONOMY, POWER, LAND, AIR, HOUSING = (
    f"试办区{name}" for name in ("经发局", "供电公司", "国土分局", "环保分局", "住建局")
)
UNITS = (ECONOMY, POWER, LAND, AIR, HOUSING)
ENTERPRISES = tuple(f"试办第{number}号企业有限公司" for number in range(1, 75))
PROJECTS = tuple(f"试办第{number}号项目" for number in range(1, 19))
#: Who is called on each Wednesday, and who is visited once, on the tenth.
CALLED_ON, VISITED_ONCE = ENTERPRISES[:60], PROJECTS[:10]
WEDNESDAYS = tuple(date(2018, 7, day) for day in (4, 11, 18, 25))
_PROOF = (Evidence("现场照片.txt", b"seen on the spot"),)

Steps = Sequence[tuple[int, str, Mapping[str, Any]]]


@dataclass(frozen=True)
class Sort:
    """So many issues of one life: the day of July and what happens on it."""

    name: str
    count: int
    registered: int
    steps: Steps
    numbers: list[str] = field(default_factory=list)


def _handled(unit: str, *days: int) -> Steps:
    """Handed out and accepted on these two days."""
    return (
        (days[0], "dispatch", {"lead_unit": unit}),
        (days[1], "accept", {"responsible": "李安四"}),
    )


def _done(*days: int, content: str = "满意") -> Steps:
    """Resolved, verified, asked about and closed on these days; the last two on one."""
    return (
        (days[0], "resolve", {"result": "已办妥"}),
        (days[1], "verify", {}),
        (days[2], "follow_up", {"satisfaction": content}),
        (days[2], "close", {}),
    )


_ON_THE_WAY = {"note": "正在办理"}
_ASKED = {"due_on": "2018-07-24", "reason": "等待上级批复", "by": "吴安五"}
_WAITING = {"basis": "等待上级政策", "review_on": "2018-08-10"}
_SETTLED: Steps = (
    (2, "settle", {"result": "当场办妥"}),
    (3, "verify", {}),
    (4, "follow_up", {"satisfaction": "满意"}),
    (4, "close", {}),
)
_ON_TIME: Steps = (*_handled(ECONOMY, 3, 4), (5, "progress", _ON_THE_WAY), *_done(9, 10, 12))
_LATE: Steps = (
    *_handled(POWER, 3, 4),
    (6, "progress", _ON_THE_WAY),
    *_done(13, 16, 18, content="基本满意"),
)
_EXTENDED: Steps = (
    *_handled(LAND, 10, 11),
    (12, "progress", _ON_THE_WAY),
    (13, "ask_extension", _ASKED),
    (16, "grant_extension", {"by": "郑安六"}),
    *_done(23, 24, 25),
)
_SUSPENDED: Steps = (
    *_handled(AIR, 10, 11),
    (12, "suspend", _WAITING),
    (20, "resume", {"reason": "政策已出台"}),
    *_done(24, 25, 26),
)
_NOT_ACCEPTED: Steps = ((17, "dispatch", {"lead_unit": HOUSING}),)


def sorts() -> tuple[Sort, ...]:
    """The seven sorts, anew."""
    return (
        Sort("现场解决", 12, 2, _SETTLED),
        Sort("按期", 30, 2, _ON_TIME),
        Sort("逾期", 20, 2, _LATE),
        Sort("延期", 10, 9, _EXTENDED),
        Sort("挂账", 5, 9, _SUSPENDED),
        Sort("不签收", 7, 16, _NOT_ACCEPTED),
        Sort("不交办", 5, 23, ()),
    )


class July:
    """The month in a casebook: `play` brings it to the evening of the next day, and the next."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.sorts = sorts()
        book.clock = Clock(FIRST)
        self._begin()

    def play(self) -> Iterator[date]:
        """Each day of the month, its work done, before the notices of the evening are sent."""
        day = FIRST
        while day <= LAST:
            self.book.clock = Clock(day)
            for name in _CALENDAR.get(day.day, ()):
                _WORK[name](self, day)
            self._register(day)
            self._take(day)
            yield day
            self.send()
            day += timedelta(days=1)

    def send(self) -> None:
        """Send all notices that the ladder asks for today."""
        with self.book.read() as connection:
            keys = [draft.key for draft in drafts(connection, self.book.clock.today())]
        if keys:
            send(self.book, keys, ACTOR)

    def add(self, label: str, kind: str, rows: Sequence[Mapping[str, Any]]) -> list[str]:
        """Records of one kind in one change; returns their numbers."""
        with self.book.change(label, ACTOR) as session:
            return [create(session, KINDS[kind], row).number for row in rows]

    def _begin(self) -> None:
        liaison = {"organization_type": "部门", "tier": "县", "liaison": "联络员安一"}
        self.add("单位", "organizations", [{"name": unit, **liaison} for unit in UNITS])
        self.add("企业", "enterprises", [{"name": name} for name in ENTERPRISES])
        self.add("项目", "projects", [{"name": name} for name in PROJECTS])
        people = {"leader": "钱安二", "responsible": "孙安三", "from_on": str(FIRST)}
        subjects = enumerate((*ENTERPRISES, *PROJECTS))
        rows = [{"subject": one, "unit": UNITS[n % 5], **people} for n, one in subjects]
        self.add("包联", "assignments", rows)

    def _register(self, day: date) -> None:
        subjects = iter((*ENTERPRISES, *PROJECTS))
        for sort in self.sorts:
            mine = [next(subjects) for _ in range(sort.count)]
            if sort.registered == day.day:
                said = {"category": "能源保障", "source": "走访", "registered_on": str(day)}
                rows = [{"subject": one, "title": f"{sort.name}的问题", **said} for one in mine]
                sort.numbers.extend(self.add(f"登记{sort.name}", "issues", rows))

    def _take(self, day: date) -> None:
        for sort in self.sorts:
            for on, name, values in sort.steps:
                if on == day.day:
                    proof = _PROOF if name in ("resolve", "settle") else ()
                    step_many(self.book, sort.numbers, Act(name, values, proof), ACTOR)

    def visit(self, day: date, subjects: Sequence[str]) -> None:
        """A visit to each of these subjects."""
        said = {"visited_on": str(day), "way": "入企走访", "visitors": "钱安二"}
        self.add("走访", "visits", [{"subject": one, **said} for one in subjects])

    def enter(self, duty: str, owed_on: int, units: Sequence[str] = ("",)) -> None:
        """A duty is entered as met, by these units."""
        said = {"duty": duty, "owed_on": f"2018-07-{owed_on:02}"}
        self.add(duty, "entries", [{**said, "organization": unit} for unit in units])

    def meet(self, day: date) -> None:
        """单月会商 is held."""
        said = {"title": "七月会商", "kind": "单月会商", "held_on": str(day)}
        self.add("会议", "meetings", [said])


_WORK: Mapping[str, Callable[[July, date], None]] = MappingProxyType(
    {
        "calls": lambda july, day: july.visit(day, CALLED_ON),
        "visits": lambda july, day: july.visit(day, VISITED_ONCE),
        "meeting": lambda july, day: july.meet(day),
        "report": lambda july, _day: july.enter("季度报告", 3),
        "circular": lambda july, day: july.enter("每周通报", day.day),
        "liaisons": lambda july, day: july.enter("联络员报送", day.day, UNITS[:4]),
        "straggler": lambda july, _day: july.enter("联络员报送", 12, UNITS[4:]),
    }
)
#: What else the office does: day of July → the works above.
_CALENDAR: Mapping[int, Sequence[str]] = MappingProxyType(
    {
        3: ("meeting",),
        4: ("calls",),
        5: ("report",),
        6: ("circular",),
        10: ("visits",),
        11: ("calls",),
        12: ("liaisons",),
        13: ("circular",),
        16: ("straggler",),
        18: ("calls",),
        20: ("circular",),
        25: ("calls",),
        27: ("liaisons",),
    }
)
