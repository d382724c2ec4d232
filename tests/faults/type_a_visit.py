"""A program of its own: opens the real window on a casebook and types a visit until it is killed.

    python -m tests.faults.type_a_visit CASEBOOK SETTINGS

It says on standard output what happened, a line each: `form kept` once the visit and its problems
are on disk; then `typed N SECONDS` for each figure that it goes on typing into the second problem
(monotonic seconds, as the whole machine counts them).
"""

import sys
import time
from itertools import count
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from tests.sitting import Sitting
from ui.app import application
from ui.pages.visits import VisitsPage

SUBJECT, FIRST, SECOND = "ljws", "二期用地手续没有批复", "厂门口路灯不亮"
PAUSE = 20  # milliseconds between keystrokes: faster than any typist


def say(line: str) -> None:
    """One line, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def type_form(me: Sitting) -> None:
    """A visit with two problems, not saved."""
    me.press("Ctrl+Shift+N")
    me.letters(SUBJECT)
    me.press("Return", "Alt+A")
    me.write(FIRST)
    me.press("Alt+A")
    me.write(SECOND)
    me.press("Return", "Return", "Return")


class Typist:
    """Types figure after figure, without a pause."""

    def __init__(self, me: Sitting) -> None:
        self._me = me
        self._figures = count()
        self._timer = QTimer(interval=PAUSE)
        self._timer.timeout.connect(self._type)

    def start(self) -> None:
        """Begin to type; never end."""
        say("form kept")
        self._timer.start()

    def _type(self) -> None:
        number = next(self._figures)
        self._me.letters(f"{number} ")
        say(f"typed {number} {time.monotonic()}")


def main(book: Path, settings: Path) -> int:
    """Sit down, type, and say so."""
    app: QApplication = application()
    me = Sitting(settings)
    me.open(book)
    page = me.window.pages["visits"]
    assert isinstance(page, VisitsPage)
    typist = Typist(me)
    page.keeper.kept.connect(typist.start, Qt.ConnectionType.SingleShotConnection)
    type_form(me)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
