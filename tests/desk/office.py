"""A little office with its casebook, for tests: people, subjects, visits, issues by the verbs.

All names are invented.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from desk.attachments import Evidence
from desk.book.casebook import Book, create
from desk.book.place import Address, Place
from desk.cards.filling import Filled, save
from desk.clock import Clock
from desk.issues import Act, step
from desk.records import add
from desk.visits import Entered, Problem, enter

CODE = "试办"
OFFICE = "试办区双创双服办公室"
ACTOR = "周安一"
POWER = "试办区供电公司"
LAND = "试办区国土分局"
END_OF_JULY = date(2018, 7, 31)

_SUBJECTS = (
    ("enterprises", "云岫机械有限公司", "enterprise_class", "规上工业", "东园"),
    ("enterprises", "禾渚食品有限公司", "enterprise_class", "规上工业", "西园"),
    ("enterprises", "澜津物流有限公司", "enterprise_class", "服务业", "西园"),
    ("projects", "海棠湾冷链项目", "level", "市重点", "东园"),
)
CLOUD, GRAIN, TIDE, COLD = (subject[1] for subject in _SUBJECTS)


def new_book(where: Place, today: date = END_OF_JULY) -> Book:
    """An empty casebook, open for writing, on that business date.

    It is made in a folder within `where`; an address has an empty one already.
    """
    if isinstance(where, Address):
        return Book.open(where, clock=Clock(today))
    create(where / "casebook", code=CODE)
    return Book.open(where / "casebook", clock=Clock(today))


def casebook_at(where: Place) -> Place:
    """Where the casebook of `new_book` lies."""
    return where if isinstance(where, Address) else where / "casebook"


def with_subjects(book: Book, assigned_from: str = "2018-03-01") -> Book:
    """Three enterprises and a project, each with a leader, a unit and a responsible person."""
    for kind, name, field, value, park in _SUBJECTS:
        add(book, kind, {"name": name, field: value, "park": park}, ACTOR)
        assign(book, name, assigned_from)
    return book


def assign(book: Book, subject: str, from_on: str, unit: str = "试办区经发局") -> None:
    """Have a leader, a unit and a person answer for a subject."""
    values = {
        "subject": subject,
        "leader": "钱安二",
        "unit": unit,
        "responsible": "孙安三",
        "from_on": from_on,
    }
    add(book, "assignments", values, ACTOR)


def visit(book: Book, subject: str, on: str, problems: Sequence[Problem] = ()) -> Entered:
    """A visit to a subject, with its problems."""
    values = {"subject": subject, "visited_on": on, "way": "入企走访", "visitors": "钱安二、孙安三"}
    return enter(book, values, problems, ACTOR)


def card(book: Book, subject: str, period: str) -> None:
    """The card of a subject for a month, with answers to what must be said."""
    answers: dict[str, Any] = {
        "name": subject,
        "enterprise_class": "规上工业",
        "contact": "吴安五",
        "contact_phone": "0399-5550101",
        "condition": "微利",
        "employees": 8,
        "revenue": 120,
        "satisfaction": "满意",
    }
    save(book, Filled({"subject": subject, "period": period}, answers), ACTOR)


def problem(title: str, category: str = "能源保障", settled: str = "") -> Problem:
    """A problem as it is written down on a visit."""
    return Problem({"title": title, "category": category}, settled)


def issue(book: Book, subject: str, on: str, title: str, category: str = "能源保障") -> str:
    """An issue that came without a visit; returns its number."""
    values = {"subject": subject, "registered_on": on, "title": title, "category": category}
    return add(book, "issues", {**values, "source": "来电来函"}, ACTOR).number


def take(book: Book, number: str, name: str, on: str, **values: Any) -> None:
    """One step of an issue; a resolve brings a piece of evidence."""
    evidence = (Evidence("现场照片.txt", b"seen on the spot"),) if name == "resolve" else ()
    step(book, number, Act(name, {"on": on, **values}, evidence), ACTOR)


def start(book: Book, number: str, on: str, unit: str = POWER, due_on: str = "") -> None:
    """Dispatch and accept an issue on one day."""
    take(book, number, "dispatch", on, lead_unit=unit, due_on=due_on)
    take(book, number, "accept", on, responsible="李安四")


def finish(book: Book, number: str, on: str, satisfaction: str = "满意") -> None:
    """Resolve, verify, follow up and, where the enterprise is content, close on one day."""
    take(book, number, "resolve", on, result="已协调办妥，企业恢复正常生产")
    take(book, number, "verify", on)
    take(book, number, "follow_up", on, satisfaction=satisfaction)
    if satisfaction != "不满意":
        take(book, number, "close", on)


def with_a_summer(book: Book) -> Book:
    """June and July of work: issues closed on time and late, open, overdue, settled, suspended."""
    june = visit(
        book,
        CLOUD,
        "2018-06-12",
        [problem("厂区用电负荷不足"), problem("门前道路积水", "基础设施")],
    )
    power, road = (saved.number for saved in june.issues)
    start(book, power, "2018-06-13")
    finish(book, power, "2018-06-18")
    start(book, road, "2018-06-13", LAND)
    finish(book, road, "2018-07-05")
    visit(book, GRAIN, "2018-07-03", [problem("冷库蒸汽压力不稳", settled="当场调度，已恢复供汽")])
    tide = visit(
        book,
        TIDE,
        "2018-07-10",
        [problem("堆场用地手续未批", "用地"), problem("柴油车限行", "物流成本")],
    )
    land, trucks = (saved.number for saved in tide.issues)
    start(book, land, "2018-07-11", LAND)
    start(book, trucks, "2018-07-11", "试办区交通局")
    take(
        book,
        trucks,
        "suspend",
        "2018-07-12",
        basis="等待上级统一调整限行时段",
        review_on="2018-10-10",
    )
    visit(book, TIDE, "2018-07-25", [problem("员工宿舍紧张", "人才用工")])
    start(book, issue(book, CLOUD, "2018-07-27", "变压器增容"), "2018-07-28")
    return book
