"""How lists look, and what their headers do."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui import style


def dress(view: QTableView, widths: Sequence[int]) -> None:
    """Dress a list that has its model; the columns begin with these widths, in pixels."""
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setAlternatingRowColors(True)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setCornerButtonEnabled(False)
    view.setTabKeyNavigation(False)
    rows = view.verticalHeader()
    rows.setVisible(False)
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(style.ROW_PIXELS)
    _dress_header(view.horizontalHeader())
    for place, pixels in enumerate(widths):
        view.setColumnWidth(place, pixels)


def _dress_header(header: QHeaderView) -> None:
    # Without a selection of its own the header asks the view's about every row, at each paint.
    header.setSelectionModel(QItemSelectionModel(header.model(), header))
    header.setHighlightSections(False)
    header.setSectionsMovable(True)
    header.setSectionsClickable(True)
    header.setSortIndicatorShown(True)
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    header.setStretchLastSection(True)
    header.setFixedHeight(style.ROW_PIXELS)
    header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
