"""The one door for questions to the person at the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QInputDialog,
    QMessageBox,
    QWidget,
)

from desk.errors import Conflict

if TYPE_CHECKING:
    from ui.forms import Form

EXCEL = "Excel 表格 (*.xlsx *.xls *.csv)"
WORKBOOK = "Excel 工作簿 (*.xlsx)"
WORD = "Word 文档 (*.docx)"
PDF = "PDF 文件 (*.pdf)"
ALL_FILES = "所有文件 (*)"


class Ask(Protocol):
    """What the window may ask; tests answer with another one of the same shape."""

    def confirm(self, question: str, yes: str = "确定", no: str = "取消") -> bool:
        """Whether to go on; Enter means `yes`, Esc means `no`."""

    def choose(self, question: str, answers: Sequence[str]) -> str | None:
        """Which of a few answers; None when the question was waved away."""

    def tell(self, sentence: str, detail: str = "") -> None:
        """Something that went well and is worth a halt."""

    def warn(self, sentence: str, detail: str = "") -> None:
        """Something that did not go: the sentence says what to do, the detail may be copied."""

    def text(self, question: str, given: str = "") -> str | None:
        """One line of text, stripped; None when nothing was typed or the question waved away."""

    def open_file(self, title: str, kinds: Sequence[str] = (ALL_FILES,)) -> Path | None:
        """A file that exists."""

    def open_files(self, title: str, kinds: Sequence[str] = (ALL_FILES,)) -> list[Path]:
        """Files that exist; none when the question was waved away."""

    def save_file(self, title: str, name: str, kinds: Sequence[str] = (ALL_FILES,)) -> Path | None:
        """Where to write a file; the person has agreed to replace one that is there."""

    def folder(self, title: str) -> Path | None:
        """A folder that exists."""

    def fill(self, title: str, form: Form, yes: str = "确定") -> dict[str, object] | None:
        """The values of a form that was filled in, or None; it can be agreed to only when ready."""

    def settle(self, conflict: Conflict) -> frozenset[str] | None:
        """In which of the fields that somebody else changed too their value shall stay.

        None when the question was waved away.
        """


class WindowAsk:
    """Asks by dialogs over the window; remembers the folder of the last file."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._folder = Path.home()

    def confirm(self, question: str, yes: str = "确定", no: str = "取消") -> bool:
        """See Ask."""
        return self.choose(question, (yes, no)) == yes

    def choose(self, question: str, answers: Sequence[str]) -> str | None:
        """See Ask. The first answer is the one that Enter gives; the last is what Esc gives."""
        box = self._box(QMessageBox.Icon.Question, question)
        buttons = [
            box.addButton(answer, _role(place, len(answers)))
            for place, answer in enumerate(answers)
        ]
        box.setDefaultButton(buttons[0])
        box.exec()
        clicked = box.clickedButton()
        box.deleteLater()
        return next((a for a, b in zip(answers, buttons, strict=True) if b is clicked), None)

    def tell(self, sentence: str, detail: str = "") -> None:
        """See Ask."""
        self._say(QMessageBox.Icon.Information, sentence, detail)

    def warn(self, sentence: str, detail: str = "") -> None:
        """See Ask."""
        self._say(QMessageBox.Icon.Warning, sentence, detail)

    def text(self, question: str, given: str = "") -> str | None:
        """See Ask."""
        typed, agreed = QInputDialog.getText(self._window, _TITLE, question, text=given)
        return typed.strip() or None if agreed else None

    def open_file(self, title: str, kinds: Sequence[str] = (ALL_FILES,)) -> Path | None:
        """See Ask."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, title, str(self._folder), ";;".join(kinds)
        )
        return self._remembered(name)

    def open_files(self, title: str, kinds: Sequence[str] = (ALL_FILES,)) -> list[Path]:
        """See Ask."""
        names, _ = QFileDialog.getOpenFileNames(
            self._window, title, str(self._folder), ";;".join(kinds)
        )
        return [path for name in names if (path := self._remembered(name)) is not None]

    def save_file(self, title: str, name: str, kinds: Sequence[str] = (ALL_FILES,)) -> Path | None:
        """See Ask."""
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, title, str(self._folder / name), ";;".join(kinds)
        )
        return self._remembered(chosen)

    def folder(self, title: str) -> Path | None:
        """See Ask."""
        name = QFileDialog.getExistingDirectory(self._window, title, str(self._folder))
        return self._remembered(name)

    def fill(self, title: str, form: Form, yes: str = "确定") -> dict[str, object] | None:
        """See Ask."""
        from ui.formdialog import FormDialog

        dialog = FormDialog(self._window, title, form, yes)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        values = form.values() if agreed else None
        dialog.deleteLater()
        return values

    def settle(self, conflict: Conflict) -> frozenset[str] | None:
        """See Ask."""
        from ui.conflict import ConflictDialog

        dialog = ConflictDialog(conflict, self._window)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        theirs = dialog.theirs() if agreed else None
        dialog.deleteLater()
        return theirs

    def _remembered(self, name: str) -> Path | None:
        if not name:
            return None
        path = Path(name)
        self._folder = path.parent
        return path

    def _say(self, icon: QMessageBox.Icon, sentence: str, detail: str) -> None:
        box = self._box(icon, sentence)
        box.setDetailedText(detail)
        box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
        box.exec()
        box.deleteLater()

    def _box(self, icon: QMessageBox.Icon, sentence: str) -> QMessageBox:
        box = QMessageBox(icon, _TITLE, sentence, parent=self._window)
        box.setTextInteractionFlags(_SELECTABLE)
        return box


_TITLE = "包联工作台"
_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse


def _role(place: int, count: int) -> QMessageBox.ButtonRole:
    if place == 0:
        return QMessageBox.ButtonRole.AcceptRole
    if place == count - 1:
        return QMessageBox.ButtonRole.RejectRole
    return QMessageBox.ButtonRole.DestructiveRole
