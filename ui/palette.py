"""The command palette (Ctrl+K): one line that finds any action, page or record.

It is drawn inside the window, without a window of its own: input methods go on composing, and the
keyboard goes back where it was. Actions and pages answer at once; records are looked for beside
the window, only for the words typed last, and come in below what stands there already, so that
Enter never does something else than what was highlighted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QVBoxLayout, QWidget

from desk.errors import Trouble
from desk.looking import glance, recalled
from desk.orders import Asking
from desk.progress import Cancelled
from desk.search import Hit
from models.pinyin import fit
from ui import entries, icons
from ui.entries import Entry
from ui.entrylist import EntryList
from ui.parts import words

if TYPE_CHECKING:
    from ui.window import MainWindow
    from ui.workspace import Workspace

_SIZE = QSize(640, 460)
_TOP, _MARGIN = 44, 24  # pixels below the top of the window, and beside it
_RECENT = 8  # entries remembered
_STAYS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Tab: 1,
    Qt.Key.Key_Backtab: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}
_FOOT = "↑↓ 选择　Enter 执行或打开　Esc 关闭　　可以打汉字、拼音或首字母"

_NOTHING = "没有找到。"


class Line(QLineEdit):
    """What is typed; the keys that belong to the list are handed on."""

    moved = Signal(int)
    taken = Signal()
    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Tab walks through the list; Qt would take it for itself before it is a key."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            rows = _MOVES.get(Qt.Key(event.key()))
            if rows is not None:
                self.moved.emit(rows)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes, Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Who goes on elsewhere in the window has done with the palette."""
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.left.emit()


class Palette(QFrame):
    """See the module. One is made with the window and shown when it is asked for."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._before: QWidget | None = None
        self._asking: Asking | None = None  # while records are looked for
        self._hurried = False
        self._commands: list[Entry] = []
        self._warm = False
        self.setObjectName("palette")
        self.line = Line()
        self.line.setPlaceholderText("找动作、页面、记录，如：导入、jydc、云岫")
        self.line.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.list = EntryList()
        self.foot = words(_FOOT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 8)
        layout.addWidget(self.line)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.foot)
        self._connect()
        self.hide()

    def _connect(self) -> None:
        self.line.textChanged.connect(self._typed)
        self.line.moved.connect(self.list.move_by)
        self.line.taken.connect(self._take)
        self.line.left.connect(self.hide)
        self.list.itemClicked.connect(lambda _item: self._take())

    def toggle(self) -> None:
        """Show the palette, or put it away where it is in sight."""
        if self.isVisible():
            self.hide()
            return
        self._before = QApplication.focusWidget()
        self._commands = entries.commands(self._window)
        self._place()
        self._window.installEventFilter(self)
        self.line.clear()
        self._typed("")
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._warm_up()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of a window that changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the keyboard back, and wait no longer for records."""
        super().hideEvent(event)
        self._window.removeEventFilter(self)
        self._give_up()
        before, self._before = self._before, None
        here = QApplication.focusWidget()
        # The page that had it may have gone with its casebook.
        if before is None or not shiboken6.isValid(before):
            return
        if here is None or self.isAncestorOf(here):
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        room = self._window.size()
        wide = min(_SIZE.width(), room.width() - 2 * _MARGIN)
        high = min(_SIZE.height(), room.height() - _TOP - 2 * _MARGIN)
        self.setGeometry((room.width() - wide) // 2, _TOP, wide, high)

    def _typed(self, text: str) -> None:
        typed = text.strip()
        self._give_up()
        self.foot.setText(_FOOT)
        self._show(self._at_once(typed))
        workspace = self._window.workspace
        if workspace is not None and (typed or self._recent()):
            self._look(workspace, typed)

    def _give_up(self) -> None:
        """Wait no longer for the records of what was typed before."""
        self._hurried = False
        if self._asking is not None:
            self._asking.give_up()
        self._asking = None

    def _at_once(self, typed: str) -> list[Entry]:
        if not typed:
            return entries.recent_first(self._commands, self._recent())
        if typed.isascii() and not self._warm:
            return []
        return entries.fitting(self._commands, typed)

    def _look(self, workspace: Workspace, typed: str) -> None:
        """Look for records beside the window; the next key gives it up."""
        asking = self._asking = Asking(workspace.book)
        recent = [(key.partition(":")[0], key.partition(":")[2]) for key in self._recent()]

        def work() -> Sequence[Hit]:
            return glance(asking, typed) if typed else recalled(asking, recent)

        def done(found: Sequence[Hit]) -> None:
            if not asking.given_up:
                self._asking = None
                self._add(typed, found)

        workspace.jobs.aside(work, done, self._missed, asking.give_up)

    def _missed(self, error: Exception) -> None:
        """A search that nobody waits for may fail: its casebook was closed meanwhile."""
        if isinstance(error, Cancelled) or not self.isVisible():
            return
        if not isinstance(error, Trouble):
            raise error
        self._window.trouble(error)

    def _add(self, typed: str, hits: Sequence[Hit]) -> None:
        records = [entry for one in hits if (entry := entries.record(self._window, one))]
        if typed:
            more = entries.everywhere(self._window, typed)
            self._show([*self._at_once(typed), *records, more], self.list.current())
        else:
            self._show(entries.recent_first(self._commands, self._recent(), records), None)
        if self._hurried:
            self._take()

    def _warm_up(self) -> None:
        """Read the dictionary of pinyin beside the window: it takes longer than a keystroke."""
        if self._warm:
            return
        labels = [word for one in self._commands for word in (one.label, one.also)]
        self._window.jobs.run(
            "", lambda _: [fit(word, "~") for word in labels], self._warmed, self._missed
        )

    def _warmed(self, _read: object) -> None:
        self._warm = True
        if self.isVisible() and self.line.text():
            self._typed(self.line.text())

    def _show(self, found: Sequence[Entry], current: Entry | None = None) -> None:
        self.list.show_entries(found, current)
        nothing = not found and bool(self.line.text().strip())
        if nothing or self.foot.text() == _NOTHING:
            self.foot.setText(_NOTHING if nothing else _FOOT)

    def _take(self) -> None:
        """Do what is highlighted; who is faster than the search gets its first record."""
        entry = self.list.current()
        if entry is None:
            self._hurried = self._asking is not None
        elif entry.blocked:
            self.foot.setText(f"“{entry.label}”现在不能用：{entry.blocked}。")
        else:
            self.hide()
            self._remember(entry.key)
            entry.act()

    def _recent(self) -> list[str]:
        return [key for key in self._window.settings.remembered("palette").split("\n") if key]

    def _remember(self, key: str) -> None:
        kept = [key, *(one for one in self._recent() if one != key)][:_RECENT]
        self._window.settings.remember("palette", "\n".join(kept))
