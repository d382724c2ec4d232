"""The main window: navigation at the left, one page at a time, what is open at the foot."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow, QStackedWidget

from desk.book.place import Place, is_there, place_of, remembered
from desk.errors import Refused, Trouble
from desk.progress import Cancelled
from ui import middle, style
from ui.actions import Actions
from ui.appearance import Appearance
from ui.arrival import Arrival
from ui.frame import Frame
from ui.help import Help
from ui.jobs import Jobs
from ui.settings import Settings
from ui.trail import Stop, Trail

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from desk.book.casebook import Book
    from ui.ask import Ask
    from ui.nav import NavRail
    from ui.pages.opened import Pages
    from ui.pages.page import Page
    from ui.palette import Palette
    from ui.workspace import Workspace

_FIRST = (1366, 768)
_SAID_FOR = 12_000  # milliseconds that a sentence stands at the foot


class MainWindow(QMainWindow):
    """The window: frame, menus and navigation, which `begin` fills with a casebook.

    Only what its first painting takes is loaded with this module; all else by who needs it first.
    """

    def __init__(self, settings: Settings, ask: Ask | None = None) -> None:
        super().__init__()
        self.settings = settings
        if ask is not None:
            self.ask = ask
        self.jobs = Jobs(self)
        self.workspace: Workspace | None = None
        self.damaged: set[Path] = set()  # casebooks of which the person knows
        self.pages: Pages | dict[str, Page] = {}
        self._demo_first = False
        self._begun_on = ""  # the page on which the form in sight was begun, if on another
        self.trail = Trail()
        self.nav: NavRail | None = None
        self.stack = QStackedWidget(self)
        self.stack.hide()
        self.actions_: Actions = Actions(self)
        self.actions_.fill(self.menuBar())
        self.actions_.wanted.connect(self.act)
        self.setMinimumSize(style.SMALLEST)
        self.resize(*_FIRST)
        settings.restore("window", self)
        self.frame = Frame(self)
        self.help: Help = Help(self)
        self.appearance = Appearance(self, settings, self.actions_, self._show_anew)
        self.arrival = Arrival(self, self.jobs, self._came, self._did_not_come)

    @cached_property
    def ask(self) -> Ask:
        """The door for questions to the person."""
        from ui.ask import WindowAsk

        return WindowAsk(self)

    @cached_property
    def palette_(self) -> Palette:
        """The command palette."""
        from ui.palette import Palette

        return Palette(self)

    def act(self, name: str) -> None:
        """Do what an action says; while a casebook is being opened it waits for that."""
        if self.opening and name != "quit":
            self.arrival.wish(partial(self.act, name))
            return
        from ui import commands

        commands.act(self, name)

    @property
    def opening(self) -> bool:
        """Whether a casebook, or at first the program, is on its way into the window."""
        return self.arrival.under_way

    def begin(self, book: Place | None, *, demo_first: bool = False) -> None:
        """Open the casebook named, else the one used last, else the demo where that is wished.

        It comes after the next painting of the window and does not hold it up: `opening` says so
        until it stands. What fails leaves the start page.
        """
        if self.opening:
            self.arrival.wish(partial(self.begin, book))
            return
        if not self.close_book():
            return
        recent = [place_of(one) for one in self.settings.recent if is_there(one)]
        chosen = book or (recent[0] if recent else None)
        self._demo_first = demo_first
        self.arrival.begin(chosen)
        if chosen is None:
            self.show_start()
        else:
            self.nav, self.stack = middle.show_frame(self)
            self.arrival.painted.connect(self.nav.draw)
            self.refresh_frame()

    def _came(self, book: Book | None) -> None:
        """Show the casebook, and do what the person wished for meanwhile."""
        place = self.arrival.place
        if book is not None and place is not None:
            if not self._begin_work(book, place):
                return
            from ui.catching_up import catch_up

            catch_up(self)
        elif self._demo_first and not self.arrival.wishes:
            self.act("open_demo")
        self.refresh_frame()
        for wish in self.arrival.granted():
            wish()

    def _did_not_come(self, error: Exception) -> None:
        place = self.arrival.place
        if place is not None and isinstance(error, Refused | Trouble):
            self._could_not(place, error)
            return
        self.show_start()
        if not isinstance(error, Cancelled):
            raise error

    def _could_not(self, place: Place, error: Refused | Trouble) -> None:
        from ui import opening

        opening.could_not(self, place, error)

    def show_start(self) -> None:
        """Show the start page."""
        self.workspace, self.pages, self.nav = None, {}, None
        start = middle.show_start(self)
        if self.opening:
            self.arrival.painted.connect(start.draw)
        else:
            start.draw()
        self.refresh_frame()

    def open_book(self, place: Place) -> bool:
        """Open a casebook in this window at once; the one before is closed first."""
        if not self.close_book():
            return False
        from ui import opening

        try:
            book = opening.opened(self.jobs, place)
        except Cancelled:
            self.show_start()
            return False
        except (Refused, Trouble) as error:
            self._could_not(place, error)
            return False
        return self._begin_work(book, place)

    def _begin_work(self, book: Book, place: Place) -> bool:
        """Show a page; a casebook that it cannot read through is given back."""
        from ui.workspace import Workspace

        self.settings.remember_book(remembered(place))
        workspace = Workspace(book, self.ask, self.jobs, self.settings)
        workspace.window = self
        self._listen(workspace)
        try:
            self._show_workspace(workspace)
        except Trouble as error:
            workspace.close()
            self._could_not(place, error)
            return False
        return True

    def _listen(self, workspace: Workspace) -> None:
        workspace.shown.connect(self.show_page)
        workspace.begun.connect(self.begin_on_page)
        workspace.wanted.connect(self.act)
        workspace.said.connect(lambda text: self.statusBar().showMessage(text, _SAID_FOR))
        workspace.changed.connect(self._changed)
        workspace.drafted.connect(self.frame.say_status)
        workspace.reached.connect(self._reached)

    def take_in(self, path: Path) -> None:
        """Show what would come of a list, on the page of subjects."""
        from ui.pages.takein import TakeIn

        if self.workspace is not None:
            self.show_page("subjects")
            TakeIn(self.workspace, self.pages["subjects"]).read(path)

    def close_book(self) -> bool:
        """Close the casebook that is open; False where a page has a reason to stay."""
        if self.workspace is None:
            return True
        if not self._ends_work() or not all(page.may_close() for page in self.pages.values()):
            return False
        self.workspace.keep_copy()
        self.workspace.close()
        self.show_start()
        return True

    def _ends_work(self) -> bool:
        """Whether no long work goes on; the person may stop what leaves the window to him."""
        doing = self.jobs.going_along
        if doing and self.ask.confirm(f"正在{doing}，还没有做完。要停下吗？", "停下", "让它做完"):
            self.jobs.give_up()
        return not self.jobs.busy

    def _show_workspace(self, workspace: Workspace) -> None:
        from ui.pages.opened import Pages
        from ui.waiting import Waiting

        self.workspace = workspace
        if self.nav is None or self.pages:
            self.nav, self.stack = middle.show_frame(self)
        self.nav.draw()
        self.pages = pages = Pages(workspace, self.stack, self._return)
        self.show_page(pages.first())
        self.trail = Trail()
        self.refresh_frame()
        if self.nav is not None:
            Waiting(workspace, self.nav)

    def show_page(self, name: str, uid: str = "") -> None:
        """Bring a page into sight, and a record on it where one is named.

        The keyboard goes on where it was on the page, at first where the page is read. A page that
        cannot be read leaves the one before it in sight.
        """
        here = self.here
        if here[0] and (here[0] != name or uid not in ("", here[1])):
            self.trail.leave(here)
        self._go_to((name, uid))

    @property
    def here(self) -> Stop:
        """The page in sight, and the record in hand on it."""
        return (self.page.name, self.page.here()) if self.page else ("", "")

    def go_back(self) -> None:
        """Show what was in sight before, as it was left."""
        self._go_to(self.trail.back(self.here))

    def go_forward(self) -> None:
        """Show what one came back from."""
        self._go_to(self.trail.forward(self.here))

    def _go_to(self, stop: Stop | None) -> None:
        if stop is None:
            return
        name, uid = stop
        self._begun_on = ""
        try:
            page = self.pages[name]
        except Trouble as error:
            self._stay(error)
            return
        if page.stale:
            self._refresh(page)
        if self.nav is not None:
            self.nav.choose(name)
        known = page.focusWidget() is not None
        self.stack.setCurrentWidget(page)
        if uid:
            page.open(uid)
        if not (known and page.isAncestorOf(self.focusWidget())):
            page.take_keyboard()
        self.refresh_frame()

    def _stay(self, error: Trouble) -> None:
        """A page was not made: that is trouble, and of a casebook that was just opened its end."""
        if self.page is None:
            raise error
        self.trouble(error)
        if self.nav is not None:
            self.nav.choose(self.page.name)

    def begin_on_page(self, name: str, known: Mapping[str, str]) -> None:
        """Begin a new record on a page, with what is known of it, and come back from there."""
        before = self.page
        self.show_page(name)
        self.pages[name].begin_with(known)
        self._begun_on = before.name if before else ""

    def _return(self) -> None:
        """A form that was begun on another page is done: back there."""
        if self._begun_on:
            self.show_page(self._begun_on)

    @property
    def page(self) -> Page | None:
        """The page in sight; None on the start page."""
        current = self.stack.currentWidget() if self.workspace else None
        return next((page for page in self.pages.values() if page is current), None)

    def _changed(self, tables: frozenset[str]) -> None:
        for page in self.pages.values():
            if page.watches & tables:
                page.stale = True
        if self.page is not None and self.page.stale:
            self._refresh(self.page)
        self.refresh_frame()

    def _refresh(self, page: Page) -> None:
        """Show the casebook as it is now; a page that cannot be read stays as it was."""
        page.stale = False
        try:
            page.refresh()
        except Trouble as error:
            page.stale = True
            self.trouble(error)

    def _reached(self, there: bool) -> None:
        """Say that the server is gone, or show what happened while it was."""
        self.frame.say_status()
        if there:
            self._changed(
                frozenset(table for page in self.pages.values() for table in page.watches)
            )

    def trouble(self, error: Trouble) -> None:
        """Disk, lock or network stood against something that nobody asked for just now."""
        if self.workspace is not None:
            from ui import backups

            self.workspace.miss(error)
            backups.offer_if_damaged(self)
        else:
            self.statusBar().showMessage(error.sentence, _SAID_FOR)

    def refresh_frame(self) -> None:
        """Say at the foot and in the title what is open, who acts, and what undo would take."""
        self.frame.refresh()

    def set_theme(self, dark: bool | None) -> None:
        """Light or dark from now on; None goes with the desktop."""
        self.appearance.choose(dark)

    def _show_anew(self) -> None:
        """Draw all again in other colours."""
        if self.workspace is None:
            self.show_start()
        elif all(page.may_close() for page in self.pages.values()):
            self._show_workspace(self.workspace)

    def failed(self, error: Exception) -> None:
        """What a job raised: a sentence is shown, a wish to stop is honoured, the rest is ours."""
        if isinstance(error, Refused | Trouble):
            self.ask.warn(error.sentence)
        elif not isinstance(error, Cancelled):
            raise error

    def crash_folder(self) -> Path:
        """Beside the open casebook, else beside the window's settings."""
        return self.workspace.book.folder if self.workspace else self.settings.folder

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is half typed, remember the layout, end the worker, give the casebook back."""
        if not self.close_book():
            event.ignore()
            return
        self.settings.keep("window", self)
        self.settings.save()
        self.jobs.close()
        self.arrival.give_up()
        event.accept()
