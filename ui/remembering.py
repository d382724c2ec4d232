"""Asking by a form before any casebook is open: what was typed waits in the window's settings."""

import json
from collections.abc import Collection

from ui.ask import Ask
from ui.asking import Question
from ui.forms import Form
from ui.settings import Settings

_FOUND = "已找回上次没有办完的内容"


class _Remembering:
    """Keeps one form in the settings, each keystroke at once; what stands in it now is its start.

    What is secret is never kept.
    """

    def __init__(self, settings: Settings, name: str, form: Form, secret: Collection[str]) -> None:
        self._settings, self._name, self._form, self._secret = settings, name, form, secret
        self._start = form.draft()
        kept = settings.remembered(name)
        if kept:
            form.restore({**self._start, **json.loads(kept)})
            form.found.tell(_FOUND)
            form.found.given_up.connect(self.give_up)
        form.changed.connect(self.keep)

    def give_up(self) -> None:
        """Let the form be as it began."""
        self._form.restore(self._start)

    def keep(self) -> None:
        """Keep what stands in the form; as it began it is not worth keeping."""
        now = self._form.draft()
        typed = {name: now.get(name, "") for name in self._form.rows if name not in self._secret}
        begun = any(text != self._start.get(name, "") for name, text in typed.items())
        said = json.dumps(typed, ensure_ascii=False) if begun else ""
        self._settings.remember(self._name, said)


def fill_remembered(
    ask: Ask, settings: Settings, question: Question, form: Form, secret: Collection[str] = ()
) -> dict[str, object] | None:
    """The values of the form, or None where it was waved away.

    What is typed is remembered until `forget`, but for the fields that are secret.
    """
    remembering = _Remembering(settings, question.draft, form, secret)
    given = ask.fill(question.title, form, question.yes)
    del remembering  # it hears of each keystroke for as long as it is held
    return given


def forget(settings: Settings, *drafts: str) -> None:
    """What was asked has been done: nothing of it is needed any more."""
    for name in drafts:
        settings.remember(name, "")
