"""A bulletin leaves the house: numbered, dated, its figures frozen and its files kept, once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, select

from desk.book.casebook import Book
from desk.book.door import Writer
from desk.bulletins.freezing import freeze, thaw
from desk.bulletins.keeping import (
    BRIEFING,
    Draft,
    drafted,
    kept_draft,
    refuse_future,
    resolver_of,
    row_of,
    row_to_write,
)
from desk.bulletins.keeping import packed as pack
from desk.bulletins.tokens import Resolver
from desk.errors import Refused, Trouble
from desk.files import Store
from desk.printing import SUFFIXES, bulletin_files
from desk.settings import Office, office
from desk.statistics import Rows
from models.calendar import Month
from models.tables import Attachment, Bulletin
from reports.view import BulletinView, Passage

_SEPARATORS = re.compile(r"[、，,；;\n]+")


@dataclass(frozen=True)
class Masthead:
    """What an issue is called: 第7期（总第21期）, and the day that it carries."""

    number: int
    total_number: int
    issued_on: date


@dataclass(frozen=True)
class Issued:
    """An issued bulletin: its head, its files by suffix, and the stem of their names."""

    month: Month
    title: str
    masthead: Masthead
    files: Mapping[str, bytes]
    stem: str


def next_masthead(connection: Connection, issued_on: date, number: int | None = None) -> Masthead:
    """The number that follows the last of that year, or `number`, and the last of all.

    An office that begins with a later number has issued the ones before it elsewhere.
    """
    sent = select(func.coalesce(func.max(Bulletin.total_number), 0)).where(_sent())
    year = select(func.coalesce(func.max(Bulletin.number), 0)).where(_sent(), _in_year(issued_on))
    own = number or (connection.scalar(year) or 0) + 1
    return Masthead(own, max(own, (connection.scalar(sent) or 0) + 1), issued_on)


def _in_year(day: date) -> ColumnElement[bool]:
    return func.substr(Bulletin.issued_on, 1, 4) == f"{day.year:04d}"


def _sent() -> ColumnElement[bool]:
    return and_(Bulletin.kind == BRIEFING, Bulletin.issued_on.is_not(None))


def draft_view(
    connection: Connection, draft: Draft, today: date, number: int | None = None
) -> BulletinView:
    """A draft as it would be printed now, marked as a draft. Raises `Refused` for a wrong field."""
    head = next_masthead(connection, today, number)
    return view_with(connection, draft, resolver_of(connection, draft.month, today), head)


def view_with(
    connection: Connection, draft: Draft, resolver: Resolver, head: Masthead
) -> BulletinView:
    """The same with figures that were counted already."""
    return replace(_view(office(connection), _resolved(resolver, draft), head), draft=True)


def draft_stem(draft: Draft) -> str:
    """The name of a draft's files, without suffix."""
    return f"工作简报（{draft.month.label}）草稿"


def issue(
    book: Book, month: Month, number: int | None, actor: str, issued_on: date | None = None
) -> Issued:
    """Issue a month's bulletin, once; later calls give the same bytes again.

    `number` follows the last one of its year if it is left out. Raises `Refused` for a number that
    another issue carries, for another number of an issued bulletin, for a date to come.
    """
    with book.read() as connection:
        sent = issued(connection, book.store, month)
    if sent is not None:
        _refuse_other_number(sent, number)
        return sent
    day = issued_on or book.clock.today()
    _refuse_day(book, month, day)
    with book.change(f"印发{month.label}简报", actor, final=True) as session:
        return _issue(session, book, month, (number, day))


def _issue(session: Writer, book: Book, month: Month, wanted: tuple[int | None, date]) -> Issued:
    """Inside the change, so that text, figures and files are of one state of the casebook."""
    connection, today = session.connection(), session.today
    head = _masthead(connection, *wanted)
    resolver = resolver_of(connection, month, today)
    draft = kept_draft(connection, month) or drafted(connection, resolver)
    resolved = _resolved(resolver, draft)
    view = _view(office(connection), resolved, head)
    sent = Issued(month, resolved.title, head, bulletin_files(view), issued_stem(month, head))
    row = row_to_write(session, month)
    _keep(row, draft, view)
    row.figures = freeze(resolver, _texts(draft))
    session.flush()
    for suffix, data in sent.files.items():
        _attach(session, book.store, row.uid, (f"{sent.stem}{suffix}", data))
    return sent


