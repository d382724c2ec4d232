"""Editor of files to be handed in: picked by a button, dropped onto it, or pasted."""

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import icons
from ui.editors.base import ENTER, Editor, goes_back
from ui.editors.pasting import Pasting, as_png, local_files

Pick = Callable[[], Sequence[Path]]
"""Asks the person for files; none when the question was waved away."""

Keep = Callable[[str, bytes], Path | None]
"""Makes a file of a picture, called so with a number for `{}`; None where that was refused."""

_PASTED = "粘贴的图片-{}.png"
_UNITS = ("B", "KB", "MB", "GB")


class _Add(QPushButton):
    """Adds files with the space bar; Enter goes on, as in every field."""

    entered = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        if goes_back(event):
            event.ignore()
        elif event.key() in ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard went elsewhere."""
        super().focusOutEvent(event)
        self.left.emit()


class _Chosen(QFrame):
    """A file that was picked, with a cross to drop it."""

    def __init__(self, path: Path, drop: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("token")
        name = QLabel(f"{path.name}　{said_size(path.stat().st_size) if path.is_file() else ''}")
        name.setToolTip(str(path))
        cross = QToolButton()
        cross.setIcon(icons.icon("x", "muted"))
        cross.setIconSize(QSize(12, 12))
        cross.setToolTip(f"去掉{path.name}")
        cross.clicked.connect(drop)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 2, 4, 2)
        layout.addWidget(name, 1)
        layout.addWidget(cross)


class FilesEdit(Editor):
    """A tuple of paths in the order of picking; None for a blank."""

    def __init__(self, pick: Pick, keep: Keep) -> None:
        super().__init__()
        self._pick = pick
        self._keep = keep
        self._pasting = Pasting(self, self._take)
        self._paths: list[Path] = []
        self._rows: list[_Chosen] = []
        self.add_button = _Add("添加文件…")
        self.add_button.setIcon(icons.icon("paperclip", gap=6))
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(lambda: self.add(self._pick()))
        self.add_button.entered.connect(self.entered)
        self.add_button.left.connect(self.left)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        line = QHBoxLayout()
        line.addWidget(self.add_button)
        line.addStretch()
        self._layout.addLayout(line)
        self.setFocusProxy(self.add_button)
        self.setAcceptDrops(True)

    def add(self, paths: Iterable[Path]) -> None:
        """Add files; one that is there already stays once."""
        self._show([*dict.fromkeys([*self._paths, *paths])])

    def take_pastes_in(self, whole: QWidget) -> None:
        """Take what is pasted while the keyboard is anywhere in there, and not only here."""
        self._pasting.listen_in(whole)

    def value(self) -> tuple[Path, ...] | None:
        """See Editor."""
        return tuple(self._paths) or None

    def set_value(self, value: object) -> None:
        """See Editor; the value is a sequence of paths."""
        several = value if isinstance(value, tuple | list) else ()
        self._show([Path(str(one)) for one in several])

    def problem(self) -> str:
        """A file that is gone meanwhile."""
        gone = [path.name for path in self._paths if not path.is_file()]
        return f"找不到文件“{'、'.join(gone)}”，请去掉或重新添加" if gone else ""

    def draft(self) -> str:
        """See Editor."""
        paths = [str(path) for path in self._paths]
        return json.dumps(paths, ensure_ascii=False) if paths else ""

    def restore(self, draft: str) -> None:
        """See Editor."""
        self.set_value(json.loads(draft) if draft else None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and pictures, and nothing else."""
        mime = event.mimeData()
        if local_files(mime) or mime.hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add the files that were dropped, else the picture; folders are left out."""
        self._take(event.mimeData())
        event.acceptProposedAction()

    def _take(self, mime: QMimeData) -> None:
        """A file comes as it is; a picture without one is written down first."""
        files = local_files(mime)
        if not files and (picture := as_png(mime)):
            kept = self._keep(_PASTED, picture)
            files = [kept] if kept is not None else []
        self.add(files)

    def _show(self, paths: list[Path]) -> None:
        for row in self._rows:
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._paths = paths
        self._rows = [_Chosen(path, self._dropper(path)) for path in paths]
        for place, row in enumerate(self._rows):
            self._layout.insertWidget(place, row)
        self.changed.emit()

    def _dropper(self, path: Path) -> Callable[[], None]:
        return lambda: self._drop(path)

    def _drop(self, path: Path) -> None:
        self._show([other for other in self._paths if other != path])
        self.setFocus()


def said_size(size: int) -> str:
    """A size in bytes as people read it: 1.4 MB."""
    amount, unit = float(size), 0
    while amount >= 1024 and unit < len(_UNITS) - 1:
        amount, unit = amount / 1024, unit + 1
    return f"{amount:.0f} {_UNITS[unit]}" if unit == 0 else f"{amount:.1f} {_UNITS[unit]}"
