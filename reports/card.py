"""A card (反馈卡) as a bordered form: blank to be written on, or filled as the casebook knows it.

Line feeds stand where labels and options would break, so that Word and PDF break them alike.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from models.forms import Form, Section
from reports import fonts
from reports.blocks import (
    Block,
    Document,
    Ends,
    FormCell,
    FormRow,
    FormTable,
    Numbering,
    Paragraph,
    chinese_date,
    clean,
    paragraph,
)
from reports.cardcells import (
    ANSWER,
    BLANK_DAY,
    BLANK_MONTH,
    UNITS,
    label_cell,
    month_text,
    question_rows,
)
from reports.cardview import PHONE, CardIssue, CardView
from reports.gongwen import (
    A4_FORM,
    CELL_MARGIN,
    FORM_ANSWER,
    FORM_CAPTION,
    FORM_CENTRED,
    FORM_DATE,
    FORM_GAP,
    FORM_LABEL,
    FORM_NOTE,
    FORM_SECTION,
    FORM_TITLE,
    Style,
)
from reports.layout import extent

_DIGITS = ("", *"一二三四五六七八九")


@dataclass(frozen=True)
class _Room:
    """Room for a hand: lines of a row for problems, points for a signature and a seal."""

    lines: int
    signing: float


_LEAST = _Room(2, 64)
_ROOMIER = (_Room(5, 112), _Room(4, 112), _Room(3, 112), _Room(2, 112), _Room(2, 88))
"""A round seal of an office is up to 42 mm wide (112 points hold 39)."""
_KEPT_FREE = 60
"""Points of the last page that stay free, for readers that set lines higher than we do."""


def document(view: CardView) -> Document:
    """The card as blocks on A4 portrait, with 第X页 共Y页 and its title again on later pages.

    There is as much room to write, sign and seal as its pages allow. Raises MissingGlyph and
    MissingFonts, because that has to be measured.
    """
    plain = _document(view, _LEAST)
    pages, _ = _extent(plain)
    most = pages, A4_FORM.text_height - _KEPT_FREE
    roomier = (_document(view, room) for room in _ROOMIER)
    return next((one for one in roomier if _extent(one) <= most), plain)


def _extent(document: Document) -> tuple[int, float]:
    return extent(document, fonts.current())


def _document(view: CardView, room: _Room) -> Document:
    title = clean(view.form.title)
    told = f"编号：{clean(view.number)}" if view.number else clean(view.subject.name)
    return Document(
        title=title,
        author=clean(view.office),
        dated=view.dated,
        blocks=(
            paragraph(title, FORM_TITLE),
            _caption(view),
            *_tables(view, room),
            *_notes(view.form),
        ),
        page=A4_FORM,
        numbering=Numbering.OF_TOTAL,
        continued=Ends(f"{title}（续表）", told, FORM_CAPTION),
    )


def _caption(view: CardView) -> Ends:
    """编号, 填报期间 and 填报日期 in one line, with room to write where they are not known."""
    period = month_text(view.period) if view.period else BLANK_MONTH
    number = clean(view.number) or "　" * 8
    filled_on = chinese_date(view.filled_on) if view.filled_on else BLANK_DAY
    return Ends(f"编号：{number}　　填报期间：{period}", f"填报日期：{filled_on}", FORM_CAPTION)


def _tables(view: CardView, room: _Room) -> Iterator[Block]:
    """The answers, the problems, and who answers for it all."""
    sections = view.form.sections if view.blank else view.form.asked(view.answers)
    yield FormTable(
        UNITS,
        tuple(
            row
            for ordinal, section in enumerate(sections, start=1)
            for row in _section(section, ordinal, view)
        ),
    )
    yield Paragraph((), FORM_GAP)
    yield _problems(view, len(sections) + 1, room.lines)
    yield Paragraph((), FORM_GAP)
    yield FormTable(UNITS, tuple(_signing(view, room.signing)))


def _section(section: Section, ordinal: int, view: CardView) -> Iterator[FormRow]:
    """A bar with the heading, held to the first row below it, and the rows of the questions.

    Of whom the section is asked stands there as long as it is not known who answers.
    """
    hint = f"（{view.form.said(section.when)}）" if view.blank and section.when else ""
    yield _bar(f"{section.title}{hint}", ordinal)
    yield from question_rows(section.questions, view)


def _bar(title: str, ordinal: int) -> FormRow:
    told = paragraph(f"{_numeral(ordinal)}、{title}", FORM_SECTION)
    return FormRow((FormCell((told,), UNITS),), keep=True)


def _numeral(ordinal: int) -> str:
    """A number below 100 as headings count: 一, 十, 十二, 二十."""
    tens, ones = divmod(ordinal, 10)
    many = _DIGITS[tens] if tens > 1 else ""
    return f"{many}十{_DIGITS[ones]}" if tens else _DIGITS[ones]


# --- problems ------------------------------------------------------------------------------------

_WISHES = (("序号", 5), ("问题", 35), ("类别", 12), ("希望如何解决", 28))
_ISSUES = (("序号", 5), ("问题", 30), ("类别", 12), ("编号", 16), ("办理情况", 17))


def _problems(view: CardView, ordinal: int, lines: int) -> FormTable:
    """Rows to write problems on, or the card's issues with where they stand."""
    head, said = (_WISHES, _wish) if view.blank else (_ISSUES, _issue)
    least = lines * FORM_ANSWER.pitch + 2 * CELL_MARGIN.points if view.blank else 0
    labels = _problem_row([((label,), FORM_LABEL) for label, _ in head], head, 0)
    rows = [_problem_row(said(*one), head, least) for one in _numbered(view)] or [_none()]
    bar = _bar("问题反馈", ordinal)
    return FormTable(UNITS, (bar, replace(labels, keep=True), *rows), headings=2)


