"""The numbers beside a text, its tables and charts: those that it uses, or all that there are."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desk.bulletins.telling import Telling, Told
from ui import style
from ui.chips import ChipBar
from ui.parts import button
from ui.searchbox import SearchBox

_HEADINGS = ("数字", "现值")
_VALUE_PIXELS = 84
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_USED, _ALL, _EXHIBITS = "used", "all", "exhibits"


class _List(QTreeWidget):
    """Labels and values; Enter and double click open."""

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
        self.headerItem().setTextAlignment(1, _RIGHT)
        self.itemActivated.connect(lambda item: self.opened.emit(item.text(0)))
        self.currentItemChanged.connect(self._tell)

    def current(self) -> str:
        """The label of the current number; empty where there is none."""
        item = self.currentItem()
        return item.text(0) if item else ""

    def show_told(self, told: Sequence[Told]) -> None:
        """Show numbers; the current one stays current where it is still there."""
        current = self.current()
        self.blockSignals(True)
        self.clear()
        for one in told:
            item = _item(one)
            self.addTopLevelItem(item)
            if one.label == current:
                self.setCurrentItem(item)
        self.blockSignals(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes by the keyboard stands on a number at once."""
        first = self.topLevelItem(0)
        if self.currentItem() is None and first is not None:
            self.setCurrentItem(first)
        super().focusInEvent(event)

    def _tell(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.picked.emit(item.text(0))


class FiguresPane(QWidget):
    """`opened` gives the label of the number whose rows are wanted, `inserted` of that which is
    wanted in the text, `picked` of the current one.
    """

    opened = Signal(str)
    inserted = Signal(str)
    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._used: Sequence[Told] = ()
        self._every: Callable[[], Sequence[Told]] = tuple
        self._exhibits: Callable[[], Sequence[Told]] = tuple
        self._which = _USED
        self.chips = ChipBar([(_USED, "本文用到"), (_ALL, "全部数字"), (_EXHIBITS, "表格和图表")])
        self.chips.choose(_USED)
        self.search = SearchBox("搜索数字、表格和图表")
        self.list = _List()
        self.open_button = button("查看明细")
        self.insert_button = button("插入正文")
        self._lay_out()
        self.chips.chosen.connect(self.choose)
        self.search.searched.connect(lambda _: self._show())
        self.list.opened.connect(self.opened)
        self.list.picked.connect(self.picked)
        self.open_button.clicked.connect(lambda: self._with_current(self.opened.emit))
        self.insert_button.clicked.connect(lambda: self._with_current(self.inserted.emit))

    def show_telling(self, used: Sequence[Told], telling: Telling) -> None:
        """Show what a text uses; `telling` gives all, when they are asked for."""
        self._used, self._every, self._exhibits = used, telling.every, telling.exhibits
        self._show()

    def choose(self, which: str) -> None:
        """Show what is used, all numbers, or all tables and charts."""
        self._which = which
        self.chips.choose(which)
        self._show()

    def set_read_only(self, fixed: bool) -> None:
        """Whether nothing can be inserted any more."""
        self.insert_button.setEnabled(not fixed)

    def _show(self) -> None:
        told = self._told()
        wanted = self.search.text().strip()
        self.list.show_told([one for one in told if wanted in one.label])

    def _told(self) -> Sequence[Told]:
        if self._which == _USED:
            return self._used
        return self._exhibits() if self._which == _EXHIBITS else self._every()

    def _with_current(self, act: Callable[[str], None]) -> None:
        if label := self.list.current():
            act(label)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.open_button)
        foot.addWidget(self.insert_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.chips)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addLayout(foot)


def _item(one: Told) -> QTreeWidgetItem:
    item = QTreeWidgetItem([one.label, f"{one.value} {one.unit}".strip()])
    item.setToolTip(0, one.label)
    item.setTextAlignment(1, _RIGHT)
    if one.idle:
        item.setForeground(1, style.color("yellow"))
    return item
