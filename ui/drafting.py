"""Keeps what is half typed, at most a second after the keystroke, until it is saved."""

from collections.abc import Mapping
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from desk.drafts import Draft, Drafts
from desk.errors import Trouble

KEPT_WITHIN = 800  # milliseconds from the first keystroke that is not kept yet


class Draftable(Protocol):
    """A form that can give what stands in it, half-typed too, and take it back."""

    @property
    def changed(self) -> SignalInstance:
        """Something was typed or set."""

    def draft(self) -> Mapping[str, Any]:
        """What stands in the form, as JSON can hold it."""

    def restore(self, draft: Mapping[str, Any], /) -> None:
        """Put back what `draft` gave."""


class DraftKeeper(QObject):
    """Keeps one form's draft under a name.

    The timer runs from the first keystroke that is not kept and is not put off by the next: who
    types without a pause is kept every second, too. `kept`: the draft on disk is what stands in
    the form, or gone where nothing is worth keeping. `failed`: it could not be written; the
    sentence says why.
    """

    kept = Signal()
    failed = Signal(str)

    def __init__(self, form: Draftable, drafts: Drafts, name: str) -> None:
        super().__init__()
        self.name = name
        self._form = form
        self._drafts = drafts
        self._blank: Mapping[str, Any] = {}
        self._timer = QTimer(self, singleShot=True, interval=KEPT_WITHIN)
        self._timer.timeout.connect(self.keep)
        form.changed.connect(self._touched)

    def waiting(self) -> Draft | None:
        """The draft from before; None where none waits."""
        return self._drafts.load(self.name)

    def turn_to(self, name: str) -> None:
        """Keep what is pending; from now on the form is kept under another name."""
        self.keep_pending()
        self.name = name

    def begin(self) -> None:
        """What stands in the form now is where it begins: it is not worth keeping yet."""
        self._timer.stop()
        self._blank = self._form.draft()

    def restore(self) -> Draft | None:
        """Put the draft that waits back into the form."""
        draft = self.waiting()
        if draft is not None:
            self._form.restore(draft.values)
            self._timer.stop()
        return draft

    def keep(self) -> None:
        """Keep what stands in the form now; a form that is as it began needs no draft."""
        self._timer.stop()
        draft = self._form.draft()
        try:
            if draft == self._blank:
                self._drafts.drop(self.name)
            else:
                self._drafts.save(self.name, draft)
        except Trouble as error:
            self.failed.emit(error.sentence)
        else:
            self.kept.emit()

    def keep_pending(self) -> None:
        """Keep at once what would be kept soon; nothing where all is kept."""
        if self._timer.isActive():
            self.keep()

    def drop(self) -> None:
        """Forget the draft: it was saved, or thrown away."""
        self._timer.stop()
        self._drafts.drop(self.name)
        self.kept.emit()

    def _touched(self) -> None:
        if not self._timer.isActive():
            self._timer.start()
