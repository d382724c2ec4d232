"""The one dialog of long work: what is being done, how far it is, and a button to stop it."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

_WIDTH = 420
_CORNER = (24, 52)  # pixels from the window's right and lower edges
_STOP = "Shift+Esc"


class JobDialog(QDialog):
    """Comes when work takes long: before all else, or in a corner while the person goes on."""

    def __init__(self, window: QWidget, cancel: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._cancel = cancel
        self.setMinimumWidth(_WIDTH)
        self._doing = QLabel()
        self._count = QLabel()
        self._count.setProperty("kind", "muted")
        self._bar = QProgressBar(textVisible=False)
        self._button = QPushButton("取消")
        self._button.setToolTip(f"停下来，已做的全部撤回（{_STOP}）")
        self._button.clicked.connect(self._stop)
        shortcut = QShortcut(QKeySequence(_STOP), self, self._stop)
        shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
        self._lay_out()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self._count, 1)
        foot.addWidget(self._button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self._doing)
        layout.addWidget(self._bar)
        layout.addLayout(foot)

    def begin(self, label: str) -> None:
        """Make ready for a new job."""
        self.setWindowTitle(label)
        self._button.setEnabled(True)
        self.report(label, 0, 0)

    def come(self, *, modal: bool) -> None:
        """Show itself; where it is not modal it stands in a corner, and takes no keys away."""
        self.setModal(modal)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not modal)
        self.adjustSize()
        area = self._window.geometry()
        corner = area.bottomRight() - self.rect().bottomRight()
        right, lower = _CORNER
        middle = area.center() - self.rect().center()
        self.move(middle if modal else corner - QPoint(right, lower))
        self.show()

    @Slot(str, int, int)
    def report(self, label: str, done: int, total: int) -> None:
        """Show how far the work is; a total of 0 shows a bar without end."""
        if not self._button.isEnabled():
            return
        self._doing.setText(f"正在{label}…")
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._count.setText(f"{done:,} / {total:,}" if total else "")

    def _stop(self) -> None:
        self._doing.setText("正在停下，已做的会全部撤回…")
        self._button.setEnabled(False)
        self._cancel()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc asks to stop; nothing closes the dialog while the work goes on."""
        if event.key() == Qt.Key.Key_Escape:
            self._stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing asks to stop, too."""
        event.ignore()
        self._stop()
