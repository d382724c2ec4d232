"""督查: what was looked at, by a drawn sample or by choice, what was found, and what came of it.

A finding becomes an issue of the source 督查, which is handed out and closed as every issue is; an
inspection is done when all of its issues are. A sample can be drawn again by anyone: who is in it
depends on the numbers of what it is drawn from and on the seed alone, and both are written down.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, select

from desk.assigned import stands
from desk.book.casebook import Book
from desk.book.door import Writer
from desk.details import uid_of
from desk.errors import Refused
from desk.lists import Line, lines_of
from desk.merges import came_to
from desk.records import Saved, create
from desk.references import labels
from models.calendar import Month
from models.fields import KINDS
from models.ladder import SUPERVISE
from models.steps import FINAL_STATES, OPEN_STATES, STEPS
from models.tables import Assignment, Inspection, InspectionItem, Issue, Subject

FOUND_BY = "督查"
"""The source of issues that an inspection raised."""
_HALF_YEAR = 6
_MOST = 500


@dataclass(frozen=True)
class Frame:
    """What a sample is drawn from: how it is called, and uid and number of each."""

    label: str
    kind: str
    asked: Callable[[date], Select[str, str | None]]


def _issues(where: ColumnElement[bool]) -> Select[str, str | None]:
    asked = select(Issue.uid, Issue.number.label("number"))
    return asked.where(where)


def _half_year(today: date) -> date:
    """The first day of the month five months ago: with this one, half a year."""
    month = Month.of(today)
    for _ in range(_HALF_YEAR - 1):
        month = month.previous
    return month.first


def _closed(day: date) -> Select[str, str | None]:
    return _issues(and_(Issue.state == "closed", Issue.closed_on >= _half_year(day)))


def _open(_day: date) -> Select[str, str | None]:
    return _issues(Issue.state.in_(OPEN_STATES))


def _overdue(day: date) -> Select[str, str | None]:
    return _issues(and_(Issue.state.in_(STEPS[SUPERVISE].from_states), Issue.due_on < day))


def _assigned(day: date) -> Select[str, str | None]:
    asked = select(Subject.uid, Subject.code.label("number"))
    return asked.join(Assignment, Assignment.subject == Subject.uid).where(stands(day)).distinct()


FRAMES: Mapping[str, Frame] = MappingProxyType(
    {
        "closed": Frame("近半年销号的问题", "issues", _closed),
        "open": Frame("在办的问题", "issues", _open),
        "overdue": Frame("超期未结的问题", "issues", _overdue),
        "subjects": Frame("包联对象", "subjects", _assigned),
    }
)


@dataclass(frozen=True)
class Sample:
    """So many of a frame, by a seed that somebody says aloud."""

    frame: str
    count: int
    seed: str


@dataclass(frozen=True)
class Drawn:
    """Whom a sample hit, in the order of drawing, and of how many."""

    uids: tuple[str, ...]
    of: int


def draw(connection: Connection, sample: Sample, today: date) -> Drawn:
    """Draw a sample: who comes first by the hash of seed and number. The same seed, the same rows.

    Raises `Refused` for a frame that is none or empty, no seed, or a count that is none.
    """
    frame = FRAMES.get(sample.frame)
    if frame is None:
        raise Refused(f"没有“{sample.frame}”这个抽样范围；可用的有 {'、'.join(FRAMES)}。")
    if not sample.seed.strip() or not 0 < sample.count <= _MOST:
        raise Refused(f"抽样要写种子（任意几个字或数字）和抽取数（1 至 {_MOST}）；请补上。")
    rows = connection.execute(frame.asked(today)).all()
    if not rows:
        raise Refused(f"“{frame.label}”现在一个也没有，没有可抽的；请换一个抽样范围，或者不抽样。")
    ranked = sorted((_ticket(sample.seed, row.number or ""), row.uid) for row in rows)
    return Drawn(tuple(uid for _, uid in ranked[: sample.count]), len(rows))


def _ticket(seed: str, number: str) -> str:
    return hashlib.sha256(f"{seed.strip()}\n{number}".encode()).hexdigest()


def begin(book: Book, values: Mapping[str, Any], actor: str, sample: Sample | None = None) -> Saved:
    """Register an inspection, with the sample that it looks at. Raises `Refused`."""
    with book.change(f"登记督查“{values.get('title', '')}”", actor) as session:
        saved = create(session, KINDS["inspections"], values)
        if sample is not None:
            _keep_sample(session, saved.uid, sample)
        return saved


def _keep_sample(session: Writer, uid: str, sample: Sample) -> None:
    drawn = draw(session.connection(), sample, session.today)
    frame = FRAMES[sample.frame]
    row = session.by_uid(Inspection, uid)
    row.drawn, row.drawn_from = len(drawn.uids), drawn.of
    row.seed = f"{session.today} {frame.label} 种子“{sample.seed.strip()}”"
    for one in drawn.uids:
        _add_item(session, uid, frame.kind, one)


def add_item(book: Book, inspection: str, kind: str, text: str, actor: str) -> None:
    """Look at one more issue or subject, by its number or name. Raises `Refused`."""
    with book.change("督查增加一项", actor) as session:
        _add_item(session, inspection, kind, uid_of(session.connection(), kind, text))


def _add_item(session: Writer, inspection: str, kind: str, uid: str) -> None:
    there = _items(session.connection(), inspection)
    pointed = (
        {"issue": uid, "subject": _subject_of(session.connection(), uid)}
        if kind == "issues"
        else {"subject": uid}
    )
    if any((row.issue or row.subject) == uid for row in there):
        raise Refused("这一项已经在督查清单里；请直接填写督查情况。")
    session.create(InspectionItem, inspection=inspection, position=len(there) + 1, **pointed)
    session.flush()


def _subject_of(connection: Connection, issue: str) -> str | None:
    return connection.scalar(select(Issue.subject).where(Issue.uid == issue))


def drop_item(book: Book, item: str, actor: str) -> None:
    """Take an item off the list. Raises `Refused` where an issue was made of it."""
    with book.change("督查移除一项", actor) as session:
        row = session.by_uid(InspectionItem, item)
        if row.raised is not None:
            raise Refused("这一项已经登记整改问题，不能移除；请到问题台账办理那一条。")
        session.delete(row)


def note(book: Book, item: str, finding: str, actor: str) -> None:
    """Write down what was found at one item. Raises `Refused` for no words."""
    if not finding.strip():
        raise Refused("请写下督查情况；没有问题的写“未发现问题”。")
    with book.change("填写督查情况", actor) as session:
        session.by_uid(InspectionItem, item).finding = finding.strip()


def rectify(book: Book, item: str, values: Mapping[str, Any], actor: str) -> Saved:
    """Register what was found at an item as an issue, to be rectified. Raises `Refused`."""
    with book.change(f"登记整改问题“{values.get('title', '')}”", actor) as session:
        row = session.by_uid(InspectionItem, item)
        if row.raised is not None:
            raise Refused("这一项已经登记整改问题；请到问题台账办理那一条。")
        if not (row.finding or "").strip():
            raise Refused("请先填写督查情况，再登记整改问题。")
        known = {"subject": row.subject, "source": FOUND_BY, "detail": row.finding}
        said = {name: value for name, value in values.items() if value not in (None, "")}
        saved = create(session, KINDS["issues"], {**known, **said})
        row.raised = saved.uid
        return saved


# --- as it stands ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Item:
    """One item: what was looked at, what was found, the issue made of it and how that stands.

    `came_to` is the state in which it is handled now (`merges.came_to`).
    """

    uid: str
    subject: str
    issue_uid: str
    issue: str
    title: str
    finding: str
    raised_uid: str
    raised: str
    state: str
    came_to: str


@dataclass(frozen=True)
class Told:
    """An inspection with its items."""

    line: Line
    items: tuple[Item, ...]

    @property
    def standing(self) -> str:
        """How far it has come, in a few words; what was withdrawn is not rectified."""
        if not self.items:
            return "没有督查对象"
        unseen = sum(not one.finding for one in self.items)
        raised = [one for one in self.items if one.raised_uid]
        left = sum(one.came_to not in FINAL_STATES for one in raised)
        undone = sum(one.came_to != "closed" for one in raised)
        if unseen:
            return f"待督查 {unseen} 项"
        if left or undone:
            return f"整改中 {left} 件" if left else f"未整改 {undone} 件"
        return "已整改" if raised else "未发现问题"


def told(connection: Connection, text: str, today: date) -> Told:
    """The inspection of that number, title or uid. Raises `Refused` where there is none."""
    uid = uid_of(connection, "inspections", text)
    rows = _items(connection, uid)
    return Told(lines_of(connection, "inspections", [uid], today)[0], _told(connection, rows))


def _items(connection: Connection, inspection: str) -> Sequence[Any]:
    asked = select(InspectionItem.__table__).where(InspectionItem.inspection == inspection)
    return connection.execute(asked.order_by(InspectionItem.position, InspectionItem.id)).all()


def _told(connection: Connection, rows: Sequence[Any]) -> tuple[Item, ...]:
    names = labels(connection, "subjects", {row.subject for row in rows if row.subject})
    wanted = {one for row in rows for one in (row.issue, row.raised) if one}
    asked = select(Issue.uid, Issue.number, Issue.title, Issue.state).where(Issue.uid.in_(wanted))
    issues = {row.uid: row for row in connection.execute(asked)}
    ends = {row.raised: came_to(connection, row.raised) for row in rows if row.raised in issues}
    return tuple(_item(row, names, issues, ends.get(row.raised, "")) for row in rows)


def _item(row: Any, names: Mapping[str, str], issues: Mapping[str, Any], end: str) -> Item:
    looked, raised = issues.get(row.issue), issues.get(row.raised)
    return Item(
        row.uid,
        names.get(row.subject or "", ""),
        row.issue or "",
        looked.number if looked else "",
        (looked.title or "") if looked else "",
        row.finding or "",
        row.raised if raised else "",
        raised.number if raised else "",
        raised.state if raised else "",
        end,
    )
