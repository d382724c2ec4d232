"""Which columns of a list are shown."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView


class ColumnMenu(QMenu):
    """Shows and hides the columns of a table, by these labels; the last one shown stays."""

    def __init__(self, table: QTableView, labels: Sequence[str]) -> None:
        super().__init__("列", table)
        self._table, self._labels = table, labels
        self._fill()
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        visible = [not self._table.isColumnHidden(place) for place in range(len(self._labels))]
        for place, label in enumerate(self._labels):
            action = self.addAction(label)
            action.setCheckable(True)
            action.setChecked(visible[place])
            action.setEnabled(not visible[place] or sum(visible) > 1)
            action.toggled.connect(self._shower(place))

    def _shower(self, place: int) -> Callable[[bool], None]:
        return lambda show: self._table.setColumnHidden(place, not show)


def choose(menu: QMenu, header: QHeaderView, point: QPoint) -> None:
    """Let columns be chosen where the header was clicked; the menu is gone afterwards."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(header.mapToGlobal(point))
