"""What is pasted or dropped as a picture or as files, and not as text."""

from collections.abc import Callable
from pathlib import Path
from weakref import ref

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QMimeData, QObject
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

_KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)


class Pasting(QObject):
    """Gives on what is pasted while the keyboard is in a part of a window; text stays text.

    A shortcut of the window for the same keys comes after it.
    """

    def __init__(self, within: QWidget, take: Callable[[QMimeData], None]) -> None:
        super().__init__(within)
        self._take = take
        self.listen_in(within)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def listen_in(self, within: QWidget) -> None:
        """That part of the window; it is not kept alive, for it mostly owns this."""
        self._within = ref(within)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the class."""
        if event.type() not in _KEYS or not isinstance(event, QKeyEvent):
            return False
        mime = QGuiApplication.clipboard().mimeData()
        if not event.matches(QKeySequence.StandardKey.Paste) or not _wanted(mime, watched):
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self._take(mime)
        return True

    def _follow(self, _left: QWidget | None, reached: QWidget | None) -> None:
        """Only what has the keyboard hears keys: it alone is watched."""
        within = self._within()
        if reached is None or within is None:
            return
        if within is reached or within.isAncestorOf(reached):
            reached.installEventFilter(self)


def _wanted(mime: QMimeData, into: QObject) -> bool:
    """A table brings a picture of itself along: where text can go, the text was meant."""
    text = isinstance(into, QLineEdit | QPlainTextEdit | QTextEdit) and mime.hasFormat("text/plain")
    return bool(local_files(mime)) or (mime.hasImage() and not text)


def local_files(mime: QMimeData) -> list[Path]:
    """The files that are handed over; folders are left out."""
    paths = (Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    return [path for path in paths if path.is_file()]


def as_png(mime: QMimeData) -> bytes:
    """The picture that is handed over; empty where there is none, or none that can be read."""
    image, written = mime.imageData(), QBuffer()
    if not isinstance(image, QImage) or not written.open(QIODevice.OpenModeFlag.WriteOnly):
        return b""
    return bytes(written.data().data()) if QImageWriter(written, b"png").write(image) else b""