_Said = Sequence[tuple[Sequence[str], Style]]
"""What stands in the cells of a row, each a text or several one below the other."""


def _problem_row(said: _Said, head: Sequence[tuple[str, int]], least: float) -> FormRow:
    return FormRow(
        tuple(
            FormCell(_told(texts, style), units, least)
            for (texts, style), (_, units) in zip(said, head, strict=True)
        )
    )


def _told(texts: Sequence[str], style: Style) -> tuple[Paragraph, ...]:
    """One paragraph each for what is known; an empty one where nothing is."""
    first, *rest = texts
    return (paragraph(first, style), *(paragraph(text, style) for text in rest if text))


def _none() -> FormRow:
    return FormRow((FormCell((paragraph("本期没有反映问题", FORM_CENTRED),), UNITS),))


def _numbered(view: CardView) -> Iterator[tuple[int, CardIssue]]:
    """The problems from 1, on a blank form with free rows behind them."""
    free = view.form.issue_rows if view.blank else 0
    known = len(view.issues)
    yield from enumerate(view.issues, start=1)
    yield from ((ordinal, CardIssue("")) for ordinal in range(known + 1, free + 1))


def _wish(ordinal: int, issue: CardIssue) -> _Said:
    return (
        ((str(ordinal),), FORM_CENTRED),
        ((issue.title,), FORM_ANSWER),
        ((issue.category,), FORM_CENTRED),
        ((issue.detail,), FORM_ANSWER),
    )


def _issue(ordinal: int, issue: CardIssue) -> _Said:
    return (
        ((str(ordinal),), FORM_CENTRED),
        ((issue.title, issue.detail), FORM_ANSWER),
        ((issue.category,), FORM_CENTRED),
        ((issue.number,), FORM_CENTRED),
        ((issue.state, issue.lead_unit), FORM_CENTRED),
    )


# --- the foot ------------------------------------------------------------------------------------


def _signing(view: CardView, room: float) -> Iterator[FormRow]:
    """Who filled it in, who answers for the subject, and where both sign."""
    subject = view.subject
    yield _pair("填表人", view.filled_by, PHONE, view.phone)
    yield _pair("包联领导", subject.leader, "包联单位", subject.unit)
    yield _pair("责任人", subject.responsible, "联络员", subject.liaison)
    yield FormRow((_signed("填报单位（盖章）：", room), _signed("包联责任人（签字）：", room)))


def _pair(left: str, left_said: str, right: str, right_said: str) -> FormRow:
    """Two facts side by side, held to what is signed below them."""
    cells = (
        cell
        for label, said in ((left, left_said), (right, right_said))
        for cell in (label_cell(label), FormCell((paragraph(said, FORM_ANSWER),), ANSWER))
    )
    return FormRow(tuple(cells), keep=True)


def _signed(asked: str, room: float) -> FormCell:
    """Who signs above, the day below, and between them what the room holds."""
    said = paragraph(asked, FORM_ANSWER), paragraph(BLANK_DAY, FORM_DATE)
    between = int((room - 2 * CELL_MARGIN.points) / FORM_ANSWER.pitch) - len(said)
    blank = paragraph("", FORM_ANSWER)
    return FormCell((said[0], *[blank] * between, said[1]), UNITS // 2, room, top=True)


def _notes(form: Form) -> Iterator[Block]:
    """The notes under the form, numbered where there are several."""
    if form.notes:
        yield Paragraph((), FORM_GAP)
    for number, note in enumerate(form.notes, start=1):
        ordinal = f"{number}．" if len(form.notes) > 1 else ""
        yield paragraph(f"{'注：' if number == 1 else '　　'}{ordinal}{note}", FORM_NOTE)
