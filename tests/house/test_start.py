"""What may be loaded when: the window is painted first, and most libraries wait for their work."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LATER = {"alembic", "psycopg", "docx", "openpyxl", "reportlab", "xlsxwriter", "pypdfium2"}
AFTER_THE_PAINTING = LATER | {"sqlalchemy", "sqlcipher3", "msgspec", "pypinyin", "lxml", "PIL"}
AFTER_THE_PAINTING |= {"dataclasses", "PySide6.QtSvg"}

STARTS = """
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject
from ui.app import application, shown
from ui.settings import Settings


class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not loaded:
            loaded.append(set(sys.modules))
        return False


loaded = []
app = application()
painted = Painted()
app.installEventFilter(painted)
window = shown(app, Settings(Path(sys.argv[1])), Path(sys.argv[2]))
while window.opening:
    app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
assert window.page is not None
print(*loaded[0])
print(*sys.modules)
window.close()
"""

FIRST_TIME = """
import sys
from pathlib import Path

from PySide6 import QtCore
from ui.app import application, shown
from ui.settings import Settings

app = application()
window = shown(app, Settings(Path(sys.argv[1])), None)
print(*vars(QtCore))
window.close()
"""

LISTS = """
import sys
from desk.cli.main import main

main(["list", sys.argv[1], "issues", "--limit", "1"], lambda book: 0)
print(*sys.modules)
"""


def loaded(script: str, *given: Path) -> list[set[str]]:
    """What a program had loaded, by the last lines that it prints."""
    command = [sys.executable, "-c", script, *map(str, given)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [set(line.split()) for line in done.stdout.splitlines()]


@pytest.fixture
def started(demo_book_folder: Path, tmp_path: Path) -> tuple[set[str], set[str]]:
    painted, opened = loaded(STARTS, tmp_path / "window.ini", demo_book_folder)
    return painted, opened


def test_the_window_is_painted_before_the_libraries_are_loaded_that_a_casebook_takes(
    started: tuple[set[str], set[str]],
) -> None:
    painted, opened = started
    assert painted & AFTER_THE_PAINTING == set()
    assert {name for name in painted if name.startswith(("models", "reports"))} == set()
    assert {"sqlalchemy", "sqlcipher3"} <= opened


def test_the_start_page_names_no_type_of_qt_that_takes_long_to_make(tmp_path: Path) -> None:
    (named,) = loaded(FIRST_TIME, tmp_path / "window.ini")
    assert "QTimer" in named
    assert named & {"Qt", "QEvent"} == set()


def test_a_casebook_is_opened_without_what_others_of_its_kind_or_paper_take(
    started: tuple[set[str], set[str]],
) -> None:
    _, opened = started
    assert opened & LATER == set()
    assert {name for name in opened if name.startswith("reports")} == set()


def test_a_list_on_the_command_line_loads_neither_paper_nor_migrations(
    demo_book_folder: Path,
) -> None:
    assert loaded(LISTS, demo_book_folder)[-1] & LATER == set()
