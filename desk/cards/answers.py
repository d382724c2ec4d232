"""The answers of a card: checked against its form, stored as JSON, read back typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from desk.errors import Refused
from models.checking import BadValue, Value, check
from models.field import Type
from models.forms import Answers, Form, Question
from models.showing import shown


@dataclass
class Checked:
    """What a person answered: `values` to keep, `problems` by the key of the question that has
    one, `notes` that a person should read. Only where there is no problem may it be saved."""

    values: dict[str, Value] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def check_answers(form: Form, raw: Answers, today: date) -> Checked:
    """Check what was answered, question by question, in the order of the form.

    A question that is not asked of who answers so (`Form.asked`) is left out, with a note where it
    was answered. Raises `Refused` for an answer to no question of the form.
    """
    _refuse_unknown(form, raw)
    found = Checked()
    warnings: dict[str, str] = {}
    for question in form.questions:
        _check(question, raw.get(question.key), today, (found, warnings))
    asked = {q.key for section in form.asked(found.values) for q in section.questions}
    for question in form.questions:
        key = question.key
        if key not in asked:
            found.problems.pop(key, None)
            if found.values.pop(key, None) is not None:
                found.notes.append(f"“{question.label}”不用这个对象回答，没有保存")
        elif key in warnings:
            found.notes.append(f"{question.label}：{warnings[key]}")
    return found


def _check(question: Question, raw: Any, today: date, into: tuple[Checked, dict[str, str]]) -> None:
    found, warnings = into
    try:
        value, warning = check(question.field, _written(raw), today)
    except BadValue as error:
        reason = str(error)
        said = reason if reason.startswith(question.label) else f"{question.label}：{reason}"
        found.problems[question.key] = said
        return
    if value not in (None, "", ()):
        found.values[question.key] = value
    if warning:
        warnings[question.key] = warning


def _written(raw: Any) -> Any:
    """Several choices as people write them: joined by 、."""
    return "、".join(raw) if isinstance(raw, tuple | list) else raw


def _refuse_unknown(form: Form, raw: Answers) -> None:
    unknown = next((key for key in raw if form.question(key) is None), None)
    if unknown is not None:
        known = "、".join(f"{q.key}（{q.label}）" for q in form.questions)
        raise Refused(f"{form.title}没有“{unknown}”这一项；可填的有 {known}。")


def refuse_problems(checked: Checked) -> None:
    """Raise `Refused` if anything is wrong, in one sentence that names each question."""
    if checked.problems:
        raise Refused(f"反馈卡没有保存：{'；'.join(checked.problems.values())}。")


def stored(values: Mapping[str, Value]) -> dict[str, Any]:
    """Checked values as JSON holds them: dates as ISO text, several choices as a list."""
    return {key: _plain(value) for key, value in values.items() if value is not None}


def _plain(value: Value) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def typed(form: Form, kept: Answers) -> dict[str, Value]:
    """Stored answers as checked values; what is no question of the form is left out."""
    return {q.key: _typed(q, kept[q.key]) for q in form.questions if kept.get(q.key) is not None}


def _typed(question: Question, value: Any) -> Value:
    if question.type == Type.DATE and isinstance(value, str):
        return date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value


#: A heading with the questions under it that were answered, each with its answer as people read it.
Told = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def as_read(form: Form, values: Mapping[str, Value]) -> Told:
    """The answers by section as people read them; what was not answered is left out."""
    sections = (
        (
            section.title,
            tuple(
                (q.label, read(q, values[q.key]))
                for q in section.questions
                if values.get(q.key) is not None
            ),
        )
        for section in form.asked(values)
    )
    return tuple((title, answers) for title, answers in sections if answers)


def read(question: Question, value: Value) -> str:
    """One answer as people read it, with its unit: 1280万元."""
    text = shown(question.field, value)
    return f"{text}{question.unit}" if text else ""
