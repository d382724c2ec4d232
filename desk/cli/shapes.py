"""Records in the two shapes that the command line prints: JSON by field name, facts by label."""

from typing import Any

from desk.details import IssueDetail, StepLine, SubjectDetail
from desk.lists import Line, kind_fields
from models.fields import KINDS
from models.workflow import GateResult, StepChoice


def line_json(kind: str, line: Line) -> dict[str, Any]:
    """All fields of a record by name, codes as codes, and its uid; a subject says its kind."""
    own = KINDS[kind].subject_kind if kind in KINDS else ""
    first = {"kind": own} if own else {}
    return {**first, **line.values, "uid": line.uid}


def subject_json(subject: SubjectDetail) -> dict[str, Any]:
    """A subject with its assignments, visits and issues."""
    return {
        **line_json(subject.kind, subject.line),
        "assignments": [line_json("assignments", line) for line in subject.assignments],
        "visits": [line_json("visits", line) for line in subject.visits],
        "issues": [line_json("issues", line) for line in subject.issues],
    }


def issue_json(issue: IssueDetail) -> dict[str, Any]:
    """An issue with the steps that were taken, its measures and its gates."""
    return {
        **line_json("issues", issue.line),
        "steps": [_step_json(step) for step in issue.steps],
        "measures": list(issue.measures),
        "gates": gates_json(issue.gates),
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


def shown_facts(kind: str, line: Line) -> dict[str, str]:
    """All fields of a record as people read them, by label."""
    return {one.label: line.shown[one.name] for one in kind_fields(kind)}
