"""How a step is asked for and taken: its form comes from the table of steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from desk.attachments import HandedIn
from desk.deadline_rules import rules_on
from desk.details import IssueDetail, Partner
from desk.issues import DONE_BY, HAPPENED_ON, Act, Taken, step, step_each
from desk.lists import Line, Query, lines
from desk.one_by_one import Each
from desk.rules import rulebook
from desk.several import DONE, LEFT, Outcome, in_order
from models.fields import Field, Type
from models.lifecycle import AWAITING_CLOSURE, Measure
from models.steps import OPEN_STATES, STEPS
from models.workflow import StepChoice
from ui.asking import Question, fill
from ui.attaching import files_edit, save_with
from ui.editors import Editor
from ui.forms import Form, Lookups, as_written
from ui.workspace import Workspace

EVIDENCE = Field(
    "evidence", "佐证材料", Type.LONG_TEXT, help="照片、批复、合同等；文件可以拖来，图片可以粘贴"
)
#: Steps that show something for what they say; the third gate counts what came with them.
WITH_EVIDENCE = frozenset({"settle", "progress", "measure_done", "resolve", "verify"})
#: The step that mostly comes next, by state; a closing that is open comes before all.
NEXT: Mapping[str, str] = {
    "registered": "dispatch",
    "dispatched": "accept",
    "in_progress": "resolve",
    "resolved": "verify",
    "verified": "follow_up",
    "escalated": "answer",
    "suspended": "resume",
}


@dataclass(frozen=True)
class Wanted:
    """A step that a person wants to take, of one issue or of several.

    `returned` says that a unit may have returned it.
    """

    choice: StepChoice
    issues: tuple[Line, ...]
    measures: tuple[Measure, ...] = ()
    partners: tuple[Partner, ...] = ()
    returned: bool = True

    @property
    def only(self) -> Line | None:
        """The issue, where it is one."""
        return self.issues[0] if len(self.issues) == 1 else None

    @property
    def called(self) -> str:
        """The number of the issue, or how many there are."""
        only = self.only
        return only.shown["number"] if only else f"{len(self.issues)} 条"

    @property
    def draft(self) -> str:
        """The name under which a form half filled in is kept."""
        only = self.only
        return draft_name(self.choice.name, only.uid if only else "several")


def draft_name(step: str, uid: str) -> str:
    """The name of the draft of a step of an issue."""
    return f"step-{step}-{uid}"


def next_step(detail: IssueDetail) -> StepChoice | None:
    """The step that mostly comes next; None where the life has ended, or something is missing."""
    choices = {choice.name: choice for choice in detail.choices if choice.open}
    waiting = detail.line.shown["state"] == AWAITING_CLOSURE
    usual = "measure_done" if waiting else NEXT.get(detail.line.values["state"], "")
    return choices.get("close") or choices.get(usual)


def take(workspace: Workspace, wanted: Wanted) -> Each[Taken] | None:
    """Ask for what the step needs and take it; None where it was waved away or refused.

    Of several issues, one that refuses it is left and does not hold the others. A form with which
    nothing was done stays a draft.
    """
    form = step_form(workspace, wanted)
    label = wanted.choice.label
    given = fill(workspace, Question(f"{label}　{wanted.called}", label, wanted.draft), form)
    if given is None:
        return None
    each = workspace.attempt(lambda: _taken(workspace, wanted, given))
    if each is not None and each.done:
        workspace.drafts.drop(wanted.draft)
        workspace.drafted.emit()
        workspace.said.emit(_report(wanted, list(each.done.values())))
    return each


def _taken(workspace: Workspace, wanted: Wanted, given: Mapping[str, object]) -> Each[Taken]:
    said = dict(given)
    picked = said.pop(EVIDENCE.name, None)
    numbers = [line.shown["number"] for line in wanted.issues]
    book, actor = workspace.book, workspace.actor
    word = f"{wanted.choice.label} {wanted.called}"

    def act(files: Sequence[HandedIn]) -> Each[Taken]:
        asked = Act(wanted.choice.name, as_written(said), files)
        if len(numbers) == 1:
            return Each({numbers[0]: step(book, numbers[0], asked, actor)}, {})
        return step_each(book, numbers, asked, actor)

    return save_with(workspace, word, picked, act, long=len(numbers) > 1)


def outcomes(chosen: Sequence[Line], left: Mapping[str, str]) -> tuple[Outcome, ...]:
    """What came of each of these issues; `left` says by number why some were not touched."""
    return in_order([_outcome(line, left.get(line.shown["number"])) for line in chosen])


def _outcome(line: Line, why: str | None) -> Outcome:
    result = DONE if why is None else LEFT
    return Outcome(line.uid, result, why or "", line.shown["number"], line.shown["title"])


def _report(wanted: Wanted, taken: Sequence[Taken]) -> str:
    notes = dict.fromkeys(note for one in taken for note in one.notes)
    batches = dict.fromkeys(f"批次 {one.batch}" for one in taken if one.batch)
    called = wanted.called if wanted.only else f"{len(taken)} 条"
    return "；".join([f"{called}：{wanted.choice.label}已记入台账", *batches, *notes])


def step_form(workspace: Workspace, wanted: Wanted) -> Form:
    """The form of a step, filled in with what is known."""
    fields = step_fields(wanted, workspace.actor)
    if wanted.choice.name == "dispatch":
        fields = _under_the_rules(workspace, fields)
    editors: dict[str, Editor] = {}
    if EVIDENCE in fields:
        editors[EVIDENCE.name] = files_edit(workspace, "添加佐证材料", wanted.draft)
    form = Form(fields, _lookups(workspace, wanted), editors)
    form.set_values(_known(wanted, workspace.book.clock.today()))
    return form


def _under_the_rules(workspace: Workspace, fields: Sequence[Field]) -> list[Field]:
    """The fields of a dispatch: the rules that are valid today, and what the office's own gives."""
    today = workspace.book.clock.today()
    with workspace.book.read() as connection:
        book = rulebook(connection)
        labels = tuple(rule.label for rule in rules_on(connection, today))
    ours = book.ours(today)
    due_on = book.due(ours.reference, "ordinary", today) if ours else None
    said = f"不填则按办公室所用的 {ours.label}" if ours else ""

    def adapted(one: Field) -> Field:
        match one.name:
            case "rule":
                return replace(one, type=Type.CHOICE, options=labels, help=said)
            case "due_on":
                return replace(one, help=f"今天交办的一般事项，不填则为 {due_on}")
        return one

    return [adapted(one) for one in fields]


