"""导出记录: the files that were written on this computer, each with its fonts and its hash."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from desk import exports
from desk.exports import Export, faces_told, moment
from models.fields import Field
from ui.parts import button, fit, words
from ui.room import Room
from ui.tables import Column, Row, TableView

if TYPE_CHECKING:
    from ui.window import MainWindow

_SIZE = (960, 600)
_COLUMNS = (
    Column(Field("at", "时间"), 10),
    Column(Field("title", "文书"), 14),
    Column(Field("file", "文件"), 16),
    Column(Field("pages", "页数"), 3),
    Column(Field("faces", "字体"), 12),
)


class ExportSource:
    """The rows of the table of exports."""

    columns: Sequence[Column] = _COLUMNS

    def __init__(self, told: Sequence[Export]) -> None:
        self._told = told

    def count(self) -> int:
        """See RowSource."""
        return len(self._told)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """See RowSource."""
        return [
            (moment(one), one.title, Path(one.file).name, one.pages, faces_told(one))
            for one in self._told[start:stop]
        ]

    def uid(self, row: int) -> str:
        """See RowSource."""
        return str(row)


class ExportsDialog(QDialog):
    """What was written, newest first; below it all that is known of the file in the chosen row."""

    def __init__(self, told: Sequence[Export], window: MainWindow) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("导出记录")
        self._told = told
        self.table = TableView(ExportSource(told))
        self.detail = words("")
        self.detail.setWordWrap(True)
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copied = button("复制", icon="copy")
        self._lay_out()
        fit(self, *_SIZE)
        Room(self.table, len(_COLUMNS) - 1, ())
        self.table.picked.connect(self._show)
        self._show("")
        self.table.selectRow(0)
        self.table.setFocus()

    def _lay_out(self) -> None:
        self.copied.setToolTip("复制这个文件的位置、哈希值和字体")
        self.copied.clicked.connect(self._copy)
        shut = button("关闭", "primary")
        shut.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(self.copied)
        foot.addStretch()
        foot.addWidget(shut)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 16)
        layout.setSpacing(10)
        layout.addWidget(words(_counted(self._told), "heading"))
        layout.addWidget(self.table, 1)
        layout.addWidget(self.detail)
        layout.addLayout(foot)

    def _show(self, row: str) -> None:
        self.detail.setText(described(self._told[int(row)]) if row else "")
        self.copied.setEnabled(bool(row))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.detail.text())


def described(one: Export) -> str:
    """All that is known of a file, one thing a line."""
    pages = "" if one.pages is None else f"　共 {one.pages} 页"
    return "\n".join(
        (
            f"文件：{one.file}{pages}",
            f"SHA-256：{one.sha256}",
            f"字体：{faces_told(one) or '没有记下'}",
        )
    )


def _counted(told: Sequence[Export]) -> str:
    return f"这台电脑最近写过的文件 {len(told)} 个" if told else "这台电脑上还没有导出过文件"


def show_exports(window: MainWindow) -> None:
    """Show what was written on this computer."""
    ExportsDialog(exports.exports(), window).open()
