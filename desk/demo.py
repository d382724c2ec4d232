"""The demo casebook (演示台账): the content of `resources/demo`, entered as an office enters it.

Lists come in first; then the campaign goes by day by day, through the same verbs that everyone
uses. All names in it are invented, as each of its files says.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec

from desk import inspections, settings
from desk.attachments import Evidence
from desk.book.casebook import Book, create
from desk.cards.filling import fill_in
from desk.clock import Clock
from desk.demo_meetings import hold
from desk.demo_pictures import photograph
from desk.files import read_bytes
from desk.issues import Act, rule_of, take
from desk.progress import Progress
from desk.records import add
from desk.records import create as create_within
from desk.references import find
from desk.visits import Problem, enter, last
from models.fields import KINDS

CONTENT = Path(__file__).parents[1] / "resources" / "demo"
#: Lists that the office has before it begins, in the order in which they refer to each other.
_LISTS = ("organizations", "people", "enterprises", "projects", "platforms", "works")
_MAKING = "准备演示台账"

_Record = dict[str, Any]


@cache
def content(name: str) -> Any:
    """A file of the demo's content."""
    return msgspec.json.decode(read_bytes(CONTENT / f"{name}.json"))


#: The code of the laptop on which the demo plays.
CODE: str = content("casebook")["code"]


def make(folder: Path, progress: Progress | None = None) -> None:
    """Make the demo casebook in a folder that is not there yet, or is empty.

    It has its name when all of it is there. Raises `Refused` if something is there already, and
    `Cancelled` when asked to stop.
    """

    def furnish(making: Path) -> None:
        with Book.open(making) as book:
            fill(book, progress)

    create(folder, code=CODE, furnish=furnish)


def fill(book: Book, progress: Progress | None = None) -> None:
    """Enter the whole demo into an empty casebook; afterwards its clock stands on the demo's day.

    Every change carries the business date on which it was made. Raises `Cancelled` when asked to
    stop, and leaves what was entered until then.
    """
    told = progress or Progress()
    days = _calendar()
    clerk = content("casebook")["clerk"]
    book.clock = Clock(min(days))
    _begin(book, clerk)
    numbers: dict[int, str] = {}
    for done, day in enumerate(sorted(days)):
        told.step(done, len(days), _MAKING)
        book.clock = Clock(day)
        _work(book, days[day], clerk, numbers)
        hold(book, content("meetings"), clerk)
    for record in content("inspections")["records"]:
        _inspect(book, record, clerk)
    book.clock = Clock(date.fromisoformat(content("casebook")["as_of"]))


def _inspect(book: Book, record: _Record, clerk: str) -> None:
    """An inspection on its day: its sample, and what was found at the first of it."""
    book.clock = Clock(date.fromisoformat(record["values"]["held_on"]))
    sample = inspections.Sample(**record["sample"])
    uid = inspections.begin(book, record["values"], clerk, sample).uid
    with book.read() as connection:
        items = inspections.told(connection, uid, book.clock.today()).items
    for one, finding in zip(items, record["findings"], strict=False):
        inspections.note(book, one.uid, finding, clerk)


def _begin(book: Book, clerk: str) -> None:
    """The office says what it is called, and takes in its lists."""
    said = content("casebook")
    settings.save(book, {name: said[name] for name in settings.SETTINGS if name in said}, clerk)
    for name in _LISTS:
        _take_in(book, name, content(name)["records"], clerk)


def _take_in(book: Book, name: str, records: Sequence[_Record], clerk: str) -> None:
    """A list as one change."""
    with book.change(f"导入{KINDS[name].label} {len(records)} 条", clerk) as session:
        for record in records:
            create_within(session, KINDS[name], record)


# --- the calendar: what is done on which day ------------------------------------------------------


@dataclass
class _Visit:
    """A visit, and the places (in the file) of the issues that it brought home."""

    record: _Record
    issues: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class _Turn:
    """A step of the issue at `issue` in the file: the `nth` that it takes on its day."""

    issue: int
    nth: int
    row: _Record

    @property
    def sheet(self) -> tuple[int, str, str]:
        """What is entered together: the same step, by the same person."""
        return self.nth, self.row["step"], self.row["by"]


@dataclass
class _Day:
    """What an office does in a day, in this order."""

    assignments: list[_Record] = field(default_factory=list)
    visits: list[_Visit] = field(default_factory=list)
    issues: list[int] = field(default_factory=list)
    cards: list[_Record] = field(default_factory=list)
    turns: list[_Turn] = field(default_factory=list)


