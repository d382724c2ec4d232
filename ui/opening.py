"""How a casebook comes into the window: new, chosen, the demo; and how it is named there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desk.book.casebook import Book, create
from desk.book.place import Place, is_address, remembered
from desk.progress import Progress
from desk.settings import office, save
from ui import backups
from ui.backups import last_backup
from ui.newbook import NewBook, ask_for

if TYPE_CHECKING:
    from ui.window import MainWindow
    from ui.workspace import Workspace

DEMO = "演示台账"


def title(book: Book) -> str:
    """The office's name, or the folder's."""
    with book.read() as connection:
        return office(connection)["office"] or book.name


def status(workspace: Workspace) -> str:
    """The line at the foot: casebook, who acts, the business date, drafts, the last backup."""
    book = workspace.book
    if workspace.trouble:
        return workspace.trouble
    drafts = len(workspace.drafts.all())
    parts = [
        f"{'共享台账' if book.shared else '台账'}：{book.name}",
        f"操作人：{workspace.actor}",
        f"业务日期：{book.clock.today()}",
        f"草稿 {drafts} 份" if drafts else "没有草稿",
        last_backup(book),
    ]
    return "  ·  ".join(parts)


def new_book(window: MainWindow) -> None:
    """Ask for office, tier, code and folder, make the casebook and open it."""
    wanted = ask_for(window.ask, Path.home() / "包联台账")
    if wanted is not None:
        make_book(window, wanted)


def make_book(window: MainWindow, wanted: NewBook) -> None:
    """Make the casebook that is wanted in the worker thread, then open it."""

    def work(_progress: Progress) -> None:
        create(wanted.folder, code=wanted.code)
        with Book.open(wanted.folder) as book:
            save(book, {"office": wanted.office, "tier": wanted.tier}, window.settings.actor)

    window.jobs.run("新建台账", work, lambda _: _open(window, wanted.folder), window.failed)


def choose_book(window: MainWindow) -> None:
    """Open a casebook folder that the person points at."""
    folder = window.ask.folder("打开台账：选择台账文件夹")
    if folder is not None:
        window.open_book(folder)


def demo_book(window: MainWindow) -> None:
    """Open the demo casebook; it is made in the user's data folder the first time."""
    from desk.demo import make

    folder = window.settings.folder / DEMO
    if folder.is_dir():
        window.open_book(folder)
        return
    window.jobs.run(
        "准备演示台账",
        lambda progress: make(folder, progress),
        lambda _: _open(window, folder),
        window.failed,
    )


def _open(window: MainWindow, folder: Path) -> None:
    window.open_book(folder)


def is_there(book: str) -> bool:
    """Whether a casebook that was used last can be opened again without asking."""
    return is_address(book) or Path(book).is_dir()


def could_not(window: MainWindow, place: Place, sentence: str) -> None:
    """Say why a casebook was not opened; a folder is forgotten, and its backups are offered."""
    window.show_start()
    window.ask.warn(sentence)
    if isinstance(place, Path):
        window.settings.forget_book(remembered(place))
        window.show_start()
        backups.offer_if_lost(window, place)
