"""The months, newest first, each with what there is of its bulletin."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desk.bulletins.shelf import Shelved
from models.calendar import Month
from ui import style

PIXELS = 150
_ROW_PIXELS = 54
_SHELVED = Qt.ItemDataRole.UserRole


class _TwoLines(QStyledItemDelegate):
    """The month, and under it in smaller importance its state."""

    def __init__(self, months: QListWidget) -> None:
        super().__init__(months)
        self._list = months

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """See QStyledItemDelegate."""
        return QSize(0, _ROW_PIXELS)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """See QStyledItemDelegate."""
        super().paint(painter, option, index)
        shelved = index.data(_SHELVED)
        area = self._list.visualRect(index).adjusted(12, 7, -8, -7)
        painter.save()
        painter.setPen(style.color("text"))
        painter.drawText(area, Qt.AlignmentFlag.AlignTop, shelved.month.label)
        painter.setPen(style.color("green" if shelved.masthead else "muted"))
        painter.drawText(area, Qt.AlignmentFlag.AlignBottom, shelved.state)
        painter.restore()


class MonthsList(QListWidget):
    """`chosen` gives the month that becomes current."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(PIXELS)
        self.setItemDelegate(_TwoLines(self))
        self.setAccessibleName("月份")
        self.currentItemChanged.connect(self._tell)

    def show_shelf(self, shelf: Sequence[Shelved], current: Month | None = None) -> None:
        """Show the months; nothing is told of it."""
        self.blockSignals(True)
        self.clear()
        for one in shelf:
            item = QListWidgetItem()
            item.setData(_SHELVED, one)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.month.label} {one.state}")
            self.addItem(item)
            if one.month == current:
                self.setCurrentItem(item)
        self.blockSignals(False)

    def shelved(self) -> list[Shelved]:
        """The months shown."""
        return [self.item(row).data(_SHELVED) for row in range(self.count())]

    def choose(self, month: Month) -> None:
        """Make a month the current one, as if it were clicked."""
        for row, one in enumerate(self.shelved()):
            if one.month == month:
                self.setCurrentRow(row)

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_SHELVED).month)
