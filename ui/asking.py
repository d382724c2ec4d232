"""Asking by a form that is kept as a draft while it is filled in."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import SignalInstance

from ui.drafting import DraftKeeper
from ui.forms import Form
from ui.workspace import Workspace

_FOUND = "（已找回未保存的内容）"


@dataclass(frozen=True)
class Question:
    """A form's title, the word that agrees to it, and the name under which its draft is kept."""

    title: str
    yes: str
    draft: str


class _Changes:
    """What was typed over where a form began: what is not touched is as others left it by now."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._start = form.draft()

    @property
    def changed(self) -> SignalInstance:
        """See Draftable."""
        return self._form.changed

    def draft(self) -> dict[str, str]:
        """See Draftable. A field that was emptied is said to be so."""
        now = self._form.draft()
        written = {name: said for name, said in now.items() if said != self._start.get(name)}
        return {**written, **{name: "" for name in self._start if name not in now}}

    def restore(self, draft: Mapping[str, str]) -> None:
        """See Draftable."""
        self._form.restore({**self._start, **draft})


def fill(workspace: Workspace, question: Question, form: Form) -> dict[str, object] | None:
    """The values of the form, or None where it was waved away.

    What stands in the form when it is handed in is where it begins; a draft that waits is put
    back. What is typed stays a draft until `Drafts.drop`, for what is agreed to may be refused.
    """
    keeper = DraftKeeper(_Changes(form), workspace.drafts, question.draft)
    keeper.failed.connect(workspace.said)
    keeper.kept.connect(workspace.drafted)
    keeper.begin()
    found = keeper.restore() is not None
    given = workspace.ask.fill(question.title + _FOUND * found, form, question.yes)
    keeper.keep_pending()
    return given
