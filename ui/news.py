"""What others do to a shared casebook, and whether the server is there."""

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from desk.book.casebook import Book
from desk.book.listening import Ear
from desk.errors import Trouble
from ui.jobs import Jobs

POLLED = 60_000  # milliseconds between looks that nobody called for
_AGAIN = 4_000  # milliseconds after which a lost server is tried anew


class News(QObject):
    """Looks into the log when the server calls, every minute anyhow, and until it is found again.

    `lost`: the server does not answer; the sentence says so. `found`: it answers again. What others
    changed goes to the listeners of the book. All asking is done beside the window.
    """

    lost = Signal(str)
    found = Signal()

    def __init__(self, book: Book, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._book = book
        self._jobs = jobs
        self._ear: Ear | None = None
        self._notifier: QSocketNotifier | None = None
        self._asking = self._again = self._closed = self._missing = False
        self._timer = QTimer(self, interval=POLLED)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._retry = QTimer(self, singleShot=True, interval=_AGAIN)
        self._retry.timeout.connect(self._listen)
        self._listen()

    @property
    def hears(self) -> bool:
        """Whether the server can call."""
        return self._ear is not None

    def look(self) -> None:
        """Ask what others did; once more afterwards, if it is wished for meanwhile."""
        if self._closed or self._asking:
            self._again = True
            return
        self._asking, self._again = True, False
        self._jobs.run("", lambda _progress: self._book.news(), self._told, self._failed)

    def miss(self, sentence: str) -> None:
        """Somebody found the server gone: say so, and try until it is there again."""
        if self._closed:
            return
        self._hang_up()
        self._missing = True
        if not self._retry.isActive():
            self._retry.start()
        self.lost.emit(sentence)

    def close(self) -> None:
        """Ask no more. The book closes what it opened."""
        self._closed = True
        self._timer.stop()
        self._retry.stop()
        self._hang_up()

    def _listen(self) -> None:
        if not self._closed:
            self._jobs.run("", lambda _progress: self._book.listen(), self._heeds, self._failed)

    def _heeds(self, ear: Ear | None) -> None:
        """The server answers: from now on it calls. What was said before is asked for."""
        if self._closed or ear is None:
            return
        self._hang_up()
        self._ear = ear
        self._notifier = QSocketNotifier(ear.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._called)
        if self._missing:
            self._missing = False
            self.found.emit()
        self.look()

    def _called(self) -> None:
        """Something came over the line: a call, or its end."""
        if self._ear is None or self._notifier is None:
            return
        self._notifier.setEnabled(False)
        try:
            heard = self._ear.heard()
        except Trouble as error:
            self.miss(error.sentence)
            return
        self._notifier.setEnabled(True)
        if heard:
            self.look()

    def _told(self, tables: frozenset[str]) -> None:
        self._asking = False
        if self._closed:
            return
        if tables:
            self._book.tell(tables)
        if self._again:
            self.look()

    def _failed(self, error: Exception) -> None:
        self._asking = False
        if self._closed:
            return
        if not isinstance(error, Trouble):
            raise error
        self.miss(error.sentence)

    def _hang_up(self) -> None:
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
        self._notifier = self._ear = None
