"""What is pasted or dropped as a picture or as files, and not as text."""

from collections.abc import Callable
from pathlib import Path
from weakref import ref

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QMimeData, QObject
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

PASTED = "粘贴的图片-{}.png"
"""What a picture is called that comes without a name, with a number."""

_KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)


class Pasting(QObject):
    """Gives on what is pasted while the keyboard is in a part of a window; text stays text.

    A shortcut of the window for the same keys comes after it; with `text_first` it comes first for
    all that has text, as a list copied from Excel.
    """

    def __init__(
        self, within: QWidget, take: Callable[[QMimeData], None], *, text_first: bool = False
    ) -> None:
        super().__init__(within)
        self._take = take
        self._text_first = text_first
        self.listen_in(within)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def listen_in(self, within: QWidget) -> None:
        """That part of the window; it is not kept alive, for it mostly owns this."""
        self._within = ref(within)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the class. The clipboard is another program's to answer for: few keys ask it."""
        if event.type() not in _KEYS or not isinstance(event, QKeyEvent):
            return False
        if not event.matches(QKeySequence.StandardKey.Paste):
            return False
        mime = _on_clipboard()
        if not self._wants(mime, watched):
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self._take(mime)
        return True

    def _wants(self, mime: QMimeData, into: QObject) -> bool:
        """A table brings a picture of itself along: where text can go, the text was meant."""
        text = self._text_first or isinstance(into, QLineEdit | QPlainTextEdit | QTextEdit)
        return bool(local_files(mime)) or (
            mime.hasImage() and not (text and mime.hasFormat("text/plain"))
        )

    def _follow(self, _left: QWidget | None, reached: QWidget | None) -> None:
        """Only what has the keyboard hears keys: it alone is watched."""
        within = self._within()
        if reached is None or within is None:
            return
        if within is reached or within.isAncestorOf(reached):
            reached.installEventFilter(self)


def _on_clipboard() -> QMimeData:
    """What the clipboard holds; where nobody has put anything, Qt hands over none at all."""
    held: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return QMimeData() if held is None else held


def local_files(mime: QMimeData) -> list[Path]:
    """The files that are handed over; folders are left out."""
    paths = (Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    return [path for path in paths if path.is_file()]


def takes(mime: QMimeData) -> bool:
    """Whether there is a file or a picture in it."""
    return bool(local_files(mime)) or mime.hasImage()


def image_of(mime: QMimeData) -> QImage | None:
    """The picture that is handed over; None where there is none, or none that can be read."""
    image = mime.imageData()
    return image if isinstance(image, QImage) and not image.isNull() else None


def as_png(image: QImage) -> bytes:
    """A picture as a file has it; a large one takes a second."""
    written = QBuffer()
    written.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(written, b"png").write(image)
    return bytes(written.data().data())
