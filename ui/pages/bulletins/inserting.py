"""The button whose menu has the tables and charts that can be put into a text."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QPushButton

from desk.bulletins.telling import Told
from desk.bulletins.tokens import exhibit_named, is_chart
from ui import icons
from ui.parts import with_menu

_NOTHING = "　（现在没有内容）"


class ExhibitsButton(QPushButton):
    """`chosen` gives the label of the table or chart that is wanted."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("插入表格或图表")
        self.setProperty("kind", "plain")
        self.setToolTip("放在光标处，单独占一行（Ctrl+T）")
        self._told: Callable[[], Sequence[Told]] = tuple
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        with_menu(self, self._menu)

    def tell(self, told: Callable[[], Sequence[Told]]) -> None:
        """Take the tables and charts from here, when the menu opens."""
        self._told = told

    def drop_down(self) -> QMenu:
        """Open the menu without waiting for an answer."""
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        return self._menu

    def _fill(self) -> None:
        self._menu.clear()
        parted = False
        for told in self._told():
            chart = is_chart(exhibit_named(told.label) or "")
            if chart and not parted:
                self._menu.addSeparator()
                parted = True
            action = self._menu.addAction(f"{told.label}{_NOTHING if told.idle else ''}")
            action.setIcon(icons.icon("chart-column" if chart else "columns-3"))
            action.triggered.connect(self._choosing(told.label))

    def _choosing(self, label: str) -> Callable[[], None]:
        return lambda: self.chosen.emit(label)
