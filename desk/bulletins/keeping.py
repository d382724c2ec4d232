"""Bulletins in the casebook: the draft of a month, as it is kept and as it is edited."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from desk import settings
from desk.book.casebook import Book
from desk.book.door import Writer
from desk.bulletins import drafting
from desk.bulletins.tokens import Resolver, by_label, by_name
from desk.bulletins.wording import Teller
from desk.errors import Refused
from desk.seen import Seen, Sides
from desk.statistics import Figures
from models.calendar import Month
from models.fields import Field, Type
from models.tables import Bulletin
from reports.view import Passage

#: What tells the briefing (简报) from other documents of the same table.
BRIEFING = "briefing"
#: What a person writes in a draft; the text is shown with its live fields by their labels.
DRAFTED = (
    Field("title", "标题"),
    Field("text", "正文", Type.LONG_TEXT),
    Field("editor_note", "编者按", Type.LONG_TEXT),
    Field("contributed_by", "供稿"),
)
_LEVELS = (
    r"[一二三四五六七八九十]+、",
    r"（[一二三四五六七八九十]+）",
    r"\d{1,2}[.．](?!\d)",
    r"（\d+）",
)


@dataclass(frozen=True)
class Draft:
    """A month's bulletin before it is issued; its figures are live fields, by name.

    `saved` says that it is kept in the casebook; else it was drafted just now.
    """

    month: Month
    title: str
    passages: tuple[Passage, ...]
    editor_note: str = ""
    contributed_by: str = ""
    saved: bool = False

    @property
    def text(self) -> str:
        """The passages as lines to edit, live fields by their labels."""
        return "\n".join(by_label(passage.text) for passage in self.passages)

    def edited(self, text: str) -> "Draft":
        """The draft with these lines as its passages; the numeral of a line says its level.

        Raises `Refused` for a live field that is none, or when nothing is left.
        """
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if not lines:
            raise Refused("简报正文是空的；请填写正文，或恢复系统拟稿。")
        return replace(self, passages=tuple(Passage(by_name(ln), _level(ln)) for ln in lines))


def _level(line: str) -> int:
    found = (n for n, numeral in enumerate(_LEVELS, 1) if re.match(numeral, line))
    return next(found, 0)


def get_draft(connection: Connection, month: Month, today: date) -> Draft:
    """The draft that is kept for a month, else a fresh one. Raises `Refused` for a month to come.

    Of an issued bulletin this is the text from which it was printed.
    """
    refuse_future(month, today)
    return kept_draft(connection, month) or fresh_draft(connection, month, today)


def kept_draft(connection: Connection, month: Month) -> Draft | None:
    """The draft that is kept for a month; None if there is none."""
    row = row_of(connection, month)
    if row is None:
        return None
    return Draft(
        month,
        row.title or "",
        unpacked(row.text),
        row.editor_note or "",
        row.contributed_by or "",
        saved=True,
    )


def fresh_draft(connection: Connection, month: Month, today: date) -> Draft:
    """A draft made from the figures as they are now."""
    return drafted(connection, resolver_of(connection, month, today))


def idle_fields(connection: Connection, draft: Draft, today: date) -> list[str]:
    """Live fields of a draft, by label, that are nothing by now: what to look at before issuing."""
    resolver = resolver_of(connection, draft.month, today)
    return [label for passage in draft.passages for label in resolver.idle(passage.text)]


def drafted(connection: Connection, resolver: Resolver) -> Draft:
    """A draft made from figures that were counted already."""
    region = settings.office(connection)["region"]
    teller = Teller(resolver.now, resolver.before, region)
    return Draft(teller.month, drafting.title(teller), drafting.passages(teller))


def save_draft(book: Book, draft: Draft, actor: str, seen: Draft | None = None) -> None:
    """Keep a draft as one change. Raises `Refused` once the bulletin is issued.

    `seen` is the draft that was opened; raises `Conflict` where somebody else kept another text
    of what was written here.
    """
    if not draft.title.strip():
        raise Refused("简报没有标题；请填写标题。")
    with book.change(f"保存{draft.month.label}简报草稿", actor) as session:
        row = row_to_write(session, draft.month)
        if seen is not None:
            draft = _merged(session, row, draft, seen)
        row.title = draft.title.strip()
        row.text = packed(draft.passages)
        row.editor_note = by_name(draft.editor_note.strip()) or None
        row.contributed_by = draft.contributed_by.strip() or None


def _merged(session: Writer, row: Bulletin, draft: Draft, seen: Draft) -> Draft:
    """The draft with what only others changed since it was opened."""
    kept = kept_draft(session.connection(), draft.month)
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


def reset_draft(book: Book, month: Month, actor: str) -> None:
    """Throw the kept draft away, so that the next one is made afresh. Nothing if there is none."""
    with book.change(f"恢复{month.label}简报的系统拟稿", actor) as session:
        row = _kept(session, month)
        if row is not None:
            _refuse_issued(row)
            session.delete(row)


def row_to_write(session: Writer, month: Month) -> Bulletin:
    """The row of a month's bulletin, made if need be. Raises `Refused` once it is issued."""
    row = _kept(session, month)
    if row is None:
        return session.create(Bulletin, kind=BRIEFING, month=str(month))
    _refuse_issued(row)
    return row


def _kept(session: Writer, month: Month) -> Bulletin | None:
    session.flush()
    found = row_of(session.connection(), month)
    return None if found is None else session.by_uid(Bulletin, found.uid)


def _refuse_issued(row: Bulletin) -> None:
    if row.issued_on is not None:
        raise Refused(f"这个月的简报已作为第 {row.number} 期印发，不能再改。")


def row_of(connection: Connection, month: Month) -> Row[Any] | None:
    """The row of a month's bulletin: the issued one, else the draft kept last, else None."""
    asked = select(Bulletin.__table__).where(
        Bulletin.kind == BRIEFING, Bulletin.month == str(month)
    )
    order = (Bulletin.issued_on.is_(None), Bulletin.id.desc())
    return connection.execute(asked.order_by(*order).limit(1)).one_or_none()


def refuse_future(month: Month, today: date) -> None:
    """Raise `Refused` for a month that has not begun."""
    if month.first > today:
        raise Refused(f"{month.label}还没有开始，不能编发简报；请换一个月份。")


def resolver_of(connection: Connection, month: Month, today: date) -> Resolver:
    """What puts the figures of a month into texts."""
    return Resolver(
        Figures.of(connection, month, today), Figures.of(connection, month.previous, today)
    )


def packed(passages: Iterable[Passage]) -> str:
    """The passages as they are kept."""
    return msgspec.json.encode(list(passages)).decode()


def unpacked(text: str | None) -> tuple[Passage, ...]:
    """The passages as they were kept."""
    return tuple(msgspec.json.decode(text or "[]", type=list[Passage]))
