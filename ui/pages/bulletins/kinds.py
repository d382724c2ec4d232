"""The kinds of bulletins, one of which is in sight."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desk.bulletins.kinds import KINDS
from ui.pages.bulletins.months import PIXELS

_ROW_PIXELS, _EDGE = 32, 2  # pixels of a row, and of the frame around all
_NAME = Qt.ItemDataRole.UserRole


class KindsList(QListWidget):
    """One under the other above the months; `chosen` gives the name of the one that is picked."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(PIXELS)
        self.setFixedHeight(_ROW_PIXELS * len(KINDS) + _EDGE)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("种类")
        for kind in KINDS.values():
            item = QListWidgetItem(kind.label)
            item.setData(_NAME, kind.name)
            item.setSizeHint(QSize(0, _ROW_PIXELS))
            self.addItem(item)
        self.currentItemChanged.connect(self._tell)

    def show_kind(self, name: str) -> None:
        """Show a kind as the one in sight; nothing is told of it."""
        self.blockSignals(True)
        self.setCurrentRow(list(KINDS).index(name))
        self.blockSignals(False)

    def choose(self, name: str) -> None:
        """Pick a kind, as if it were clicked."""
        self.setCurrentRow(list(KINDS).index(name))

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_NAME))
