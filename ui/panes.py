"""What stands side by side, and what scrolls."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSplitter, QWidget

_HANDLE_PIXELS = 12
_BEYOND = 90  # pixels kept in sight above and below the cursor


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


class Scroller(QScrollArea):
    """Scrolls one widget up and down, and keeps in sight what has the keyboard."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        widget.setObjectName("canvas")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setViewportMargins(0, 0, 6, 0)
        self.setWidget(widget)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)
        self.verticalScrollBar().rangeChanged.connect(self._stay)

    def _follow(self, _left: QWidget | None, reached: QWidget | None) -> None:
        whole = reached is self.widget()
        if reached is not None and not whole and self.isAncestorOf(reached):
            self.ensureWidgetVisible(reached, 0, _BEYOND)

    def _stay(self) -> None:
        """What has the keyboard stays in sight where something grew or came in below."""
        self._follow(None, QApplication.focusWidget())
