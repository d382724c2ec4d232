"""核对改过的 Word: the figures of a file that was edited outside, held against the casebook."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desk.book.casebook import Book
from desk.bulletins.findings import Difference, Unfound
from desk.bulletins.kinds import Edition
from desk.bulletins.verifying import Unnamed, Verified, verify
from desk.files import read_bytes
from desk.progress import Progress
from models.field import Field
from ui import style
from ui.clipboard import table_as_mime
from ui.jobs import Failed
from ui.parts import button, fit, words
from ui.tables import Column, Row, TableView
from ui.workspace import Workspace

_SIZE = (1080, 560)
_LOST = "无法核对"
_LABEL = Field("label", "数字", width=18)
_WRITTEN = Field("written", "文件中", width=8)
_CASEBOOK = Field("casebook", "台账中", width=8)
_PRINTED = Field("printed", "印发时", width=8)
_PLACE = Field("place", "所在段落", width=20)
_WRONG_FILE = "只能核对 Word 文件（.docx）；请另选一个文件。"
_UNNAMED = "“{0}”里没有注明是哪一期；按{1}核对吗？"


def verify_file(
    workspace: Workspace, path: Path, likely: Edition, show: Callable[[Verified], None]
) -> None:
    """Hold a Word file against the casebook, beside the window.

    Which bulletin it is, the file says itself; where it does not, `likely` is offered.
    """
    if path.suffix.lower() != ".docx":
        workspace.ask.warn(_WRONG_FILE)
        return

    def failed(error: Exception) -> None:
        if not isinstance(error, Unnamed):
            workspace.failed(error)
        elif workspace.ask.confirm(_UNNAMED.format(path.name, likely.label), "核对"):
            run(likely, workspace.failed)

    def run(wanted: Edition | None, failed: Failed) -> None:
        book = workspace.book
        work = partial(_verified, book, path, wanted)
        workspace.jobs.along(f"核对“{path.name}”", work, show, failed)

    run(None, failed)


def _verified(book: Book, path: Path, wanted: Edition | None, _progress: Progress) -> Verified:
    return verify(book, read_bytes(path), wanted)


class Differences:
    """What differs, and what was not found again, as a list has it."""

    def __init__(self, verified: Verified) -> None:
        fields = [_LABEL, _WRITTEN, _CASEBOOK, *([_PRINTED] if verified.issued else []), _PLACE]
        self.columns: Sequence[Column] = [Column(field) for field in fields]
        self._found: list[Difference | Unfound] = [*verified.differences, *verified.unfound]
        self._rows: list[Row] = [
            tuple(_cell(one, field.name) for field in fields) for one in self._found
        ]

    def count(self) -> int:
        """See RowSource."""
        return len(self._rows)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """See RowSource."""
        return self._rows[start:stop]

    def uid(self, row: int) -> str:
        """The place of the row in the list."""
        return str(row)

    def field(self, uid: str) -> str:
        """The figure, table or chart of a row, as a text keeps it."""
        return self._found[int(uid)].field

    def place(self, uid: str) -> str:
        """The paragraph in which it stands, whole."""
        return self._found[int(uid)].place


def _cell(one: Difference | Unfound, name: str) -> object:
    """What a finding says in a column; of a figure that was not found, that."""
    lost = isinstance(one, Unfound) and name == _WRITTEN.name
    return _LOST if lost else getattr(one, name, None)


def verdict(verified: Verified) -> str:
    """In a sentence, whether the file says what the casebook says."""
    wrong, lost = len(verified.differences), len(verified.unfound)
    if verified.sound:
        return f"全部一致：核对了 {verified.checked} 处数字。"
    said = [f"{wrong} 处与台账不一致"] if wrong else []
    said += [f"{lost} 处无法核对，请逐一看过"] if lost else []
    return f"核对了 {verified.checked} 处数字：{'，'.join(said)}。"


class VerifiedDialog(QDialog):
    """What came of it. `opened` gives the figure whose rows are wanted, as a text keeps it."""

    opened = Signal(str)

    def __init__(self, verified: Verified, window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle("核对改过的 Word")
        fit(self, *_SIZE)
        self.verified = verified
        self._source = Differences(verified)
        self.table = TableView(self._source)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.nothing = "文件里的数字与台账全部一致。"
        self.table.opened.connect(lambda uid: self.opened.emit(self._source.field(uid)))
        self.verdict = words(verdict(verified), "heading")
        self.place = words("")
        self.place.setWordWrap(True)
        self.table.picked.connect(self._show_place)
        self.copy_button = button("复制", "plain", "copy")
        self.copy_button.clicked.connect(self.copy)
        self._lay_out()
        self.finished.connect(self.deleteLater)

    def copy(self) -> None:
        """What is listed, for a spreadsheet; the verdict where nothing is."""
        headings = [column.field.label for column in self._source.columns]
        found = self._source.rows(0, self._source.count())
        rows = [[str(cell or "") for cell in row] for row in found]
        table = table_as_mime([headings, *rows] if rows else [[self.verdict.text()]])
        QApplication.clipboard().setMimeData(table)

    def _show_place(self, uid: str) -> None:
        self.place.setText(self._source.place(uid) if uid else "")

    def _lay_out(self) -> None:
        close = button("关闭", "primary")
        close.clicked.connect(self.accept)
        edition = self.verified.edition
        state = "已印发" if self.verified.issued else "未印发"
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.verdict)
        head.addStretch()
        head.addWidget(words(f"{edition.label}，{state}"))
        foot = QHBoxLayout()
        foot.addWidget(words("回车或双击一行，查看数字的明细"))
        foot.addStretch()
        foot.addWidget(self.copy_button)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.place)
        layout.addLayout(foot)
        self._begin(close)

    def _begin(self, close: QWidget) -> None:
        """Where there is nothing to look at, the keyboard is on the way out."""
        if self._source.count():
            self.table.selectRow(0)
            self.table.setFocus()
        else:
            self.verdict.setStyleSheet(f"color: {style.tokens()['green']}")
            close.setFocus()
