"""Small pictures of files: read and decoded beside the window, however large a photograph is."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

from desk.attachments import LocalFile
from desk.details import KeptFile
from desk.errors import Refused, Trouble
from ui.filetile import FileTile, is_picture
from ui.workspace import Workspace

#: What is decoded; what draws by commands of its own could take for ever.
_FORMATS = frozenset({"bmp", "gif", "jpeg", "png", "tiff", "webp"})
_REMEMBERED = 200  # pictures, each of some 50 KB


@dataclass(frozen=True)
class _Wanted:
    """A tile that wants its picture, what that is known by, and how its file is read."""

    tile: FileTile
    key: tuple[str, int, int]
    size: QSize
    read: Callable[[], bytes]


class Thumbnails:
    """Gives tiles their pictures, one after the other, and remembers the latest ones.

    They are made where lists ask their questions, and only one at a time, so that a question waits
    for one at most. A file that cannot be read or decoded leaves its tile as it is.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._made: dict[tuple[str, int, int], QImage] = {}
        self._waiting: deque[_Wanted] = deque()
        self._under_way = False

    def of_path(self, tile: FileTile, path: Path) -> None:
        """The picture of a file of this machine."""
        if is_picture(path.name) and path.is_file():
            known = f"{path} {path.stat().st_mtime_ns}"
            self._want(tile, known, LocalFile(path).read)

    def of_kept(self, tile: FileTile, file: KeptFile) -> None:
        """The picture of a file of the casebook."""
        if is_picture(file.name):
            self._want(tile, file.sha256, partial(self._workspace.book.store.get, file.sha256))

    def give_up(self) -> None:
        """The tiles that still wait are gone."""
        self._waiting.clear()

    def _want(self, tile: FileTile, known: str, read: Callable[[], bytes]) -> None:
        size = tile.picture_pixels()
        key = (known, size.width(), size.height())
        if key in self._made:
            tile.show_picture(self._made[key])
        else:
            self._waiting.append(_Wanted(tile, key, size, read))
            self._next()

    def _next(self) -> None:
        if self._waiting and not self._under_way:
            self._under_way = True
            wanted = self._waiting.popleft()
            self._workspace.jobs.aside(
                lambda: small_picture(wanted.read(), wanted.size),
                partial(self._show, wanted),
                self._leave,
                self.give_up,
            )

    def _show(self, wanted: _Wanted, image: QImage) -> None:
        self._made[wanted.key] = image
        if len(self._made) > _REMEMBERED:
            del self._made[next(iter(self._made))]
        if shiboken6.isValid(wanted.tile):
            wanted.tile.show_picture(image)
        self._go_on()

    def _leave(self, error: Exception) -> None:
        """What is missing or damaged is said to who opens it."""
        self._go_on()
        if not isinstance(error, Refused | Trouble):
            raise error

    def _go_on(self) -> None:
        self._under_way = False
        self._next()


def small_picture(data: bytes, room: QSize) -> QImage:
    """A picture that fills the room, cut at its edges, and is never enlarged; upright as it was
    taken. A null image where the bytes are no picture."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return _decoded(buffer, room)


def _decoded(buffer: QBuffer, room: QSize) -> QImage:
    """The reader ends here, before what it reads from: that of TIFF looks back at it."""
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    whole = reader.size()
    if reader.format().toStdString() not in _FORMATS or not whole.isValid():
        return QImage()
    turned = reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90
    box = room.transposed() if turned else room
    scaled = whole.scaled(box, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    if scaled.width() > whole.width():
        scaled = whole
    reader.setScaledSize(scaled)
    reader.setScaledClipRect(_middle(scaled, box))
    return reader.read()


def _middle(whole: QSize, box: QSize) -> QRect:
    part = box.boundedTo(whole)
    left, top = (whole.width() - part.width()) // 2, (whole.height() - part.height()) // 2
    return QRect(QPoint(left, top), part)
