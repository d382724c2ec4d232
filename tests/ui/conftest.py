"""The application as it is shipped: its font, its Chinese, its colours; made once."""

import os
from collections.abc import Iterator
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.fakes import Show, Viewer
from ui import style


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """The application with font and translation."""
    style.load_font(qapp)
    style.load_chinese(qapp)
    return qapp


@pytest.fixture(autouse=True)
def light(dressed: QApplication) -> Iterator[None]:
    """Every test begins in the light theme."""
    if style.theme() != "light" or not dressed.styleSheet():
        style.apply(dressed, "light")
    yield
    dressed.clipboard().clear()


@pytest.fixture
def viewer() -> Iterator[Viewer]:
    """What opens files, instead of the programs of this machine."""
    made = Viewer()
    # It says bytes, and wants str.
    QDesktopServices.setUrlHandler("file", made, cast("bytes", "open"))
    yield made
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:
    """Shows widgets under each other in a window that has the keyboard."""
    windows: list[QWidget] = []

    def shown(*widgets: QWidget, size: tuple[int, int] = (640, 480)) -> QWidget:
        window = QWidget()
        windows.append(window)
        layout = QVBoxLayout(window)
        for widget in widgets:
            layout.addWidget(widget)
        window.resize(*size)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    yield shown
    for window in windows:
        window.close()
        window.deleteLater()
