"""A document as PDF: the marks of its pages on a reportlab canvas, with embedded faces.

The same document gives the same bytes. Up to a hundred pages the file is PDF/A-2b.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from zlib import compress

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas

from reports import fonts, pdfa, watermark
from reports.blocks import Document
from reports.fonts import Use
from reports.gongwen import Colour
from reports.layout import Layout
from reports.pdf_fonts import Codes, Faces
from reports.strips import Area, Bookmark, Glyphs, Item, Stroke

ARCHIVED_PAGES = 100
"""Up to so many pages a file is made PDF/A: beyond, that costs as much as drawing it."""

_PACKING = 3
"""The level of compression: the next takes twice as long for a sixth less."""

OnPage = Callable[[int, int], None]
"""Told after each page how many of how many are drawn; raising in it stops the writing."""

_INKS = {
    ink: " ".join(f"{byte / 255:.4g}" for byte in bytes.fromhex(ink)) for ink in map(str, Colour)
}
"""Red, green and blue of each ink as shares of one, as a PDF says them."""

rl_config.useA85 = 0  # its files may hold bytes; as printable text they would be a quarter larger


@dataclass(frozen=True)
class Drawing:
    """A PDF file, how many pages it has, and which faces drew it."""

    data: bytes
    pages: int
    faces: tuple[Use, ...]


def write(document: Document, on_page: OnPage = lambda _done, _total: None) -> bytes:
    """The document as a PDF file. Raises as `draw`."""
    return draw(document, on_page).data


def draw(document: Document, on_page: OnPage = lambda _done, _total: None) -> Drawing:
    """The document as a PDF file, with what there is to say of it.

    Raises MissingGlyph for a character that no face can draw, MissingFonts without the faces.
    """
    layout = Layout(document, fonts.current())
    stream = BytesIO()
    canvas = _canvas(document, layout, stream)
    pen = _Pen(canvas, layout.page.height, Faces(canvas, layout.fonts))
    for sheet in layout.sheets:
        if document.watermark:
            watermark.draw(canvas, document.watermark, layout.page, layout.fonts)
        pen.page(layout.items(sheet))
        sheet.placed.clear()  # a long ledger is never in memory both as lines and as a file
        on_page(sheet.number, len(layout.sheets))
    canvas.save()
    pages, data = len(layout.sheets), stream.getvalue()
    archived = data if pages > ARCHIVED_PAGES else pdfa.archived(data, document.dated)
    return Drawing(archived, pages, layout.uses)


class _Sheets(Canvas):
    """A canvas that begins no page with a face of reportlab's own: PDF/A wants each embedded."""

    def _make_preamble(self) -> None:
        self._preamble = ""


def _close_page(canvas: Canvas) -> None:
    """End a page and pack it at once, instead of holding all until the file is saved."""
    canvas.showPage()
    page = canvas._doc.Pages[-1]
    drawn = compress(page.stream.encode("latin-1"), _PACKING)
    page.Contents = PDFStream(PDFDictionary({"Filter": PDFName("FlateDecode")}), drawn)
    page.stream = ""


def _canvas(document: Document, layout: Layout, stream: BytesIO) -> Canvas:
    """An empty file with metadata."""
    size = (layout.page.width, layout.page.height)
    canvas = _Sheets(stream, pagesize=size, invariant=1, pageCompression=1)
    canvas.setTitle(document.title)
    canvas.setAuthor(document.author)
    canvas.setSubject(document.title)
    canvas.setKeywords(document.keywords)
    canvas.setCreator("包联工作台")
    return canvas


class _Pen:
    """Draws marks; turns the layout's downward y into the canvas's upward one.

    It says what to draw in the language of the format itself (ISO 32000-1, annex A): the canvas
    would take several calls, and three times as long, for each of a ledger's many lines.
    """

    def __init__(self, canvas: Canvas, height: float, faces: Faces) -> None:
        self.canvas, self.height, self.faces = canvas, height, faces
        self.levels = [-1]

    def page(self, items: Iterable[Item]) -> None:
        """Draw one page: areas below, rules upon them, text above."""
        texts: list[Glyphs] = []
        strokes: list[Stroke] = []
        areas: list[Area] = []
        for item in items:
            if isinstance(item, Glyphs):
                texts.append(item)
            elif isinstance(item, Stroke):
                strokes.append(item)
            elif isinstance(item, Area):
                areas.append(item)
            else:
                self.bookmark(item)
        for literal in (self.areas(areas), self.rules(joined(strokes)), self.text(texts)):
            self.canvas.addLiteral("\n".join(literal))
        _close_page(self.canvas)

    def text(self, pieces: Iterable[Glyphs]) -> Iterator[str]:
        """Set characters; ink, face and spacing are said again only where they change."""
        height, codes, said = self.height, Codes(""), None
        yield "BT"
        for x, y, font, size, text, spacing, ink in pieces:
            look = (font, size, spacing, ink)
            if look != said:
                codes, said = self.faces.codes(font), look
                yield f"{_INKS[ink]} rg /{codes.name} {size:g} Tf {spacing:.4f} Tc"
            yield f"1 0 0 1 {x:.2f} {height - y:.2f} Tm <{codes.string(text)}> Tj"
        yield "ET"

    def rules(self, strokes: Iterable[Stroke]) -> Iterator[str]:
        """Draw rules; ink and width are said again only where they change."""
        height, said = self.height, None
        for x1, y1, x2, y2, width, ink in strokes:
            if said != (width, ink):
                said = width, ink
                yield f"{_INKS[ink]} RG {width:.4g} w"
            yield f"{x1:.2f} {height - y1:.2f} m {x2:.2f} {height - y2:.2f} l S"

    def areas(self, areas: Iterable[Area]) -> Iterator[str]:
        """Fill polygons; what is drawn later lies upon them."""
        for area in areas:
            corners = [f"{x:.2f} {self.height - y:.2f}" for x, y in area.corners]
            yield f"{_INKS[area.colour]} rg {' l '.join(corners)} l h f".replace(" l ", " m ", 1)

    def bookmark(self, mark: Bookmark) -> None:
        """Let navigation lead to a heading; no level may be skipped on the way down."""
        key = f"{self.canvas.getPageNumber()}-{mark.y:.2f}"
        self.levels.append(min(mark.level - 1, self.levels[-1] + 1))
        self.canvas.bookmarkHorizontal(key, 0, self.height - mark.y)
        self.canvas.addOutlineEntry(mark.text, key, self.levels[-1])


def joined(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Rules that continue each other downward, as one each: a table's edges over all its rows."""
    longer: dict[tuple[object, ...], Stroke] = {}
    for stroke in strokes:
        x, ink = stroke.x1, (stroke.width, stroke.colour)
        if x != stroke.x2:
            longer[x, stroke.y1, stroke.x2, stroke.y2, *ink] = stroke
            continue
        above = longer.pop((x, round(stroke.y1, 3), *ink), None)
        begin = above.y1 if above else stroke.y1
        longer[x, round(stroke.y2, 3), *ink] = Stroke(x, begin, x, stroke.y2, *ink)
    return list(longer.values())
