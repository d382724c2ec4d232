"""Several rows of a list at once: how many there are, and what can be printed of all of them."""

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.printable import Printable
from ui.pages.listpage import ListPage
from ui.parts import button, words
from ui.slips import look_at_many

MOST = 200
"""So many documents are printed in one go."""


class Several(QWidget):
    """Takes the place of what a page's pane shows as long as several rows are selected."""

    def __init__(self, page: ListPage, shown: QWidget, documents: Sequence[Printable[Any]]) -> None:
        """`shown` is the part of the pane that tells of one record."""
        super().__init__()
        self.setObjectName("several")
        self._page, self._shown = page, shown
        self.heading, self._hint = words("", "heading"), words("")
        self._hint.setWordWrap(True)
        self.buttons = [self._button(one) for one in documents]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.heading)
        for one in self.buttons:
            layout.addWidget(one, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._hint)
        layout.addStretch()
        page.pane.body.addWidget(self)
        self.hide()
        selection: QItemSelectionModel = page.table.selectionModel()
        selection.selectionChanged.connect(self.count)

    def uids(self) -> list[str]:
        """The records that are selected, if they are several and not too many."""
        return [] if self.isHidden() else list(islice(self._page.table.selected_uids(), MOST))

    def count(self) -> None:
        """Show itself where several rows are selected, else leave the place to the one record."""
        count = sum(map(len, self._page.table.selected_ranges()))
        self._shown.setVisible(count < 2)
        self.setVisible(count > 1)
        self.heading.setText(f"已选 {count:,} 条")
        self._hint.setText(_EACH if count <= MOST else f"一次最多打印 {MOST} 份，请少选一些。")
        for one in self.buttons:
            one.setEnabled(count <= MOST)

    def print_out(self, document: Printable[Any]) -> None:
        """Show a document of each of them as one file, to be printed at once."""
        look_at_many(self._page.workspace, document, self.uids(), self._page)

    def _button(self, document: Printable[Any]) -> QWidget:
        made = button(f"{document.label}…", "plain", "printer")
        made.setToolTip("一条一份，先一起预览，再一次打印")
        made.clicked.connect(self._printing(document))
        return made

    def _printing(self, document: Printable[Any]) -> Callable[[], None]:
        return lambda: self.print_out(document)


_EACH = "一条一份，合成一个 PDF 文件，一次打印。"
