"""How a casebook comes into the window: new, chosen, the demo; and how it is named there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desk.book.casebook import Book, create
from desk.book.place import Address, Place, is_address, remembered
from desk.errors import NothingThere, Refused, Trouble
from desk.progress import Progress
from desk.settings import office, save
from ui import backups
from ui.backups import last_backup
from ui.newbook import NewBook, ask_for
from ui.shared import ask_where

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
        create(wanted.place, code=wanted.code)
        with Book.open(wanted.place) as book:
            save(book, {"office": wanted.office, "tier": wanted.tier}, window.settings.actor)

    window.jobs.run("新建台账", work, lambda _: _open(window, wanted.place), window.failed)


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


def _open(window: MainWindow, place: Place) -> None:
    window.open_book(place)


def is_there(book: str) -> bool:
    """Whether a casebook that was used last can be opened again without asking."""
    return is_address(book) or Path(book).is_dir()


def choose_shared(window: MainWindow) -> None:
    """Open a casebook on a server that the person names."""
    address = ask_where(window.ask)
    if address is not None:
        window.open_book(address)


def could_not(window: MainWindow, place: Place, error: Refused | Trouble) -> None:
    """Say why a casebook was not opened, and offer what may help.

    A folder is forgotten, and its backups are shown. In an empty database a casebook may be made;
    of a server that lets nobody in, the person is asked again.
    """
    if isinstance(place, Path):
        window.settings.forget_book(remembered(place))
        window.show_start()
        window.ask.warn(error.sentence)
        backups.offer_if_lost(window, place)
        return
    window.show_start()
    if isinstance(error, NothingThere):
        _make_shared(window, place)
        return
    window.ask.warn(error.sentence)
    again = ask_where(window.ask, place)
    if again is not None:
        window.open_book(again)


def _make_shared(window: MainWindow, address: Address) -> None:
    question = f"数据库“{address.name}”里还没有台账，现在新建一个吗？"
    wanted = ask_for(window.ask, address) if window.ask.confirm(question, "新建") else None
    if wanted is not None:
        make_book(window, wanted)
