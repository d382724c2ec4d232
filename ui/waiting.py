"""How much waits on a page, for the navigation: counted beside the window where that takes long."""

from PySide6.QtCore import QObject

from desk.lists import Query, count, more_than
from desk.orders import AT_ONCE, Asking
from models.steps import OPEN_STATES
from models.vocabulary import label
from ui.beside import Beside
from ui.nav import NavRail
from ui.workspace import Workspace

#: Tables whose changes change the numbers.
WATCHED = frozenset({"issue", "step"})
_LATE = Query("issues", {"lamp": label("lamps", "red")})
_OPEN = Query("issues", {"state": "、".join(OPEN_STATES)})


class Waiting(QObject):
    """Tells the navigation how many issues are late and how many are open."""

    def __init__(self, workspace: Workspace, nav: NavRail) -> None:
        super().__init__(nav)
        self._workspace = workspace
        self._nav = nav
        self._beside = Beside(workspace, self)
        workspace.changed.connect(self._changed)
        self.ask()

    def ask(self) -> None:
        """Count anew."""
        with self._workspace.book.read() as connection:
            large = more_than(connection, "issues", AT_ONCE)
        self._beside.ask(self._count, self._say, at_once=not large)

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & WATCHED:
            self.ask()

    def _count(self, asking: Asking) -> tuple[int, int]:
        today = self._workspace.book.clock.today()
        with asking.read() as connection:
            return count(connection, _LATE, today), count(connection, _OPEN, today)

    def _say(self, counted: tuple[int, int]) -> None:
        late, still_open = counted
        self._nav.say_count("today", late, f"超期 {late:,} 件", urgent=True)
        self._nav.say_count("issues", still_open, f"未销号 {still_open:,} 件")
