"""What people said of the lists of a sender, kept in the casebook and found again by the headings.

A layout is written within the change that takes in the list, so undo of the import forgets it too:
often it was the columns that were wrong.
"""

import re
from collections.abc import Iterable, Mapping, Sequence, Set

import msgspec
from sqlalchemy import Connection, select

from desk.book.door import Writer
from desk.intake.mapping import carries_nothing, keys
from desk.intake.table import Layout
from models.tables import ListLayout

_YEAR = r"(?:19|20)\d\d(?:年度?)?"
_MONTH = r"(?<!\d)(?:\d{1,2}[-~至])?(?:1[0-2]|0?[1-9])月份?(?!\d)"
_DATE = re.compile(f"(?:{_YEAR})?{_MONTH}|{_YEAR}")
_ALIKE = 0.6  # of the headings of both lists together, how many both have


def known(connection: Connection) -> tuple[Layout, ...]:
    """What was kept so far, the oldest first."""
    rows = connection.execute(select(ListLayout.__table__).order_by(ListLayout.id)).all()
    return tuple(
        Layout(
            row.kind or "",
            msgspec.json.decode(row.headings or "[]", type=tuple[str, ...]),
            msgspec.json.decode(row.columns or "{}", type=dict[str, str]),
            row.sender or "",
        )
        for row in rows
    )


def lasting(headings: Sequence[str]) -> tuple[str, ...]:
    """The key of each column without the year and month that change from list to list, where it
    can be told from the others without them: 7月产值 is 产值."""
    named = keys(headings)
    bare = [_DATE.sub("", key) or key for key in named]
    return tuple(b if bare.count(b) == 1 else key for key, b in zip(named, bare, strict=True))


def signature(headings: Sequence[str]) -> tuple[str, ...]:
    """The keys of the columns by which a sender's lists are known: those with a heading that says
    something. A file of rejected rows has the signature of the list that it came from."""
    named = zip(headings, lasting(headings), strict=True)
    return tuple(key for text, key in named if text and not carries_nothing(text))


def told_by(layout: Layout | None, headings: Sequence[str]) -> dict[str, str]:
    """What a layout says of the columns of a list, by their keys in that list."""
    said = layout.columns if layout else {}
    named = zip(keys(headings), lasting(headings), strict=True)
    return {key: said[kept] for key, kept in named if kept in said}


def kept_of(told: Mapping[str, str], headings: Sequence[str]) -> dict[str, str]:
    """What is to be kept of what was said of the columns of a list."""
    named = zip(keys(headings), lasting(headings), strict=True)
    return {kept: told[key] for key, kept in named if key in told}


def best(layouts: Iterable[Layout], headings: Sequence[str]) -> tuple[float, Layout] | None:
    """The layout of the list that is most alike, and how alike (to 1); of equals the latest.

    A list is alike where most headings are the same, and where no column is missing of which
    something was said; all must be the same where it was said of no column, but of the kind alone.
    """
    present, said = set(lasting(headings)), set(signature(headings))
    found: tuple[float, Layout] | None = None
    for layout in layouts:
        alike = _likeness(layout, said) if layout.columns.keys() <= present else 0.0
        if alike and alike >= (found[0] if found else 0.0):
            found = alike, layout
    return found


def _likeness(layout: Layout, said: Set[str]) -> float:
    """The part of the headings that is the same; 0 where it is too small."""
    known_by = set(layout.headings)
    alike = len(known_by & said) / max(len(known_by | said), 1)
    return alike if alike >= (_ALIKE if layout.columns else 1.0) else 0.0


def remember(session: Writer, layout: Layout | None) -> None:
    """Keep a layout; it takes the place of the one for the very same headings."""
    if layout is None:
        return
    headings = msgspec.json.encode(layout.headings).decode()
    columns = msgspec.json.encode(layout.columns, order="sorted").decode()
    row = session.scalars(select(ListLayout).where(ListLayout.headings == headings)).first()
    if row is None:
        row = session.create(ListLayout, headings=headings)
    row.kind, row.sender, row.columns = layout.kind, layout.sender, columns
