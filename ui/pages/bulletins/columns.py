"""An office's own tables in the text: cells under each other, with lines between the columns."""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import accumulate, groupby

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextOption,
)

from ui import style
from ui.pages.bulletins.chips import Chips
from ui.pages.bulletins.letters import TAB, blocks, fragments, is_row, written

_STOPS = int(QTextFormat.Property.UserProperty) + 2  # where a row's cells begin, in pixels
_LINE_HEIGHT = 150.0  # percent
_INDENT = 2  # characters before a paragraph
_APART = 20  # pixels between two cells
_WIDEST = 260  # pixels of a cell after which the next begins at the following stop

Edges = Iterable[tuple[QRectF, list[float]]]
"""Rows of tables: where each stands, and where in it the columns part."""


def rows_of(text: str) -> list[list[str]]:
    """The rows of a table as a spreadsheet copies them; none where the text is something else.

    A cell with line breaks stands in quotes there; here it is one line.
    """
    try:
        read = list(csv.reader(io.StringIO(text, newline=""), delimiter=TAB, strict=True))
    except csv.Error:
        return []
    rows = [[" ".join(cell.split()) for cell in row] for row in read if row]
    return rows if all(len(row) > 1 for row in rows) else []


def paragraph() -> QTextBlockFormat:
    """How a line is set that is no row of a table."""
    form = QTextBlockFormat()
    form.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    form.setTextIndent(_INDENT * style.FONT_PIXELS)
    return form


class Columns:
    """Sets the rows of each table so that their cells stand under each other."""

    def __init__(self, document: QTextDocument, chips: Chips) -> None:
        self._document = document
        self._chips = chips

    def settle(self) -> None:
        """Set every line as what it is by now; one edit with the one before it, for undo."""
        runs = groupby(blocks(self._document), is_row)
        wanted = [pair for rows, run in runs for pair in self._set(list(run), rows)]
        self._apply([(block, form) for block, form in wanted if not _is_set(block, form)])

    def _apply(self, changed: list[tuple[QTextBlock, QTextBlockFormat]]) -> None:
        if not changed:
            return
        cursor = QTextCursor(self._document)
        cursor.joinPreviousEditBlock()
        for block, form in changed:
            cursor.setPosition(block.position())
            cursor.setBlockFormat(form)
        cursor.endEditBlock()

    def _set(
        self, run: list[QTextBlock], rows: bool
    ) -> Iterator[tuple[QTextBlock, QTextBlockFormat]]:
        form = paragraph()
        if rows:
            form.setTextIndent(0)
            stops = self._stops(run)
            form.setProperty(_STOPS, stops)
            form.setTabPositions([QTextOption.Tab(at, QTextOption.TabType.LeftTab) for at in stops])
        for block in run:
            yield block, form

    def _stops(self, run: list[QTextBlock]) -> list[float]:
        """Where the cells of a table begin, from the second on."""
        widths: list[float] = []
        for block in run:
            cells = self._widths(block)[:-1]
            widths += [0.0] * (len(cells) - len(widths))
            for place, width in enumerate(cells):
                widths[place] = max(widths[place], min(width, _WIDEST))
        return [float(round(end)) for end in accumulate(width + _APART for width in widths)]

    def _widths(self, block: QTextBlock) -> list[float]:
        """How wide the cells of a row are, in pixels."""
        metrics, widths = self._metrics(), [0.0]
        for fragment in fragments(block):
            label = written(fragment)
            if label:
                widths[-1] += self._chips.width(label) * fragment.length()
                continue
            first, *others = fragment.text().split(TAB)
            widths[-1] += metrics.horizontalAdvance(first)
            widths += [metrics.horizontalAdvance(cell) for cell in others]
        return widths

    def _metrics(self) -> QFontMetricsF:
        """Of the heading's letters, which are the widest."""
        font = QFont(self._document.defaultFont())
        font.setBold(True)
        return QFontMetricsF(font)


def _is_set(block: QTextBlock, form: QTextBlockFormat) -> bool:
    now = block.blockFormat()
    return (
        now.textIndent() == form.textIndent()
        and now.lineHeight() == form.lineHeight()
        and now.tabPositions() == form.tabPositions()
    )


def edges(document: QTextDocument) -> Edges:
    """The rows of all tables, in the coordinates of the document."""
    layout = document.documentLayout()
    for block in filter(is_row, blocks(document)):
        area = layout.blockBoundingRect(block)
        begins = area.left() - _APART / 2
        stops = block.blockFormat().property(_STOPS) or []
        yield area, [begins + at for at in stops[: block.text().count(TAB)]]


def draw(painter: QPainter, rows: Edges) -> None:
    """The ground of the rows, and the lines between their columns."""
    for area, stops in rows:
        painter.fillRect(area, style.color("stripe"))
        painter.setPen(style.color("strong"))
        painter.drawLine(area.topLeft(), area.topRight())
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        for x in stops:
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
