"""Adding a yearly notice of days off (放假通知), and what it does to the deadlines."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

import msgspec
from sqlalchemy import Connection, select

from desk.book.bulk import batched
from desk.book.casebook import Book
from desk.book.door import Writer
from desk.clock import new_uid
from desk.derived import recompute
from desk.errors import Refused
from desk.files import read_bytes
from desk.recomputing import differs
from desk.rules import rulebook
from desk.workdays import DayFile, calendar, days_in, first_named, shipped
from models.notices import BadNotice, Notice, notice_title, parse_notice
from models.steps import OPEN_STATES
from models.tables import CalendarLine, Issue, Step
from models.workdays import CalendarDay, DayKind

PASTED = "粘贴的通知原文"
_STEP = "reckon"
_ENCODINGS = ("utf-8-sig", "gb18030")

#: What a notice makes of each day.
Meaning = dict[date, DayKind]


@dataclass(frozen=True)
class Moved:
    """An open issue whose deadline a notice moved."""

    uid: str
    number: str
    before: date
    after: date


@dataclass(frozen=True)
class Added:
    """What came of adding notices: in sentences, and the deadlines that moved."""

    notes: tuple[str, ...]
    moved: tuple[Moved, ...]


def read_text(text: str, year: int | None = None, source: str = PASTED) -> tuple[Notice, ...]:
    """The notice of a pasted text. Raises `Refused` with what to mend."""
    try:
        return (parse_notice(text, source, year),)
    except BadNotice as error:
        raise Refused(str(error)) from error


def read_file(path: Path, year: int | None = None) -> tuple[Notice, ...]:
    """The notices of a file: the text of one, or days as `resources/calendar` has them (JSON).

    Raises `Refused` with what to mend.
    """
    data = read_bytes(path)
    if path.suffix.lower() == ".json":
        return _of_json(data, path.name)
    return read_text(_decoded(data, path.name), year, path.name)


def _decoded(data: bytes, name: str) -> str:
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(f"“{name}”不是文本文件；请把通知另存为文本（UTF-8 或 GBK）再添加。")


def _of_json(data: bytes, name: str) -> tuple[Notice, ...]:
    try:
        read = msgspec.json.decode(data, type=DayFile)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Refused(f"“{name}”不是节假日文件；请改用通知的文本文件，或粘贴原文。") from error
    days = sorted(days_in(read), key=lambda one: (one.year, one))
    if not days:
        raise Refused(f"“{name}”里没有日期；请核对文件。")
    return tuple(
        Notice(year, notice_title(year), tuple(some))
        for year, some in groupby(days, key=lambda one: one.year)
    )


def what_happens(connection: Connection, notice: Notice) -> str:
    """What adding a notice will do to what is known of its year, as a sentence."""
    said = f"{notice.year}年：放假 {_number(notice, DayKind.REST)} 天"
    said += f"，调休上班 {_number(notice, DayKind.WORK)} 天"
    before = _known(connection, notice.year)
    if before is None:
        return f"{said}。"
    now = _meaning(notice.days)
    if now == before:
        return f"{said}，与日历中已有的相同。"
    changed = sum(before.get(day) != now.get(day) for day in {*before, *now})
    return f"{said}；日历中已有这一年，以这份为准，{changed} 天与原来不同。"


def _number(notice: Notice, kind: DayKind) -> int:
    return sum(one.kind is kind for one in notice.days)


def _known(connection: Connection, year: int) -> Meaning | None:
    """What the days of a year mean now; None where its notice is not in."""
    known = calendar(connection)
    if year not in known.years:
        return None
    return _meaning(one for one in known.days.values() if one.year == year)


def _meaning(days: Iterable[CalendarDay]) -> Meaning:
    return {one.day: one.kind for one in days}


def add(book: Book, notices: Sequence[Notice], actor: str) -> Added:
    """Add notices as one change, with a line in the record of each open issue that they move.

    Raises `Refused` where all of it is known already, `Cancelled` when asked to stop.
    """
    called = "、".join(f"{one.year}年" for one in notices)
    with book.change(f"录入{called}放假通知", actor) as session:
        connection = session.connection()
        notes = [what_happens(connection, one) for one in notices]
        if all(_known(connection, one.year) == _meaning(one.days) for one in notices):
            raise Refused("这份通知里的日期都已经在日历中，不必再添加。")
        moved = _keep(session, notices)
    return Added((*notes, _told(moved)), moved)


def is_behind(book: Book) -> bool:
    """Whether a newer program has brought the notice of a year that moves deadlines."""
    with book.read() as connection:
        return differs(connection, rulebook(connection), first_named(max(shipped().years)))


def catch_up(book: Book, actor: str) -> Added:
    """Reckon anew what the last notice that came with the program moves, as one change.

    Its days are kept in the casebook, so that an older program at another desk counts on the same.
    """
    last = max(shipped().years)
    days = sorted(one for one in shipped().days.values() if one.year == last)
    notice = Notice(last, notice_title(last), tuple(days))
    with book.change(f"按随程序的{last}年放假通知重算时限", actor) as session:
        moved = _keep(session, [notice])
    return Added((f"按随程序的{last}年放假安排：{_told(moved)}",), moved)


def _keep(session: Writer, notices: Sequence[Notice]) -> tuple[Moved, ...]:
    """The days, the deadlines that they move, and a line of it in each issue's record."""
    _replace(session, notices)
    moved = _moved(session, first_named(min(one.year for one in notices)))
    _record(session, moved, "、".join(f"《{one.title}》" for one in notices))
    return moved


