"""Python's search for lost cycles, kept to the thread of the window."""

from __future__ import annotations

import gc
from weakref import WeakSet

from PySide6.QtCore import QObject, QTimer

_OFTEN, _SELDOM = 20, 200  # milliseconds: while many objects are made, and else
_YOUNG = 1  # the generations that are looked through
_holders: WeakSet[Cycles] = WeakSet()


class Cycles(QObject):
    """Looks for lost cycles in the window's thread, while other threads run.

    Python looks for them in whichever thread happens to make objects, and ends what it finds there;
    a widget or a timer that ends in another thread than its own takes the program down. So Python
    may not look by itself between `begin` and `end`: it is done here, in a turn of the window, and
    where much is made in many short ones. What is old is left alone: that search takes long, see
    `ui.turns`.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=_SELDOM)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        """From now on in this thread alone."""
        _holders.add(self)
        gc.disable()
        self._timer.start()

    def end(self) -> None:
        """No thread but the window's runs any more, unless another window has some."""
        self._timer.stop()
        _holders.discard(self)
        if not _holders:
            gc.enable()

    def _look(self) -> None:
        wanted = gc.get_count()[0] > gc.get_threshold()[0]
        if wanted:
            gc.collect(_YOUNG)
        self._timer.setInterval(_OFTEN if wanted else _SELDOM)
