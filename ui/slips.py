"""Slips and lists in the window: a button with what can be printed, looked at before it is."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desk.lists import Line
from desk.printable import Printable
from desk.printing import PDF
from desk.progress import Progress
from ui.documents import Paper, PaperDialog, look_at
from ui.parts import button, with_menu
from ui.workspace import Workspace

#: What is done with a slip that was chosen; the second says whether it shall be blank.
Wanted = Callable[[Printable[Any], bool], object]


def slip_paper(workspace: Workspace, slip: Printable[Any], line: Line) -> Paper:
    """The slip about a record, as that stands when it is drawn."""
    book, uid = workspace.book, line.uid
    named = (line.shown.get(name, "") for name in ("number", "subject", "name"))
    stem = " ".join([slip.label, *filter(None, named)])
    return Paper(slip.label, stem, lambda suffix: slip.file(book, uid, suffix))


def blank_paper(slip: Printable[Any]) -> Paper:
    """The blank form, to be filled in by hand."""
    name = f"空白{slip.label}"
    return Paper(name, name, slip.blank_file, tuple(slip.suffixes))


def look_at_many(
    workspace: Workspace, slip: Printable[Any], lines: Sequence[Line], page: QWidget
) -> None:
    """Draw the slips about several records, and show them as one file to be printed at once."""
    book, uids = workspace.book, [line.uid for line in lines]
    stem = f"{slip.label} {len(uids)}份"

    def show(pdf: bytes) -> None:
        paper = Paper(slip.label, stem, lambda _suffix: pdf, (PDF,))
        PaperDialog(workspace, paper, pdf, page).open()

    def draw(progress: Progress) -> bytes:
        return slip.files(book, uids, progress)

    workspace.jobs.run(f"排印{stem}", draw, show, workspace.failed)


def slips_button(slips: Sequence[Printable[Any]], wanted: Wanted) -> QPushButton:
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


def _wanting(wanted: Wanted, slip: Printable[Any], *, blank: bool) -> Callable[[], object]:
    return lambda: wanted(slip, blank)


def rosters_button(
    workspace: Workspace, page: QWidget, roster: Printable[Any], choices: Mapping[str, str]
) -> QPushButton:
    """A button that shows a list over many records, or the blank form of it.

    `choices` says what divides the list, or its month, and how the menu calls that.
    """
    made = button("打印", "plain", "printer")
    made.setToolTip(f"{roster.label}：先预览，再打印或者存成 Word、PDF、Excel")
    papers = [roster_paper(workspace, roster, *choice) for choice in choices.items()]
    menu = QMenu(made)
    for paper in (*papers, blank_paper(roster)):
        menu.addAction(f"{paper.stem}…").triggered.connect(_looking(workspace, paper, page))
    with_menu(made, menu)
    return made


def roster_paper(workspace: Workspace, roster: Printable[Any], text: str, called: str) -> Paper:
    """A list over many records, as the casebook stands when it is drawn."""
    book, stem = workspace.book, f"{roster.label}（{called}）"
    draw = partial(roster.file, book, text)
    return Paper(roster.label, stem, draw, tuple(roster.suffixes))


def _looking(workspace: Workspace, paper: Paper, page: QWidget) -> Callable[[], None]:
    return lambda: look_at(workspace, paper, page)
