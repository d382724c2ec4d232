"""Open a window, print how long it took from the start of the process, and leave.

    python -m tests.benchmarks.opening                      a bare window of Qt
    python -m tests.benchmarks.opening SETTINGS [CASEBOOK]  ours, as `ui.__main__` opens it

`painted`: the window has been painted and waits for keys; `opened`: the first page of the casebook
has been painted with its rows. Printed are seconds of the clock that all processes share.
"""

import gc
import os
import sys
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_IM_MODULES"] = "compose"


def say(what: str) -> None:
    """Print what has come to pass, and when."""
    sys.stdout.write(f"{what} {time.monotonic()}\n")


def bare() -> None:
    """The least that a window takes."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    app.processEvents()
    say("painted")


def ours(settings: str, book: str) -> None:
    """Our window: on a casebook, or on the start page without one."""
    gc.disable()
    from desk.book.place import place_of
    from ui.app import application, shown
    from ui.settings import Settings

    app = application()
    window = shown(app, Settings(Path(settings)), place_of(book) if book else None)
    app.processEvents()
    say("painted")
    from PySide6.QtCore import QEventLoop

    while window.opening:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    app.processEvents()
    say("opened")


if __name__ == "__main__":
    if sys.argv[1:]:
        ours(sys.argv[1], "".join(sys.argv[2:]))
    else:
        bare()
    sys.stdout.flush()
    os._exit(0)  # what closing takes is not asked here
