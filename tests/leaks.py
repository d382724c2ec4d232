"""What a test may leave: no timer and no thread of its own that runs, no jobs that are open."""

import gc
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from weakref import WeakSet

import pytest
from PySide6.QtCore import QThread, QTimer
from shiboken6 import isValid

_started: "WeakSet[QTimer | QThread]" = WeakSet()


@pytest.fixture(scope="session", autouse=True)
def notes_what_starts() -> Iterator[None]:
    """Note each timer and thread of Qt when it is started: Qt has no list of them."""
    patch = pytest.MonkeyPatch()
    for kind in (QTimer, QThread):
        patch.setattr(kind, "start", _noting(kind.start))
    yield
    patch.undo()


def _noting(start: Callable[..., None]) -> Callable[..., None]:
    def noted(self: QTimer | QThread, *arguments: Any) -> None:
        start(self, *arguments)
        _started.add(self)

    return noted


def threads() -> dict[int | None, str]:
    """The names of Python's threads that run; those of Qt that called into Python do not count."""
    own = [one for one in threading.enumerate() if not isinstance(one, threading._DummyThread)]
    return {one.ident: one.name for one in own}


def still_running(before: Mapping[int | None, str]) -> list[str]:
    """What runs that did not run before, by name; timers and threads of Qt are stopped."""
    if _running():
        gc.collect()  # what nobody holds any more only waits to be cleared away
    left = _running()
    names = [_called(one) for one in left]
    for one in left:
        _stop(one)
    if not gc.isenabled():
        names.append("Jobs that keep Python from looking for lost cycles")
        gc.enable()
    return names + [f"thread {name}" for ident, name in threads().items() if ident not in before]


def _running() -> list[QTimer | QThread]:
    valid = [one for one in _started if isValid(one)]
    return [
        one for one in valid if (one.isRunning() if isinstance(one, QThread) else one.isActive())
    ]


def _called(one: QTimer | QThread) -> str:
    owner = one.parent()
    whose = type(owner).__name__ if owner is not None else "nobody"
    return f"{type(one).__name__} of {whose}"


def _stop(one: QTimer | QThread) -> None:
    if isinstance(one, QThread):
        one.quit()
        one.wait()
    else:
        one.stop()
    _started.discard(one)
