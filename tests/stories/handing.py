"""Files and pictures as other programs hand them over: copied, or dragged and dropped."""

from pathlib import Path
from threading import get_ident, main_thread

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage

from desk.book.casebook import Book
from ui.editors import FilesEdit
from ui.pages.factspane import FactsPane


def photograph() -> QImage:
    """A picture of a green field."""
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(QColor("seagreen"))
    return image


def taken(path: Path) -> Path:
    """The same as a file."""
    assert photograph().save(str(path))
    return path


def written(tmp_path: Path, name: str, data: bytes = b"minutes") -> Path:
    """A file of the person's, with these bytes."""
    path = tmp_path / name
    path.write_bytes(data)
    return path


def copy(*paths: Path, image: QImage | None = None, text: str = "") -> QMimeData:
    """What another program puts on the clipboard."""
    mime = _of_files(*paths)
    if image is not None:
        mime.setImageData(image)
    if text:
        mime.setText(text)
    QGuiApplication.clipboard().setMimeData(mime)
    return mime


def drop(target: FilesEdit | FactsPane, *paths: Path) -> None:
    """Let files fall onto a part of the window."""
    mime = _of_files(*paths)
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, left, none)
    target.dropEvent(event)


def saved_beside(book: Book) -> list[bool]:
    """Fills up with whether each change from now on is saved beside the window."""
    beside: list[bool] = []
    book.subscribe(lambda _tables: beside.append(get_ident() != main_thread().ident))
    return beside


def _of_files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    if paths:
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime
