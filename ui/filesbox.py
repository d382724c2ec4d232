"""照片和附件 of a record that is there: looked at, added by button, drop or paste, taken off."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMenu,
    QToolButton,
    QVBoxLayout,
)

from desk.attachments import HandedIn, LocalFile, Nameless, attach, detach
from desk.details import KeptFile
from desk.progress import Progress
from ui import style
from ui.attached import Attached
from ui.editors.pasting import PASTED, as_png, image_of, local_files
from ui.filetile import FileTile, TileFlow, corner_button
from ui.panes import bring_into_sight
from ui.parts import button, words
from ui.thumbnails import Thumbnails
from ui.workspace import Workspace

_TITLE = "照片和附件"
_HINT = "文件可以拖到这里，或按 Ctrl+V 粘贴。"
_MANY = "选中了几条；请只选一条，再添加附件"
_GAP = 8


class FilesBox(QFrame):
    """The files of one record of a table; what is done to them is saved at once."""

    def __init__(self, workspace: Workspace, table: str) -> None:
        super().__init__()
        self.setObjectName("files")
        self._workspace, self._table = workspace, table
        self._attached, self._thumbnails = Attached(workspace), Thumbnails(workspace)
        self._uid = self._awaited = ""  # the record whose files are shown, or are being added to
        self._kept: tuple[KeptFile, ...] = ()
        self.heading = words(_TITLE, "heading")
        self.add_button = button("添加…", "plain", "paperclip")
        self.add_button.setToolTip("添加照片和附件，可以一次选几个")
        self.add_button.clicked.connect(self.add)
        self._hint = words(_HINT)
        self._hint.setWordWrap(True)
        self.flow = TileFlow()
        self._lay_out()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.heading, 1)
        line.addWidget(self.add_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        layout.addLayout(line)
        layout.addWidget(self._hint)
        layout.addWidget(self.flow)

    def show_files(self, uid: str, files: Sequence[KeptFile]) -> None:
        """The files of that record; where they are shown already, they stay with the keyboard."""
        if (uid, tuple(files)) == (self._uid, self._kept):
            return
        held = self._held()
        self._uid, self._kept = uid, tuple(files)
        self.heading.setText(f"{_TITLE} {len(files)}" if files else _TITLE)
        self._hint.setVisible(not files)
        if held is not None:
            self.add_button.setFocus()
        self._thumbnails.give_up()
        self.flow.show_tiles([self._tile(file) for file in files])
        if held is not None and files:
            self.flow.tiles[min(held, len(files) - 1)].setFocus()
        for tile, file in zip(self.flow.tiles, files, strict=True):
            self._thumbnails.of_kept(tile, file)
        if self._awaited == uid and files:
            bring_into_sight(self.flow.tiles[-1])
        self._awaited = ""

    def _held(self) -> int | None:
        """Which of the tiles has the keyboard."""
        focus = QApplication.focusWidget()
        stops = ((tile, tile.corner) for tile in self.flow.tiles)
        return next((place for place, stop in enumerate(stops) if focus in stop), None)

    def _tile(self, file: KeptFile) -> FileTile:
        corner = corner_button("ellipsis", f"另存、移除{file.name}")
        tile = FileTile(file.name, file.size, corner)
        tile.setToolTip(f"打开{file.name}")
        menu = QMenu(tile)
        for label, act in (
            ("打开", self._doing(self._attached.show, file)),
            ("另存为…", self._doing(self._attached.save, file)),
            ("移除", self._doing(self.remove, file)),
        ):
            menu.addAction(label).triggered.connect(act)
        corner.setMenu(menu)
        corner.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        tile.clicked.connect(self._doing(self._attached.show, file))
        tile.removed.connect(self._doing(self.remove, file))
        return tile

    def _doing(self, act: Callable[[KeptFile], None], file: KeptFile) -> Callable[[], None]:
        return lambda: act(file)

    # --- what is added and taken off ----------------------------------------------------------

    def add(self) -> None:
        """Ask which files, and add them."""
        self._hand_in(self._workspace.ask.open_files("添加照片和附件"), None)

    def take(self, mime: QMimeData) -> None:
        """Add what was dropped or pasted: files, else the picture."""
        files = local_files(mime)
        self._hand_in(files, None if files else image_of(mime))

    def refuse_many(self) -> None:
        """Say that files go with one record."""
        self._workspace.said.emit(_MANY)

    def mark_target(self, under: bool) -> None:
        """Show that something is held over it that can be dropped."""
        style.mark(self, "target" if under else "plain")

    def _hand_in(self, paths: Sequence[Path], image: QImage | None) -> None:
        """Read them and write them beside the window: they may be large."""
        if not self._uid or not (paths or image):
            return
        book, actor, owner = self._workspace.book, self._workspace.actor, (self._table, self._uid)
        self._awaited = self._uid

        def work(_progress: Progress) -> str:
            return attach(book, owner, [*_read(paths, image)], actor)

        self._workspace.jobs.run("添加附件", work, self._say, self._workspace.failed)

    def remove(self, file: KeptFile) -> None:
        """Take a file off; nothing is asked, for undo brings it back."""
        book, actor = self._workspace.book, self._workspace.actor
        done = self._workspace.attempt(lambda: detach(book, file.uid, actor))
        if done is not None:
            self._say(done)

    def _say(self, done: str) -> None:
        self._workspace.said.emit(f"已{done}；Ctrl+Z 可撤销")


def _read(paths: Sequence[Path], image: QImage | None) -> Iterator[HandedIn]:
    yield from map(LocalFile, paths)
    if image is not None:
        yield Nameless(PASTED, as_png(image))
