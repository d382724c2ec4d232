"""Somebody who looks at the window and fills in nothing."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.sitting import Sitting
from tests.ui.fakes import FakeAsk
from ui.formdialog import FormDialog
from ui.forms import Form


class Onlooker(FakeAsk):
    """Lets a form be looked at that would be asked for, and waves the question away."""

    def __init__(self) -> None:
        super().__init__()
        self.window: QWidget | None = None
        self.shown: list[FormDialog] = []

    def fill(self, title: str, form: Form, yes: str = "确定") -> dict[str, object] | None:
        """See Ask."""
        assert self.window is not None
        self.shown.append(FormDialog(self.window, title, form, yes))
        return None


def sit_and_look(settings: Path, book: Path) -> Sitting:
    """Somebody who looks, and fills in nothing."""
    looking = Onlooker()
    me = Sitting(settings, ask=looking)
    looking.window = me.window
    me.open(book)
    return me


def put_away(me: Sitting, shown: QWidget) -> None:
    """Close what stands before the window."""
    if isinstance(shown, QDialog):
        shown.reject()
        shown.deleteLater()
    me.window.palette_.hide()
    QApplication.processEvents()
