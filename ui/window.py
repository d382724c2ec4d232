"""The main window: navigation at the left, one page at a time, what is open at the foot."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QStackedWidget,
    QTextEdit,
    QWidget,
)

from desk.book.casebook import Book
from desk.book.place import Place, place_of, remembered
from desk.errors import Refused, Trouble
from desk.progress import Cancelled
from ui import backups, opening, style
from ui.actions import Actions
from ui.ask import Ask, WindowAsk
from ui.commands import absent, bind, undo_labels
from ui.guide import GUIDE
from ui.jobs import Jobs
from ui.manual import Help
from ui.pages import PAGES
from ui.pages.page import Page
from ui.pages.start import StartPage
from ui.pages.takein import TakeIn
from ui.palette import Palette
from ui.parts import SMALLEST, NavRail
from ui.settings import Settings
from ui.workspace import Workspace

TITLE = "包联工作台"
_FIRST = (1366, 768)
_SAID_FOR = 12_000  # milliseconds that a sentence stands at the foot


class MainWindow(QMainWindow):
    """The window. Without a casebook it shows the start page."""

    def __init__(self, settings: Settings, ask: Ask | None = None) -> None:
        super().__init__()
        self.settings = settings
        self.ask: Ask = ask or WindowAsk(self)
        self.jobs = Jobs(self)
        self.workspace: Workspace | None = None
        self.damaged: set[Path] = set()  # casebooks of which the person knows
        self.pages: dict[str, Page] = {}
        self._begun_on = ""  # the page on which the form in sight was begun, if on another
        self.nav: NavRail | None = None
        self.stack = QStackedWidget(self)
        self.stack.hide()
        self.actions_ = Actions(self)
        self.actions_.fill(self.menuBar())
        self.setWindowTitle(TITLE)
        self.setMinimumSize(SMALLEST)
        self.resize(*_FIRST)
        settings.restore("window", self)
        self.status = QLabel()
        self.statusBar().addPermanentWidget(self.status)
        self.palette_ = Palette(self)
        self.help = Help(self)
        bind(self)
        self.show_start()

    def begin(self, book: Place | None, *, demo_first: bool = False) -> None:
        """Open the casebook named, else the one used last, else the demo where that is wished.

        What fails leaves the start page.
        """
        recent = [place_of(one) for one in self.settings.recent if opening.is_there(one)]
        chosen = book or (recent[0] if recent else None)
        if chosen is not None:
            self.open_book(chosen)
        elif demo_first:
            opening.demo_book(self)

    def show_start(self) -> None:
        """Show the start page."""
        start = StartPage(self.settings.recent, bool(self.settings.remembered(GUIDE)))
        start.new_wanted.connect(lambda: opening.new_book(self))
        start.open_wanted.connect(lambda: opening.choose_book(self))
        start.demo_wanted.connect(lambda: opening.demo_book(self))
        start.book_wanted.connect(lambda book: self.open_book(place_of(book)))
        self.setCentralWidget(start)
        self.refresh_frame()

    def open_book(self, place: Place) -> bool:
        """Open a casebook in this window; the one before is closed first."""
        if not self.close_book():
            return False
        try:
            book = Book.open(place)
        except (Refused, Trouble) as error:
            opening.could_not(self, place, error)
            return False
        self.settings.remember_book(remembered(place))
        return self._begin_work(Workspace(book, self.ask, self.jobs, self.settings), place)

    def _begin_work(self, workspace: Workspace, place: Place) -> bool:
        """Show the pages; a casebook that they cannot read through is given back."""
        self._listen(workspace)
        workspace.window = self
        try:
            self._show_workspace(workspace)
        except Trouble as error:
            for page in self.findChildren(Page):
                page.deleteLater()
            workspace.close()
            self.workspace, self.pages, self.nav = None, {}, None
            opening.could_not(self, place, error)
            return False
        return True

    def _listen(self, workspace: Workspace) -> None:
        workspace.shown.connect(self.show_page)
        workspace.begun.connect(self.begin_on_page)
        workspace.said.connect(lambda text: self.statusBar().showMessage(text, _SAID_FOR))
        workspace.changed.connect(self._changed)
        workspace.drafted.connect(self._say_status)
        workspace.reached.connect(self._reached)

    def take_in(self, path: Path) -> None:
        """Show what would come of a list, on the page of subjects."""
        if self.workspace is not None:
            self.show_page("subjects")
            TakeIn(self.workspace, self.pages["subjects"]).read(path)

    def close_book(self) -> bool:
        """Close the casebook that is open; False where a page has a reason to stay."""
        if self.workspace is None:
            return True
        if self.jobs.busy or not all(page.may_close() for page in self.pages.values()):
            return False
        backups.keep_on_closing(self)
        self.workspace.close()
        self.workspace, self.pages, self.nav = None, {}, None
        self.show_start()
        return True

    def _show_workspace(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.pages = {made.name: made(workspace) for made in PAGES}
        self.nav = NavRail(TITLE, [(p.name, p.label, p.icon) for p in PAGES])
        self.stack = QStackedWidget()
        for page in self.pages.values():
            self.stack.addWidget(page)
            page.finished.connect(self._go_back)
        self.nav.chosen.connect(self.show_page)
        central = QWidget()
        layout = QHBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.nav)
        layout.addWidget(self.stack, 1)
        self.setCentralWidget(central)
        self.show_page(self._first_page())

    def _first_page(self) -> str:
        """The page that has a draft from before, else the first of the table."""
        return next((p.name for p in self.pages.values() if p.has_draft()), PAGES[0].name)

    def show_page(self, name: str, uid: str = "") -> None:
        """Bring a page into sight, and a record on it where one is named.

        The keyboard goes on where it was on the page, at first where the page is read.
        """
        self._begun_on = ""
        page = self.pages[name]
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

    def begin_on_page(self, name: str, known: Mapping[str, str]) -> None:
        """Begin a new record on a page, with what is known of it, and come back from there."""
        before = self.page
        self.show_page(name)
        self.pages[name].begin_with(known)
        self._begun_on = before.name if before else ""

    def _go_back(self) -> None:
        if self._begun_on:
            self.show_page(self._begun_on)

    @property
    def page(self) -> Page | None:
        """The page in sight; None on the start page."""
        current = self.stack.currentWidget() if self.workspace else None
        return current if isinstance(current, Page) else None

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
        self._say_status()
        if there:
            self._changed(
                frozenset(table for page in self.pages.values() for table in page.watches)
            )

    def trouble(self, error: Trouble) -> None:
        """Disk, lock or network stood against something that nobody asked for just now."""
        if self.workspace is not None:
            self.workspace.miss(error)
            backups.offer_if_damaged(self)
        else:
            self.statusBar().showMessage(error.sentence, _SAID_FOR)

    def _say_status(self) -> None:
        if self.workspace is not None:
            self.status.setText(opening.status(self.workspace))
            style.mark(self.status, "problem" if self.workspace.trouble else "plain")

    def refresh_frame(self) -> None:
        """Say at the foot and in the title what is open, who acts, and what undo would take."""
        self.actions_.refresh(self.workspace is not None, absent(self.page))
        if self.workspace is None:
            self._offer_to_undo("", "")
            self.setWindowTitle(TITLE)
            self.status.setText("")
            return
        try:
            self._offer_to_undo(*undo_labels(self.workspace))
            self.setWindowTitle(f"{opening.title(self.workspace.book)} — {TITLE}")
        except Trouble as error:
            self.trouble(error)
        self._say_status()

    def _offer_to_undo(self, back: str, again: str) -> None:
        for name, label in (("undo", back), ("redo", again)):
            self.actions_.relabel(name, label)
            self.actions_[name].setEnabled(bool(label))

    def set_theme(self, dark: bool) -> None:
        """Light or dark, from now on; the open casebook is shown anew in its colours."""
        self.settings.theme = "dark" if dark else "light"
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        style.apply(app, self.settings.theme)
        self.actions_.repaint()
        if self.workspace is None:
            self.show_start()
        elif all(page.may_close() for page in self.pages.values()):
            self._show_workspace(self.workspace)

    def typing_undone(self, redo: bool) -> bool:
        """Whether undo went to the text that is being typed, which comes before the casebook."""
        typed = QApplication.focusWidget()
        if isinstance(typed, QLineEdit):
            able = typed.isRedoAvailable() if redo else typed.isUndoAvailable()
        elif isinstance(typed, QPlainTextEdit | QTextEdit):
            document = typed.document()
            able = document.isRedoAvailable() if redo else document.isUndoAvailable()
        else:
            return False
        if able:
            (typed.redo if redo else typed.undo)()
        return able

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
        event.accept()
