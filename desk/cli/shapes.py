"""Records in the two shapes that the command line prints: JSON by field name, facts by label."""

from typing import Any

from desk.cards.views import CardDetail
from desk.details import IssueDetail, Partner, Record, StepLine, SubjectDetail
from desk.lists import Line, kind_fields
from models.fields import KINDS
from models.workflow import GateResult, StepChoice

#: What `show` may find.
Shown = IssueDetail | SubjectDetail | CardDetail | Record


def line_json(kind: str, line: Line) -> dict[str, Any]:
    """All fields of a record by name, codes as codes, and its uid; a subject says its kind."""
    own = KINDS[kind].subject_kind if kind in KINDS else ""
    first = {"kind": own} if own else {}
    return {**first, **line.values, "uid": line.uid}


def as_json(found: Shown) -> dict[str, Any]:
    """A record with what hangs on it."""
    match found:
        case IssueDetail():
            return _issue_json(found)
        case SubjectDetail():
            return _subject_json(found)
        case CardDetail():
            return _card_json(found)
        case Record():
            return line_json(found.kind, found.line)


def _subject_json(subject: SubjectDetail) -> dict[str, Any]:
    """A subject with its assignments, visits, cards and issues."""
    return {
        **line_json(subject.kind, subject.line),
        "assignments": [line_json("assignments", line) for line in subject.assignments],
        "visits": [line_json("visits", line) for line in subject.visits],
        "cards": [line_json("cards", line) for line in subject.cards],
        "issues": [line_json("issues", line) for line in subject.issues],
    }


def _card_json(card: CardDetail) -> dict[str, Any]:
    """A card with its answers by key and its issues."""
    return {
        **line_json("cards", card.line),
        "version": card.form.version,
        "answers": dict(card.answers),
        "issues": [line_json("issues", line) for line in card.issues],
    }


def _issue_json(issue: IssueDetail) -> dict[str, Any]:
    """An issue with the steps that were taken, its measures and its gates."""
    return {
        **line_json("issues", issue.line),
        "steps": [_step_json(step) for step in issue.steps],
        "measures": list(issue.measures),
        "gates": gates_json(issue.gates),
        "deadline": issue.deadline,
        "co_deadlines": issue.partners,
        "co_answers": list(issue.co_units),
        "recurs": issue.recurs,
        "merged": [line.values["number"] for line in issue.merged.others],
    }


def _step_json(step: StepLine) -> dict[str, Any]:
    return {
        "step": step.step,
        "label": step.label,
        "on": step.on,
        "by": step.by,
        "facts": dict(step.facts),
        "files": step.files,
    }


def gates_json(gates: tuple[GateResult, ...]) -> dict[str, Any]:
    """The four gates by name: whether each is met, and what it lacks."""
    return {g.code: {"label": g.label, "met": g.met, "reason": g.reason} for g in gates}


def choices_json(choices: tuple[StepChoice, ...]) -> list[dict[str, Any]]:
    """Every step with whether it is open now, and why not."""
    return [
        {
            "step": one.name,
            "label": one.label,
            "open": one.open,
            "reason": one.reason,
            "by_override": one.by_override,
        }
        for one in choices
    ]


def line_facts(found: Shown) -> dict[str, str]:
    """All fields of a record as people read them, by label."""
    match found:
        case IssueDetail():
            kind = "issues"
        case CardDetail():
            kind = "cards"
        case _:
            kind = found.kind
    return {one.label: found.line.shown[one.name] for one in kind_fields(kind)}


def story(found: Shown) -> dict[str, list[str]]:
    """What hangs on a record, line by line as people read it, under headings."""
    match found:
        case IssueDetail():
            told = _issue_story(found)
        case SubjectDetail():
            told = {
                "包联": [
                    _joined(line, "from_on", "to_on", "leader", "unit", "responsible")
                    for line in found.assignments
                ],
                "走访": [
                    _joined(line, "number", "visited_on", "visitors") for line in found.visits
                ],
                "反馈卡": [
                    _joined(line, "number", "period", "filled_on", "filled_by")
                    for line in found.cards
                ],
                "问题": [
                    _joined(line, "number", "title", "state", "due_on") for line in found.issues
                ],
            }
        case CardDetail():
            told = {title: [f"{q}：{a}" for q, a in answers] for title, answers in found.told}
            told["问题"] = [_joined(line, "number", "title", "state") for line in found.issues]
        case Record():
            told = {}
    return {heading: lines for heading, lines in told.items() if lines}


def _issue_story(issue: IssueDetail) -> dict[str, list[str]]:
    return {
        "一年内再次发生": [issue.recurs] if issue.recurs else [],
        "并入的问题": [_joined(line, "number", "title") for line in issue.merged.others],
        "时限由来": [*issue.deadline],
        "配合单位时限": [*issue.partners],
        "配合单位答复": list(map(_answer_line, issue.co_units)),
        "办理过程": list(map(_step_line, issue.steps)),
        "措施": [f"{m.ordinal}. {m.text}  {m.outcome or ''}" for m in issue.measures],
    }


def _answer_line(unit: Partner) -> str:
    answered = f"{unit.answered_on} 答复：{unit.answer}" if unit.answered_on else "未答复"
    return f"{unit.name}：{answered}"


def _step_line(step: StepLine) -> str:
    facts = "，".join(f"{label}：{value}" for label, value in step.facts)
    late = f"迟 {(step.on - step.late).days} 天" if step.late else ""
    files = f"附件：{'、'.join(step.files)}" if step.files else ""
    return "  ".join(filter(None, (step.on.isoformat(), step.by, step.label, late, facts, files)))


def _joined(line: Line, *names: str) -> str:
    return "  ".join(filter(None, (line.shown[name] for name in names)))
