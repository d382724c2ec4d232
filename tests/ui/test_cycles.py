"""Lost cycles with widgets in them end where widgets may: in the thread of the window."""

import gc
from collections.abc import Iterator
from threading import Event, current_thread, main_thread
from weakref import finalize

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.jobs import Jobs

MANY = 20_000  # objects: Python looks for lost cycles a few times while they are made


class Lost:
    """Holds itself, so that only the search for lost cycles ends it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def jobs(window: QWidget) -> Iterator[Jobs]:
    made = Jobs(window)
    yield made
    made.close()


def test_a_lost_cycle_ends_in_the_thread_of_the_window(qtbot: QtBot, jobs: Jobs) -> None:
    ended_in: list[bool] = []
    made, enough = Event(), Event()

    def lose() -> None:
        finalize(Lost(), lambda: ended_in.append(current_thread() is main_thread()))

    def work(_progress: object) -> int:
        lose()
        objects = [[[number]] for number in range(MANY)]
        made.set()
        enough.wait(10)
        return len(objects)

    came: list[int] = []
    jobs.run("导入企业", work, came.append, lambda _error: None)
    assert made.wait(10)
    assert ended_in == []
    qtbot.waitUntil(lambda: ended_in == [True])
    enough.set()
    qtbot.waitUntil(lambda: came == [MANY])


def test_python_looks_for_itself_again_when_no_window_has_threads(window: QWidget) -> None:
    one, other = Jobs(window), Jobs(window)
    one.close()
    assert not gc.isenabled()
    other.close()
    assert gc.isenabled()
