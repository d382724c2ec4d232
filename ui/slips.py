"""Documents in the window: a button with what can be printed, looked at before it is."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desk.lists import Line
from desk.printable import Printable
from desk.printing import PDF
from desk.progress import Progress
from ui.documents import Paper, look_at, show_paper
from ui.leaves import PdfPages
from ui.parts import button, with_menu
from ui.workspace import Workspace

#: What is done with a slip that was chosen; the second says whether it shall be blank.
Wanted = Callable[[Printable[Any], bool], object]
Marked = Callable[[str, str, Progress], bytes]
_TIP = "先预览，再打印或者存成文件"


def slip_paper(workspace: Workspace, slip: Printable[Any], line: Line) -> Paper:
    """The document about a record, as that stands when it is drawn."""
    named = (line.shown.get(name, "") for name in ("number", "subject", "name"))
    return record_paper(workspace, slip, line.uid, " ".join([slip.label, *filter(None, named)]))


def record_paper(workspace: Workspace, slip: Printable[Any], text: str, stem: str) -> Paper:
    """A document of what is written so (a uid, a month …), as it stands when it is drawn.

    What has its own Excel file is filled in by others, and carries no watermark.
    """
    drawn = partial(slip.file, workspace.book, text)
    return Paper(slip.label, stem, drawn, tuple(slip.suffixes), marks(slip, drawn))


def marks(slip: Printable[Any], drawn: Callable[[str, str], bytes]) -> Marked | None:
    """What draws a document with a watermark, if it may have one, by what takes suffix and word."""
    return None if slip.sheet else lambda suffix, word, _told: drawn(suffix, word)


def blank_paper(slip: Printable[Any]) -> Paper:
    """The blank form, to be filled in by hand."""
    name = slip.blanks[0].called
    return Paper(name, name, slip.blank_file, tuple(slip.suffixes))


def look_at_many(
    workspace: Workspace, slip: Printable[Any], uids: Sequence[str], page: QWidget
) -> None:
    """Draw the documents of several records, and show them as one file to be printed at once."""
    book, stem = workspace.book, f"{slip.label} {len(uids)}份"

    def drawn(_suffix: str, word: str, told: Progress) -> bytes:
        return slip.files(book, uids, told, word)

    look_at_file(
        workspace,
        (slip.label, stem),
        lambda told: slip.files(book, uids, told),
        page,
        None if slip.sheet else drawn,
    )


def look_at_file(
    workspace: Workspace,
    called: tuple[str, str],
    draw: Callable[[Progress], bytes],
    page: QWidget,
    marked: Marked | None = None,
) -> None:
    """Draw a PDF file that takes its time, and show it; `called` is its name and its stem."""

    def show(pages: PdfPages) -> None:
        paper = Paper(*called, lambda _suffix: pages.pdf, (PDF,), marked)
        show_paper(workspace, paper, pages, page)

    workspace.jobs.along(
        f"排印{called[1]}", lambda told: PdfPages(draw(told)), show, workspace.failed
    )


def slips_button(slips: Sequence[Printable[Any]], wanted: Wanted) -> QPushButton:
    """A button whose menu has each slip, and below them the blank ones."""
    made = button("打印")
    made.setToolTip(_TIP)
    menu = QMenu(made)
    for slip in slips:
        menu.addAction(f"{slip.label}…").triggered.connect(_wanting(wanted, slip, blank=False))
    menu.addSeparator()
    for slip in slips:
        said = f"{slip.blanks[0].called}…"
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
    made.setToolTip(f"{roster.label}：{_TIP}")
    papers = [roster_paper(workspace, roster, *choice) for choice in choices.items()]
    menu = QMenu(made)
    for paper in (*papers, blank_paper(roster)):
        menu.addAction(f"{paper.stem}…").triggered.connect(_looking(workspace, paper, page))
    with_menu(made, menu)
    return made


def roster_paper(workspace: Workspace, roster: Printable[Any], text: str, called: str) -> Paper:
    """A list over many records, as the casebook stands when it is drawn."""
    return record_paper(workspace, roster, text, f"{roster.label}（{called}）")


def _looking(workspace: Workspace, paper: Paper, page: QWidget) -> Callable[[], None]:
    return lambda: look_at(workspace, paper, page)
