"""What stands side by side, and what scrolls."""

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSplitter, QWidget

_HANDLE_PIXELS = 12
_BEYOND = 90  # pixels kept in sight above and below what is to be seen


def side_by_side(
    left: QWidget, right: QWidget, sizes: Sequence[int] = (), *, grows: int = 1
) -> QSplitter:
    """Two parts with a handle between them; which of them (0 or 1) takes what the window gains."""
    splitter = QSplitter(Qt.Orientation.Horizontal)
    splitter.addWidget(left)
    splitter.addWidget(right)
    splitter.setStretchFactor(grows, 1)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(_HANDLE_PIXELS)
    if sizes:
        splitter.setSizes(list(sizes))
    return splitter


def bring_into_sight(added: QWidget) -> None:
    """Scroll to what was just added, which is laid out only after this."""
    around = added.parentWidget()
    while around is not None and not isinstance(around, Scroller):
        around = around.parentWidget()
    if around is not None:
        around.bring(added)


class Scroller(QScrollArea):
    """Scrolls one widget up and down, and keeps in sight what has the keyboard.

    What was added goes before that, however it is moved by what is laid out around it, until the
    person scrolls or the keyboard goes to something else in there.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        widget.setObjectName("canvas")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setViewportMargins(0, 0, 6, 0)
        self.setWidget(widget)
        self._added: QWidget | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)
        self.verticalScrollBar().rangeChanged.connect(self._stay)
        self.verticalScrollBar().actionTriggered.connect(self._let_go)

    def bring(self, added: QWidget) -> None:
        """See `bring_into_sight`."""
        self._added = added
        QTimer.singleShot(0, self, self._stay)

    def _follow(self, _left: QWidget | None, reached: QWidget | None) -> None:
        if reached is not None and self.isAncestorOf(reached):
            self._let_go()
            self._show(reached)

    def _let_go(self) -> None:
        self._added = None

    def _stay(self) -> None:
        """What is to be seen stays in sight where something grew or came in below."""
        added = self._added if shiboken6.isValid(self._added) else None
        self._show(added or QApplication.focusWidget())

    def _show(self, wanted: QWidget | None) -> None:
        inside = wanted is not None and self.isAncestorOf(wanted)
        if wanted is not None and inside and wanted is not self.widget():
            self.ensureWidgetVisible(wanted, 0, _BEYOND)