def _masthead(connection: Connection, number: int | None, day: date) -> Masthead:
    if number is not None and number < 1:
        raise Refused(f"期号 {number} 不对；请填 1 以上的整数。")
    taken = select(Bulletin.month).where(_sent(), _in_year(day), Bulletin.number == number)
    month = connection.scalar(taken)
    if month is not None:
        raise Refused(
            f"{day.year}年第 {number} 期已经印发（{Month.parse(month).label}）；请换一个期号。"
        )
    return next_masthead(connection, day, number)


def _refuse_other_number(sent: Issued, number: int | None) -> None:
    if number not in (None, sent.masthead.number):
        raise Refused(
            f"{sent.month.label}的简报已作为第 {sent.masthead.number} 期印发，"
            "不能再换期号；不写期号即可再次输出。"
        )


def _refuse_day(book: Book, month: Month, day: date) -> None:
    refuse_future(month, book.clock.today())
    if not month.first <= day <= book.clock.today():
        raise Refused(f"印发日期 {day} 不对；请填 {month.first} 到今天之间的日期。")


def _keep(row: Bulletin, draft: Draft, view: BulletinView) -> None:
    """The row as it was printed; its text keeps the live fields, whose values are frozen."""
    row.number, row.total_number, row.issued_on = view.number, view.total_number, view.issued_on
    row.name, row.office, row.title = view.name, view.office, draft.title
    row.text = pack(draft.passages)
    row.editor_note = draft.editor_note or None
    row.contributed_by = draft.contributed_by or None
    row.report_to = "、".join(view.report_to) or None
    row.send_to = "、".join(view.send_to) or None
    row.issue_to = "、".join(view.issue_to) or None
    row.copies = view.copies or None


def _attach(session: Writer, store: Store, owner: str, file: tuple[str, bytes]) -> None:
    name, data = file
    session.create(
        Attachment,
        owner_table=Bulletin.__tablename__,
        owner=owner,
        sha256=store.put(data),
        name=name,
        size=len(data),
    )


def _texts(draft: Draft) -> list[str]:
    return [draft.title, draft.editor_note, *(passage.text for passage in draft.passages)]


def _resolved(resolver: Resolver, draft: Draft) -> Draft:
    """The draft with its figures in place of the live fields."""
    return replace(
        draft,
        title=resolver.text(draft.title),
        editor_note=resolver.text(draft.editor_note),
        passages=tuple(Passage(resolver.text(p.text), p.level) for p in draft.passages),
    )


def _view(said: Office, resolved: Draft, head: Masthead) -> BulletinView:
    return BulletinView(
        name=said["bulletin_name"],
        number=head.number,
        total_number=head.total_number,
        office=said["office"],
        issued_on=head.issued_on,
        title=resolved.title,
        passages=resolved.passages,
        editor_note=resolved.editor_note,
        contributed_by=resolved.contributed_by,
        report_to=_names(said["report_to"]),
        send_to=_names(said["send_to"]),
        issue_to=_names(said["issue_to"]),
        copies=int(said["copies"]) if said["copies"].strip().isdecimal() else 0,
    )


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in _SEPARATORS.split(text) if name.strip())


def issued_stem(month: Month, head: Masthead) -> str:
    """The name of an issued bulletin's files, without suffix."""
    return f"工作简报第{head.number}期（{month.label}）"


def issued(connection: Connection, store: Store, month: Month) -> Issued | None:
    """The bulletin of a month as it was printed; None while it is not issued.

    Raises `Trouble` if one of its files is lost or was altered.
    """
    row = row_of(connection, month)
    if row is None or row.issued_on is None:
        return None
    head = Masthead(row.number, row.total_number, row.issued_on)
    return Issued(month, row.title, head, _files(connection, store, row), issued_stem(month, head))


def _files(connection: Connection, store: Store, row: Row[Any]) -> dict[str, bytes]:
    kept = select(Attachment.name, Attachment.sha256).where(Attachment.owner == row.uid)
    files = connection.execute(kept.order_by(Attachment.id)).all()
    found = {
        suffix: next((file.sha256 for file in files if file.name.endswith(suffix)), None)
        for suffix in SUFFIXES
    }
    if None in found.values():
        raise Trouble(f"第 {row.number} 期简报的文件不在台账里；请从备份中找回。")
    return {suffix: store.get(digest) for suffix, digest in found.items() if digest}


def frozen_rows(connection: Connection, month: Month, name: str, part: str = "month") -> Rows:
    """The rows that a figure of an issued bulletin counted when it was printed.

    `part` is `month`, `to_date`, or the same with `_before`. Raises `Refused` if the bulletin is
    not issued, or did not use the figure.
    """
    row = row_of(connection, month)
    if row is None or row.issued_on is None:
        raise Refused(f"{month.label}的简报还没有印发。")
    return thaw(row.figures, name, part)