def _replace(session: Writer, notices: Sequence[Notice]) -> None:
    """The days of each year in the place of those that the office had of it."""
    connection = session.connection()
    asked = select(CalendarLine.uid).where(CalendarLine.year.in_([one.year for one in notices]))
    session.remove_many(CalendarLine, connection.scalars(asked).all())
    session.add_many(CalendarLine, [_line(day) for one in notices for day in one.days])


def _line(one: CalendarDay) -> dict[str, object]:
    said = {"day": one.day, "kind": one.kind.value, "name": one.name, "year": one.year}
    return {"uid": new_uid(), **said, "source": one.source, "notice": one.notice}


def _moved(session: Writer, since: date) -> tuple[Moved, ...]:
    """Reckon anew, and say which open issues now have another deadline."""
    connection = session.connection()
    before = {uid: day for uid, _, day in _deadlines(connection)}
    recompute(connection, since, session.progress)
    session.expire_all()
    return tuple(
        Moved(uid, number, before[uid], day)
        for uid, number, day in _deadlines(connection)
        if before[uid] != day
    )


def _deadlines(connection: Connection) -> Iterator[tuple[str, str, date]]:
    asked = select(Issue.uid, Issue.number, Issue.due_on).where(
        Issue.state.in_(OPEN_STATES), Issue.due_on.is_not(None)
    )
    for uid, number, day in connection.execute(asked.order_by(Issue.id)):
        yield uid, number or "", day or date.max


def _record(session: Writer, moved: Sequence[Moved], titles: str) -> None:
    """A line in the record of each issue that was moved."""
    last = _last_steps(session.connection(), [one.uid for one in moved])
    session.add_many(
        Step,
        [
            {
                "uid": new_uid(),
                "issue": one.uid,
                "step": _STEP,
                "happened_on": session.today,
                "by": session.actor,
                "after": last.get(one.uid),
                "note": f"按{titles}，办理时限由{_said(one.before)}改为{_said(one.after)}",
            }
            for one in moved
        ],
    )


def _last_steps(connection: Connection, issues: Sequence[str]) -> dict[str, str]:
    """The step of each issue that stands last: the one that no other comes after."""
    found: dict[str, str] = {}
    for some in batched(issues):
        asked = select(Step.issue, Step.uid, Step.after).where(Step.issue.in_(some))
        rows = connection.execute(asked).all()
        followed = {row.after for row in rows}
        found |= {row.issue: row.uid for row in rows if row.uid not in followed}
    return found


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _told(moved: Sequence[Moved]) -> str:
    if not moved:
        return "没有未了结问题的时限因此改变。"
    return f"{len(moved)} 个未了结问题的时限已重算，每个都记入了办理过程。"
