"""A file of a record as one line that opens it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desk.details import KeptFile
from ui.filetile import said_size
from ui.parts import button


def file_link(file: KeptFile, show: Callable[[KeptFile], object]) -> QWidget:
    """Name and size; a click shows it."""
    made = button(f"{file.name}　{said_size(file.size)}", "flat", "paperclip")
    made.setToolTip("打开")
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.clicked.connect(lambda: show(file))
    return made
