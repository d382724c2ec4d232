"""A card as an Excel file: a sheet that an enterprise fills in and sends back.

What stands where is laid down in `reports.cardsheet`. Only answers can be written on; the
protection has no password, for it keeps off slips alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from math import ceil
from types import MappingProxyType

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from models.field import Type
from models.forms import Question, Section
from models.vocabulary import ISSUE_CATEGORIES
from reports.cardlooks import Look, look, size
from reports.cardsheet import (
    ANSWER,
    CATEGORY,
    DETAIL,
    FILLED_BY,
    FILLED_ON,
    FORM,
    HINT,
    KEY,
    LABEL,
    MARK,
    NUMBER,
    OPTION,
    PERIOD,
    PHONE,
    PROBLEM,
    SUBJECT,
    TICK,
    TITLE,
    UNIT,
    VERSION,
)
from reports.cardview import PHONE as PHONE_LABEL
from reports.cardview import CardIssue, CardView
from reports.errors import NoSheet
from reports.titles import width

_SHEET, _LISTS = "反馈卡", "选项"
_CATEGORIES = tuple(term.label for term in ISSUE_CATEGORIES)
_SPARE = 2
"""Rows for further problems below those that a card has already."""
_WIDTHS: Mapping[int, float] = MappingProxyType({LABEL: 28, ANSWER: 46, UNIT: 14, HINT: 44})
"""Widths of the columns, in half characters as Excel counts them."""
_LINE, _MARGIN, _HIGHEST = 16, 6, 409
"""Points of a line, of the space around the lines of a row, and of the highest row."""
_LARGEST = 10**12
_A4 = 9

Rule = Mapping[str, object]
_TYPED: Mapping[Type, Rule] = MappingProxyType(
    {
        Type.NUMBER: {
            "validate": "decimal",
            "criteria": "between",
            "minimum": -_LARGEST,
            "maximum": _LARGEST,
            "error_title": "请填数字",
            "error_message": "这一格只填数字，单位已写在右边。",
        },
        Type.INTEGER: {
            "validate": "integer",
            "criteria": "between",
            "minimum": 0,
            "maximum": _LARGEST,
            "error_title": "请填整数",
            "error_message": "这一格只填不小于零的整数，单位已写在右边。",
        },
        Type.DATE: {
            "validate": "date",
            "criteria": "between",
            "minimum": date(1900, 1, 1),
            "maximum": date(2100, 12, 31),
            "error_title": "请填日期",
            "error_message": "请像 2018-07-26 这样填写日期。",
        },
    }
)
"""What Excel takes for an answer of each type, and what it says to anything else."""

_FACTS = (
    Question(key=PERIOD, label="填报期间", type=Type.MONTH, required=True),
    Question(key=FILLED_ON, label="填报日期", type=Type.DATE),
    Question(key=FILLED_BY, label="填表人"),
    Question(key=PHONE, label=PHONE_LABEL, type=Type.PHONE),
)
_HINTS: Mapping[Type, str] = MappingProxyType(
    {
        Type.DATE: "像 2018-07-26 这样填写",
        Type.MONTH: "像 2018-07 这样填写",
        Type.CHOICE: "点开格子右边的箭头选择",
        Type.CHOICES: f"可选几项，选中的在答案一栏选“{TICK}”",
    }
)


def write(view: CardView) -> bytes:
    """The card as an .xlsx file; what is known already stands there. Every section is on it: an
    answer may bring up questions that were not asked before.

    The same card gives the same bytes. Raises NoSheet for a text that is longer than a cell holds.
    """
    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True})
    made = datetime.combine(view.dated, datetime.min.time())
    title = view.form.title
    book.set_properties({"title": title, "subject": title, "author": view.office, "created": made})
    _Writer(book, view).draw()
    book.close()
    return stream.getvalue()


class _Writer:
    """Writes one card, row below row."""

    def __init__(self, book: Workbook, view: CardView) -> None:
        self._book, self._view, self._row = book, view, 0
        self._looks: dict[Look, Format] = {}
        self._sheet = book.add_worksheet(_SHEET)
        self._lists = book.add_worksheet(_LISTS)
        self._listed: dict[tuple[str, ...], str] = {}

    def draw(self) -> None:
        """The whole sheet, from the hidden first row to the notes."""
        self._set_up()
        self._marker()
        self._heading()
        for question, value in zip(_FACTS, self._fact_values(), strict=True):
            self._question(question, value)
        for section in self._view.form.sections:
            self._section(section)
        self._problems()
        for note in self._view.form.notes:
            self._across(f"注：{note}", Look.NOTE)

    def _fact_values(self) -> tuple[object, ...]:
        view = self._view
        return view.period or None, view.filled_on, view.filled_by or None, view.phone or None

    def _set_up(self) -> None:
        """Columns, paper, protection; the lists to choose from stand on a hidden sheet."""
        sheet = self._sheet
        sheet.set_column(KEY, KEY, None, None, {"hidden": True})
        for column, wide in _WIDTHS.items():
            sheet.set_column(column, column, wide)
        sheet.hide_gridlines(2)
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        sheet.set_footer("&C第&P页 共&N页")
        sheet.protect("", {"format_rows": True, "format_columns": True})
        self._lists.hide()

    def _marker(self) -> None:
        view, sheet = self._view, self._sheet
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.write_string(0, KEY, MARK)
        sheet.write_string(0, FORM, view.form.key)
        sheet.write_number(0, VERSION, view.form.version)
        for column, text in ((SUBJECT, view.subject.code), (NUMBER, view.number)):
            if text:
                sheet.write_string(0, column, text)
        self._row = 1

    def _heading(self) -> None:
        """Title, how to fill the sheet in, and whose card it is; they stay in sight."""
        self._across(self._view.form.title, Look.TITLE)
        self._across("请在有底色的格子里填写，填好后保存，把这份文件交回包联单位。", Look.GUIDE)
        subject, number = self._view.subject, self._view.number
        known = (subject.name, subject.code, number and f"编号 {number}")
        if any(known):
            self._across("　".join(filter(None, known)), Look.GUIDE)
        heads = ("栏目", "答案", "单位", "说明")
        self._heads(zip(_WIDTHS, heads, strict=True))
        self._sheet.freeze_panes(self._row, 0)

    def _heads(self, heads: Iterable[tuple[int, str]]) -> None:
        for column, text in heads:
            self._text(column, text, Look.HEAD)
        self._set_height(1)
        self._row += 1

    def _section(self, section: Section) -> None:
        asked = f"（{self._view.form.said(section.when)}）" if section.when else ""
        self._across(f"{section.title}{asked}", Look.SECTION)
        for question in section.questions:
            self._question(question, self._view.answers.get(question.key))

    def _across(self, text: str, style: Look) -> None:
        """One text over all visible columns."""
        room = sum(_WIDTHS.values()) / 2 / size(style)
        self._set_height(ceil(width(text) / room), _LINE * size(style))
        self._sheet.merge_range(self._row, LABEL, self._row, HINT, "", self._look(style))
        self._text(LABEL, text, style)
        self._row += 1

    # --- questions -------------------------------------------------------------------------------

    def _question(self, question: Question, value: object) -> None:
        if question.type is Type.CHOICES:
            self._options(question, value if isinstance(value, tuple | list) else ())
            return
        self._text(KEY, question.key)
        self._text(LABEL, _label(question), Look.LABEL)
        self._answer(question, value)
        self._text(UNIT, question.unit, Look.UNIT)
        self._text(HINT, self._hint(question), Look.HINT)
        self._fit(question, value)
        self._row += 1

    def _hint(self, question: Question) -> str:
        """Whom a question is for, what is meant by it, how it is answered."""
        whom = self._view.form.said(question.when) if question.when else ""
        return "；".join(filter(None, (whom, question.help, _HINTS.get(question.type, ""))))

    def _answer(self, question: Question, value: object) -> None:
        """A cell that takes what the question asks for, and holds what is known."""
        self._put(value, _answer_look(question.type))
        if question.options:
            self._choose_from(ANSWER, question.options)
        elif rule := _TYPED.get(question.type):
            self._sheet.data_validation(self._row, ANSWER, self._row, ANSWER, rule)

    def _put(self, value: object, style: Look) -> None:
        """Numbers as numbers, dates as dates, everything else as text."""
        place = self._row, ANSWER
        if isinstance(value, date):
            self._sheet.write_datetime(*place, value, self._look(style))
        elif isinstance(value, int | float):
            self._sheet.write_number(*place, value, self._look(style))
        else:
            self._text(ANSWER, "" if value is None else str(value), style)

    def _options(self, question: Question, chosen: Sequence[object]) -> None:
        """The question, and a row to be ticked for each of its options."""
        self._text(LABEL, _label(question), Look.LABEL)
        for column in (ANSWER, UNIT):
            self._text(column, "", Look.UNIT)
        self._text(HINT, self._hint(question), Look.HINT)
        self._fit(question, None)
        self._row += 1
        for ordinal, option in enumerate(question.options, start=1):
            self._text(KEY, f"{question.key}{OPTION}{ordinal}")
            self._text(LABEL, option, Look.OPTION)
            self._text(ANSWER, TICK if option in chosen else "", Look.TICKED)
            self._choose_from(ANSWER, (TICK,))
            for column in (UNIT, HINT):
                self._text(column, "", Look.UNIT)
            self._set_height(1)
            self._row += 1

    def _choose_from(self, column: int, options: tuple[str, ...]) -> None:
        """A list to choose from; it stands in cells, because Excel parts written ones at commas."""
        rule = {
            "validate": "list",
            "source": self._list(options),
            "error_title": "请从列表中选择",
            "error_message": "点开格子右边的箭头，从列表中选择一项。",
        }
        self._sheet.data_validation(self._row, column, self._row, column, rule)

    def _list(self, options: tuple[str, ...]) -> str:
        """Where the options stand, one column a list."""
        if options not in self._listed:
            column = len(self._listed)
            for row, option in enumerate(options):
                self._lists.write_string(row, column, option)
            name = _column_name(column)
            self._listed[options] = f"={_LISTS}!${name}$1:${name}${len(options)}"
        return self._listed[options]

    # --- problems --------------------------------------------------------------------------------

    def _problems(self) -> None:
        """What the card has reported already, and rows for more; what is in the ledger is fixed."""
        known = self._view.issues
        self._across("问题反馈（一行只写一件事）", Look.SECTION)
        heads = ((LABEL, "序号"), (TITLE, "问题"), (CATEGORY, "类别"), (DETAIL, "希望如何解决"))
        self._heads(heads)
        rows = max(self._view.form.issue_rows, len(known) + _SPARE)
        for ordinal in range(1, rows + 1):
            new = ordinal > len(known)
            self._problem(ordinal, CardIssue("") if new else known[ordinal - 1])

    def _problem(self, ordinal: int, issue: CardIssue) -> None:
        style = Look.FIXED if issue.number else Look.LONG
        self._text(KEY, f"{PROBLEM}{ordinal}")
        self._text(LABEL, "　".join(filter(None, (str(ordinal), issue.number))), Look.LABEL)
        self._text(TITLE, issue.title, style)
        self._text(CATEGORY, issue.category, style)
        self._choose_from(CATEGORY, _CATEGORIES)
        self._text(DETAIL, issue.detail, style)
        self._set_height(max(2, _lines(issue.title, ANSWER), _lines(issue.detail, HINT)))
        self._row += 1

    # --- cells -----------------------------------------------------------------------------------

    def _text(self, column: int, text: str, style: Look | None = None) -> None:
        """A text as a text, whatever it looks like; an empty cell stays empty."""
        format = self._look(style) if style else None
        if not text:
            self._sheet.write_blank(self._row, column, None, format)
        elif self._sheet.write_string(self._row, column, text, format):
            raise NoSheet(
                f"“{text[:12]}……”共 {len(text):,} 字，Excel 一格放不下；"
                "请把它改短，或者改用 Word、PDF 文件。"
            )

    def _look(self, style: Look) -> Format:
        if style not in self._looks:
            self._looks[style] = self._book.add_format(look(style))
        return self._looks[style]

    def _fit(self, question: Question, value: object) -> None:
        said = value if isinstance(value, str) else ""
        texts = ((_label(question), LABEL), (said, ANSWER), (self._hint(question), HINT))
        self._set_height(max(question.lines, *(_lines(*one) for one in texts)))

    def _set_height(self, lines: int, line: float = _LINE) -> None:
        self._sheet.set_row(self._row, min(max(lines, 1) * line + _MARGIN, _HIGHEST))


def _label(question: Question) -> str:
    return f"{question.label}（必填）" if question.required else question.label


def _answer_look(type: Type) -> Look:
    looks = {
        Type.NUMBER: Look.NUMBER,
        Type.INTEGER: Look.NUMBER,
        Type.DATE: Look.DATE,
        Type.LONG_TEXT: Look.LONG,
    }
    return looks.get(type, Look.SHORT)


def _lines(text: str, column: int) -> int:
    """How many lines a text takes in a column; a character a line is kept back."""
    room = _WIDTHS[column] / 2 - 1
    return sum(max(1, ceil(width(line) / room)) for line in text.split("\n"))


def _column_name(column: int) -> str:
    """The letters of a column, counted from 0."""
    first, last = divmod(column, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)