def _calendar() -> Mapping[date, _Day]:
    days: dict[date, _Day] = defaultdict(_Day)
    for record in content("assignments")["records"]:
        days[date.fromisoformat(record["from_on"])].assignments.append(record)
    visits = {(r["subject"], r["visited_on"]): _Visit(r) for r in content("visits")["records"]}
    for visit in visits.values():
        days[date.fromisoformat(visit.record["visited_on"])].visits.append(visit)
    for place, issue in enumerate(content("issues")["records"]):
        visited = visits.get((issue["subject"], issue.get("visited_on", "")))
        arrived = days[date.fromisoformat(issue["registered_on"])].issues
        (visited.issues if visited else arrived).append(place)
        for turn in _turns(place, issue["steps"]):
            days[date.fromisoformat(turn.row["on"])].turns.append(turn)
    for card in content("cards")["records"]:
        days[date.fromisoformat(card["filled_on"])].cards.append(card)
    return days


def _turns(place: int, steps: Sequence[_Record]) -> Iterator[_Turn]:
    """The steps that are entered by themselves: what a visit settled comes with the visit."""
    for _, of_a_day in groupby(steps, lambda row: row["on"]):
        for nth, row in enumerate(of_a_day):
            if row["step"] != "settle":
                yield _Turn(place, nth, row)


# --- a day's work ---------------------------------------------------------------------------------


def _work(book: Book, day: _Day, clerk: str, numbers: dict[int, str]) -> None:
    """Do a day's work; `numbers` gathers what each issue (by its place) came to be called."""
    if day.assignments:
        _take_in(book, "assignments", [_without(a, "to_on") for a in day.assignments], clerk)
    for visit in day.visits:
        numbers.update(zip(visit.issues, _visit(book, visit), strict=True))
    for place in day.issues:
        record = _without(content("issues")["records"][place], "steps")
        numbers[place] = add(book, "issues", record, clerk).number
    for card in day.cards:
        _card(book, card, clerk)
    for _, sheet in groupby(sorted(day.turns, key=lambda turn: turn.sheet), lambda t: t.sheet):
        _take(book, list(sheet), numbers)


def _without(record: _Record, *names: str) -> _Record:
    """The record without some of it: an assignment, say, ends by the next one's beginning."""
    return {name: value for name, value in record.items() if name not in names}


def _visit(book: Book, visit: _Visit) -> list[str]:
    """Enter a visit as who wrote it down; returns the numbers of its issues."""
    visitors = visit.record["visitors"]
    values = visit.record | {"visitors": "、".join(visitors)}
    problems = [_problem(content("issues")["records"][place]) for place in visit.issues]
    return [saved.number for saved in enter(book, values, problems, visitors[-1]).issues]


def _problem(issue: _Record) -> Problem:
    settled = [row["values"]["result"] for row in issue["steps"] if row["step"] == "settle"]
    said = _without(issue, "subject", "visited_on", "registered_on", "source", "steps")
    return Problem(said, *settled[:1])


def _card(book: Book, card: _Record, clerk: str) -> None:
    """Enter a card; its problems are on the ledger already, and are tied to it."""
    said = _without(card, "answers", "problems", "visited") | card["answers"]
    if card.get("visited"):
        with book.read() as connection:
            said["visit"] = last(connection, find(connection, "subjects", card["subject"]))
    problems = [Problem({"title": title}) for title in card.get("problems", ())]
    fill_in(book, said, problems, clerk)


def _take(book: Book, sheet: Sequence[_Turn], numbers: Mapping[int, str]) -> None:
    """The same step of several issues, each in its own words, as one change by who took it."""
    row = sheet[0].row
    called = numbers[sheet[0].issue] if len(sheet) == 1 else f"{len(sheet)} 条"
    with book.change(f"{rule_of(row['step']).label} {called}", row["by"]) as session:
        for turn in sheet:
            take(session, book.store, numbers[turn.issue], _act(turn.row))


def _act(row: _Record) -> Act:
    values = {name: _written(value) for name, value in row.get("values", {}).items()}
    evidence = [_evidence(one) for one in row.get("evidence", ())]
    return Act(row["step"], values | {"on": row["on"], "by": row["by"]}, evidence)


def _written(value: Any) -> Any:
    return "、".join(value) if isinstance(value, list) else value


def _evidence(one: Mapping[str, str]) -> Evidence:
    """A file made for the demo: a note where its text is given, else a picture."""
    text = one.get("text")
    data = photograph(one["file"]) if text is None else f"{text}\n".encode()
    return Evidence(one["file"], data)
