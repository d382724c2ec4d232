"""The text of a bulletin as it is written: its numbers stand in it with their values."""

from collections.abc import Callable

from PySide6.QtCore import (
    QEvent,
    QKeyCombination,
    QMimeData,
    QPoint,
    QRect,
    QRegularExpression,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit, QToolTip

from desk.bulletins.telling import Told
from desk.bulletins.tokens import by_name, exhibit_named, is_chart
from desk.errors import Refused
from models.checking import clean
from ui.editors.base import ENTER
from ui.pages.bulletins.chips import KIND, LETTER, Chips, Face, chip
from ui.pages.bulletins.columns import Columns, draw, edges, paragraph, rows_of
from ui.pages.bulletins.letters import (
    TAB,
    blocks,
    is_exhibit,
    is_mixed,
    is_row,
    line_of,
    place_of,
    text_of,
    written_at,
)
from ui.pages.bulletins.marks import FIELD, Marks

_TYPED = QRegularExpression(r"\{[^{}\x{fffc}]*\}")
_AGAIN = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Y)
_ERASING = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_NOTHING = "（没有内容，不印出）"

Find = Callable[[str], Told | None]


class BulletinText(QTextEdit):
    """Edits the passages, one a line.

    Outside, a number is `{label}`; inside, it is one letter that shows its value. `{label}` that
    is typed or pasted becomes a number when the brace closes. A table or a chart is such a letter
    on a line of its own. `opened` gives the label of one that was double-clicked, or beside which
    Ctrl+Enter was pressed.
    """

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._find: Find = lambda _: None
        self._faces: dict[str, Face] = {}
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(12)
        self._chips = Chips(self.document(), self._face)
        self.document().documentLayout().registerHandler(KIND, self._chips)
        self._columns = Columns(self.document(), self._chips)
        self._marks = Marks(self.document())
        self.textChanged.connect(self._columns.settle)

    # --- what stands in it -------------------------------------------------------------------

    def text(self) -> str:
        """The passages as lines, numbers by their labels in braces."""
        return text_of(self.document())

    def set_text(self, text: str) -> None:
        """Show passages; what was there before cannot be brought back by undo."""
        self.document().setUndoRedoEnabled(False)
        self.clear()
        cursor = self.textCursor()
        cursor.setBlockFormat(paragraph())
        self._insert(cursor, text)
        self.document().setUndoRedoEnabled(True)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def tell(self, find: Find) -> None:
        """Take the numbers from here, from now on."""
        self._find = find
        self._faces.clear()
        self.document().markContentsDirty(0, self.document().characterCount())

    def wrong(self) -> list[str]:
        """What stands in braces and is no number, in the order of the text."""
        return [found[1] for found in FIELD.finditer(self.toPlainText())]

    def mixed(self) -> list[str]:
        """Why tables and charts that share their line with something cannot stay there."""
        lines = map(line_of, filter(is_mixed, blocks(self.document())))
        return list(dict.fromkeys(said for line in lines if (said := _refusal(line))))

    def idle(self) -> list[Told]:
        """The numbers, tables and charts that say nothing by now."""
        told = (self._find(written) for written in self.numbers())
        return [one for one in told if one is not None and one.idle]

    def numbers(self) -> list[str]:
        """The labels of the numbers, tables and charts, each once, in their order."""
        return list(dict.fromkeys(found[1] for found in FIELD.finditer(self.text())))

    # --- what is put into it -----------------------------------------------------------------

    def insert(self, written: str) -> None:
        """Put a number where the cursor is, a table or a chart on a line of its own there."""
        if exhibit_named(written):
            self._insert_alone(written)
        else:
            self.textCursor().insertText(LETTER, chip(written))
        self.setCurrentCharFormat(QTextCharFormat())
        self.setFocus()

    def _insert_alone(self, written: str) -> None:
        """Before the line at whose beginning the cursor is, else after it; no table is parted."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        if cursor.block().text().strip():
            before = cursor.atBlockStart() and not is_row(cursor.block())
            cursor.setPosition(_end(cursor.block()))
            if before:
                cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
            cursor.insertBlock(paragraph(), QTextCharFormat())
            if before:
                cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
        cursor.insertText(LETTER, chip(written))
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Words; files are taken by the page."""
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pasted text without what the casebook would not keep; its fields become numbers.

        Cells of a spreadsheet stay a table, on lines of their own.
        """
        if not self.canInsertFromMimeData(source):
            return
        text, cursor = clean(source.text()), self.textCursor()
        rows = rows_of(text)
        if rows:
            after = "" if cursor.atBlockEnd() else "\n"
            before = "" if cursor.atBlockStart() else "\n"
            text = before + "\n".join(TAB.join(row) for row in rows) + after
        self._insert(cursor, text)
        self.ensureCursorVisible()

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied carries its numbers by their labels."""
        data = QMimeData()
        copied = QTextDocument()
        QTextCursor(copied).insertFragment(self.textCursor().selection())
        data.setText(text_of(copied))
        return data

    def _insert(self, cursor: QTextCursor, text: str) -> None:
        cursor.beginEditBlock()
        place = 0
        for found in FIELD.finditer(text):
            cursor.insertText(text[place : found.start()], QTextCharFormat())
            told = self._find(found[1])
            if told is None:
                cursor.insertText(found[0], QTextCharFormat())
            else:
                cursor.insertText(LETTER, chip(told.label))
            place = found.end()
        cursor.insertText(text[place:], QTextCharFormat())
        cursor.endEditBlock()

    # --- keys and mouse ----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter opens the number beside the cursor; one stroke takes a table's line away."""
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._open(self.textCursor().position())
            return
        if event.keyCombination() == _AGAIN:  # no key of the text's own before an X server
            self.redo()
            return
        if event.key() in _ERASING and self._drop_line(event.key() == Qt.Key.Key_Backspace):
            return
        if event.text().isprintable() and event.text():
            self._leave_exhibit()
        super().keyPressEvent(event)
        if "}" in event.text():
            self._settle()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What an input method hands over may close a field, too."""
        if event.commitString() or event.preeditString():
            self._leave_exhibit()
        super().inputMethodEvent(event)
        if "}" in event.commitString():
            self._settle()

    def _leave_exhibit(self) -> None:
        """Who writes beside a table or a chart writes on the line before or after it."""
        cursor = self.textCursor()
        if self.isReadOnly() or cursor.hasSelection() or not is_exhibit(cursor.block()):
            return
        before = cursor.atBlockStart()
        cursor.insertBlock(paragraph(), QTextCharFormat())
        if before:
            cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(QTextCharFormat())

    def _drop_line(self, backwards: bool) -> bool:
        """Take a table or a chart away with its line; False where none is beside the cursor."""
        cursor = self.textCursor()
        beside = not (cursor.atBlockStart() if backwards else cursor.atBlockEnd())
        alone = beside and not cursor.hasSelection() and is_exhibit(cursor.block())
        if alone and not self.isReadOnly():
            cursor.beginEditBlock()
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            cursor.removeSelectedText()
            cursor.endEditBlock()
            self.setTextCursor(cursor)
        return alone

    def _settle(self) -> None:
        """Make numbers of fields that were typed out; one edit with the typing for undo."""
        found = self.document().find(_TYPED, 0)
        while not found.isNull():
            told = self._find(found.selectedText()[1:-1])
            if told is not None:
                found.joinPreviousEditBlock()
                found.insertText(LETTER, chip(told.label))
                found.endEditBlock()
                self.setCurrentCharFormat(QTextCharFormat())
            found = self.document().find(_TYPED, found)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click on a number opens it; elsewhere it picks a word."""
        if not self._open(self._position_at(event.position().toPoint())):
            super().mouseDoubleClickEvent(event)

    def event(self, event: QEvent) -> bool:
        """A number tells what it counts when the mouse rests on it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            point = self.viewport().mapFrom(self, event.pos())
            written = self._beside(self._position_at(point))
            QToolTip.showText(event.globalPos(), self._tip(written), self)
            return True
        return super().event(event)

    def _position_at(self, point: QPoint) -> int:
        return self.cursorForPosition(point).position()

    def _beside(self, position: int) -> str:
        """The number before or behind a position."""
        return written_at(self.document(), position) or written_at(self.document(), position - 1)

    def _open(self, position: int) -> bool:
        written = self._beside(position)
        if written:
            self.opened.emit(written)
        return bool(written)

    # --- what is seen of it ------------------------------------------------------------------

    def point_at(self, written: str) -> None:
        """Let a number stand out wherever it stands, and bring its first place into sight.

        The cursor stays where the person left it.
        """
        self._chips.pointed_at = written
        self.viewport().update()
        place = place_of(self.document(), written)
        if place is not None:
            cursor = QTextCursor(self.document())
            cursor.setPosition(place)
            self._scroll_to(self.cursorRect(cursor))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who writes is not pointed at anything."""
        super().focusInEvent(event)
        self._chips.pointed_at = ""
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Who writes goes on seeing where, when a sentence comes in below."""
        super().resizeEvent(event)
        if self.hasFocus():
            self.ensureCursorVisible()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of the tables, then the text."""
        painter = QPainter(self.viewport())
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        draw(painter, edges(self.document()))
        painter.end()
        super().paintEvent(event)

    def _scroll_to(self, place: QRect) -> None:
        height = self.viewport().height()
        if not 0 <= place.top() <= height - place.height():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + place.top() - height // 3)

    def _tip(self, written: str) -> str:
        told = self._find(written) if written else None
        if told is None:
            return ""
        said = told.label if told.exhibit else f"{told.label}：{told.value}{told.unit}"
        return f"{said}\n双击查看明细（Ctrl+Enter）"

    def _face(self, written: str) -> Face:
        if written not in self._faces:
            self._faces[written] = _face(written, self._find(written))
        return self._faces[written]


def _face(written: str, told: Told | None) -> Face:
    name = exhibit_named(written)
    if name is not None:
        idle = told is None or told.idle
        icon = "chart-column" if is_chart(name) else "columns-3"
        return Face(written + _NOTHING * idle, icon, idle)
    return Face(told.value) if told else Face("？")


def _refusal(line: str) -> str:
    """Why a line cannot be kept; empty where it can."""
    try:
        by_name(line)
    except Refused as error:
        return error.sentence
    return ""


def _end(block: QTextBlock) -> int:
    """Where a line ends; of a row of a table, where its table does."""
    while is_row(block) and block.next().isValid() and is_row(block.next()):
        block = block.next()
    return block.position() + block.length() - 1
