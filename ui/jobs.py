"""The only threads of the window: one for long work, one for small, and one for what lists ask.

Long work is one job at a time, with one dialog when it takes long. What goes on behind the person's
back does not wait for it, nor do questions of lists, which are given up where another overtakes
them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, NoReturn, TypeVar

from PySide6.QtCore import QEventLoop, QObject, QThread, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from desk.progress import Cancelled, Progress
from ui.cycles import Cycles

if TYPE_CHECKING:
    from ui.jobdialog import JobDialog

Result = TypeVar("Result")
Failed = Callable[[Exception], None]

PATIENCE = 500  # milliseconds before the dialog shows itself


class _Job(NamedTuple):
    label: str
    work: Callable[[], Callable[[], None]]
    failed: Failed
    progress: Progress
    alone: bool = True  # whether nothing else is done in the window meanwhile


class _Worker(QObject):
    """Lives in the worker thread; what it emits arrives in the thread of the window."""

    moved = Signal(str, int, int)
    finished = Signal(object)
    rested = Signal()

    @Slot(object)
    def run(self, job: _Job) -> None:
        """Do the work; hand back what the window shall call."""
        try:
            with job.progress.at_work():
                answer = job.work()
        except Exception as error:
            answer = _hand_over(job.failed, error)
        self.finished.emit(answer)

    @Slot()
    def rest(self) -> None:
        """Say that nothing is held any more of the work that was done before."""
        self.rested.emit()


class _Hands(QObject):
    """A worker in a thread of its own, and what is asked of it.

    Work brings along what belongs to the window, and that must end in the window's thread: so the
    window holds all of it until the worker has let go.
    """

    finished = Signal(object)
    _start = Signal(object)
    _rest = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._held: deque[tuple[_Job, Callable[[], None]]] = deque()
        self._asked: deque[_Job] = deque()
        self._thread = QThread(self)
        self.worker = _Worker()
        self.worker.moveToThread(self._thread)
        self._start.connect(self.worker.run)
        self._rest.connect(self.worker.rest)
        self.worker.finished.connect(self._finish)
        self.worker.rested.connect(self._let_go)

    def do(self, job: _Job) -> None:
        """Do the work after what was asked for before; the thread begins with the first."""
        if not self._thread.isRunning():
            self._thread.start()
        self._asked.append(job)
        self._start.emit(job)

    def end(self) -> None:
        """Let the thread rest, when the work is done that it has in hand."""
        self._thread.quit()
        self._thread.wait()
        self._held.clear()

    @Slot(object)
    def _finish(self, answer: Callable[[], None]) -> None:
        job = self._asked.popleft()
        if self._thread.isRunning():
            self._held.append((job, answer))
            self._rest.emit()
        self.finished.emit(answer)

    @Slot()
    def _let_go(self) -> None:
        if self._held:  # the thread may have ended, and begun again, since
            self._held.popleft()


def _hand_over(failed: Failed, error: Exception) -> Callable[[], None]:
    return lambda: failed(error)


class Aside(QObject):
    """What is done beside the window and shows nothing, one after the other; see `Jobs.aside`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stops: deque[Callable[[], None]] = deque()
        self._hands = _Hands(self)
        self._hands.finished.connect(self._finish)

    def put(self, job: _Job, stop: Callable[[], None]) -> None:
        """Do the work after what was asked for before."""
        self._stops.append(stop)
        self._hands.do(job)

    def drop(self) -> None:
        """Give up what is asked and what waits, and let the thread rest."""
        for stop in self._stops:
            stop()
        self._hands.end()

    @Slot(object)
    def _finish(self, answer: Callable[[], None]) -> None:
        self._stops.popleft()
        answer()


