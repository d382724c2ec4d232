"""Slips in the window: a button with those about a record, each looked at before it is printed."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QMenu, QPushButton

from desk.lists import Line
from desk.slips import Slip
from ui.documents import Paper
from ui.parts import button, with_menu
from ui.workspace import Workspace

#: What is done with a slip that was chosen; the second says whether it shall be blank.
Wanted = Callable[[Slip[Any], bool], object]


def slip_paper(workspace: Workspace, slip: Slip[Any], line: Line) -> Paper:
    """The slip about a record, as that stands when it is drawn."""
    book, uid = workspace.book, line.uid
    stem = f"{slip.label} {line.shown['number']} {line.shown['subject']}"
    return Paper(slip.label, stem, lambda suffix: slip.file(book, uid, suffix))


def blank_paper(slip: Slip[Any]) -> Paper:
    """The blank form, to be filled in by hand."""
    return Paper(f"空白{slip.label}", f"空白{slip.label}", slip.blank_file)


def slips_button(slips: Sequence[Slip[Any]], wanted: Wanted) -> QPushButton:
    """A button whose menu has each slip, and below them the blank ones."""
    made = button("打印")
    made.setToolTip("先预览，再打印或者存成 Word、PDF")
    menu = QMenu(made)
    for slip in slips:
        menu.addAction(f"{slip.label}…").triggered.connect(_wanting(wanted, slip, blank=False))
    menu.addSeparator()
    for slip in slips:
        said = f"空白{slip.label}…"
        menu.addAction(said).triggered.connect(_wanting(wanted, slip, blank=True))
    with_menu(made, menu)
    return made


def _wanting(wanted: Wanted, slip: Slip[Any], *, blank: bool) -> Callable[[], object]:
    return lambda: wanted(slip, blank)
