"""A bulletin leaves the house: numbered, dated, its figures frozen and its files kept, once."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, and_, func, select

from desk.attachments import Evidence, keep_all
from desk.book.casebook import Book
from desk.book.door import Writer
from desk.bulletins import elements, exhibits, freezing
from desk.bulletins.faces import fonts_of
from desk.bulletins.freezing import Frozen, freeze, rows_of
from desk.bulletins.keeping import (
    Draft,
    drafted,
    kept_draft,
    refuse_future,
    resolver_of,
    row_of,
    row_to_write,
)
from desk.bulletins.kinds import BRIEFING, KINDS, Edition, Wanted, edition_of
from desk.bulletins.lines import packed as pack
from desk.bulletins.resolving import Resolver
from desk.bulletins.tokens import exhibit_of
from desk.errors import Refused, Trouble
from desk.files import Store, sha256
from desk.printing import PDF, SUFFIXES, bulletin_files
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
    """An issued bulletin: its head, its files by suffix, and the stem of their names.

    `fonts` are the faces that drew it, by role; none are known of an old one.
    """

    edition: Edition
    title: str
    masthead: Masthead
    files: Mapping[str, bytes]
    fonts: Mapping[str, Sequence[str]]

    @property
    def month(self) -> Month:
        """The month that it tells of."""
        return self.edition.month

    @property
    def stem(self) -> str:
        """The name of its files, without suffix."""
        return issued_stem(self.edition, self.masthead)

    @property
    def digests(self) -> dict[str, str]:
        """The SHA-256 of its files by suffix."""
        return {suffix: sha256(data) for suffix, data in self.files.items()}


def next_masthead(
    connection: Connection, issued_on: date, number: int | None = None, kind: str = BRIEFING
) -> Masthead:
    """The number that follows the last of its kind in that year, or `number`, and the last of all.

    An office that begins with a later number has issued the ones before it elsewhere.
    """
    sent = select(func.coalesce(func.max(Bulletin.total_number), 0)).where(_sent(kind))
    year = select(func.coalesce(func.max(Bulletin.number), 0)).where(
        _sent(kind), _in_year(issued_on)
    )
    own = number or (connection.scalar(year) or 0) + 1
    return Masthead(own, max(own, (connection.scalar(sent) or 0) + 1), issued_on)


def _in_year(day: date) -> ColumnElement[bool]:
    return func.substr(Bulletin.issued_on, 1, 4) == f"{day.year:04d}"


def _sent(kind: str) -> ColumnElement[bool]:
    return and_(Bulletin.kind == kind, Bulletin.issued_on.is_not(None))


def draft_view(
    connection: Connection, draft: Draft, today: date, number: int | None = None
) -> BulletinView:
    """A draft as it would be printed now, marked as a draft. Raises `Refused` for a wrong field."""
    head = next_masthead(connection, today, number, draft.kind)
    return view_with(connection, draft, resolver_of(connection, draft.month, today), head)


def view_with(
    connection: Connection, draft: Draft, resolver: Resolver, head: Masthead
) -> BulletinView:
    """The same with figures that were counted already."""
    return replace(_view(connection, draft, resolver, head), draft=True)


def draft_stem(draft: Draft) -> str:
    """The name of a draft's files, without suffix."""
    return f"{KINDS[draft.kind].label}（{draft.month.label}）草稿"


def issue(
    book: Book, wanted: Wanted, number: int | None, actor: str, issued_on: date | None = None
) -> Issued:
    """Issue a month's bulletin, once; later calls give the same bytes again.

    `number` follows the last one of its kind and year if it is left out. Raises `Refused` for a
    number that another issue carries, for another number of an issued bulletin, for a date to come.
    """
    edition = edition_of(wanted)
    with book.read() as connection:
        sent = issued(connection, book.store, edition)
    if sent is not None:
        _refuse_other_number(sent, number)
        return sent
    day = issued_on or book.clock.today()
    _refuse_day(book, edition.month, day)
    with book.change(f"印发{edition.label}", actor, final=True) as session:
        return _issue(session, book, edition, (number, day))


def _issue(
    session: Writer, book: Book, edition: Edition, wanted: tuple[int | None, date]
) -> Issued:
    """Inside the change, so that text, figures and files are of one state of the casebook."""
    connection, today = session.connection(), session.today
    head = _masthead(connection, edition.kind, *wanted)
    resolver = resolver_of(connection, edition.month, today)
    draft = kept_draft(connection, edition) or drafted(connection, resolver, edition.kind)
    view = _view(connection, draft, resolver, head)
    files = bulletin_files(view)
    sent = Issued(edition, view.title, head, files, fonts_of(files[PDF]))
    row = row_to_write(session, edition)
    _keep(row, draft, view)
    row.figures = freezing.packed(_frozen(resolver, draft, view, sent))
    session.flush()
    kept = [Evidence(f"{sent.stem}{suffix}", data) for suffix, data in sent.files.items()]
    keep_all(session, book.store, (Bulletin.__tablename__, row.uid), kept)
    return sent


