"""Asking by a form that is kept as a draft while it is filled in."""

from dataclasses import dataclass

from desk import records
from desk.records import Saved
from desk.seen import Seen
from models.fields import Kind
from ui.changes import Changes
from ui.drafting import DraftKeeper
from ui.forms import Form, as_written
from ui.found import found_again
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
    return fill_over(workspace, question, form, Changes(form))


def fill_over(
    workspace: Workspace, question: Question, form: Form, changes: Changes
) -> dict[str, object] | None:
    """The same over what a record says: `changes` then knows what was seen of it."""
    keeper = DraftKeeper(changes, workspace.drafts, question.draft)
    keeper.failed.connect(workspace.said)
    keeper.kept.connect(workspace.drafted)
    keeper.begin()
    found = keeper.restore()
    if found is not None:
        form.found.tell(found_again(found.at, changes.moved()))
        form.found.given_up.connect(changes.give_up)
    title = question.title + _FOUND * (found is not None)
    given = workspace.ask.fill(title, form, question.yes)
    keeper.keep_pending()
    return given


def add(
    workspace: Workspace, kind: str, question: Question, form: Form, **known: str
) -> Saved | None:
    """Ask for a new record of a kind and add it, with what is known of it beforehand.

    None where it was waved away or refused; what was typed then stays a draft.
    """
    given = fill(workspace, question, form)
    if given is None:
        return None
    book, actor, values = workspace.book, workspace.actor, {**as_written(given), **known}
    saved = workspace.attempt(lambda: records.add(book, kind, values, actor))
    if saved is not None:
        settled(workspace, question)
    return saved


def amend(
    workspace: Workspace, kind: Kind, uid: str, question: Question, fixed: tuple[str, ...] = ()
) -> Saved | None:
    """Ask what shall be changed of a record, but for the fields that stand fast, and change it.

    None where it was waved away or refused; what was typed then stays a draft.
    """
    seen = workspace.see(kind, uid)
    form = Form([one for one in kind.entered if one.name not in fixed], workspace.lookups())
    form.set_values(seen.values)
    changes = Changes(form, seen.values)
    given = fill_over(workspace, question, form, changes)
    if given is None:
        return None
    saved = workspace.edit(kind, Seen(uid, changes.seen), as_written(given))
    if saved is not None:
        settled(workspace, question)
    return saved


def settled(workspace: Workspace, question: Question) -> None:
    """What was asked has been saved: its draft is not needed any more."""
    workspace.drafts.drop(question.draft)
    workspace.drafted.emit()
