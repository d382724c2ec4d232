"""The questions of a card as rows of a form: two side by side, long ones across the whole width."""

from collections.abc import Iterator, Sequence
from datetime import date
from math import ceil

from models.calendar import Month
from models.checking import Value
from models.field import Type
from models.forms import Question
from models.showing import shown
from reports.blocks import FormCell, FormRow, Paragraph, chinese_date, clean, paragraph
from reports.cardview import CardView
from reports.gongwen import (
    CELL_MARGIN,
    FORM_ANSWER,
    FORM_HINT,
    FORM_HINT_LEFT,
    FORM_HINT_RIGHT,
    FORM_LABEL,
    FORM_UNIT,
)
from reports.marks import BOXES, OPEN, TICKED
from reports.titles import width

UNITS = 80
"""A form is so many units wide: label and answer, twice."""
LABEL, ANSWER = 15, 25
_WIDE = UNITS - LABEL
_LABEL_HOLDS = 8
"""Characters that a line of a label holds."""
_HINT_HOLDS = 5
"""Characters for which the line of a hint has room beside what is said of all."""
_HALF_HOLDS, _WIDE_HOLDS = 14, 37
"""Characters that a line of an answer holds, in half of the form and across it."""
_STACKED = 2
"""Lines of options that half of the form may hold."""

BLANK_DAY = "　　　年　　月　　日"
BLANK_MONTH = "　　　年　　月"


def month_text(period: str) -> str:
    """A month as documents write it: 2018年7月."""
    month = Month.parse(period)
    return f"{month.year}年{month.number}月"


def question_rows(questions: Sequence[Question], view: CardView) -> Iterator[FormRow]:
    """The questions in order; a short one without a neighbour is drawn out to the full width."""
    waiting: Question | None = None
    for question in questions:
        if question.span > 1 or _needs_width(question):
            yield from _alone(waiting, view)
            yield from _alone(question, view)
            waiting = None
        elif waiting is None:
            waiting = question
        else:
            yield FormRow((*_cells(waiting, view), *_cells(question, view)))
            waiting = None
    yield from _alone(waiting, view)


def _needs_width(question: Question) -> bool:
    """Whether the options would make a high stack in half of the form."""
    return len(list(_lines(_boxed(question, ()), _HALF_HOLDS))) > _STACKED


def _alone(question: Question | None, view: CardView) -> Iterator[FormRow]:
    if question is not None:
        yield FormRow(_cells(question, view, wide=True))


def _cells(question: Question, view: CardView, *, wide: bool = False) -> tuple[FormCell, FormCell]:
    """Label and answer; a blank form says whom a question is for, and what is meant by it."""
    asked = question.when.any_of if view.blank and question.when else ()
    return label_cell(question.label, asked), _answer(question, view, wide=wide)


def label_cell(label: str, asked: Sequence[str] = ()) -> FormCell:
    """A label in the middle of its cell, divided evenly where it is long; below it of whom it is
    asked."""
    told = paragraph(_balanced(label), FORM_LABEL)
    below = (paragraph(_whom(asked), FORM_HINT),) if asked else ()
    return FormCell((told, *below), LABEL)


def _whom(asked: Sequence[str]) -> str:
    words = "、".join(asked)
    divided = "\n" if len(words) > _HINT_HOLDS else ""
    return f"（{words}{divided}的填写）"


def _balanced(label: str) -> str:
    if len(label) <= _LABEL_HOLDS:
        return label
    half = ceil(len(label) / 2)
    return f"{label[:half]}\n{label[half:]}"


def _answer(question: Question, view: CardView, *, wide: bool) -> FormCell:
    told = _said(question, view, _WIDE_HOLDS if wide else _HALF_HOLDS)
    least = question.lines * FORM_ANSWER.pitch + 2 * CELL_MARGIN.points
    if view.blank and question.help:
        told = _explained(question, told)
    written_on = view.blank and question.type is Type.LONG_TEXT
    return FormCell(told, _WIDE if wide else ANSWER, least, top=written_on)


def _explained(question: Question, told: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """What is meant by a question, in the same cell: before the unit, or above the answer."""
    if [one.text for one in told] == [question.unit] != [""]:
        return (paragraph(f"（{question.help}）{question.unit}", FORM_HINT_RIGHT),)
    hint = paragraph(f"（{question.help}）", FORM_HINT_LEFT)
    return (hint, *told) if any(one.text for one in told) else (hint,)


def _said(question: Question, view: CardView, holds: int) -> tuple[Paragraph, ...]:
    """The answer, or what a hand needs to give one: boxes, a unit, the parts of a date."""
    value = view.answers.get(question.key)
    if question.options:
        return (paragraph(_boxes(question, value, holds), FORM_ANSWER),)
    if value is not None:
        return (paragraph(f"{_text(question, value)}{question.unit}", FORM_ANSWER),)
    if not view.blank:
        return (paragraph("", FORM_ANSWER),)
    if question.unit:
        return (paragraph(question.unit, FORM_UNIT),)
    waiting = {Type.DATE: BLANK_DAY, Type.MONTH: BLANK_MONTH}.get(question.type, "")
    return (paragraph(waiting, FORM_ANSWER),)


def _text(question: Question, value: Value) -> str:
    """A value as documents write it, dates in Chinese."""
    if isinstance(value, date):
        return chinese_date(value)
    if question.type is Type.MONTH and isinstance(value, str):
        return month_text(value)
    return shown(question.field, value)


def _boxes(question: Question, value: Value, holds: int) -> str:
    """Every option with its box, ticked where it was chosen; no option is parted by a line's end.

    An answer that is no option (any more) is ticked behind them.
    """
    chosen = value if isinstance(value, tuple | list) else (value,)
    said = tuple(str(one) for one in chosen if one)
    return "\n".join(_balanced_lines(_boxed(question, said), holds))


def _boxed(question: Question, chosen: Sequence[str]) -> list[str]:
    strange = (one for one in chosen if one not in question.options)
    return [
        f"{TICKED if option in chosen else OPEN}{clean(option)}"
        for option in (*question.options, *strange)
    ]


def _balanced_lines(pieces: Sequence[str], holds: int) -> list[str]:
    """As few lines as can be, and those as even as they can be."""
    lines = list(_lines(pieces, holds))
    while (even := list(_lines(pieces, holds - 1))) and len(even) == len(lines):
        if max(map(_width, even)) > holds - 1:
            break
        lines, holds = even, holds - 1
    return lines


def _lines(pieces: Sequence[str], holds: int) -> Iterator[str]:
    line = ""
    for piece in pieces:
        longer = f"{line}　{piece}" if line else piece
        if line and _width(longer) > holds:
            yield line
            longer = piece
        line = longer
    yield line


def _width(text: str) -> float:
    """Width in characters; a box is as wide as one."""
    return width(BOXES.sub("　", text))
