"""The numbers that a text uses, beside it: label, value, and the way to their rows."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from desk.bulletins.telling import Told
from ui import style

_HEADINGS = ("数字", "现值")
_VALUE_PIXELS = 84


class FiguresList(QTreeWidget):
    """`opened` gives the label of the number that was double-clicked or entered, `picked` that of
    the current one."""

    opened = Signal(str)
    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderLabels(_HEADINGS)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, _VALUE_PIXELS)
        self.itemActivated.connect(lambda item: self.opened.emit(item.text(0)))
        self.currentItemChanged.connect(self._tell)

    def show_told(self, told: Sequence[Told]) -> None:
        """Show numbers; the current one stays current where it is still there."""
        before = self.currentItem()
        current = before.text(0) if before else ""
        self.blockSignals(True)
        self.clear()
        for one in told:
            item = _item(one)
            self.addTopLevelItem(item)
            if one.label == current:
                self.setCurrentItem(item)
        self.blockSignals(False)

    def _tell(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.picked.emit(item.text(0))


def _item(one: Told) -> QTreeWidgetItem:
    item = QTreeWidgetItem([one.label, f"{one.value} {one.unit}"])
    item.setToolTip(0, one.label)
    item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    if one.idle:
        item.setForeground(1, style.color("yellow"))
    return item
