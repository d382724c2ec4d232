"""Changing many records of a list at once: which field, its new value, and what came of each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from desk.several import LEFT, Changed, Picked, amend_many, assign_many, pick
from models.fields import KINDS, Field, Type
from ui.asking import Question, fill, settled
from ui.forms import Form, Lookups, as_written
from ui.results import summed
from ui.workspace import Workspace

_WHAT = Field("what", "修改哪一项", Type.CHOICE, required=True)
_ALL = "选中的都换成这里写的"
_CLEARS = f"{_ALL}；留空就是清除"


def draft_of(listed: str) -> str:
    """The name of the draft of a change of several records of a list."""
    return f"several-{listed}"


class TogetherForm(Form):
    """One field to be chosen, what is not offered and why, and below the field that was chosen."""

    def __init__(self, fields: Sequence[Field], apart: str, lookups: Lookups) -> None:
        self._names = {one.label: one.name for one in fields}
        what = replace(_WHAT, options=tuple(self._names), help=apart)
        super().__init__([what, *map(_plain, fields)], lookups)
        self.rows[_WHAT.name].editor.changed.connect(self._ask_chosen)
        self._ask_chosen()

    def chosen(self, given: Mapping[str, object]) -> dict[str, object]:
        """The field that was chosen with its value, from what the form gives."""
        return {name: value for name, value in given.items() if name != _WHAT.name}

    def _ask_chosen(self) -> None:
        name = self._names.get(str(self.rows[_WHAT.name].editor.value()))
        self.ask_only({_WHAT.name, *([name] if name else [])})


def _plain(one: Field) -> Field:
    """A field out of its section, that says what its value does."""
    said = _ALL if one.required else _CLEARS
    return replace(one, section="", help="；".join(filter(None, [one.help, said])))


def amend_together(workspace: Workspace, listed: str, uids: Sequence[str]) -> Changed | None:
    """Ask which field of these records shall be changed to what, and change it.

    None where it was waved away, refused or stopped; what was typed then stays a draft.
    """
    picked = workspace.attempt(lambda: _picked(workspace, listed, uids))
    if picked is None:
        return None
    form = TogetherForm(picked.fields, picked.together.apart, workspace.lookups())
    question = Question(f"修改选中的 {picked.called}", "修改", draft_of(listed))
    given = fill(workspace, question, form)
    if given is None:
        return None
    values = as_written(form.chosen(given))
    book, actor = workspace.book, workspace.actor
    return _done(workspace, question, lambda: amend_many(book, picked, values, actor))


def assign_together(workspace: Workspace, subjects: Sequence[str]) -> Changed | None:
    """Ask who shall answer for these subjects from now on; see `amend_together`."""
    picked = workspace.attempt(lambda: _picked(workspace, "subjects", subjects))
    if picked is None:
        return None
    question = Question(f"落实包联　{picked.called}", "保存", draft_of("assignments"))
    given = fill(workspace, question, assignment_form(workspace))
    if given is None:
        return None
    values = as_written(given)
    book, actor = workspace.book, workspace.actor
    return _done(workspace, question, lambda: assign_many(book, picked, values, actor))


def assignment_form(workspace: Workspace) -> Form:
    """Who answers for a subject, or for several, from when on."""
    fields = [one for one in KINDS["assignments"].entered if one.name != "subject"]
    return Form(fields, workspace.lookups())


def _picked(workspace: Workspace, listed: str, uids: Sequence[str]) -> Picked:
    with workspace.book.read() as connection:
        return pick(connection, listed, uids)


def _done(workspace: Workspace, question: Question, act: Callable[[], Changed]) -> Changed | None:
    changed = workspace.attempt(lambda: workspace.jobs.wait(question.title, lambda _told: act()))
    if changed is None:
        return None
    if any(one.result != LEFT for one in changed.outcomes):
        settled(workspace, question)
    workspace.said.emit("；".join([summed(changed.outcomes), *changed.notes]))
    return changed
