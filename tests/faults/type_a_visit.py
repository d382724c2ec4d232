"""A program of its own: opens the real window on a casebook and types a visit until it is killed.

    python -m tests.faults.type_a_visit CASEBOOK SETTINGS

When the visit and its two problems stand in the form, it goes on typing figures into the second
problem, and says each on standard output: `FIGURE SECONDS`, a line each (monotonic seconds, as the
whole machine counts them).
"""

import sys
import time
from itertools import count
from pathlib import Path

from PySide6.QtCore import QTimer

from tests.sitting import Sitting
from ui.app import application

SUBJECT, FIRST, SECOND = "ljws", "二期用地手续没有批复", "厂门口路灯不亮"
PAUSE = 20  # milliseconds between keystrokes: faster than any typist


def type_form(me: Sitting) -> None:
    """A visit with two problems, not saved."""
    me.press("Ctrl+Shift+N")
    me.letters(SUBJECT)
    me.press("Return", "Alt+A")
    me.write(FIRST)
    me.press("Alt+A")
    me.write(SECOND)
    me.press("Return", "Return", "Return")


def type_on(me: Sitting) -> None:
    """Figure after figure, without a pause and without end."""
    figures = count()

    def one() -> None:
        figure = next(figures)
        me.letters(f"{figure} ")
        sys.stdout.write(f"{figure} {time.monotonic()}\n")
        sys.stdout.flush()

    timer = QTimer(me.window, interval=PAUSE)
    timer.timeout.connect(one)
    timer.start()


def main(book: Path, settings: Path) -> int:
    """Sit down and type."""
    app = application()
    me = Sitting(settings)
    me.open(book)
    type_form(me)
    type_on(me)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
