"""Long tables in parts, each below a heading: a table of thousands of rows is more than Word bears.

Excel has no need of it: a sheet keeps all rows in one table, to be filtered.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from models.fields import KINDS
from reports.blocks import Block, Document, Paragraph, Table, paragraph, texts
from reports.fonts import Counted, FontSet
from reports.gongwen import LEDGER_SECTION

MOST_ROWS = 1000
"""Rows of one table: beyond, programs that show Word files take seconds for each page."""

_BY = (("enterprises", "park"), ("issues", "lead_unit"), ("assignments", "unit"))
"""The fields by which offices divide a list, the first that it has: 属地, then who answers."""
_DIGITS = "零一二三四五六七八九"


class Printable(NamedTuple):
    """A document as paper shows it, its long tables divided; its characters are counted."""

    document: Document
    counted: tuple[Counted, ...]


def printable(document: Document, fonts: FontSet) -> Printable:
    """Divide the long tables. Raises MissingGlyph for a character that no face can draw."""
    counted = fonts.require(texts(document))
    divided = [tuple(_parts(block)) for block in document.blocks]
    blocks = tuple(chain.from_iterable(divided))
    if len(blocks) == len(document.blocks):
        return Printable(document, (counted,))
    added = (part for parts in divided if len(parts) > 1 for part in parts)
    headings = tuple(part for part in added if isinstance(part, Paragraph))
    told = texts(replace(document, blocks=headings, foot=None, continued=None))
    return Printable(replace(document, blocks=blocks), (counted, fonts.require(told)))


def _parts(block: Block) -> Iterator[Block]:
    """A table of too many rows as headings and tables; anything else as it is."""
    if not isinstance(block, Table) or len(block.rows) <= MOST_ROWS:
        yield block
        return
    column = _dividing(block)
    sections = _stretches(block) if column is None else _groups(block, column)
    for number, (heading, rows) in enumerate(sections, start=1):
        yield paragraph(f"{numeral(number)}、{heading}", LEDGER_SECTION)
        yield replace(block, rows=rows)


Rows = Sequence[tuple[str, ...]]
Section = tuple[str, tuple[tuple[str, ...], ...]]
"""What its heading says behind the numeral, and its rows."""


def _dividing(table: Table) -> int | None:
    """The column whose cells say to which part a row belongs."""
    labels = [column.label for column in table.columns]
    for kind, name in _BY:
        field = KINDS[kind].field(name)
        known = (field.label, *field.synonyms) if field else ()
        found = next((n for n, label in enumerate(labels) if label in known), None)
        if found is not None:
            return found
    return None


def _groups(table: Table, column: int) -> Iterator[Section]:
    """The rows by what the column says, in the order in which it is first said; then the others."""
    groups: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in table.rows:
        groups[row[column].replace("\n", "")].append(row)
    others = groups.pop("", [])
    for name, rows in groups.items():
        yield from _of_group(name, rows, table.counted)
    if others:
        yield from _of_group(f"未填{table.columns[column].label}", others, table.counted)


def _of_group(name: str, rows: Rows, counted: str) -> Iterator[Section]:
    """One section, or where the group is too long itself as many as it takes."""
    said = f"{len(rows)}{counted}"
    if len(rows) <= MOST_ROWS:
        yield f"{name}（{said}）", tuple(rows)
        return
    for part, start in enumerate(range(0, len(rows), MOST_ROWS), start=1):
        yield f"{name}（{said}，第{part}部分）", tuple(rows[start : start + MOST_ROWS])


def _stretches(table: Table) -> Iterator[Section]:
    for start in range(0, len(table.rows), MOST_ROWS):
        rows = table.rows[start : start + MOST_ROWS]
        yield f"第{start + 1}至{start + len(rows)}{table.counted}", rows


def numeral(number: int) -> str:
    """A number below ten thousand as headings write it: 十二, 三十, 一百零五."""
    said, blank = "", False
    for value, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, value)
        if digit:
            said += ("零" if blank and said else "") + _DIGITS[digit] + name
        blank = not digit
    return said.removeprefix("一") if said.startswith("一十") else said
