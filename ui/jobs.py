"""The only threads of the window: a worker for long work, and one for what lists ask.

Long work is one job at a time, with one dialog when it takes long. Questions of lists do not wait
for it, show nothing, and are given up where another overtakes them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from desk.progress import Progress

if TYPE_CHECKING:
    from ui.jobdialog import JobDialog

Result = TypeVar("Result")
Failed = Callable[[Exception], None]

PATIENCE = 500  # milliseconds before the dialog shows itself


@dataclass
class _Job:
    label: str
    work: Callable[[], Callable[[], None]]
    failed: Failed
    progress: Progress


class _Worker(QObject):
    """Lives in the worker thread; what it emits arrives in the thread of the window."""

    moved = Signal(str, int, int)
    finished = Signal(object)

    @Slot(object)
    def run(self, job: _Job) -> None:
        """Do the work; hand back what the window shall call."""
        try:
            answer = job.work()
        except Exception as error:
            answer = _hand_over(job.failed, error)
        self.finished.emit(answer)


def _hand_over(failed: Failed, error: Exception) -> Callable[[], None]:
    return lambda: failed(error)


class Aside(QObject):
    """Questions that are answered beside the window, one after the other; see `Jobs.aside`."""

    _start = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stops: deque[Callable[[], None]] = deque()
        self._thread = QThread(self)
        self._worker = _Worker()
        self._worker.moveToThread(self._thread)
        self._start.connect(self._worker.run)
        self._worker.finished.connect(self._finish)

    def put(self, job: _Job, stop: Callable[[], None]) -> None:
        """Do the work after what was asked for before; the thread begins with the first."""
        if not self._thread.isRunning():
            self._thread.start()
        self._stops.append(stop)
        self._start.emit(job)

    def drop(self) -> None:
        """Give up what is asked and what waits, and let the thread rest."""
        for stop in self._stops:
            stop()
        self._thread.quit()
        self._thread.wait()

    @Slot(object)
    def _finish(self, answer: Callable[[], None]) -> None:
        self._stops.popleft()
        answer()


class Jobs(QObject):
    """Runs work beside the window and calls back in the window's thread."""

    _start = Signal(object)
    idle = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._waiting: deque[_Job] = deque()
        self._running: _Job | None = None
        self._window = window
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self._show_dialog)
        self._thread = QThread(self)
        self._worker = _Worker()
        self._worker.moveToThread(self._thread)
        self._start.connect(self._worker.run)
        self._worker.finished.connect(self._finish)
        self._thread.start()
        self._aside = Aside(self)

    @cached_property
    def _dialog(self) -> JobDialog:
        from ui.jobdialog import JobDialog

        dialog = JobDialog(self._window, self.cancel)
        self._worker.moved.connect(dialog.report)
        return dialog

    def _show_dialog(self) -> None:
        self._dialog.show()

    def run(
        self,
        label: str,
        work: Callable[[Progress], Result],
        done: Callable[[Result], None],
        failed: Failed,
    ) -> None:
        """Do the work in the worker thread, after what was asked for before it.

        Work without a label goes on behind the person's back: no dialog, and it keeps no window
        from closing, so `done` must bear that what it was for is gone.

        `done` gets its result, `failed` the exception that it raised (Cancelled too); both are
        called in the window's thread.
        """
        progress = Progress(self._worker.moved.emit)

        def answer() -> Callable[[], None]:
            result = work(progress)
            return lambda: done(result)

        self._waiting.append(_Job(label, answer, failed, progress))
        self._next()

    def aside(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Failed,
        stop: Callable[[], None],
    ) -> None:
        """Answer a question of a list, not waiting for long work; `done` and `failed` as in `run`.

        `stop`, called when the casebook closes, makes the work end soon. Who overtakes a question
        by another calls its `stop` himself, and bears that `done` may be called even so.
        """

        def answer() -> Callable[[], None]:
            result = work()
            return lambda: done(result)

        self._aside.put(_Job("", answer, failed, Progress()), stop)

    def drop_asides(self) -> None:
        """Give up the questions of lists; none is under way when this comes back."""
        self._aside.drop()

    def cancel(self) -> None:
        """Ask the work that is running to stop."""
        if self._running is not None:
            self._running.progress.cancel()

    @property
    def busy(self) -> bool:
        """Whether work with a label is running or waiting."""
        running = (self._running,) if self._running else ()
        return any(job.label for job in (*running, *self._waiting))

    def close(self) -> None:
        """Drop what waits, stop what runs, and end the thread. Call it before the window goes."""
        self._waiting.clear()
        self.cancel()
        self._patience.stop()
        self._aside.drop()
        self._thread.quit()
        self._thread.wait()
        self._hide_dialog()

    def _next(self) -> None:
        if self._running is None and self._waiting:
            self._running = self._waiting.popleft()
            if self._running.label:
                self._dialog.begin(self._running.label)
                self._patience.start()
            self._start.emit(self._running)

    def _hide_dialog(self) -> None:
        if self._running is not None and self._running.label:
            self._dialog.hide()

    @Slot(object)
    def _finish(self, answer: Callable[[], None]) -> None:
        self._patience.stop()
        self._hide_dialog()
        self._running = None
        try:
            answer()
        finally:
            self._next()
            if not self.busy:
                self.idle.emit()
