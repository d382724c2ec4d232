"""A casebook on its way into the window: opened beside it, once the window has been painted.

What a casebook takes (SQLAlchemy, the tables, the first page) is longer in loading than the window,
so the worker loads it while the window answers. Nothing else may be loaded meanwhile: two threads
that import from both ends of a package hand each other modules half made. So what the person
chooses meanwhile is a wish, granted when the casebook stands.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desk.progress import Cancelled, Progress
from ui.jobs import Failed, Jobs
from ui.pages import PAGES

if TYPE_CHECKING:
    from desk.book.casebook import Book
    from desk.book.place import Place

#: What the window asks for as soon as it has a casebook.
_FIRST = ("ui.frame", "ui.pages.opened", f"ui.pages.{PAGES[0].name}")

Wish = Callable[[], None]

UPGRADING = "升级台账"
_LOOK = 10  # milliseconds between two looks whether the window has been painted


def unhurried() -> Progress:
    """For opening a casebook of today: one of an older program, which takes long, is left."""
    progress = Progress()
    progress.cancel()
    return progress


class Arrival(QObject):
    """Fetches a casebook and hands it to `came`, or what stood against it to `failed`.

    Without a place it loads the program alone, and hands over None. `painted` tells that the window
    has been painted and that nothing has been begun yet.
    """

    painted = Signal()

    def __init__(
        self, window: QWidget, jobs: Jobs, came: Callable[[Book | None], None], failed: Failed
    ) -> None:
        super().__init__(window)
        self.place: Place | None = None
        self.wishes: list[Wish] = []
        self.under_way = False
        self._window = window
        self._jobs = jobs
        self._came = came
        self._failed = failed
        self._fetched: Book | None = None
        self._looking = QTimer(self, singleShot=True, interval=_LOOK)
        self._looking.timeout.connect(self._look)

    def begin(self, place: Place | None) -> None:
        """Fetch the casebook as soon as the window has been painted."""
        self.place = place
        self.wishes.clear()
        self.under_way = True
        self._looking.start()

    def wish(self, wish: Wish) -> None:
        """Keep what the person wants done as soon as it can be."""
        self.wishes.append(wish)

    def granted(self) -> list[Wish]:
        """The wishes in order; they are kept no longer."""
        wishes, self.wishes = self.wishes, []
        return wishes

    def give_up(self) -> None:
        """The window has closed and its worker ended: what was fetched is given back."""
        self.under_way = False
        self._looking.stop()
        if self._fetched is not None:
            self._fetched.close()
            self._fetched = None

    def _look(self) -> None:
        """Begin when the window is exposed: then it has been painted.

        The types of Qt's events would tell as well, and hold the painting up.
        """
        handle = self._window.windowHandle()
        if handle is None or not handle.isExposed():
            self._looking.start()
            return
        self.painted.emit()
        if self.under_way:
            self._jobs.run("", self._fetch_soon, self._arrive, self._fail_soon)

    def _fetch_soon(self, _progress: Progress) -> None:
        self._fetch(unhurried())

    def _fetch(self, progress: Progress) -> None:
        """In the worker. What came is held here, so that a window that closes can give it back."""
        _load()
        if self.place is not None:
            from desk.book.casebook import Book

            self._fetched = Book.open(self.place, progress=progress)

    def _arrive(self, _fetched: None) -> None:
        book, self._fetched = self._fetched, None
        if self.under_way:
            self.under_way = False
            self._came(book)

    def _fail_soon(self, error: Exception) -> None:
        """A casebook of an older program is brought up to date where the person sees it."""
        if self.under_way and isinstance(error, Cancelled):
            self._jobs.run(UPGRADING, self._fetch, self._arrive, self._fail)
        else:
            self._fail(error)

    def _fail(self, error: Exception) -> None:
        if self.under_way:
            self.under_way = False
            self._failed(error)


def _load() -> None:
    """Load what the first page takes."""
    for name in _FIRST:
        import_module(name)
