"""Asking by a form that is kept as a draft while it is filled in."""

from dataclasses import dataclass

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


def fill(workspace: Workspace, question: Question, form: Form) -> dict[str, object] | None:
    """The values of the form, or None where it was waved away.

    What stands in the form when it is handed in is where it begins; a draft that waits is put
    back. What is typed stays a draft until `Drafts.drop`, for what is agreed to may be refused.
    """
    keeper = DraftKeeper(form, workspace.drafts, question.draft)
    keeper.failed.connect(workspace.said)
    keeper.kept.connect(workspace.drafted)
    keeper.begin()
    found = keeper.restore() is not None
    given = workspace.ask.fill(question.title + _FOUND * found, form, question.yes)
    keeper.keep_pending()
    return given
