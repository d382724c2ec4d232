"""How the columns of a list share its width, until the person arranges them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject

from ui import style
from ui.tables import TableView

_WANTED = 16 * style.FONT_PIXELS  # pixels; see `Room`


def arrange(table: TableView, places: Sequence[int]) -> None:
    """Show the columns of these places alone, from left to right."""
    header = table.horizontalHeader()
    for stand, place in enumerate(places):
        table.setColumnHidden(place, False)
        header.moveSection(header.visualIndex(place), stand)
    for place in range(header.count()):
        table.setColumnHidden(place, place not in places)


class Room(QObject):
    """Gives the elastic column what the others leave, and shows spare ones where there is room.

    `wanted`: so many pixels has the elastic column before spare ones are shown.
    `arranged`: the person moved, resized, showed or hid a column; from then on only the elastic
    one follows the width of the list.
    """

    def __init__(
        self, table: TableView, elastic: int, spare: Sequence[int], wanted: int = _WANTED
    ) -> None:
        super().__init__(table)
        self.arranged = False
        self._table = table
        self._elastic = elastic
        self._spare = spare
        self._fitting = False
        self._least = table.columnWidth(elastic)
        self._wanted = max(self._least, wanted)
        header = table.horizontalHeader()
        header.setStretchLastSection(False)
        header.sectionResized.connect(self._touched)
        header.sectionMoved.connect(self._touched)
        table.viewport().installEventFilter(self)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the columns whenever the list has another width."""
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Share out the width that there is now."""
        self._fitting = True
        width = self._table.viewport().width()
        if not self.arranged:
            self._show_spare(width - self._wanted)
        others = self._table.horizontalHeader().length() - self._elastic_width()
        if not self._table.isColumnHidden(self._elastic):
            self._table.setColumnWidth(self._elastic, max(width - others, self._least))
        self._fitting = False

    def _show_spare(self, room: int) -> None:
        """Show as many spare columns as fit beside the others, in their order."""
        for place in self._spare:
            self._table.setColumnHidden(place, True)
        room -= self._table.horizontalHeader().length() - self._elastic_width()
        for place in self._spare:
            self._table.setColumnHidden(place, False)
            room -= self._table.columnWidth(place)
            self._table.setColumnHidden(place, room < 0)

    def _elastic_width(self) -> int:
        return self._table.columnWidth(self._elastic)

    def _touched(self) -> None:
        if not self._fitting:
            self.arranged = True
            self.fit()
