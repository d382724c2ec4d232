"""A person at the real window: keys, words through an input method, and pictures of what is seen.

Chinese reaches a field as an input method brings it: committed at once, never as keys.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Self

import shiboken6
from PySide6.QtCore import QElapsedTimer, QEventLoop
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desk.book.place import Place
from tests.ui.fakes import FakeAsk
from ui.editors.suggestions import PickLine
from ui.pages.page import Page
from ui.settings import Settings
from ui.window import MainWindow

PICTURES = Path(__file__).parents[1] / "out" / "pictures"
SIZE = (1366, 768)
_LINK = re.compile("<a [^>]*>|</a>")
_ROUNDS = 5  # of events: layouts within layouts settle one after the other
_PATIENCE, _TURN = 60_000, 20  # milliseconds for work beside the window, and between two looks


def keep_picture(widget: QWidget, name: str) -> None:
    """Keep a picture of a window or a part of it, for people to look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for _ in range(_ROUNDS):
        QApplication.processEvents()
    assert widget.grab().save(str(PICTURES / f"{name}.png"))


def _plain(text: str) -> str:
    """What is read of a label: links without their marks."""
    return _LINK.sub("", text)


def until(holds: Callable[[], bool]) -> None:
    """Let the window work until it holds; an error where that takes too long."""
    clock = QElapsedTimer()
    clock.start()
    while not holds():
        assert clock.elapsed() < _PATIENCE, "what was waited for never came"
        QTest.qWait(_TURN)


class Sitting:
    """One person before the window; `strokes` counts the keys pressed beyond free text.

    What is typed to pick something out of a list, or as a date, counts key by key.
    """

    def __init__(self, folder: Path, *answers: object, ask: FakeAsk | None = None) -> None:
        """`folder` is where the window remembers itself; `answers` are given to its questions."""
        self.ask = ask or FakeAsk(*answers)
        self.window = MainWindow(Settings(folder / "window.ini"), self.ask)
        self.window.resize(*SIZE)
        self.window.show()
        self.window.activateWindow()
        self.strokes = 0

    def open(self, book: Place | None) -> None:
        """Open a casebook, or the start page; what is then shown is where the person begins."""
        self.window.begin(book)
        self.settle()

    def settle(self) -> None:
        """Wait until the casebook that is on its way has come."""
        while self.window.opening:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        QApplication.processEvents()

    def page(self, name: str) -> Page:
        """Go to a page."""
        self.window.show_page(name)
        return self.window.pages[name]

    @property
    def focused(self) -> QWidget:
        """What has the keyboard; on a real screen it takes a while to go over."""
        until(lambda: QApplication.focusWidget() is not None)
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def press(self, *keys: str) -> None:
        """Press keys or chords, such as Enter or Ctrl+S."""
        for key in keys:
            self.strokes += 1
            QTest.keySequence(self.focused, QKeySequence(key))
            QApplication.processEvents()

    def letters(self, text: str) -> None:
        """Type letters and digits, such as the initials of a name; each of them counts."""
        self.strokes += len(text)
        QTest.keyClicks(self.focused, text)

    def write(self, text: str) -> None:
        """Write by an input method; in a field that picks, each character counts."""
        self.strokes += len(text) if isinstance(self.focused, PickLine) else 0
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self.focused, event)

    def said(self) -> str:
        """The sentence at the foot of the window."""
        return self.window.statusBar().currentMessage()

    def reads(self, widget: QWidget) -> str:
        """All the words that a part of the window shows."""
        QApplication.processEvents()
        labels = widget.findChildren(QLabel)
        return "\n".join(_plain(label.text()) for label in labels if label.isVisibleTo(widget))

    def picture(self, name: str) -> None:
        """Keep a picture of the window, for people to look at."""
        keep_picture(self.window, name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.leave()

    def leave(self) -> None:
        """Close the window, whatever it does; once it is gone, it is."""
        if not shiboken6.isValid(self.window):
            return
        self.window.jobs.give_up()
        self.window.close()
        self.window.deleteLater()
