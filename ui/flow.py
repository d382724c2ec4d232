"""A layout that sets its widgets side by side and goes on in the next row, as text does."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Rows of widgets, filled from the left; the last widget takes what its row has left over."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 6, stretch: bool = False):
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._stretch = stretch
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        """See QLayout."""
        self._items.append(item)

    def insert(self, place: int, widget: QWidget) -> None:
        """Put a widget before the one at that place."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        """See QLayout."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """See QLayout."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem:
        """See QLayout, which asks only for what `itemAt` has."""
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        """See QLayout: wants no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """See QLayout: narrow is high."""
        return True

    def heightForWidth(self, width: int) -> int:
        """See QLayout."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """See QLayout."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """See QLayout: the largest of the widgets."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def setGeometry(self, rect: QRect) -> None:
        """See QLayout."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Set the widgets; the height that they need."""
        area = rect.marginsRemoved(self.contentsMargins())
        top, bottom = area.top(), area.top()
        for row in self._rows(area.width()):
            bottom = top + max(item.sizeHint().height() for item in row)
            if move:
                self._set_row(row, QRect(area.left(), top, area.width(), bottom - top))
            top = bottom + self.spacing()
        return bottom - rect.top() + self.contentsMargins().bottom()

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        used = 0
        for item in self._visible():
            wanted = item.sizeHint().width()
            if rows and used + self.spacing() + wanted <= width:
                rows[-1].append(item)
                used += self.spacing() + wanted
            else:
                rows.append([item])
                used = wanted
        return rows

    def _visible(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _set_row(self, row: list[QLayoutItem], area: QRect) -> None:
        left = area.left()
        for item in row:
            size = item.sizeHint()
            width = min(size.width(), area.width())
            if self._stretch and item is self._items[-1]:
                width = area.right() + 1 - left
            top = area.top() + (area.height() - size.height()) // 2
            item.setGeometry(QRect(QPoint(left, top), QSize(width, size.height())))
            left += width + self.spacing()


def flow_of(widgets: Iterable[QWidget], spacing: int = 6) -> QWidget:
    """These widgets as a flow, without an edge around them."""
    made = QWidget()
    flow = FlowLayout(made, spacing)
    flow.setContentsMargins(0, 0, 0, 0)
    for one in widgets:
        flow.addWidget(one)
    return made
