"""What stands in a Word file that was edited elsewhere: paragraphs, tables, charts, live figures.

It reads what `word` writes, and what Word, WPS and LibreOffice make of it: a live figure, or a
number of a date, is a content control tagged `baolian:FIELD`, a table says in its description what
it shows. Text that was deleted with changes tracked is gone, what was inserted is there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from reports.oxml import FIELD_TAG, NAMESPACES
from reports.view import Mark
from reports.word_opening import DOCUMENT, PROPERTIES, parts

_W = f"{{{NAMESPACES['w']}}}"
_WP = f"{{{NAMESPACES['wp']}}}"
_KEYWORDS = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}keywords"
_DRAWING, _FALLBACK = f"{_W}drawing", f"{{{NAMESPACES['mc']}}}Fallback"
_UNSEEN = {f"{_W}{name}" for name in ("pPr", "rPr", "del", "moveFrom", "pict", "object")}
_UNSEEN |= {_DRAWING, _FALLBACK}
_LETTERS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_SPAN = 64  # columns that one cell may take


@dataclass(frozen=True)
class ReadParagraph:
    """A paragraph as it is read; `marks` say which stretches are live figures, and of what."""

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class ReadTable:
    """A table: `field` names what it shows, as far as the file still says so.

    Rows are as long as the table is wide; a cell over several columns or rows is followed by empty
    ones. `headings` counts the rows that are repeated on each page.
    """

    rows: tuple[tuple[str, ...], ...]
    headings: int = 0
    field: str = ""


@dataclass(frozen=True)
class ReadChart:
    """A chart that was drawn as shapes: its name, and the text in it from top to bottom."""

    name: str
    texts: tuple[str, ...]


ReadPart = ReadParagraph | ReadTable | ReadChart


@dataclass(frozen=True)
class ReadFile:
    """A Word file in its order, and the keywords in its properties."""

    parts: tuple[ReadPart, ...]
    keywords: str = ""

    @property
    def paragraphs(self) -> list[ReadParagraph]:
        """The paragraphs outside of tables that say something."""
        return [one for one in self.parts if isinstance(one, ReadParagraph) and one.text.strip()]

    @property
    def tables(self) -> list[ReadTable]:
        """The tables."""
        return [one for one in self.parts if isinstance(one, ReadTable)]

    @property
    def charts(self) -> list[ReadChart]:
        """The charts that hold text."""
        return [one for one in self.parts if isinstance(one, ReadChart) and one.texts]


def read(data: bytes) -> ReadFile:
    """A .docx file. Raises `word_opening.Unreadable` for what cannot be read."""
    found = parts(data)
    body = found[DOCUMENT].find(f"{_W}body")
    told = tuple(_blocks(body)) if body is not None else ()
    properties = found.get(PROPERTIES)
    keywords = None if properties is None else properties.findtext(_KEYWORDS)
    return ReadFile(told, (keywords or "").strip())


def _blocks(parent: etree._Element) -> Iterator[ReadPart]:
    """Paragraphs and tables, also within controls around whole blocks."""
    for child in parent:
        if child.tag == f"{_W}p":
            yield _paragraph(child)
            yield from map(_chart, child.iter(f"{_WP}inline", f"{_WP}anchor"))
        elif child.tag == f"{_W}tbl":
            yield _table(child)
        elif isinstance(child.tag, str) and child.tag not in _UNSEEN:
            yield from _blocks(child)


@dataclass
class _Gathered:
    """A paragraph while its runs are walked."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)

    def walk(self, parent: etree._Element) -> None:
        for child in parent:
            if child.tag == f"{_W}t":
                self.text += child.text or ""
            elif child.tag in _LETTERS:
                self.text += _LETTERS[child.tag]
            elif child.tag == f"{_W}sdt":
                self._control(child)
            elif isinstance(child.tag, str) and child.tag not in _UNSEEN:
                self.walk(child)

    def _control(self, control: etree._Element) -> None:
        start, content = len(self.text), control.find(f"{_W}sdtContent")
        if content is not None:
            self.walk(content)
        named = _value(control.find(f"{_W}sdtPr/{_W}tag"))
        if named.startswith(FIELD_TAG):
            self.marks.append(Mark(start, len(self.text), named.removeprefix(FIELD_TAG)))


def _paragraph(element: etree._Element) -> ReadParagraph:
    gathered = _Gathered()
    gathered.walk(element)
    return ReadParagraph(gathered.text, tuple(gathered.marks))


def _table(element: etree._Element) -> ReadTable:
    lines = list(element.iter(f"{_W}tr"))
    rows = [_row(line) for line in lines]
    width = max(map(len, rows), default=0)
    named = _value(element.find(f"{_W}tblPr/{_W}tblDescription"))
    return ReadTable(
        tuple((*row, *[""] * (width - len(row))) for row in rows),
        sum(line.find(f"{_W}trPr/{_W}tblHeader") is not None for line in lines),
        named.removeprefix(FIELD_TAG) if named.startswith(FIELD_TAG) else "",
    )


def _row(line: etree._Element) -> list[str]:
    cells: list[str] = []
    for cell in line.iter(f"{_W}tc"):
        span = _value(cell.find(f"{_W}tcPr/{_W}gridSpan"))
        wide = min(int(span), _SPAN) if span.isdecimal() else 1
        cells += [_text(cell.iter(f"{_W}p")), *[""] * (wide - 1)]
    return cells


def _text(paragraphs: Iterable[etree._Element]) -> str:
    return "".join(_paragraph(one).text.strip() for one in paragraphs)


def _chart(drawing: etree._Element) -> ReadChart:
    properties = drawing.find(f"{_WP}docPr")
    name = "" if properties is None else properties.get("name", "")
    boxes = drawing.iter(f"{_W}txbxContent")
    return ReadChart(name, tuple(_text(box.iter(f"{_W}p")) for box in boxes))


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{_W}val", "")
