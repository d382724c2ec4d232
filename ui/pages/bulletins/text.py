"""The text of a bulletin as it is written: its numbers stand in it with their values."""

import re
from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QRegularExpression, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QSyntaxHighlighter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFragment,
)
from PySide6.QtWidgets import QTextEdit, QToolTip

from desk.bulletins.telling import Told
from models.checking import clean
from ui import style
from ui.editors.base import ENTER
from ui.pages.bulletins.chips import KIND, LETTER, Chips, chip, written_in

_FIELD = re.compile(r"\{([^{}\n\ufffc]*)\}")
_TYPED = QRegularExpression(r"\{[^{}\x{fffc}]*\}")
_SECTION = re.compile(r"[一二三四五六七八九十]+、")
_POINT = re.compile(r"（[一二三四五六七八九十]+）[^。\n]*。?")
_LINE_HEIGHT = 150.0  # percent
_INDENT = 2  # characters before a paragraph

Find = Callable[[str], Told | None]


class _Marks(QSyntaxHighlighter):
    """Headings stand out as they do on paper; a field that is none is underlined."""

    def highlightBlock(self, text: str) -> None:
        """See QSyntaxHighlighter."""
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.Bold)
        heading = text if _SECTION.match(text) else _POINT.match(text)
        if heading is not None:
            self.setFormat(0, _letters(heading if isinstance(heading, str) else heading[0]), bold)
        wrong = QTextCharFormat()
        wrong.setForeground(style.color("danger"))
        wrong.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wrong.setUnderlineColor(style.color("danger"))
        for found in _FIELD.finditer(text):
            self.setFormat(_letters(text[: found.start()]), _letters(found[0]), wrong)


class BulletinText(QTextEdit):
    """Edits the passages, one a line.

    Outside, a number is `{label}`; inside, it is one letter that shows its value. `{label}` that
    is typed or pasted becomes a number when the brace closes. `opened` gives the label of a number
    that was double-clicked, or beside which Ctrl+Enter was pressed.
    """

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._find: Find = lambda _: None
        self._values: dict[str, str] = {}
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(12)
        self._chips = Chips(self.document(), self._value)
        self.document().documentLayout().registerHandler(KIND, self._chips)
        self._marks = _Marks(self.document())

    def text(self) -> str:
        """The passages as lines, numbers by their labels in braces."""
        return _text_of(self.document())

    def set_text(self, text: str) -> None:
        """Show passages; what was there before cannot be brought back by undo."""
        self.document().setUndoRedoEnabled(False)
        self.clear()
        cursor = self.textCursor()
        cursor.setBlockFormat(self._paragraph())
        self._insert(cursor, text)
        self.document().setUndoRedoEnabled(True)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def tell(self, find: Find) -> None:
        """Take the numbers from here, from now on."""
        self._find = find
        self._values.clear()
        self.document().markContentsDirty(0, self.document().characterCount())

    def wrong(self) -> list[str]:
        """What stands in braces and is no number, in the order of the text."""
        return [found[1] for found in _FIELD.finditer(self.toPlainText())]

    def idle(self) -> list[str]:
        """The numbers that say nothing by now."""
        told = (self._find(written) for written in self.numbers())
        return [one.label for one in told if one is not None and one.idle]

    def insert_number(self, written: str) -> None:
        """Put a number where the cursor is, which goes on there."""
        self.textCursor().insertText(LETTER, chip(written))
        self.setCurrentCharFormat(QTextCharFormat())
        self.setFocus()

    def numbers(self) -> list[str]:
        """The labels of the numbers in the text, each once, in their order."""
        return list(dict.fromkeys(found[1] for found in _FIELD.finditer(self.text())))

    def point_at(self, written: str) -> None:
        """Let a number stand out wherever it stands, and bring its first place into sight.

        The cursor stays where the person left it.
        """
        self._chips.pointed_at = written
        self.viewport().update()
        fragments = (f for block in _blocks(self.document()) for f in _fragments(block))
        place = next((f.position() for f in fragments if _written(f) == written), None)
        if place is not None:
            cursor = QTextCursor(self.document())
            cursor.setPosition(place)
            self._scroll_to(self.cursorRect(cursor))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who writes is not pointed at anything."""
        super().focusInEvent(event)
        self._chips.pointed_at = ""
        self.viewport().update()

    def _scroll_to(self, place: QRect) -> None:
        height = self.viewport().height()
        if not 0 <= place.top() <= height - place.height():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + place.top() - height // 3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter opens the number beside the cursor."""
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._open(self.textCursor().position())
            return
        super().keyPressEvent(event)
        if "}" in event.text():
            self._settle()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What an input method hands over may close a field, too."""
        super().inputMethodEvent(event)
        if "}" in event.commitString():
            self._settle()

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

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied carries its numbers by their labels."""
        data = QMimeData()
        copied = QTextDocument()
        QTextCursor(copied).insertFragment(self.textCursor().selection())
        data.setText(_text_of(copied))
        return data

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pasted text without what the casebook would not keep; its fields become numbers."""
        if source.hasText():
            self._insert(self.textCursor(), clean(source.text()))

    def _tip(self, written: str) -> str:
        told = self._find(written) if written else None
        return f"{told.label}：{told.value}{told.unit}\n双击查看明细（Ctrl+Enter）" if told else ""

    def _value(self, written: str) -> str:
        if written not in self._values:
            told = self._find(written)
            self._values[written] = told.value if told else "？"
        return self._values[written]

    def _paragraph(self) -> QTextBlockFormat:
        form = QTextBlockFormat()
        form.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setTextIndent(_INDENT * style.FONT_PIXELS)
        return form

    def _insert(self, cursor: QTextCursor, text: str) -> None:
        cursor.beginEditBlock()
        place = 0
        for found in _FIELD.finditer(text):
            cursor.insertText(text[place : found.start()], QTextCharFormat())
            told = self._find(found[1])
            if told is None:
                cursor.insertText(found[0], QTextCharFormat())
            else:
                cursor.insertText(LETTER, chip(told.label))
            place = found.end()
        cursor.insertText(text[place:], QTextCharFormat())
        cursor.endEditBlock()

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

    def _position_at(self, point: QPoint) -> int:
        return self.cursorForPosition(point).position()

    def _beside(self, position: int) -> str:
        """The number before or behind a position."""
        return _number_at(self.document(), position) or _number_at(self.document(), position - 1)

    def _open(self, position: int) -> bool:
        written = self._beside(position)
        if written:
            self.opened.emit(written)
        return bool(written)


def _letters(text: str) -> int:
    """How many letters Qt counts, to which a rare Han character is two."""
    return len(text.encode("utf-16-le")) // 2


def _number_at(document: QTextDocument, position: int) -> str:
    """The label of the number that is the letter at a position; empty where it is none."""
    if position < 0 or document.characterAt(position) != LETTER:
        return ""
    cursor = QTextCursor(document)
    cursor.setPosition(position + 1)
    return written_in(cursor.charFormat())


def _fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    """The stretches of a block that are set alike."""
    part = block.begin()
    while not part.atEnd():
        yield part.fragment()
        part += 1


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _written(fragment: QTextFragment) -> str:
    return written_in(fragment.charFormat())


def _text_of(document: QTextDocument) -> str:
    """The lines of a text, its numbers by their labels in braces."""
    lines = ("".join(map(_said, _fragments(block))) for block in _blocks(document))
    return "\n".join(lines).replace("\u2028", "\n")


def _said(fragment: QTextFragment) -> str:
    """Equal numbers side by side are one fragment."""
    written = _written(fragment)
    return f"{{{written}}}" * fragment.length() if written else fragment.text()
