"""What the page of search asks, beside the window: hits as they are wanted, then their number."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from desk.errors import Trouble
from desk.looking import PAGE, Asked, Found, advice, counts, page
from desk.orders import Asking
from ui.workspace import Workspace

Result = TypeVar("Result")


class Finder(QObject):
    """Answers come by signals; a question that is overtaken by another is given up.

    `arrived` brings some hits, and whether they go on behind those that came before. `counted`
    brings how many there are of each kind, `advised` what else may be searched for where there are
    none. `looking`: the first hits are on their way. `whole`: there are no more than those that
    came.
    """

    arrived = Signal(object, bool)
    counted = Signal(object)
    advised = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._asking = Asking(workspace.book)
        self._last: Found | None = None
        self._onwards = False
        self.asked = Asked()
        self.looking, self.whole = False, True

    @property
    def more_wanted(self) -> bool:
        """Whether there are hits behind those that came, which nobody asked for yet."""
        return not (self.whole or self.looking or self._onwards)

    def ask(self, asked: Asked, rows: int = PAGE) -> None:
        """Search for something else: so many hits first, then their number."""
        self.give_up()
        asking = self._asking = Asking(self._workspace.book)
        self.asked, self.whole, self._last = asked, True, None
        self.looking = bool(asked.text)
        if asked.text:
            self._beside(lambda: page(asking, asked, rows), lambda came: self._first(came, rows))

    def more(self) -> None:
        """Ask for the hits behind those that came."""
        asking, asked, last = self._asking, self.asked, self._last
        if self.more_wanted and last is not None:
            self._onwards = True
            self._beside(lambda: page(asking, asked, after=last.hit), self._next)

    def give_up(self) -> None:
        """Stop what is being asked."""
        self._asking.give_up()
        self.looking = self._onwards = False

    def _first(self, rows: Sequence[Found], wanted: int) -> None:
        self._take(rows, wanted, goes_on=False)
        asking, text = self._asking, self.asked.text
        self._beside(lambda: counts(asking, text), self.counted.emit)
        if not rows:
            self._beside(lambda: advice(asking, text), self.advised.emit)

    def _next(self, rows: Sequence[Found]) -> None:
        self._take(rows, PAGE, goes_on=True)

    def _take(self, rows: Sequence[Found], wanted: int, *, goes_on: bool) -> None:
        self.looking = self._onwards = False
        self.whole = len(rows) < wanted
        self._last = min(rows, key=lambda row: row.hit.key, default=self._last)
        self.arrived.emit(rows, goes_on)

    def _beside(self, work: Callable[[], Result], done: Callable[[Result], None]) -> None:
        """Do it beside the window; an answer that nobody waits for any more is let go."""
        asking = self._asking

        def take(result: Result) -> None:
            if shiboken6.isValid(self) and not asking.given_up:
                done(result)

        self._workspace.jobs.aside(work, take, self._failed, asking.give_up)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self._workspace.miss(error)
        else:
            self._workspace.failed(error)
