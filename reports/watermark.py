"""The outlines of a watermark: drawn as shapes, so that copied text does not contain it."""

from collections.abc import Iterator

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from reports.fonts import FontSet
from reports.gongwen import WATERMARK_ANGLE, WATERMARK_GREY, WATERMARK_SHARE, Face, Page


def draw(canvas: Canvas, text: str, page: Page, fonts: FontSet) -> None:
    """Draw `text` in light grey across the middle of the sheet, rising to the right.

    The text is set in the first face of 黑体; characters that it lacks are left out.
    """
    size = min(page.width, page.height) * WATERMARK_SHARE
    with fonts.chains[Face.HEI].first.opened() as font:
        em = font["head"].unitsPerEm
        canvas.saveState()
        canvas.setFillColorRGB(WATERMARK_GREY, WATERMARK_GREY, WATERMARK_GREY)
        canvas.translate(page.width / 2, page.height / 2)
        canvas.rotate(WATERMARK_ANGLE)
        canvas.scale(size / em, size / em)
        canvas.translate(-len(text) * em / 2, -0.38 * em)
        for outline in _outlines(canvas, font, text):
            canvas.drawPath(outline, stroke=0, fill=1)
            canvas.translate(em, 0)
        canvas.restoreState()


def _outlines(canvas: Canvas, font: TTFont, text: str) -> Iterator[PDFPathObject]:
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    for char in text:
        path = canvas.beginPath()
        if ord(char) in names:
            glyphs[names[ord(char)]].draw(_PathPen(path))
        yield path


class _PathPen(BasePen):
    """Hands a glyph's outline to a canvas path; quadratic curves come as cubic ones."""

    def __init__(self, path: PDFPathObject) -> None:
        super().__init__(None)
        self.path = path

    def _moveTo(self, pt: tuple[float, float]) -> None:
        self.path.moveTo(*pt)

    def _lineTo(self, pt: tuple[float, float]) -> None:
        self.path.lineTo(*pt)

    def _curveToOne(
        self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]
    ) -> None:
        self.path.curveTo(*pt1, *pt2, *pt3)

    def _closePath(self) -> None:
        self.path.close()
