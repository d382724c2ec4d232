"""一企一档: a subject's facts, who answers for it, figures, issues, and everything by date."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import repeat, zip_longest

from reports.blocks import (
    Block,
    Document,
    Ends,
    FormCell,
    FormRow,
    FormTable,
    Numbering,
    Paragraph,
    chinese_date,
    clean,
    paragraph,
)
from reports.gongwen import (
    A4_PORTRAIT,
    FORM_ANSWER,
    FORM_GAP,
    FORM_LABEL,
    FORM_SECTION,
    LEDGER_CAPTION,
    LEDGER_CELL,
    LEDGER_HEAD,
    LEDGER_SUMMARY,
    LEDGER_TITLE,
    Align,
    Style,
)
from reports.view import LedgerColumn

_HEADS = repeat(LEDGER_HEAD)
_CELLS = {
    name: replace(LEDGER_CELL, align=align)
    for name, align in (("left", Align.LEFT), ("center", Align.CENTER), ("right", Align.RIGHT))
}
_NUMERALS = "一二三四五六七八九十"
_NOTHING = "暂无记录。"
_LABEL, _VALUE = 15, 25
"""Widths of the cells of a fact, in units of the form."""
_SHORT = 14
"""Values of so many characters stand two in a row."""


@dataclass(frozen=True)
class DossierPart:
    """A part with its table: every cell is text already; without rows it says so."""

    title: str
    columns: tuple[LedgerColumn, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class DossierView:
    """A subject's dossier as it is printed: `facts` are labels and values, none blank."""

    name: str
    office: str
    as_of: date
    summary: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[DossierPart, ...]


def document(view: DossierView) -> Document:
    """The dossier as blocks, on A4 upright."""
    title = f"{clean(view.name)}一企一档"
    return Document(
        title=title,
        author=clean(view.office),
        dated=view.as_of,
        blocks=(*_head(view), *_parts(view)),
        page=A4_PORTRAIT,
        numbering=Numbering.OF_TOTAL,
        continued=Ends(f"{title}（续）", _as_of(view), LEDGER_CAPTION),
    )


def _head(view: DossierView) -> Iterator[Block]:
    yield paragraph(f"{view.name}\n一企一档", LEDGER_TITLE)
    yield paragraph(view.summary, LEDGER_SUMMARY)
    yield Ends(f"建档单位：{clean(view.office)}", _as_of(view), LEDGER_CAPTION)


def _as_of(view: DossierView) -> str:
    return f"截至{chinese_date(view.as_of)}"


def _parts(view: DossierView) -> Iterator[Block]:
    yield _facts(view.facts)
    for ordinal, part in enumerate(view.parts, 1):
        yield Paragraph((), FORM_GAP)
        yield _table(ordinal, part)


def _bar(ordinal: int, title: str, units: int) -> FormRow:
    """The heading of a part, held to the row below it."""
    told = paragraph(f"{_NUMERALS[ordinal]}、{title}", FORM_SECTION)
    return FormRow((FormCell((told,), units),), keep=True)


def _facts(facts: tuple[tuple[str, str], ...]) -> FormTable:
    """Short facts two in a row, long ones below, each over the whole width."""
    units = 2 * (_LABEL + _VALUE)
    short = [fact for fact in facts if len(fact[1]) <= _SHORT]
    pairs = zip_longest(short[::2], short[1::2], fillvalue=("", ""))
    rows: list[tuple[FormCell, ...]]
    rows = [(*_fact(left, _VALUE), *_fact(right, _VALUE)) for left, right in pairs]
    rows += [_fact(fact, units - _LABEL) for fact in facts if len(fact[1]) > _SHORT]
    return FormTable(units, (_bar(0, "基本情况", units), *map(FormRow, rows)))


def _fact(fact: tuple[str, str], units: int) -> tuple[FormCell, FormCell]:
    label, value = fact
    said = paragraph(label, FORM_LABEL), paragraph(value, FORM_ANSWER)
    return FormCell(said[:1], _LABEL), FormCell(said[1:], units)


def _table(ordinal: int, part: DossierPart) -> FormTable:
    """The rows under heading and labels, which are repeated on each page."""
    widths = [2 * column.width for column in part.columns]
    bar = _bar(ordinal, part.title, sum(widths))
    if not part.rows:
        nothing = FormCell((paragraph(_NOTHING, LEDGER_CELL),), sum(widths))
        return FormTable(sum(widths), (bar, FormRow((nothing,))))
    labels = replace(_row([c.label for c in part.columns], widths, _HEADS), keep=True)
    styles = [_CELLS[column.align] for column in part.columns]
    rows = (_row(cells, widths, styles) for cells in part.rows)
    return FormTable(sum(widths), (bar, labels, *rows), headings=2)


def _row(texts: Sequence[str], widths: Sequence[int], styles: Iterable[Style]) -> FormRow:
    cells = zip(texts, widths, styles, strict=False)
    return FormRow(
        tuple(FormCell((paragraph(text, style),), width) for text, width, style in cells)
    )
