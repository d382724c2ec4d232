"""From blocks to pages: lines of the grid, table rows, page breaks, the foot, page numbers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from reports import blocks
from reports.blocks import Chart, Document, Ends, FormTable, Numbering, Paragraph, ToGrid
from reports.charts import chart_strips
from reports.dividing import printable
from reports.fonts import FontSet, Piece, Use, used
from reports.formtable import form_strips
from reports.gongwen import (
    FOOT_EDGE_RULE,
    FOOT_INNER_RULE,
    LEDGER_PAGE_NUMBER,
    PAGE_NUMBER,
    PAGE_NUMBER_DASH_RISE,
    PAGE_NUMBER_DROP,
    PAGE_NUMBER_INSET,
    Style,
)
from reports.holding import held, parts
from reports.lines import ends_strips, paragraph_strips, single_line
from reports.strips import Gap, GridGap, Item, Rule, Strip, TextLine
from reports.tables import drawn, table_strips

_TOLERANCE = 0.01


@dataclass
class Sheet:
    """One page: strips with the height at which each begins, from the top of the text area."""

    number: int
    placed: list[tuple[float, Strip]] = field(default_factory=list)
    used: float = 0

    def add(self, strip: Strip) -> None:
        """Put a strip below what is there."""
        self.placed.append((self.used, strip))
        self.used += strip.height


class Layout:
    """A document laid out on pages. Raises MissingGlyph before anything else happens."""

    def __init__(self, document: Document, fonts: FontSet) -> None:
        document, self._counted = printable(document, fonts)
        self.document, self.fonts, self.page = document, fonts, document.page
        self.foot_height, self.foot_begins_page = 0.0, False
        height = self.page.text_height
        strips = ((block, self._strips(block)) for block in document.blocks)
        self.sheets = paginate(held(strips, height), height)
        if document.foot is not None:
            self._place_foot(document.foot)

    def items(self, sheet: Sheet) -> Iterator[Item]:
        """Every mark of one page: what says that it goes on first, the page number last."""
        if self.document.continued is not None and sheet.number > 1:
            yield from self._continued(self.document.continued)
        placed = ((self.page.top + top, strip) for top, strip in sheet.placed)
        yield from drawn(placed, self.page.left)
        yield from self._page_number(sheet)

    def _strips(self, block: blocks.Block) -> Iterable[Strip]:
        if isinstance(block, Paragraph):
            return paragraph_strips(block, self.page.text_width, self.fonts)
        if isinstance(block, Ends):
            return ends_strips(block, self.page.text_width, self.fonts)
        size = self.page.text_width, self.page.text_height
        if isinstance(block, FormTable):
            return form_strips(block, *size, self.fonts)
        if isinstance(block, Chart):
            return chart_strips(block.view, self.page.text_width, self.fonts)
        if isinstance(block, ToGrid):
            return (GridGap(),)
        return table_strips(block, *size, self.fonts)

    @property
    def uses(self) -> tuple[Use, ...]:
        """Which faces draw how much of it, the numbers of its pages among it."""
        numbers = self.fonts.require(_page_numbers(self.document, len(self.sheets)))
        return used(self.fonts, *self._counted, numbers)

    @property
    def gaps(self) -> list[float]:
        """How much space stands at each ToGrid, in points."""
        placed = (strip for sheet in self.sheets for _, strip in sheet.placed)
        return [strip.height for strip in placed if isinstance(strip, GridGap)]

    def _place_foot(self, foot: blocks.Foot) -> None:
        """Stand the imprint on the lower edge of the text area, on a new page if need be."""
        strips = list(self._foot_strips(foot))
        self.foot_height = sum(strip.height for strip in strips)
        free = self.page.text_height - self.sheets[-1].used
        self.foot_begins_page = self.foot_height > free + _TOLERANCE
        if self.foot_begins_page:
            self.sheets.append(Sheet(len(self.sheets) + 1))
        self.sheets[-1].used = self.page.text_height - self.foot_height
        for strip in strips:
            self.sheets[-1].add(strip)

    def _foot_strips(self, foot: blocks.Foot) -> Iterator[Strip]:
        """Rules of 0.35 mm above and below all, of 0.25 mm between the parts (GB/T 9704 7.4.1)."""
        width = self.page.text_width
        for number, part in enumerate(foot.parts):
            yield Rule(width, (FOOT_INNER_RULE if number else FOOT_EDGE_RULE).points)
            for block in part:
                yield from self._strips(block)
        yield Rule(width, FOOT_EDGE_RULE.points)

    def _continued(self, line: Ends) -> Iterator[Item]:
        """In the upper margin, where Word has its headers."""
        for strip in ends_strips(line, self.page.text_width, self.fonts):
            yield from strip.items(self.page.left, self.page.top / 2)

    def _page_number(self, sheet: Sheet) -> Iterator[Item]:
        text = number_text(self.document.numbering, sheet.number, len(self.sheets))
        if self.document.numbering is Numbering.DASHES:
            style = PAGE_NUMBER
            middle = self.page.text_height + PAGE_NUMBER_DROP.points
            top = middle + (PAGE_NUMBER_DASH_RISE - 0.38) * style.size - style.pitch / 2
            line = self._numbering_line(text, style, odd=sheet.number % 2 == 1)
            yield from line.items(self.page.left, self.page.top + top)
        elif self.document.numbering is Numbering.OF_TOTAL:
            line = single_line(text, LEDGER_PAGE_NUMBER, self.page.text_width, self.fonts)
            yield from line.items(self.page.left, self.page.top + self.page.text_height + 12)

    def _numbering_line(self, text: str, style: Style, odd: bool) -> TextLine:
        """Odd pages number one character in from the right edge, even ones from the left."""
        inset = PAGE_NUMBER_INSET.points
        line = single_line(text, style, self.page.text_width, self.fonts)
        length = sum(self.fonts.chains[style.face][char].advance for char in text) * style.size
        shift = self.page.text_width - inset - length if odd else inset
        return TextLine(style, tuple(replace(run, x=run.x + shift) for run in line.runs))


def number_text(numbering: Numbering, page: int, pages: int) -> str:
    """What stands at the foot of a page, counted from 1: — 1 —, or 第1页 共3页, or nothing."""
    if numbering is Numbering.NONE:
        return ""
    return f"— {page} —" if numbering is Numbering.DASHES else f"第{page}页 共{pages}页"


def _page_numbers(document: Document, pages: int) -> Iterator[Piece]:
    """The numbers of so many pages, as `blocks.texts` tells all other text."""
    style = PAGE_NUMBER if document.numbering is Numbering.DASHES else LEDGER_PAGE_NUMBER
    for page in range(1, pages + 1):
        yield number_text(document.numbering, page, pages), style.face, "页码"


def extent(document: Document, fonts: FontSet) -> tuple[int, float]:
    """How many pages a document takes, and how much of the last one, in points."""
    sheets = Layout(document, fonts).sheets
    return len(sheets), sheets[-1].used


def paginate(strips: Iterable[Strip], height: float) -> list[Sheet]:
    """Fill pages of `height` points from the top; there is always at least one page."""
    sheets = [Sheet(1)]
    for strip in strips:
        if sheets[-1].used + strip.height > height + _TOLERANCE:
            sheets.append(Sheet(len(sheets) + 1))
            if strip.header is not None:
                sheets[-1].add(strip.header)
        if isinstance(strip, GridGap):
            sheets[-1].add(strip.below(sheets[-1].used, height))
        elif not (isinstance(strip, Gap) and len(sheets) > 1 and not sheets[-1].placed):
            for part in parts(strip):
                sheets[-1].add(part)
    return sheets
