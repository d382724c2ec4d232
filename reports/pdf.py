"""A document as PDF: the marks of its pages on a reportlab canvas, with embedded faces.

The same document gives the same bytes. Up to a hundred pages the file is PDF/A-2b.
"""

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO

from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from reports import fonts, pdfa, watermark
from reports.blocks import Document
from reports.gongwen import Colour
from reports.layout import Layout
from reports.strips import Area, Bookmark, Glyphs, Item, Stroke

ARCHIVED_PAGES = 100
"""Up to so many pages a file is made PDF/A: beyond, that costs as much as drawing it."""

OnPage = Callable[[int, int], None]
"""Told after each page how many of how many are drawn; raising in it stops the writing."""

_INKS = {ink: tuple(byte / 255 for byte in bytes.fromhex(ink)) for ink in Colour}


def write(document: Document, on_page: OnPage = lambda _done, _total: None) -> bytes:
    """The document as a PDF file.

    Raises MissingGlyph for a character that no face can draw, MissingFonts without the faces.
    """
    layout = Layout(document, fonts.current())
    _register(layout.fonts)
    stream = BytesIO()
    pen = _Pen(_canvas(document, layout, stream), layout.page.height, layout.fonts)
    for sheet in layout.sheets:
        if document.watermark:
            watermark.draw(pen.canvas, document.watermark, layout.page, layout.fonts)
        pen.page(layout.items(sheet))
        on_page(sheet.number, len(layout.sheets))
    pen.canvas.save()
    if len(layout.sheets) > ARCHIVED_PAGES:
        return stream.getvalue()
    return pdfa.archived(stream.getvalue(), document.dated)


def _canvas(document: Document, layout: Layout, stream: BytesIO) -> Canvas:
    """An empty file with metadata; its first font is an embedded one, as PDF/A demands."""
    canvas = Canvas(
        stream,
        pagesize=(layout.page.width, layout.page.height),
        invariant=1,
        pageCompression=1,
        initialFontName=next(iter(layout.fonts.fonts)),
    )
    canvas.setTitle(document.title)
    canvas.setAuthor(document.author)
    canvas.setSubject(document.title)
    canvas.setKeywords(document.keywords)
    canvas.setCreator("包联工作台")
    return canvas


def _register(faces: fonts.FontSet) -> None:
    """Make the faces known to reportlab, once each."""
    ttfonts.makeToUnicodeCMap = _to_unicode
    known = set(pdfmetrics.getRegisteredFontNames())
    for font in faces.fonts.values():
        if font.name not in known:
            pdfmetrics.registerFont(ttfonts.TTFont(font.name, font.source, subfontIndex=font.index))


def _to_unicode(name: str, subset: list[int]) -> str:
    """The map from codes to characters that copying and searching use.

    reportlab's own writes code points as they are, which cuts those above U+FFFF (𬭎 is copied
    as another character); the format wants UTF-16.
    """
    lines = [
        f"<{code:02X}> <{chr(value).encode('utf-16-be').hex().upper()}>"
        for code, value in enumerate(subset)
    ]
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
            f"/CMapName /{name} def /CMapType 2 def",
            f"1 begincodespacerange <00> <{len(subset) - 1:02X}> endcodespacerange",
            *_in_hundreds(lines),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        )
    )


def _in_hundreds(lines: list[str]) -> Iterable[str]:
    """Blocks of at most a hundred entries: the format allows no more in one."""
    for start in range(0, len(lines), 100):
        part = lines[start : start + 100]
        yield from (f"{len(part)} beginbfchar", *part, "endbfchar")


class _Pen:
    """Draws marks; turns the layout's downward y into the canvas's upward one."""

    def __init__(self, canvas: Canvas, height: float, faces: fonts.FontSet) -> None:
        self.canvas, self.height, self.fonts = canvas, height, faces
        self.text: PDFTextObject = canvas.beginText()
        self.state: tuple[str, float, float, Colour] | None = None
        self.levels = [-1]

    def page(self, items: Iterable[Item]) -> None:
        """Draw one page: rules below, text above."""
        self.text, self.state = self.canvas.beginText(), None
        strokes = []
        for item in items:
            if isinstance(item, Stroke):
                strokes.append(item)
            elif isinstance(item, Glyphs):
                self.write(item)
            elif isinstance(item, Area):
                self.area(item)
            else:
                self.bookmark(item)
        for stroke in joined(strokes):
            self.rule(stroke)
        self.canvas.drawText(self.text)
        self.canvas.showPage()

    def write(self, glyphs: Glyphs) -> None:
        """Set characters; ink, face and spacing are said again only where they change."""
        state = (glyphs.font, glyphs.size, glyphs.spacing, glyphs.colour)
        if state != self.state:
            self.text.setFillColorRGB(*_INKS[glyphs.colour])
            self.text.setFont(glyphs.font, glyphs.size)
            self.text.setCharSpace(glyphs.spacing)
            self.state = state
        x = glyphs.x
        for text in self._strings(glyphs):
            self.text.setTextOrigin(x, self.height - glyphs.y)
            self.text.textOut(text)
            x += self._length(text, glyphs)

    def _strings(self, glyphs: Glyphs) -> Iterator[str]:
        """The text in pieces of one font subset each, where it is spaced.

        Every piece gets a place of its own, because some readers forget the spacing behind the
        last character of a string and would measure what follows in the wrong place.
        """
        if not glyphs.spacing:
            yield glyphs.text
            return
        start = 0
        for _, codes in pdfmetrics.getFont(glyphs.font).splitString(glyphs.text, self.canvas._doc):
            yield glyphs.text[start : start + len(codes)]
            start += len(codes)

    def _length(self, text: str, glyphs: Glyphs) -> float:
        advances = self.fonts.fonts[glyphs.font].advances
        return sum(advances[char] * glyphs.size + glyphs.spacing for char in text)

    def rule(self, stroke: Stroke) -> None:
        """Draw a rule."""
        self.canvas.setStrokeColorRGB(*_INKS[stroke.colour])
        self.canvas.setLineWidth(stroke.width)
        self.canvas.line(stroke.x1, self.height - stroke.y1, stroke.x2, self.height - stroke.y2)

    def area(self, area: Area) -> None:
        """Fill a polygon; what is drawn later lies upon it."""
        path = self.canvas.beginPath()
        first, *rest = ((x, self.height - y) for x, y in area.corners)
        path.moveTo(*first)
        for corner in rest:
            path.lineTo(*corner)
        path.close()
        self.canvas.setFillColorRGB(*_INKS[area.colour])
        self.canvas.drawPath(path, stroke=0, fill=1)

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