def step_fields(wanted: Wanted, actor: str) -> list[Field]:
    """What a step asks: its parameters, its evidence, the day and who did it."""
    rule = STEPS[wanted.choice.name]
    left_out = {"override"} if wanted.choice.open else set()
    left_out |= set() if wanted.returned else {"decision"}
    asked = [_adapted(p, wanted) for p in rule.parameters if p.name not in left_out]
    files = [EVIDENCE] if rule.name in WITH_EVIDENCE else []
    return [*asked, *files, HAPPENED_ON, _done_by(wanted, actor)]


def _done_by(wanted: Wanted, actor: str) -> Field:
    """Who takes the step, and whose step it is; who closes past a gate is named."""
    rule = STEPS[wanted.choice.name]
    if wanted.choice.by_override:
        leaders = "或".join(rule.past_gates)
        return replace(DONE_BY, required=True, help=f"填写批准破格销号的{leaders}")
    return replace(DONE_BY, help=f"由{'、'.join(rule.who)}办理；不填则为 {actor}")


def _adapted(one: Field, wanted: Wanted) -> Field:
    """A parameter with what is known here: the measures, the gates unmet."""
    match wanted.choice.name, one.name:
        case "close", "override":
            return replace(one, required=True, help=wanted.choice.reason)
        case "measure_done", "measure":
            return replace(one, help="；".join(f"{m.ordinal} {m.text}" for m in _undone(wanted)))
    return one


def _undone(wanted: Wanted) -> list[Measure]:
    return [measure for measure in wanted.measures if measure.outcome is None]


def _known(wanted: Wanted, today: date) -> dict[str, object]:
    """What the form begins with: today, and what the issue says already."""
    known: dict[str, object] = {HAPPENED_ON.name: today}
    only = wanted.only
    if wanted.choice.name == "accept" and only:
        known["responsible"] = only.refers.get("responsible")
    waiting = [one.uid for one in wanted.partners if one.answered_on is None]
    if wanted.choice.name == "co_answer" and len(waiting) == 1:
        known["unit"] = waiting[0]
    if wanted.choice.name == "measure_done" and len(_undone(wanted)) == 1:
        known["measure"] = _undone(wanted)[0].ordinal
    return known


def _lookups(workspace: Workspace, wanted: Wanted) -> Lookups:
    """A merge leads to another open issue of the same subject, known by its title; who answers the
    lead unit is one of the co-units."""
    usual = workspace.lookups()
    only = wanted.only
    if wanted.choice.name == "merge" and only is not None:
        return _among(usual, _others(workspace, only))
    if wanted.choice.name == "co_answer" and wanted.partners:
        return _among(usual, {one.uid: one.name for one in wanted.partners})
    return usual


def _among(usual: Lookups, others: Mapping[str, str]) -> Lookups:
    """Only these are found."""

    def find(_kind: str, typed: str) -> list[tuple[str, str]]:
        return [(uid, label) for uid, label in others.items() if typed in label]

    return replace(
        usual, find=find, label=lambda _kind, uid: others.get(uid, ""), creates=frozenset()
    )


def _others(workspace: Workspace, issue: Line) -> dict[str, str]:
    where = {"subject": issue.refers["subject"], "state": "、".join(OPEN_STATES)}
    with workspace.book.read() as connection:
        found = lines(connection, Query("issues", where), workspace.book.clock.today())
    return {
        line.uid: f"{line.shown['number']}　{line.shown['title']}"
        for line in found
        if line.uid != issue.uid
    }
