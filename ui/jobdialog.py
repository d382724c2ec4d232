"""The dialog of long work; loaded with the first job that has a label."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)


class JobDialog(QDialog):
    """What is being done, how far it is, and a button to stop it."""

    def __init__(self, window: QWidget, cancel: Callable[[], None]) -> None:
        super().__init__(window)
        self._cancel = cancel
        self.setModal(True)
        self.setMinimumWidth(420)
        self._doing = QLabel()
        self._count = QLabel()
        self._count.setProperty("kind", "muted")
        self._bar = QProgressBar(textVisible=False)
        self._button = QPushButton("取消")
        self._button.clicked.connect(self._stop)
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
