"""Open a window and leave when it can be used: a bare one of Qt, or ours on a casebook."""

import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_IM_MODULES"] = "compose"


def bare() -> None:
    """The least that a window takes."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    app.processEvents()


def ours(settings: str, book: str) -> None:
    """Our window as `ui.app.main` opens it: on a casebook, or on the start page without one."""
    from pathlib import Path

    from ui import style
    from ui.app import application
    from ui.settings import Settings
    from ui.window import MainWindow

    app = application()
    style.apply(app, "light")
    window = MainWindow(Settings(Path(settings)))
    window.show()
    if book:
        window.begin(Path(book))
    app.processEvents()


if __name__ == "__main__":
    if sys.argv[1:]:
        ours(*sys.argv[1:])
    else:
        bare()
    os._exit(0)  # what closing takes is not asked here
