"""The rows behind a number, in a window of their own; each leads to its record."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desk.bulletins.telling import Told
from desk.statistics.opening import Opened
from models.showing import shown
from ui.parts import button, fit, words
from ui.tables import Column, Row, TableView

_SIZE = (1120, 560)


class OpenedRows:
    """The rows of an opened figure, as a list has them."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._order = list(range(len(opened.rows)))

    @property
    def columns(self) -> Sequence[Column]:
        """See RowSource."""
        return [Column(field) for field in self._opened.columns]

    def count(self) -> int:
        """See RowSource."""
        return len(self._order)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """See RowSource."""
        return [self._opened.rows[place] for place in self._order[start:stop]]

    def uid(self, row: int) -> str:
        """The place of the row among those opened."""
        return str(self._order[row])

    def sort(self, name: str, descending: bool) -> None:
        """Set the rows in the order of a column."""
        fields = self._opened.columns
        place = [field.name for field in fields].index(name)
        cells = [shown(fields[place], row[place]) for row in self._opened.rows]
        self._order.sort(key=lambda row: cells[row], reverse=descending)


class RowsDialog(QDialog):
    """What a number counts. `record_wanted` gives kind and number of the record of a row."""

    record_wanted = Signal(str, str)

    def __init__(self, told: Told, opened: Opened, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("数字明细")
        fit(self, *_SIZE)
        self._opened = opened
        self._source = OpenedRows(opened)
        self.table = TableView(self._source)
        self.table.opened.connect(self._lead)
        self.table.sort_requested.connect(self._sort)
        self._lay_out(told)
        if self.table.count():
            self.table.selectRow(0)
        self.table.setFocus()

    def _lay_out(self, told: Told) -> None:
        close = button("关闭", "primary")
        close.clicked.connect(self.accept)
        head = QHBoxLayout()
        head.setSpacing(12)
        said = told.label if told.exhibit else f"{told.label}　{told.value}{told.unit}"
        head.addWidget(words(said, "heading"))
        head.addWidget(words(f"明细 {self.table.count()} 条"))
        head.addStretch()
        foot = QHBoxLayout()
        foot.addWidget(words("回车或双击一行，转到这条记录"))
        foot.addStretch()
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)

    def _sort(self, name: str, descending: bool) -> None:
        self._source.sort(name, descending)
        self.table.refresh()

    def _lead(self, place: str) -> None:
        kind, written = self._opened.leads[int(place)]
        if kind:
            self.record_wanted.emit(kind, written)
            self.accept()
