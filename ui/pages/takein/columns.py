"""The columns of a list on its way in: what the sender calls them, what they hold, what they fill.

Arrows walk; Enter, F2 or typing opens the choice of fields; Enter settles it and goes on.
"""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desk.intake.lists import Heard, Origin, Understanding
from desk.intake.table import Column as ListColumn
from models.fields import Kind
from ui import style
from ui.editors.base import ENTER
from ui.pages.takein.fields import LEFT_OUT, FieldPick, fillings, in_unit
from ui.tables import Column, heading

ASIDE = "随其他项读入"
HEADINGS = ("表中的列", "内容举例", "填入", "认定")
FIELD = 2  # the column that can be edited
_WIDTHS = (220, 420, 220, 90)
_COLORS = {
    Origin.UNKNOWN: "yellow",
    Origin.CORRECTED: "accent",
    Origin.RECALLED: "green",
    Origin.EMPTY: "muted",
}

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class ColumnsModel(QAbstractTableModel):
    """The columns as they are understood; `corrected` gives the key of a column and the name of
    the field that it shall fill, empty for none."""

    corrected = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.columns: Sequence[Heard] = ()
        self.kind: Kind | None = None

    def show(self, one: Understanding) -> None:
        """Show what is understood now."""
        same = [c.key for c in one.columns] == [c.key for c in self.columns]
        if not same:
            self.beginResetModel()
        self.columns, self.kind = one.columns, one.kind
        if same:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.columns) - 1, FIELD + 1))
        else:
            self.endResetModel()

    def _fills(self, column: ListColumn) -> str:
        """What a column fills; with the unit of its numbers where that is not the usual one."""
        field = self.kind.field(column.field) if self.kind else None
        if field is None:
            return ASIDE if column.aside else LEFT_OUT
        unusual = column.unit not in ("", field.unit)
        return in_unit(field, column.unit) if unusual else heading(Column(field))

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """See QAbstractTableModel."""
        return 0 if parent.isValid() else len(self.columns)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """See QAbstractTableModel."""
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What is read in a cell, and how it is coloured."""
        heard = self.columns[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._texts(heard)[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._color(heard, index.column())
        return None

    def _texts(self, heard: Heard) -> tuple[str, str, str, str]:
        samples = "　".join(heard.samples)
        return heard.column.title, samples, self._fills(heard.column), heard.origin.value

    def _color(self, heard: Heard, column: int) -> object:
        if column == 1 or (column == FIELD and not heard.field):
            return style.color("muted")
        name = _COLORS.get(heard.origin) if column > FIELD else None
        return style.color(name) if name else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """See QAbstractTableModel."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return HEADINGS[section] if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Only the field that a column fills can be edited."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == FIELD else flags

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell which field the column shall fill."""
        if role != Qt.ItemDataRole.EditRole or value is None:
            return False
        self.corrected.emit(self.columns[index.row()].key, str(value))
        return True


class FieldDelegate(QStyledItemDelegate):
    """Opens the choice in a cell; `settled` when Enter or Tab left it."""

    settled = Signal()

    def __init__(self, view: QTableView, model: ColumnsModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self.editor: FieldPick | None = None

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """See QStyledItemDelegate."""
        del option, index
        kind = self._model.kind
        editor = FieldPick(parent, fillings(kind) if kind else ())
        editor.entered.connect(lambda: self._settle(editor))
        self.editor = editor
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """See QStyledItemDelegate."""
        if isinstance(editor, FieldPick):
            editor.begin(str(self._model.data(index)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """See QStyledItemDelegate."""
        if isinstance(editor, FieldPick) and not editor.unchanged:
            model.setData(index, editor.key())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        """See QStyledItemDelegate."""
        del option
        editor.setGeometry(self._view.visualRect(index))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the keys to the choice, but for those that leave it."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if not isinstance(watched, FieldPick):
            return False
        if event.key() == Qt.Key.Key_Escape and not watched.suggested():
            self.closeEditor.emit(watched, QStyledItemDelegate.EndEditHint.RevertModelCache)
            return True
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            watched.take()
            self._settle(watched)
            return True
        return False

    def _settle(self, editor: FieldPick) -> None:
        """Take what was chosen; what is no field stays to be mended."""
        if editor.key() is None and not editor.unchanged:
            editor.setProperty("wrong", True)
            editor.style().polish(editor)
            return
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self.settled.emit()


class ColumnsView(QTableView):
    """The table of columns; the cursor walks in the column that can be edited."""

    def __init__(self) -> None:
        super().__init__()
        self.columns = ColumnsModel()
        self.setModel(self.columns)
        self.delegate = FieldDelegate(self, self.columns)
        self.setItemDelegateForColumn(FIELD, self.delegate)
        self.delegate.settled.connect(self._go_on)
        self.clicked.connect(lambda index: self.go_to(index.row()))
        self._dress()

    def go_to(self, row: int) -> None:
        """Make a row the current one."""
        if 0 <= row < self.columns.rowCount():
            self.setCurrentIndex(self.columns.index(row, FIELD))

    def go_to_first(self, *origins: Origin) -> None:
        """Go to the first column of such an origin; to the first of all where there is none."""
        told = [heard.origin for heard in self.columns.columns]
        self.go_to(next((row for row, one in enumerate(told) if one in origins), 0))

    def open_choice(self) -> None:
        """Open the choice of fields in the current row, with everything in it."""
        self.edit(self.columns.index(self.currentIndex().row(), FIELD))
        if self.delegate.editor is not None:
            self.delegate.editor.open_all()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 open the choice; nothing leads out of the column that can be edited."""
        key = event.key()
        if not event.modifiers() and (key in ENTER or key == Qt.Key.Key_F2):
            self.open_choice()
        elif key not in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Words open the choice as letters do; Qt forgets those that were not composed here."""
        at_once = bool(event.commitString()) and self.state() == self.State.NoState
        super().inputMethodEvent(event)
        if at_once and self.delegate.editor is not None:
            QApplication.sendEvent(self.delegate.editor, event)

    def _go_on(self) -> None:
        self.setFocus()
        self.go_to(self.currentIndex().row() + 1)

    def _dress(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(style.ROW_PIXELS)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setFixedHeight(style.ROW_PIXELS)
        for place, width in enumerate(_WIDTHS):
            self.setColumnWidth(place, width)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
