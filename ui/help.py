"""F1: brings the manual to the window, and to every dialog that the keyboard reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ui import topics

if TYPE_CHECKING:
    from ui.manual import ManualWindow
    from ui.window import MainWindow


class Help(QObject):
    """Opens the manual at what is in sight; the manual itself is loaded with the first F1."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._reach)

    def topic(self) -> str:
        """The topic of the page in sight."""
        page = self._window.page
        return topics.TOPICS[page.name] if page is not None else topics.FIRST

    def show(self, topic: str = "", owner: QWidget | None = None) -> ManualWindow:
        """Show a topic, else the one in sight; a manual that is open turns to it."""
        from ui.manual import ManualWindow

        owner = owner or self._window
        known = [made for made in owner.findChildren(ManualWindow) if made.isVisible()]
        manual = known[0] if known else ManualWindow(topic or self.topic(), owner)
        manual.turn_to(topic or self.topic())
        manual.show()
        manual.raise_()
        manual.activateWindow()
        return manual

    def _reach(self, _left: QWidget | None, reached: QWidget | None) -> None:
        """A dialog shuts out the keys of the window, so it is given an F1 of its own, once.

        The manual needs none: it says of itself that it is helped.
        """
        dialog = reached.window() if reached is not None else None
        if not isinstance(dialog, QDialog) or dialog.property("helped"):
            return
        dialog.setProperty("helped", True)
        QShortcut(QKeySequence("F1"), dialog, lambda: self.show(self._topic_of(dialog), dialog))

    def _topic_of(self, dialog: QDialog) -> str:
        """That of the dialog; a form tells of what it was asked from: a dialog below it, the page.

        A dialog that came later stands above those before it.
        """
        below = [one for one in self._window.findChildren(QDialog) if one.isVisible()]
        known = (topics.TOPICS.get(type(one).__name__) for one in (dialog, *reversed(below)))
        return next(filter(None, known), "") or self.topic()
