"""A page of the manual: Markdown, set in the window's own type and colours."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QImage,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextImageFormat,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser

from ui import style

_LEADING = 125  # percent of a line's height, between the lines of a paragraph
_ABOVE = {0: 4, 1: 2, 2: 20, 3: 12}  # pixels above a paragraph, and above headings by level
_BELOW = 6
_HEADINGS = {1: 22, 2: 17, 3: 15}  # pixels
_MARGIN = 18
_CELL = 6
_PROPORTIONAL = 1  # QTextBlockFormat.LineHeightTypes


class _Marks(QSyntaxHighlighter):
    """Gives the words that were searched for a ground of their own."""

    typed = ""

    def highlightBlock(self, text: str) -> None:
        """See QSyntaxHighlighter."""
        look = QTextCharFormat()
        look.setBackground(style.color("selected"))
        place = text.casefold().find(self.typed) if self.typed else -1
        while place >= 0:
            self.setFormat(place, len(self.typed), look)
            place = text.casefold().find(self.typed, place + len(self.typed))


class ManualPage(QTextBrowser):
    """Shows the files of the manual; links lead from page to page and never out of it."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._follow)
        self.document().setDocumentMargin(_MARGIN)
        self._marks = _Marks(self.document())

    def doSetSource(
        self,
        url: QUrl | str,
        kind: QTextDocument.ResourceType = QTextDocument.ResourceType.UnknownResource,
    ) -> None:
        """Read a page and set it."""
        super().doSetSource(url, kind)
        self._dress()

    def highlight(self, typed: str) -> None:
        """Mark every place that holds these words."""
        self._marks.typed = typed.casefold()
        self._marks.rehighlight()

    def find_next(self, typed: str) -> None:
        """Go to the next place that holds these words, after the last to the first."""
        if typed and not self.find(typed):
            self.moveCursor(QTextCursor.MoveOperation.Start)
            self.find(typed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures are never wider than the page."""
        super().resizeEvent(event)
        self._fit_pictures()

    def _follow(self, url: QUrl) -> None:
        path = Path(self.source().toLocalFile()).parent / url.path()
        if not url.scheme() and path.suffix == ".md" and path.is_file():
            self.setSource(QUrl.fromLocalFile(str(path)))

    def _dress(self) -> None:
        for block in _blocks(self.document()):
            _set_block(block)
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                _set_table(frame)
        self._fit_pictures()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _fit_pictures(self) -> None:
        # Asked for as a size: the widget itself may come back as something that went before it.
        bar = self.verticalScrollBar().sizeHint().width()
        room = self.maximumViewportSize().width() - bar - 2 * _MARGIN - 2
        folder = Path(self.source().toLocalFile()).parent
        for start, end, picture in list(_pictures(self.document())):
            natural = QImage(str(folder / picture.name())).width()
            wanted = min(natural, room)
            if natural and picture.width() != wanted:
                picture.setWidth(wanted)
                picture.clearProperty(QTextFormat.Property.ImageHeight)
                _cursor(self.document(), start, end).setCharFormat(picture)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _set_block(block: QTextBlock) -> None:
    """Room between the lines; headings larger; code on a ground of its own."""
    cursor, level = QTextCursor(block), block.blockFormat().headingLevel()
    room = QTextBlockFormat()
    if cursor.currentTable() is None:
        room.setLineHeight(_LEADING, _PROPORTIONAL)
        room.setTopMargin(_ABOVE.get(level, 0))
        room.setBottomMargin(_BELOW)
    if block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence):
        room.setBackground(style.color("stripe"))
        room.setNonBreakableLines(False)
        room.setTopMargin(0)
        room.setBottomMargin(0)
    cursor.mergeBlockFormat(room)
    if level:
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        larger = QTextCharFormat()
        larger.setProperty(QTextFormat.Property.FontPixelSize, _HEADINGS.get(level, 14))
        larger.clearProperty(QTextFormat.Property.FontSizeAdjustment)
        cursor.mergeCharFormat(larger)


def _set_table(table: QTextTable) -> None:
    form = table.format()
    form.setBorder(1)
    form.setBorderCollapse(True)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderBrush(style.color("border"))
    form.setCellPadding(_CELL)
    form.setCellSpacing(0)
    form.setTopMargin(_BELOW)
    form.setBottomMargin(_BELOW)
    table.setFormat(form)


def _pictures(document: QTextDocument) -> Iterator[tuple[int, int, QTextImageFormat]]:
    """Where each picture stands, and how it is shown."""
    for block in _blocks(document):
        parts = block.begin()
        while not parts.atEnd():
            part = parts.fragment()
            if part.charFormat().isImageFormat():
                end = part.position() + part.length()
                yield part.position(), end, part.charFormat().toImageFormat()
            parts += 1


def _cursor(document: QTextDocument, start: int, end: int) -> QTextCursor:
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor
