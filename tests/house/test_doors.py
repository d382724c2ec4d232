"""DESIGN §2.7: the world has doors, and nobody climbs through a window."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.house.source import Module, called, dotted, program


@dataclass(frozen=True)
class Door:
    """What only `through` may do: names that are called or imported, matched whole."""

    meaning: str
    through: frozenset[str]
    names: str

    def opened_in(self, module: Module) -> Iterator[str]:
        """Where `module` uses one of the names."""
        for name, line in uses(module.tree):
            if re.fullmatch(self.names, name):
                yield f"{module.path}:{line} {name}"


def uses(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every name that is called or imported, with its line; `open` with what it opens for."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)
        elif isinstance(node, ast.Call):
            yield called(node) + _mode(node), node.lineno


def _mode(call: ast.Call) -> str:
    """`:w` and the like after `open` and `path.open`, where the mode is written out."""
    if not re.fullmatch(r"(.*\.)?open", dotted(call.func)):
        return ""
    given = [*call.args, *(word.value for word in call.keywords if word.arg == "mode")]
    modes = [node.value for node in given if isinstance(node, ast.Constant)]
    written = [mode for mode in modes if isinstance(mode, str)]
    return "".join(f":{mode}" for mode in written if re.fullmatch(r"[rwaxbt+]+", mode))


DOORS = (
    Door(
        "time comes from desk.clock",
        frozenset({"desk/clock.py"}),
        r"(.*\.)?(datetime|date)\.(now|utcnow|today)|time\.(time|time_ns|localtime|strftime)"
        r"|(.*\.)?Q(Date|Time|DateTime)\.current\w+",
    ),
    Door(
        "files are written by desk.files",
        frozenset({"desk/files.py"}),
        r"(?!(desk\.)?files\.).*\.write_(text|bytes)|(.*\.)?open:\w*[wax+][\w+]*|os\.replace"
        r"|(.*\.)?(NamedTemporaryFile|mkstemp)|shutil\.(copy\w*|move)",
    ),
    Door(
        "questions are asked by ui.ask",
        frozenset({"ui/ask.py"}),
        r".*\bQ(MessageBox|FileDialog|InputDialog|ErrorMessage)(\..+)?",
    ),
    Door(
        "threads and processes of the window live in ui.jobs",
        frozenset({"ui/jobs.py"}),
        r".*\bQ(Thread|ThreadPool|Runnable|Process)\b(\..+)?|threading\.Thread"
        r"|(concurrent\.futures|multiprocessing)(\..+)?",
    ),
    Door(
        "printers are reached through ui.printing",
        frozenset({"ui/printing.py"}),
        r".*\bQ(Printer|PrintDialog|PrintPreviewDialog)(\..+)?",
    ),
)
SET_UP = "resources/"
"""The set-up runs before there is a casebook; it has no door to go through."""


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.meaning)
def test_the_world_is_reached_through_its_door(door: Door) -> None:
    others = [
        place
        for module in program()
        if module.path not in door.through and not module.path.startswith(SET_UP)
        for place in door.opened_in(module)
    ]
    assert not others, f"{door.meaning}: {others}"


@pytest.mark.parametrize(
    ("code", "door"),
    [
        ("from datetime import datetime\nx = datetime.now()", 0),
        ("import datetime\nx = datetime.date.today()", 0),
        ("from PySide6.QtCore import QDate\nQDate.currentDate()", 0),
        ("path.write_text('x')", 1),
        ("path.open('wb')", 1),
        ("open(path, mode='a')", 1),
        ("from PySide6.QtWidgets import QMessageBox", 2),
        ("import multiprocessing", 3),
        ("from PySide6.QtCore import QThread", 3),
        ("from PySide6.QtPrintSupport import QPrinter", 4),
    ],
)
def test_a_window_climbed_through_is_seen(code: str, door: int) -> None:
    module = Module("ui/sample.py", code, ast.parse(code))
    assert list(DOORS[door].opened_in(module))


@pytest.mark.parametrize(
    "code", ["path.open()", "open(path, 'rb')", "clock.today()", "files.write_bytes(path, b'')"]
)
def test_reading_and_asking_the_clock_are_free(code: str) -> None:
    module = Module("desk/sample.py", code, ast.parse(code))
    assert not [place for door in DOORS for place in door.opened_in(module)]
