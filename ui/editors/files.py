"""Editor of files to be handed in: picked by a button, dropped onto it, or pasted."""

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui import icons
from ui.editors.base import ENTER, Editor, goes_back
from ui.editors.pasting import PASTED, Pasting, image_of, local_files, takes
from ui.filetile import FileTile, TileFlow, corner_button
from ui.panes import bring_into_sight

Pick = Callable[[], Sequence[Path]]
"""Asks the person for files; none when the question was waved away."""

Keep = Callable[[str, QImage], Path | None]
"""Makes a file of a picture, called so with a number for `{}`; None where that was refused.

A large one takes a second, in which the window turns but takes nothing that is typed: so whatever
comes next, be it saving, finds the picture there.
"""

Fill = Callable[[FileTile, Path], None]
"""Gives the tile of a file its picture, if it has one."""


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


class FilesEdit(Editor):
    """A tuple of paths in the order of picking; None for a blank."""

    def __init__(self, pick: Pick, keep: Keep, fill: Fill) -> None:
        super().__init__()
        self._pick = pick
        self._keep = keep
        self._fill = fill
        self._pasting = Pasting(self, self._take)
        self._paths: list[Path] = []
        self.flow = TileFlow()
        self.add_button = _Add("添加文件…")
        self.add_button.setIcon(icons.icon("paperclip", gap=6))
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(lambda: self.add(self._pick()))
        self.add_button.entered.connect(self.entered)
        self.add_button.left.connect(self.left)
        self._lay_out()
        self.setFocusProxy(self.add_button)
        self.setAcceptDrops(True)

    def _lay_out(self) -> None:
        self.flow.hide()
        line = QHBoxLayout()
        line.addWidget(self.add_button)
        line.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.flow)
        layout.addLayout(line)

    def add(self, paths: Iterable[Path]) -> None:
        """Add files; one that is there already stays once."""
        before = len(self._paths)
        self._show([*dict.fromkeys([*self._paths, *paths])])
        if len(self._paths) > before:
            bring_into_sight(self.flow.tiles[-1])

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
        if takes(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add the files that were dropped, else the picture; folders are left out."""
        self._take(event.mimeData())
        event.acceptProposedAction()

    def _take(self, mime: QMimeData) -> None:
        """A file comes as it is; a picture without one is written down first."""
        files = local_files(mime)
        picture = None if files else image_of(mime)
        if picture is not None and (kept := self._keep(PASTED, picture)) is not None:
            files = [kept]
        if files:
            self.add(files)

    def _show(self, paths: list[Path]) -> None:
        self._paths = paths
        self.flow.show_tiles([self._tile(path) for path in paths])
        for tile, path in zip(self.flow.tiles, paths, strict=True):
            self._fill(tile, path)
        self.changed.emit()

    def _tile(self, path: Path) -> FileTile:
        """What is not handed in yet is no file of the casebook: it is not opened from here."""
        corner = corner_button("x", f"去掉{path.name}")
        corner.clicked.connect(self._dropper(path))
        tile = FileTile(path.name, path.stat().st_size if path.is_file() else None, corner)
        tile.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tile.setToolTip(str(path))
        return tile

    def _dropper(self, path: Path) -> Callable[[], None]:
        return lambda: self._drop(path)

    def _drop(self, path: Path) -> None:
        self._show([other for other in self._paths if other != path])
        self.setFocus()
