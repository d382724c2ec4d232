"""What every page is handed: the open casebook, who acts, and the doors of the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desk import upkeep
from desk.book.casebook import Book
from desk.drafts import Drafts
from desk.errors import Conflict, Refused, Trouble
from desk.progress import Cancelled, Progress
from desk.references import TARGETS, labels
from desk.seen import Seen, see
from desk.who import login_name
from models.fields import Kind
from ui.jobs import Jobs
from ui.settings import Settings

if TYPE_CHECKING:
    from desk.records import Saved
    from ui.ask import Ask
    from ui.forms import Lookups
    from ui.news import News

Result = TypeVar("Result")


class Workspace(QObject):
    """An open casebook in a window.

    `window` is what its pages belong to from the start, so that none outlives it half made.
    `changed` names the tables that a change touched, in the window's thread whoever made it;
    `shown` asks for a page and a record on it (an empty uid: the page as it is); `begun` for a new
    record on a page, with what is known of it (uids by field); `wanted` for an action of the window
    by its name; `acts`: somebody else acts from now on; `said` is a sentence for the foot of the
    window; `drafted` says that a draft was kept or is gone; `reached` that the server of a shared
    casebook was found again, or lost (`trouble` says why).
    """

    changed = Signal(object)
    shown = Signal(str, str)
    begun = Signal(str, object)
    wanted = Signal(str)
    acts = Signal()
    said = Signal(str)
    drafted = Signal()
    reached = Signal(bool)

    def __init__(self, book: Book, ask: Ask, jobs: Jobs, settings: Settings) -> None:
        super().__init__()
        self.book = book
        self.ask = ask
        self.jobs = jobs
        self.settings = settings
        self.drafts = Drafts(book.drafts_folder)
        self.actor = settings.actor or login_name()
        self.window: QWidget | None = None
        self.trouble = ""
        self._unsubscribe = book.subscribe(self.changed.emit)
        self._news = self._hear() if book.shared else None

    def act_as(self, name: str) -> None:
        """Let somebody act at this window, from now on and at the next start."""
        self.settings.actor = self.actor = name
        self.acts.emit()

    def _hear(self) -> News:
        """Hear what others do; the driver of PostgreSQL is loaded where there are others."""
        from ui.news import News

        news = News(self.book, self.jobs, self)
        news.lost.connect(self._lose)
        news.found.connect(lambda: self._lose(""))
        return news

    def close(self) -> None:
        """Stop listening and give the casebook back."""
        self._unsubscribe()
        if self._news is not None:
            self._news.close()
        self.jobs.drop_asides()
        self.book.close()

    def keep_copy(self) -> None:
        """Back up what changed before closing; what stands against that is said, and no more.

        Who stops it closes without.
        """
        self.attempt(lambda: self.jobs.wait("备份台账", self._kept))

    def _kept(self, _progress: Progress) -> None:
        upkeep.keep(self.book, upkeep.ON_CLOSING)

    def attempt(self, act: Callable[[], Result]) -> Result | None:
        """Do something that may be refused; the sentence is shown, and None comes back.

        None as well where the person stopped it.
        """
        try:
            return act()
        except (Refused, Trouble) as error:
            self.ask.warn(error.sentence)
        except Cancelled:
            pass
        return None

    @property
    def hears(self) -> bool:
        """Whether what others do to a shared casebook is heard at once."""
        return self._news is not None and self._news.hears

    def miss(self, error: Trouble) -> None:
        """What nobody asked for met trouble: said at the foot; a lost server is tried again."""
        if self._news is not None:
            self._news.miss(error.sentence)
        else:
            self.said.emit(error.sentence)

    def _lose(self, sentence: str) -> None:
        self.trouble = sentence
        self.reached.emit(not sentence)

    def see(self, kind: Kind, uid: str) -> Seen:
        """A record as it stands now, for a form that is opened on it."""
        with self.book.read() as connection:
            return see(connection, kind, uid)

    def edit(self, kind: Kind, seen: Seen, values: Mapping[str, Any]) -> Saved | None:
        """Save what a form was changed to; None where it was not.

        Where somebody else changed the same fields meanwhile, the person is shown both values and
        chooses; that is repeated while others go on changing them.
        """
        from desk import records

        return self.save(
            lambda known, said: records.edit(self.book, kind, known, said, self.actor), seen, values
        )

    def save(
        self,
        act: Callable[[Seen, Mapping[str, Any]], Result],
        seen: Seen,
        values: Mapping[str, Any],
    ) -> Result | None:
        """The same of what is saved otherwise: `act` is given what was seen, and what was written.

        A field that is left out of what was written stays as it is.
        """
        try:
            return act(seen, values)
        except Conflict as conflict:
            theirs = self.ask.settle(conflict)
            if theirs is None:
                return None
            kept = {name: value for name, value in values.items() if name not in theirs}
            return self.save(act, seen.settled(conflict.clashes), kept)
        except (Refused, Trouble) as error:
            self.ask.warn(error.sentence)
            return None

    def failed(self, error: Exception) -> None:
        """What a job raised: a sentence is shown, a wish to stop is honoured, the rest is ours."""
        if isinstance(error, Refused | Trouble):
            self.ask.warn(error.sentence)
        elif not isinstance(error, Cancelled):
            raise error

    def lookups(self) -> Lookups:
        """What forms ask of the casebook."""
        from ui.forms import Lookups

        unknown = frozenset(kind for kind, target in TARGETS.items() if target.made_when_unknown)
        return Lookups(self.book.clock.today, self._find, self._label, unknown)

    def _find(self, kind: str, typed: str) -> list[tuple[str, str]]:
        from desk import lookup

        with self.book.read() as connection:
            return lookup.suggest(connection, kind, typed)

    def _label(self, kind: str, uid: str) -> str:
        with self.book.read() as connection:
            return labels(connection, kind, [uid]).get(uid, "")
