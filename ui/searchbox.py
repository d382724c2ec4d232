"""The box in which a page is searched."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from ui import icons

SEARCH_WIDTHS = (160, 320)  # pixels: at least, and where there is room
SEARCH_PAUSE = 150  # milliseconds after the last keystroke
_ONWARDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


class SearchBox(QLineEdit):
    """`searched` gives what was typed, shortly after the last keystroke; Esc clears.

    `passed`: the person goes on to what was found, by Enter or the arrow down.
    """

    searched = Signal(str)
    passed = Signal()

    def __init__(self, invitation: str) -> None:
        super().__init__()
        self.setPlaceholderText(invitation)
        self.setClearButtonEnabled(True)
        self.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_PAUSE)
        self._pause.timeout.connect(self._search)
        self.textChanged.connect(lambda: self._pause.start())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as it is good to read; a narrow window makes it narrower."""
        return QSize(SEARCH_WIDTHS[1], super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """See `sizeHint`."""
        return QSize(SEARCH_WIDTHS[0], super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears the box, and only an empty box lets it pass."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in _ONWARDS:
            self._go_on()
        else:
            super().keyPressEvent(event)

    def show_searched(self, text: str) -> None:
        """Let the box say what is searched for, without telling."""
        self.setText(text)
        self._pause.stop()

    def _search(self) -> None:
        self.searched.emit(self.text().strip())

    def _go_on(self) -> None:
        """Who goes on at once goes to what fits the words typed, not those before them."""
        if self._pause.isActive():
            self._pause.stop()
            self._search()
        self.passed.emit()
