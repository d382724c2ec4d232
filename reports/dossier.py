"""一企一档: a subject's facts, who answers for it, figures, issues, and everything by date."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest

from reports.blocks import (
    Block,
    Column,
    Document,
    Ends,
    Numbering,
    Paragraph,
    Span,
    Table,
    chinese_date,
    clean,
    paragraph,
)
from reports.gongwen import (
    A4_PORTRAIT,
    LEDGER_CAPTION,
    LEDGER_SUMMARY,
    LEDGER_TITLE,
    Align,
    Face,
)
from reports.view import LedgerColumn

_ALIGNS = {"left": Align.LEFT, "center": Align.CENTER, "right": Align.RIGHT}
_NUMERALS = "一二三四五六七八九十"
_NOTHING = "暂无记录。"
_LABEL, _VALUE = 8.5, 18
_SHORT = 18
"""Values of so many characters stand two in a row."""
_FACTS = (Column("项目", _LABEL, Align.CENTER), Column("内容", _VALUE))
_LONG_FACTS = (_FACTS[0], Column("内容", _LABEL + 2 * _VALUE))
_HEADING = replace(LEDGER_CAPTION, before=10, outline=2)


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
    )


def _head(view: DossierView) -> Iterator[Block]:
    yield paragraph(f"{view.name}\n一企一档", LEDGER_TITLE)
    yield paragraph(view.summary, LEDGER_SUMMARY)
    office, day = clean(view.office), chinese_date(view.as_of)
    yield Ends(f"建档单位：{office}", f"截至{day}", LEDGER_CAPTION)


def _parts(view: DossierView) -> Iterator[Block]:
    yield _heading(0, "基本情况")
    yield from _facts(view.facts)
    for place, part in enumerate(view.parts, 1):
        yield _heading(place, part.title)
        yield _table(part) if part.rows else paragraph(_NOTHING, LEDGER_SUMMARY)


def _heading(place: int, title: str) -> Paragraph:
    return Paragraph((Span(f"{_NUMERALS[place]}、{clean(title)}", Face.HEI),), _HEADING)


def _facts(facts: tuple[tuple[str, str], ...]) -> Iterator[Block]:
    """Short facts two in a row, long ones below, each over the whole width."""
    said = [(clean(label), clean(value)) for label, value in facts]
    short = [fact for fact in said if len(fact[1]) <= _SHORT]
    pairs = zip_longest(short[::2], short[1::2], fillvalue=("", ""))
    yield Table(_FACTS * 2, tuple((*left, *right) for left, right in pairs))
    long = tuple(fact for fact in said if len(fact[1]) > _SHORT)
    if long:
        yield Table(_LONG_FACTS, long)


def _table(part: DossierPart) -> Table:
    columns = tuple(Column(clean(c.label), c.width, _ALIGNS[c.align]) for c in part.columns)
    return Table(columns, tuple(tuple(map(clean, row)) for row in part.rows))