def _frozen(resolver: Resolver, draft: Draft, view: BulletinView, sent: Issued) -> Frozen:
    shown = [one for one in view.passages if not isinstance(one, Passage) and one.field]
    kept = freeze(resolver, _texts(draft), shown)
    fonts = {role: list(faces) for role, faces in sent.fonts.items()}
    return msgspec.structs.replace(kept, fonts=fonts, files=sent.digests)


def _masthead(connection: Connection, kind: str, number: int | None, day: date) -> Masthead:
    if number is not None and number < 1:
        raise Refused(f"期号 {number} 不对；请填 1 以上的整数。")
    taken = select(Bulletin.month).where(_sent(kind), _in_year(day), Bulletin.number == number)
    month = connection.scalar(taken)
    if month is not None:
        raise Refused(
            f"{day.year}年第 {number} 期已经印发（{Month.parse(month).label}）；请换一个期号。"
        )
    return next_masthead(connection, day, number, kind)


def _refuse_other_number(sent: Issued, number: int | None) -> None:
    if number not in (None, sent.masthead.number):
        called = f"{sent.month.label}的{KINDS[sent.edition.kind].short}"
        raise Refused(
            f"{called}已作为第 {sent.masthead.number} 期印发，不能再换期号；不写期号即可再次输出。"
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


def _texts(draft: Draft) -> list[str]:
    """All in which live fields stand."""
    told = (one.text for one in draft.passages if exhibit_of(one.text) is None)
    return [draft.title, draft.editor_note, *told]


def _view(connection: Connection, draft: Draft, resolver: Resolver, head: Masthead) -> BulletinView:
    """The draft with its figures in place, in the frame of its kind."""
    exhibits.recall(connection, resolver, elements.exhibits_of(draft.passages))
    said, kind = office(connection), KINDS[draft.kind]
    report_to, send_to, issue_to = (_names(said, lists) for lists in kind.lists)
    title, title_marks = resolver.marked(draft.title)
    note, note_marks = resolver.marked(draft.editor_note)
    return BulletinView(
        name=said[kind.masthead],
        number=head.number,
        total_number=head.total_number,
        office=said["office"],
        issued_on=head.issued_on,
        title=title,
        passages=elements.elements(resolver, draft.passages),
        editor_note=note,
        contributed_by=draft.contributed_by,
        report_to=report_to,
        send_to=send_to,
        issue_to=issue_to,
        copies=int(said["copies"]) if said["copies"].strip().isdecimal() else 0,
        keywords=f"{kind.label} {draft.month}",
        title_marks=title_marks,
        note_marks=note_marks,
    )


def _names(said: Office, lists: Sequence[str]) -> tuple[str, ...]:
    """The receivers that the first of these settings names that says something."""
    text = next((said[name] for name in lists if said[name].strip()), "")
    return tuple(name.strip() for name in _SEPARATORS.split(text) if name.strip())


def issued_stem(wanted: Wanted, head: Masthead) -> str:
    """The name of an issued bulletin's files, without suffix."""
    edition = edition_of(wanted)
    return f"{KINDS[edition.kind].label}第{head.number}期（{edition.month.label}）"


def issued(connection: Connection, store: Store, wanted: Wanted) -> Issued | None:
    """A bulletin as it was printed; None while it is not issued.

    Raises `Trouble` if one of its files is lost or was altered.
    """
    edition, row = edition_of(wanted), row_of(connection, wanted)
    if row is None or row.issued_on is None:
        return None
    head = Masthead(row.number, row.total_number, row.issued_on)
    fonts = freezing.unpacked(row.figures).fonts
    return Issued(edition, row.title, head, _files(connection, store, row), fonts)


def _files(connection: Connection, store: Store, row: Row[Any]) -> dict[str, bytes]:
    kept = select(Attachment.name, Attachment.sha256).where(Attachment.owner == row.uid)
    files = connection.execute(kept.order_by(Attachment.id)).all()
    found = {
        suffix: next((file.sha256 for file in files if file.name.endswith(suffix)), None)
        for suffix in SUFFIXES
    }
    if None in found.values():
        raise Trouble(f"第 {row.number} 期的文件不在台账里；请从备份中找回。")
    return {suffix: store.get(digest) for suffix, digest in found.items() if digest}


def frozen(connection: Connection, wanted: Wanted) -> Frozen:
    """What an issued bulletin counted. Raises `Refused` if it is not issued."""
    row = row_of(connection, wanted)
    if row is None or row.issued_on is None:
        edition = edition_of(wanted)
        raise Refused(f"{edition.month.label}的{KINDS[edition.kind].short}还没有印发。")
    return freezing.unpacked(row.figures)


def frozen_rows(connection: Connection, wanted: Wanted, name: str, part: str = "month") -> Rows:
    """The rows that a figure of an issued bulletin counted when it was printed.

    `part` is `month`, `to_date`, the same with `_before`, or a month of a chart. Raises `Refused`
    if the bulletin is not issued, or did not use the figure.
    """
    return rows_of(frozen(connection, wanted), name, part)
