"""The only threads of the window: a worker for long work, and one for what lists ask.

Long work is one job at a time, with one dialog when it takes long. Questions of lists do not wait
for it, show nothing, and are given up where another overtakes them.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desk.progress import Progress

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
        self._dialog = _JobDialog(window, self.cancel)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self._dialog.show)
        self._thread = QThread(self)
        self._worker = _Worker()
        self._worker.moveToThread(self._thread)
        self._start.connect(self._worker.run)
        self._worker.moved.connect(self._dialog.report)
        self._worker.finished.connect(self._finish)
        self._thread.start()
        self._aside = Aside(self)

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
        self._dialog.hide()

    def _next(self) -> None:
        if self._running is None and self._waiting:
            self._running = self._waiting.popleft()
            if self._running.label:
                self._dialog.begin(self._running.label)
                self._patience.start()
            self._start.emit(self._running)

    @Slot(object)
    def _finish(self, answer: Callable[[], None]) -> None:
        self._patience.stop()
        self._dialog.hide()
        self._running = None
        try:
            answer()
        finally:
            self._next()
            if not self.busy:
                self.idle.emit()


class _JobDialog(QDialog):
    """What is being done, how far it is, and a button to stop it."""

    def __init__(self, window: QWidget, cancel: Callable[[], None]) -> None:
        super().__init__(window)
        self._cancel = cancel
        self.setModal(True)
        self.setMinimumWidth(420)
        self._doing = QLabel()
        self._count = QLabel()
        self._count.setProperty("kind", "muted")
        self._bar = QProgressBar(textVisible=False)
        self._button = QPushButton("取消")
        self._button.clicked.connect(self._stop)
        self._lay_out()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self._count, 1)
        foot.addWidget(self._button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self._doing)
        layout.addWidget(self._bar)
        layout.addLayout(foot)

    def begin(self, label: str) -> None:
        """Make ready for a new job."""
        self.setWindowTitle(label)
        self._button.setEnabled(True)
        self.report(label, 0, 0)

    @Slot(str, int, int)
    def report(self, label: str, done: int, total: int) -> None:
        """Show how far the work is; a total of 0 shows a bar without end."""
        if not self._button.isEnabled():
            return
        self._doing.setText(f"正在{label}…")
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._count.setText(f"{done:,} / {total:,}" if total else "")

    def _stop(self) -> None:
        self._doing.setText("正在停下，已做的会全部撤回…")
        self._button.setEnabled(False)
        self._cancel()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc asks to stop; nothing closes the dialog while the work goes on."""
        if event.key() == Qt.Key.Key_Escape:
            self._stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing asks to stop, too."""
        event.ignore()
        self._stop()
