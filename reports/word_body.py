"""The text of a Word file: each block as WordprocessingML, one after the other."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from reports import oxml, word_chart, word_foot, word_form, word_table
from reports.blocks import Block, Chart, Document, Ends, FormTable, Paragraph, Table, ToGrid
from reports.charts import chart_strips
from reports.fonts import FontSet
from reports.layout import Layout

_YIELD = 2.0
"""Points that a table or a chart may be higher in Word than on our paper."""


def xml(document: Document, fonts: FontSet) -> str:
    """All blocks and the imprint."""
    return "".join(_Body(document, fonts).parts())


class _Body:
    """A document on its way; it is laid out only where its paper tells what Word must be told."""

    def __init__(self, document: Document, fonts: FontSet) -> None:
        self.document, self.fonts = document, fonts
        self.width = document.page.text_width
        self.drawings = count(word_foot.NUMBER + 1)
        laid_out = document.foot is not None or ToGrid() in document.blocks
        self.layout = Layout(document, fonts) if laid_out else None
        self.gaps = iter(self.layout.gaps if self.layout is not None else ())

    def parts(self) -> Iterator[str]:
        """The XML of each block."""
        blocks = self.document.blocks
        for before, block, after in zip((None, *blocks), blocks, (*blocks[1:], None), strict=False):
            if isinstance(block, Paragraph) and isinstance(after, ToGrid):
                style = replace(block.style, after=self._gap())
                yield oxml.paragraph(replace(block, style=style))
            elif not (isinstance(block, ToGrid) and isinstance(before, Paragraph)):
                yield self._block(block)
        if self.layout is not None and self.document.foot is not None:
            yield word_foot.xml(self.document.foot, self.layout)

    def _block(self, block: Block) -> str:
        if isinstance(block, Paragraph):
            return oxml.paragraph(block)
        if isinstance(block, Ends):
            return oxml.ends(block, self.width)
        if isinstance(block, FormTable):
            return word_form.xml(block, self.width)
        if isinstance(block, Table):
            return word_table.xml(block, self.width)
        if isinstance(block, Chart):
            drawings = chart_strips(block.view, self.width, self.fonts)
            return word_chart.xml(block.view, drawings, self.drawings)
        return oxml.blank(self._gap())

    def _gap(self) -> float:
        """The next way to the grid, a little less where tables and charts came out higher."""
        return max(next(self.gaps) - _YIELD, 0.0)
