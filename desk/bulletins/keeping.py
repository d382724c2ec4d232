"""Bulletins in the casebook: the draft of a month, as it is kept and as it is edited."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from desk import settings
from desk.book.casebook import Book
from desk.book.door import Writer
from desk.bulletins import elements, exhibits
from desk.bulletins.kinds import BRIEFING, KINDS, Edition, Wanted, edition_of
from desk.bulletins.lines import packed, passages_of, unpacked
from desk.bulletins.resolving import Resolver
from desk.bulletins.tokens import by_label, by_name
from desk.bulletins.wording import Teller
from desk.coverage import reached
from desk.errors import Refused
from desk.seen import Seen, Sides
from desk.statistics import Figures
from models.calendar import Month
from models.fields import Field, Type
from models.tables import Bulletin
from reports.view import Passage

#: What a person writes in a draft; the text is shown with its live fields by their labels.
DRAFTED = (
    Field("title", "标题"),
    Field("text", "正文", Type.LONG_TEXT),
    Field("editor_note", "编者按", Type.LONG_TEXT),
    Field("contributed_by", "供稿"),
)


@dataclass(frozen=True)
class Draft:
    """A month's bulletin of a kind before it is issued; its figures are live fields, by name.

    `saved` says that it is kept in the casebook; else it was drafted just now.
    """

    month: Month
    title: str
    passages: tuple[Passage, ...]
    editor_note: str = ""
    contributed_by: str = ""
    saved: bool = False
    kind: str = BRIEFING

    @property
    def edition(self) -> Edition:
        """Which bulletin it is."""
        return Edition(self.kind, self.month)

    @property
    def text(self) -> str:
        """The passages as lines to edit, live fields by their labels."""
        return "\n".join(by_label(passage.text) for passage in self.passages)

    def edited(self, text: str) -> "Draft":
        """The draft with these lines as its passages (`lines`).

        Raises `Refused` for a live field that is none, for a table or chart within other text, or
        when nothing is left.
        """
        passages = passages_of(text)
        if not passages:
            raise Refused("简报正文是空的；请填写正文，或恢复系统拟稿。")
        return replace(self, passages=passages)


def get_draft(connection: Connection, wanted: Wanted, today: date) -> Draft:
    """The draft that is kept of an edition, else a fresh one. Raises `Refused` for a month to come.

    Of an issued bulletin this is the text from which it was printed.
    """
    refuse_future(edition_of(wanted).month, today)
    return kept_draft(connection, wanted) or fresh_draft(connection, wanted, today)


def kept_draft(connection: Connection, wanted: Wanted) -> Draft | None:
    """The draft that is kept of an edition; None if there is none."""
    edition, row = edition_of(wanted), row_of(connection, wanted)
    if row is None:
        return None
    return Draft(
        edition.month,
        row.title or "",
        unpacked(row.text),
        row.editor_note or "",
        row.contributed_by or "",
        saved=True,
        kind=edition.kind,
    )


def fresh_draft(connection: Connection, wanted: Wanted, today: date) -> Draft:
    """A draft made from the figures as they are now."""
    edition = edition_of(wanted)
    return drafted(connection, resolver_of(connection, edition.month, today), edition.kind)


def idle_fields(connection: Connection, draft: Draft, today: date) -> list[str]:
    """What in a draft says nothing by now, by label: what to look at before issuing."""
    resolver = resolver_of(connection, draft.month, today)
    exhibits.recall(connection, resolver, elements.exhibits_of(draft.passages))
    return list(elements.idle(resolver, draft.passages))


def drafted(connection: Connection, resolver: Resolver, kind: str = BRIEFING) -> Draft:
    """A draft made from figures that were counted already."""
    teller = Teller(resolver, settings.office(connection)["region"])
    made = KINDS[kind]
    exhibits.recall(connection, resolver, set(made.looks_back))
    return Draft(teller.month, made.title(teller), made.passages(teller), kind=kind)


def save_draft(book: Book, draft: Draft, actor: str, seen: Draft | None = None) -> None:
    """Keep a draft as one change. Raises `Refused` once the bulletin is issued.

    `seen` is the draft that was opened; raises `Conflict` where somebody else kept another text
    of what was written here.
    """
    if not draft.title.strip():
        raise Refused("简报没有标题；请填写标题。")
    with book.change(f"保存{draft.edition.label}草稿", actor) as session:
        row = row_to_write(session, draft.edition)
        if seen is not None:
            draft = _merged(session, row, draft, seen)
        row.title = draft.title.strip()
        row.text = packed(draft.passages)
        row.editor_note = by_name(draft.editor_note.strip()) or None
        row.contributed_by = draft.contributed_by.strip() or None


def _merged(session: Writer, row: Bulletin, draft: Draft, seen: Draft) -> Draft:
    """The draft with what only others changed since it was opened."""
    kept = kept_draft(session.connection(), draft.edition)
    if row.id is None or kept is None:
        return draft
    sides = Sides(
        Bulletin.__tablename__, Seen(row.uid, said_of(seen)), said_of(draft), said_of(kept)
    )
    return settled(draft, sides.merged(session.connection(), DRAFTED))


def said_of(draft: Draft) -> dict[str, str]:
    """What a person writes in a draft, by field, as it is read in the editor."""
    note = by_label(by_name(draft.editor_note.strip()))
    return {
        "title": draft.title.strip(),
        "text": draft.text.strip(),
        "editor_note": note,
        "contributed_by": draft.contributed_by.strip(),
    }


def settled(draft: Draft, values: Mapping[str, str]) -> Draft:
    """The draft with some fields as they are said in `values`."""
    changed = replace(
        draft,
        title=values.get("title", draft.title),
        editor_note=values.get("editor_note", draft.editor_note),
        contributed_by=values.get("contributed_by", draft.contributed_by),
    )
    text = values.get("text", draft.text)
    return changed if text == draft.text.strip() else changed.edited(text)


def reset_draft(book: Book, wanted: Wanted, actor: str) -> None:
    """Throw the kept draft away, so that the next one is made afresh. Nothing if there is none."""
    edition = edition_of(wanted)
    with book.change(f"恢复{edition.label}的系统拟稿", actor) as session:
        row = _kept(session, edition)
        if row is not None:
            _refuse_issued(row, edition)
            session.delete(row)


def row_to_write(session: Writer, edition: Edition) -> Bulletin:
    """The row of an edition, made if need be. Raises `Refused` once it is issued."""
    row = _kept(session, edition)
    if row is None:
        return session.create(Bulletin, kind=edition.kind, month=str(edition.month))
    _refuse_issued(row, edition)
    return row


def _kept(session: Writer, edition: Edition) -> Bulletin | None:
    session.flush()
    found = row_of(session.connection(), edition)
    return None if found is None else session.by_uid(Bulletin, found.uid)


def _refuse_issued(row: Bulletin, edition: Edition) -> None:
    if row.issued_on is not None:
        short = KINDS[edition.kind].short
        raise Refused(f"这个月的{short}已作为第 {row.number} 期印发，不能再改。")


def row_of(connection: Connection, wanted: Wanted) -> Row[Any] | None:
    """The row of an edition: the issued one, else the draft kept last, else None."""
    edition = edition_of(wanted)
    asked = select(Bulletin.__table__).where(
        Bulletin.kind == edition.kind, Bulletin.month == str(edition.month)
    )
    order = (Bulletin.issued_on.is_(None), Bulletin.id.desc())
    return connection.execute(asked.order_by(*order).limit(1)).one_or_none()


def refuse_future(month: Month, today: date) -> None:
    """Raise `Refused` for a month that has not begun."""
    if month.first > today:
        raise Refused(f"{month.label}还没有开始，不能编发简报；请换一个月份。")


def resolver_of(connection: Connection, month: Month, today: date) -> Resolver:
    """What puts the figures of a month into texts."""
    now, before = (Figures.of(connection, one, today) for one in (month, month.previous))
    return Resolver(now, before, reached=tuple(reached(connection, now.as_of, month)))
