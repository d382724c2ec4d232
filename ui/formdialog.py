"""The dialog in which a form is filled in."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.forms import Form, pane
from ui.missing import NEXT_KEY, to_next
from ui.parts import button

_WIDTH, _LEAST, _EXTRA = 560, 260, 130  # pixels


class FormDialog(QDialog):
    """A form to be filled in and agreed to; Enter in its last field agrees, and Ctrl+S anywhere."""

    def __init__(self, window: QWidget, title: str, form: Form, yes: str) -> None:
        super().__init__(window)
        self.setWindowTitle(title)
        self.form = form
        self.yes = button(yes, "primary")
        self.yes.setToolTip(f"{yes}（Ctrl+S）")
        self.no = button("取消")
        self.yes.clicked.connect(self._agree)
        self.no.clicked.connect(self.reject)
        form.submitted.connect(self._agree)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.no)
        foot.addWidget(self.yes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(pane(form), 1)
        layout.addLayout(foot)
        QShortcut(QKeySequence.StandardKey.Save, self, self._agree)
        QShortcut(QKeySequence(NEXT_KEY), self, self._to_missing)
        self._most = max(window.height() - 60, 400)
        self.resize(_WIDTH, _LEAST)
        self._grow()
        form.installEventFilter(self)
        form.focus_first()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow with a form that asks for more than it did."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._grow()
        return super().eventFilter(watched, event)

    def _grow(self) -> None:
        """Be as high as the form takes at this width, as far as the window goes."""
        high = max(self.form.sizeHint().height(), self.form.heightForWidth(self.form.width()))
        if (wanted := min(high + _EXTRA, self._most)) > self.height():
            self.resize(self.width(), wanted)

    def _to_missing(self) -> None:
        if not to_next(list(self.form.rows.values())):
            self.yes.setFocus(Qt.FocusReason.TabFocusReason)

    def _agree(self) -> None:
        if self.form.ready():
            self.accept()
