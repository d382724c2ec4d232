"""The guards of the tests notice what outlives its test: windows, timers, threads; and warnings."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.house.source import ROOT

LEAKY = """
from threading import Event, Thread
from PySide6.QtCore import QObject, QThread, QTimer, qWarning
from PySide6.QtWidgets import QLabel
kept = []
over = Event()

def test_keeps_a_window(qapp):
    kept.append(QLabel())
    kept[0].setWindowTitle("遗留")

def test_keeps_a_timer_going(qapp):
    kept.append(QTimer(interval=10_000))
    kept[-1].start()

def test_keeps_a_timer_going_that_nobody_named(qapp):
    kept.append(QObject())
    QTimer(kept[-1]).start(10_000)

def test_keeps_a_thread_of_qt_going(qapp):
    kept.append(QThread())
    kept[-1].start()

def test_keeps_a_thread_going():
    Thread(target=over.wait, name="遗留的线程").start()

def test_warns_by_qt(qapp):
    qWarning("QObject: warned")

def test_ends_what_kept_going():
    over.set()

def test_fails_with_a_window_in_hand(qapp):
    label = QLabel()
    assert not label

def test_leaves_nothing(qapp):
    QLabel().deleteLater()
    QTimer.singleShot(0, qapp.quit)
    short = QTimer(interval=10_000)
    short.start()
    thread = QThread()
    thread.start()
    thread.quit()
    thread.wait()
"""


_LEFT = (
    "still alive: QLabel（遗留）",
    "still alive: QTimer of nobody",
    "still alive: QTimer of QObject",
    "still alive: QThread of nobody",
    "still alive: thread 遗留的线程",
    "QObject: warned",
)


def test_what_is_left_behind_fails_its_own_test_and_no_other(tmp_path: Path) -> None:
    shutil.copy(ROOT / "tests/conftest.py", tmp_path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "test_leaky.py").write_text(LEAKY, encoding="utf-8")
    without = ("-p", "no:randomly", "-p", "no:cacheprovider")
    command = [sys.executable, "-m", "pytest", "-q", *without, "test_leaky.py"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    for left in _LEFT:
        assert left in done.stdout, done.stdout
    assert "2 failed, 7 passed, 5 errors" in done.stdout
