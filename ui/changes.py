"""What was typed over a record where a form began, and what the record said then."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import SignalInstance

from models.fields import Field, Type
from ui.forms import Form

_SEEN = "*seen"  # no field is called so


class Changes:
    """The draft of a form that changes a record: what is not touched is as others left it by now.

    `seen` is what the record said when it was typed over: of a draft that is put back, what it said
    at that time. So who saves it is asked about what others changed since, as if the form had
    stood open all the while.
    """

    def __init__(self, form: Form, seen: Mapping[str, Any] | None = None) -> None:
        self._form = form
        self._now = dict(seen or {})
        self._start = form.draft()
        self.seen = self._now

    @property
    def changed(self) -> SignalInstance:
        """See Draftable."""
        return self._form.changed

    def draft(self) -> dict[str, Any]:
        """See Draftable. A field that was emptied is said to be so."""
        now = self._form.draft()
        written = {name: said for name, said in now.items() if said != self._start.get(name)}
        emptied = {name: "" for name in self._start if name not in now}
        touched = {**written, **emptied}
        before = {name: self.seen[name] for name in touched if name in self.seen}
        return {**touched, _SEEN: before} if before else touched

    def restore(self, draft: Mapping[str, Any]) -> None:
        """See Draftable."""
        typed = {name: said for name, said in draft.items() if name != _SEEN}
        before = draft.get(_SEEN, {})
        fields = {name: self._form.rows[name].field for name in before if name in self._form.rows}
        self.seen = {
            **self._now,
            **{name: _stored(field, before[name]) for name, field in fields.items()},
        }
        self._form.restore({**self._start, **typed})

    def give_up(self) -> None:
        """Let the form be as it began."""
        self.seen = self._now
        self._form.restore(self._start)

    def moved(self) -> list[str]:
        """The labels of the fields that somebody else changed since they were typed over."""
        names = [name for name, value in self.seen.items() if value != self._now[name]]
        return [self._form.rows[name].field.label for name in names]


def _stored(field: Field, kept: Any) -> Any:
    """A value as the casebook stores it, from a draft's JSON."""
    if field.type == Type.DATE and kept:
        return date.fromisoformat(kept)
    return tuple(kept) if isinstance(kept, list) else kept