class Jobs(QObject):
    """Runs work beside the window and calls back in the window's thread."""

    idle = Signal()
    _put_away = Signal()  # the dialog, for the work has ended that it told of

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._waiting: deque[_Job] = deque()
        self._running: _Job | None = None
        self._window = window
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self._show)
        self._answer = _nothing
        self._coming = QTimer(self, singleShot=True, interval=0)
        self._coming.timeout.connect(self._come_back)
        self._hands = _Hands(self)
        self._hands.finished.connect(self._finish)
        self._worker = self._hands.worker
        self._aside = Aside(self)
        self._quiet = Aside(self)
        self._cycles = Cycles(self)
        self._cycles.begin()

    @cached_property
    def _dialog(self) -> JobDialog:
        """Loaded with the first job that has a label."""
        from ui.jobdialog import JobDialog

        dialog = JobDialog(self._window, self.cancel)
        self._worker.moved.connect(dialog.report)
        return dialog

    def run(
        self,
        label: str,
        work: Callable[[Progress], Result],
        done: Callable[[Result], None],
        failed: Failed,
    ) -> None:
        """Do the work in the worker thread, after what was asked for before it.

        Nothing else is done in the window meanwhile. Work without a label goes on behind the
        person's back: no dialog, and it keeps no window from closing, so `done` must bear that what
        it was for is gone; it does not wait for work with a label.

        `done` gets its result, `failed` the exception that it raised (Cancelled too); both are
        called in the window's thread.
        """
        progress = Progress(self._worker.moved.emit if label else None)
        job = _Job(label, _answering(work, progress, done), failed, progress)
        if label:
            self._add(job)
        else:
            self._quiet.put(job, progress.cancel)

    def along(
        self,
        label: str,
        work: Callable[[Progress], Result],
        done: Callable[[Result], None],
        failed: Failed,
    ) -> None:
        """As `run`, for work that only reads the casebook: the person goes on at the window.

        `done` must bear that another page is in sight.
        """
        progress = Progress(self._worker.moved.emit)
        job = _Job(label, _answering(work, progress, done), failed, progress, alone=False)
        self._add(job)

    def wait(self, label: str, work: Callable[[Progress], Result]) -> Result:
        """Do the work as `run` does, and come back with its result; the window turns meanwhile.

        Raises what the work raises, Cancelled too.
        """
        answers: list[Callable[[], Result]] = []
        loop = QEventLoop()

        def come(answer: Callable[[], Result]) -> None:
            answers.append(answer)
            loop.quit()

        self.run(label, work, lambda it: come(lambda: it), lambda it: come(_raising(it)))
        self._stand_in_the_way()
        self._patience.timeout.connect(loop.quit)
        self._put_away.connect(loop.quit)
        while not answers:
            if loop.exec(self._taken()) < 0:  # the program ends
                raise Cancelled
        return answers[0]()

    def _stand_in_the_way(self) -> None:
        """Nothing else is done in the window any more, not even while work goes along."""
        self._waiting = deque(job._replace(alone=True) for job in self._waiting)
        if self._running is not None:
            self._running = self._running._replace(alone=True)
            if self._dialog.isVisible():
                self._dialog.hide()  # what is in sight cannot become modal
                self._show()

    def _taken(self) -> QEventLoop.ProcessEventsFlag:
        """What is taken in while work is waited for: the dialog keeps from all but stopping it."""
        flags = QEventLoop.ProcessEventsFlag
        shown = self._dialog.isVisible()
        return flags.AllEvents if shown else flags.ExcludeUserInputEvents

    def aside(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Failed,
        stop: Callable[[], None],
    ) -> None:
        """Answer a question of a list, not waiting for other work; `done` and `failed` as in `run`.

        `stop`, called when the casebook closes, makes the work end soon. Who overtakes a question
        by another calls its `stop` himself, and bears that `done` may be called even so.
        """
        progress = Progress()
        answer = _answering(lambda _progress: work(), progress, done)
        self._aside.put(_Job("", answer, failed, progress), stop)

    def drop_asides(self) -> None:
        """Give up the questions of lists, and what has no label; none is under way when this comes
        back: a casebook may be closed, and no connection comes back to it too late to be ended.
        """
        self._quiet.drop()
        self._aside.drop()

    def cancel(self) -> None:
        """Ask the work with a label that is running to stop."""
        if self._running is not None:
            self._running.progress.cancel()

    def give_up(self) -> None:
        """Stop the work with a label, and what waits for it; the window turns until it has."""
        self._waiting.clear()
        if self._running is not None:
            loop = QEventLoop()
            self.idle.connect(loop.quit)
            self.cancel()
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    @property
    def busy(self) -> bool:
        """Whether work with a label is running or waiting."""
        return self._running is not None or bool(self._waiting)

    @property
    def going_along(self) -> str:
        """The label of the work during which the person goes on at the window, if it runs."""
        running = self._running
        return running.label if running is not None and not running.alone else ""

    def close(self) -> None:
        """Drop what waits, stop what runs, and end the threads. Call it before the window goes."""
        self._waiting.clear()
        self.cancel()
        self._patience.stop()
        self._quiet.drop()
        self._aside.drop()
        self._hands.end()
        self._cycles.end()
        self._coming.stop()
        if self._running is not None:
            self._dialog.hide()

    def _add(self, job: _Job) -> None:
        self._waiting.append(job)
        self._next()

    def _next(self) -> None:
        if self._running is None and self._waiting:
            self._running = self._waiting.popleft()
            self._dialog.begin(self._running.label)
            self._patience.start()
            self._hands.do(self._running)

    def _show(self) -> None:
        """A window that asks something already stands in the way of all else anyhow."""
        if self._running is not None:
            asked = QApplication.activeModalWidget() is not None
            self._dialog.come(modal=self._running.alone or asked)

    @Slot(object)
    def _finish(self, answer: Callable[[], None]) -> None:
        """What the work changed is shown first; its answer comes at the window's next turn."""
        self._patience.stop()
        self._dialog.hide()
        self._put_away.emit()
        self._answer = answer
        self._coming.start()

    def _come_back(self) -> None:
        answer, self._answer, self._running = self._answer, _nothing, None
        try:
            answer()
        finally:
            self._next()
            if not self.busy:
                self.idle.emit()


def _nothing() -> None:
    """No work has ended that was not answered."""


def _answering(
    work: Callable[[Progress], Result], progress: Progress, done: Callable[[Result], None]
) -> Callable[[], Callable[[], None]]:
    """Do the work; what comes back is to be called in the window's thread."""

    def answer() -> Callable[[], None]:
        result = work(progress)
        return lambda: done(result)

    return answer


def _raising(error: Exception) -> Callable[[], NoReturn]:
    def again() -> NoReturn:
        raise error

    return again
