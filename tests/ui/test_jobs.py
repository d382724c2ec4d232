from collections.abc import Callable, Iterator
from threading import Event, current_thread, main_thread
from weakref import finalize

import pytest
from PySide6.QtCore import Qt, QThread, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk.progress import Cancelled, Progress
from ui.jobs import PATIENCE, Jobs


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = Jobs(window)
    yield made
    made.close()


class Outcome:
    """What came back, and in which thread."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.errors: list[Exception] = []
        self.threads: set[QThread] = set()

    def done(self, result: object) -> None:
        self.results.append(result)
        self.threads.add(QThread.currentThread())

    def failed(self, error: Exception) -> None:
        self.errors.append(error)
        self.threads.add(QThread.currentThread())


def until_cancelled(progress: Progress) -> None:
    """Work that ends only when it is told to."""
    done = 0
    while True:
        done += 1
        progress.step(done, 0, "等待")


def dialog_of(jobs: Jobs) -> QDialog:
    window = jobs.parent()
    assert isinstance(window, QWidget)
    return window.findChildren(QDialog)[0]


def test_work_runs_beside_the_window_and_answers_in_it(qtbot: QtBot, jobs: Jobs) -> None:
    outcome, worked_in = Outcome(), list[QThread]()

    def work(_progress: Progress) -> None:
        worked_in.append(QThread.currentThread())

    with qtbot.waitSignal(jobs.idle):
        jobs.run("算", work, outcome.done, outcome.failed)
    here = QThread.currentThread()
    assert worked_in != [here]
    assert outcome.threads == {here}
    assert outcome.errors == []


def test_what_the_work_raises_is_handed_over(qtbot: QtBot, jobs: Jobs) -> None:
    outcome = Outcome()

    def work(_progress: Progress) -> None:
        raise ValueError("坏文件")

    with qtbot.waitSignal(jobs.idle):
        jobs.run("读", work, outcome.done, outcome.failed)
    assert [str(error) for error in outcome.errors] == ["坏文件"]
    assert outcome.results == []


def test_jobs_run_one_after_the_other_in_order(qtbot: QtBot, jobs: Jobs) -> None:
    outcome = Outcome()

    def work(number: int) -> Callable[[Progress], int]:
        return lambda _progress: number

    with qtbot.waitSignal(jobs.idle):
        for number in range(5):
            jobs.run("数", work(number), outcome.done, outcome.failed)
    assert outcome.results == [0, 1, 2, 3, 4]
    assert not jobs.busy


def test_a_job_may_be_asked_for_when_another_is_done(qtbot: QtBot, jobs: Jobs) -> None:
    outcome = Outcome()

    def again(_result: object) -> None:
        jobs.run("再", lambda _p: "再", outcome.done, outcome.failed)

    with qtbot.waitSignal(jobs.idle):
        jobs.run("先", lambda _p: "先", again, outcome.failed)
    assert outcome.results == ["再"]


def test_short_work_shows_no_dialog(qtbot: QtBot, jobs: Jobs) -> None:
    outcome = Outcome()
    with qtbot.waitSignal(jobs.idle):
        jobs.run("算", lambda _p: 1, outcome.done, outcome.failed)
    assert not dialog_of(jobs).isVisible()


def test_long_work_shows_what_it_does_and_can_be_cancelled(qtbot: QtBot, jobs: Jobs) -> None:
    outcome = Outcome()
    jobs.run("导入企业", until_cancelled, outcome.done, outcome.failed)
    dialog = dialog_of(jobs)
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.windowTitle() == "导入企业"
    with qtbot.waitSignal(jobs.idle):
        QTest.mouseClick(dialog.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert [type(error) for error in outcome.errors] == [Cancelled]
    assert not dialog.isVisible()


def test_closing_the_dialog_asks_to_stop(qtbot: QtBot, jobs: Jobs) -> None:
    outcome = Outcome()
    jobs.run("导入企业", until_cancelled, outcome.done, outcome.failed)
    dialog = dialog_of(jobs)
    qtbot.waitUntil(dialog.isVisible)
    with qtbot.waitSignal(jobs.idle):
        dialog.close()
    assert [type(error) for error in outcome.errors] == [Cancelled]


def test_the_bar_shows_how_far_the_work_is(qtbot: QtBot, jobs: Jobs) -> None:
    outcome = Outcome()

    def work(progress: Progress) -> None:
        for _row in progress.over(range(3000), "写入"):
            pass

    with qtbot.waitSignal(jobs.idle):
        jobs.run("写", work, outcome.done, outcome.failed)
    bar = dialog_of(jobs).findChildren(QProgressBar)[0]
    assert (bar.maximum(), bar.value()) == (3000, 3000)


class Brought:
    """Something of the window that work brings along."""

    def __call__(self, _progress: Progress) -> None:
        pass


def test_what_work_brings_along_ends_in_the_thread_of_the_window(qtbot: QtBot, jobs: Jobs) -> None:
    ended_in: list[str] = []
    outcome = Outcome()

    def ask(label: str) -> None:
        brought = Brought()
        finalize(brought, lambda: ended_in.append(current_thread().name))
        jobs.run(label, brought, outcome.done, outcome.failed)

    for _ in range(150):
        ask("")
        ask("算")
    qtbot.waitUntil(lambda: len(outcome.results) == len(ended_in) == 300, timeout=20_000)
    assert set(ended_in) == {main_thread().name}


def test_closing_stops_the_work_and_ends_the_thread(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    jobs = Jobs(window)
    started: list[bool] = []

    def work(progress: Progress) -> None:
        started.append(True)
        until_cancelled(progress)

    jobs.run("等", work, lambda _r: None, lambda _e: None)
    qtbot.waitUntil(lambda: bool(started))
    jobs.close()
    assert jobs.findChildren(QThread)[0].isFinished()


def test_work_without_a_label_shows_no_dialog_and_holds_no_window_back(
    qtbot: QtBot, jobs: Jobs
) -> None:
    outcome = Outcome()
    jobs.run("", until_cancelled, outcome.done, outcome.failed)
    assert not jobs.busy
    qtbot.wait(PATIENCE + 100)
    window = jobs.parent()
    assert window is not None
    assert window.findChildren(QDialog) == []
    jobs.run("导入企业", until_cancelled, outcome.done, outcome.failed)
    assert jobs.busy
    jobs.cancel()
    qtbot.waitUntil(lambda: len(outcome.errors) == 1)
    jobs.close()
    qtbot.waitUntil(lambda: len(outcome.errors) == 2)


def test_work_without_a_label_does_not_wait_for_long_work(qtbot: QtBot, jobs: Jobs) -> None:
    outcome = Outcome()
    jobs.run("导入企业", until_cancelled, outcome.done, outcome.failed)
    jobs.run("", lambda _progress: "数", outcome.done, outcome.failed)
    qtbot.waitUntil(lambda: outcome.results == ["数"])
    assert jobs.busy


def test_no_work_without_a_label_is_under_way_when_the_questions_are_dropped(jobs: Jobs) -> None:
    outcome, began, ended = Outcome(), Event(), Event()

    def work(progress: Progress) -> None:
        began.set()
        try:
            until_cancelled(progress)
        finally:
            ended.set()

    jobs.run("", work, outcome.done, outcome.failed)
    assert began.wait(60)
    jobs.drop_asides()
    assert ended.is_set()


def test_work_that_only_reads_leaves_the_window_to_the_person(qtbot: QtBot, jobs: Jobs) -> None:
    outcome = Outcome()
    window = jobs.parent()
    assert isinstance(window, QWidget)
    jobs.along("导出台账", until_cancelled, outcome.done, outcome.failed)
    dialog = dialog_of(jobs)
    qtbot.waitUntil(dialog.isVisible)
    assert not dialog.isModal()
    assert not window.isAncestorOf(QApplication.focusWidget() or dialog)
    assert jobs.going_along == "导出台账"
    with qtbot.waitSignal(jobs.idle):
        QTest.keySequence(window, QKeySequence("Shift+Esc"))
    assert [type(error) for error in outcome.errors] == [Cancelled]


def test_work_that_is_waited_for_comes_back_while_the_window_turns(jobs: Jobs) -> None:
    turned: list[int] = []
    timer = QTimer(interval=10)
    timer.timeout.connect(lambda: turned.append(1))
    timer.start()
    gate = Event()
    QTimer.singleShot(100, gate.set)
    assert jobs.wait("备份", lambda _progress: gate.wait(10)) is True
    timer.stop()
    assert len(turned) > 3


def test_work_that_is_waited_for_long_can_be_stopped(jobs: Jobs) -> None:
    window = jobs.parent()
    assert isinstance(window, QWidget)
    stopper = QTimer(interval=20)
    stopper.timeout.connect(lambda: [one.close() for one in window.findChildren(QDialog)])
    stopper.start()
    with pytest.raises(Cancelled):
        jobs.wait("备份", until_cancelled)
    stopper.stop()
    assert not jobs.busy


@pytest.mark.parametrize("in_sight", [True, False])
def test_what_is_waited_for_waits_for_what_goes_along_and_nothing_else_is_done_meanwhile(
    qtbot: QtBot, jobs: Jobs, in_sight: bool
) -> None:
    """Else the person could save the same twice."""
    drawn, saved, modal = Event(), Event(), list[bool]()
    outcome = Outcome()
    jobs.along("导出台账", lambda _progress: drawn.wait(60), outcome.done, outcome.failed)
    dialog = dialog_of(jobs)
    if in_sight:
        qtbot.waitUntil(dialog.isVisible)

    def look() -> None:
        if dialog.isVisible():
            modal.append(dialog.isModal())
            (saved if drawn.is_set() and dialog.windowTitle() == "保存" else drawn).set()

    looking = QTimer(interval=20)
    looking.timeout.connect(look)
    looking.start()
    assert jobs.wait("保存", lambda _progress: saved.wait(60)) is True
    looking.stop()
    assert outcome.results == [True]
    assert set(modal) == {True}


def test_what_is_given_up_has_ended_when_that_comes_back(jobs: Jobs) -> None:
    outcome = Outcome()
    jobs.along("导出台账", until_cancelled, outcome.done, outcome.failed)
    jobs.along("导出台账", until_cancelled, outcome.done, outcome.failed)
    jobs.give_up()
    assert not jobs.busy
    assert [type(error) for error in outcome.errors] == [Cancelled]
