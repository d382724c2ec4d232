"""The passages of a draft as they are printed: figures in place, exhibits and tables made."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from desk.bulletins import exhibits
from desk.bulletins.lines import TAB, is_row
from desk.bulletins.resolving import Resolver
from desk.bulletins.tokens import EXHIBITS, exhibit_of
from reports.view import Element, LedgerColumn, Passage, TableView

_NARROWEST, _WIDEST, _LONG = 3, 14, 10  # characters in a cell of an office's own table


def elements(resolver: Resolver, passages: Iterable[Passage]) -> tuple[Element, ...]:
    """What is printed of the passages; exhibits with nothing to show are left out.

    Raises `Refused` for a live field that is none.
    """
    runs = groupby(passages, is_row)
    return tuple(one for rows, run in runs for one in _run(resolver, list(run), rows))


def _run(resolver: Resolver, run: list[Passage], rows: bool) -> Iterator[Element]:
    if rows and len(run) > 1:
        yield table(cells(resolver, run))
        return
    for passage in run:
        name = exhibit_of(passage.text)
        shown = exhibits.show(name, resolver) if name else _resolved(resolver, passage)
        if shown is not None:
            yield shown


def _resolved(resolver: Resolver, passage: Passage) -> Passage:
    text, marks = resolver.marked(passage.text)
    return Passage(text, passage.level, marks)


def cells(resolver: Resolver, rows: list[Passage]) -> list[list[str]]:
    """The cells of an office's own table, its live fields in place."""
    return [[resolver.text(cell.strip()) for cell in row.text.split(TAB)] for row in rows]


def table(rows: list[list[str]]) -> TableView:
    """An office's own table; the first row is its heading, short rows are filled up."""
    width = max(map(len, rows))
    heading, *body = [[*row, *[""] * (width - len(row))] for row in rows]
    longest = [max(len(row[n]) for row in (heading, *body)) for n in range(width)]
    columns = (
        LedgerColumn(label, min(max(most, _NARROWEST), _WIDEST), _align(most))
        for label, most in zip(heading, longest, strict=True)
    )
    return TableView("", tuple(columns), tuple(map(tuple, body)))


def _align(longest: int) -> str:
    return "left" if longest > _LONG else "center"


def idle(resolver: Resolver, passages: Iterable[Passage]) -> Iterator[str]:
    """The labels of live fields and exhibits that say nothing now."""
    for passage in passages:
        name = exhibit_of(passage.text)
        if name is None:
            yield from resolver.idle(passage.text)
        elif exhibits.show(name, resolver) is None:
            yield EXHIBITS[name]


def exhibits_of(passages: Iterable[Passage]) -> set[str]:
    """The exhibits that the passages show."""
    return {name for passage in passages if (name := exhibit_of(passage.text))}
