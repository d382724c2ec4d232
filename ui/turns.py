"""That the window comes to its turn soon, whatever goes on in other threads of the program."""

import gc
import sys

from PySide6.QtCore import QObject, QTimer

from ui.jobs import Jobs

_TURN = 0.001  # seconds that a thread keeps the interpreter while another waits for it
_ANY = "渤海"
_SETTLED, _SWEEP = 3_000, 300_000  # milliseconds


class Turns(QObject):
    """Sets the interpreter up for a window.

    Python's search for lost cycles walks through every object of the program and holds all threads
    meanwhile, a fifth of a second where a long list is in memory. Young objects are looked through
    by `ui.cycles`; all of them only here, now and then, while no long work goes on.
    """

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self._jobs = jobs
        sys.setswitchinterval(_TURN)
        self._timer = QTimer(self, interval=_SWEEP)
        self._timer.timeout.connect(self.sweep)
        self._timer.start()
        QTimer.singleShot(_SETTLED, self, self.settle)

    def settle(self) -> None:
        """Read the dictionary of pinyin, which takes a tenth of a second at a stretch: now, and
        not when somebody types or a list is taken in. Then leave out of the search what is there
        when the window has opened: it mostly stays.
        """
        self._jobs.run("", lambda _progress: _read_dictionary(), self._settled, _passed_over)

    def _settled(self, _read: None) -> None:
        gc.freeze()

    def sweep(self) -> None:
        """Search through all that came since, unless somebody waits for long work."""
        if not self._jobs.busy:
            gc.collect()


def _read_dictionary() -> None:
    from models.pinyin import initials

    initials(_ANY)


def _passed_over(_error: Exception) -> None:
    """Whoever needs the dictionary will be told what is wrong with it."""
