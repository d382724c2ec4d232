"""The one place where book, clock, ask, jobs and windows meet."""

import faulthandler
import sys

from PySide6.QtWidgets import QApplication

from desk.book.place import Place
from ui import style
from ui.settings import Settings
from ui.turns import Turns
from ui.window import MainWindow


def application() -> QApplication:
    """The application in Chinese, with our fonts and colours; made once."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    style.prepare_environment()
    app = QApplication([sys.argv[0], "-style", "fusion"])
    app.setApplicationDisplayName("包联工作台")
    style.load_font(app)
    style.load_chinese(app)
    return app


def main(book: Place | None = None, *, demo_first: bool = False) -> int:
    """Open the window on a casebook: the one named, else the one used last.

    Where none was used yet: the demo if `demo_first`, else the start page.
    """
    faulthandler.enable()
    app = application()
    window = shown(app, Settings(), book, demo_first=demo_first)
    _catch_faults(window)
    return app.exec()


def shown(
    app: QApplication, settings: Settings, book: Place | None, *, demo_first: bool = False
) -> MainWindow:
    """The window as `main` opens it: shown, with the casebook on its way."""
    style.apply(app, settings.theme)
    window = MainWindow(settings)
    Turns(window.jobs)
    window.begin(book, demo_first=demo_first)
    window.show()
    return window


def _catch_faults(window: MainWindow) -> None:
    """Loaded last: it writes files, and the window is painted without."""
    from ui.crash import install

    install(window)
