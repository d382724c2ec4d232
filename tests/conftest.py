"""What holds for every test: no screen, one locale, the shipped fonts, nothing left behind."""

import atexit
import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Generator, Iterator

# Before anything imports Qt: it reads these once.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("BAOLIAN_SCREEN", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"
os.environ["QT_SCALE_FACTOR"] = "1"
# Nobody types by ibus here; asking for it ends Qt on a machine without a machine-id.
os.environ["QT_IM_MODULES"] = "compose"

import pytest
from hypothesis import settings

from tests.leaks import notes_what_starts, still_running, threads

__all__ = ["notes_what_starts"]

pytest_plugins = ("tests.shared_office", "tests.demo_book", "tests.faces")

# What the developer has chosen, and the log of what was printed, are no business of the tests.
_HOME = tempfile.mkdtemp(prefix="baolian-tests-")
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
for _variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA"):
    os.environ[_variable] = _HOME

# The same examples at each run, so that a change is judged by what it changes; new ones on request.
settings.register_profile("same", derandomize=True)
settings.register_profile("new", derandomize=False)
settings.load_profile("new" if os.environ.get("BAOLIAN_NEW_EXAMPLES") else "same")

_FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember which test failed: its traceback keeps its widgets alive."""
    report = yield
    item.stash[_FAILED] = item.stash.get(_FAILED, False) or report.failed
    return report


@pytest.fixture(autouse=True, scope="module")
def what_lasts_is_set_aside() -> Iterator[None]:
    """Spare the collections of a module what was there before it: they take a second each else."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(autouse=True)
def leaves_nothing_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test after which a window is alive, or a timer or thread runs: the next one has it."""
    before = threads()
    yield
    left = _widgets_left() if "PySide6.QtWidgets" in sys.modules else []
    left += still_running(before)
    if left and not request.node.stash.get(_FAILED, False):
        names = "、".join(left)
        pytest.fail(f"still alive: {names}; close, stop or deleteLater() it, and drop references")


def _widgets_left() -> list[str]:
    """Class and title of each window that outlived its test; they are put away."""
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication

    if not QApplication.topLevelWidgets():
        return []
    gc.collect()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = QApplication.topLevelWidgets()
    names = [f"{type(widget).__name__}（{widget.windowTitle()}）" for widget in left]
    for widget in left:
        widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return names
