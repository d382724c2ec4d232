"""A filled card that came back as an Excel sheet → what stands on it (`reports.cardsheet`).

Who reads goes by the keys of column A alone: rows may have been moved, hidden or added.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from desk.cards.definitions import form
from desk.errors import Refused
from desk.intake.reading import read
from desk.intake.table import Cell, Sheet
from desk.progress import Progress
from models.checking import written
from models.forms import Form
from reports import cardsheet as at

#: What people write beside an option that they did not choose.
_NOT_CHOSEN = frozenset({"", "0", "false", "×", "x", "否", "无", "□", "☐", "-", "—"})


@dataclass(frozen=True)
class Line:
    """What stands in a row of the sheet; `number` is the row's number in Excel."""

    number: int
    value: Cell


@dataclass(frozen=True)
class ProblemLine:
    """A problem as it stands on the sheet, with its row's number."""

    number: int
    values: Mapping[str, str]


@dataclass(frozen=True)
class SentCard:
    """A card as it was sent: facts by name and answers by key, as written; blanks are left out.

    `subject` and `number` are what the program wrote on the sheet, perhaps nothing.
    """

    file: str
    form: Form
    subject: str
    number: str
    facts: Mapping[str, Line]
    answers: Mapping[str, Line]
    problems: tuple[ProblemLine, ...]


class CardSent(Refused):
    """What was sent as a list is a card."""


def refuse_card(name: str, sheets: Iterable[Sheet]) -> None:
    """Raise `CardSent` if one of the sheets of a file is a card."""
    if any(map(is_card, sheets)):
        raise CardSent(f"“{name}”是填好的反馈卡，不是名单；请按反馈卡读入。")


def is_card(sheet: Sheet) -> bool:
    """Whether a sheet was written by the program as a card."""
    return bool(sheet.rows) and written(_cell(sheet.rows[0], at.KEY)) == at.MARK


def read_cards(path: Path, progress: Progress | None = None) -> tuple[SentCard, ...]:
    """The cards in an Excel file, one a sheet.

    Raises `Refused` for a file that cannot be read, holds no card, or one of a form or version
    that this program has not.
    """
    found = tuple(understood(path.name, sheet) for sheet in read(path, progress) if is_card(sheet))
    if not found:
        raise Refused(f"“{path.name}”不是本程序写出的反馈卡；请在本程序打印的 Excel 卡上填写。")
    return found


def understood(file: str, sheet: Sheet) -> SentCard:
    """The card on a sheet. Raises `Refused` for a form or version that is not there."""
    head = sheet.rows[0]
    own = form(written(_cell(head, at.FORM)), _version(_cell(head, at.VERSION)))
    keyed = {written(_cell(row, at.KEY)): (n, row) for n, row in enumerate(sheet.rows[1:], 2)}
    return SentCard(
        file,
        own,
        written(_cell(head, at.SUBJECT)),
        written(_cell(head, at.NUMBER)),
        {key.rpartition(".")[2]: line for key, line in _lines(at.FACTS, keyed)},
        dict(_answers(own, keyed)),
        tuple(_problems(keyed)),
    )


Keyed = Mapping[str, tuple[int, Sequence[Cell]]]
"""The rows of a sheet by their key, each with its number."""


def _version(cell: Cell) -> int | None:
    text = written(cell)
    return int(text) if text.isascii() and text.isdecimal() else None


def _cell(row: Sequence[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else None


def _lines(keys: Sequence[str], keyed: Keyed) -> Iterator[tuple[str, Line]]:
    """The rows of these keys in which something is answered."""
    for key in keys:
        if key in keyed:
            number, row = keyed[key]
            value = _cell(row, at.ANSWER)
            if written(value):
                yield key, Line(number, value)


def _answers(own: Form, keyed: Keyed) -> Iterator[tuple[str, Line]]:
    yield from _lines([question.key for question in own.questions], keyed)
    for question in own.questions:
        options = [f"{question.key}{at.OPTION}{n}" for n in range(1, len(question.options) + 1)]
        ticked = dict(_lines(options, keyed))
        chosen = [
            (option, ticked[key].number)
            for key, option in zip(options, question.options, strict=True)
            if key in ticked and written(ticked[key].value).casefold() not in _NOT_CHOSEN
        ]
        if chosen:
            yield question.key, Line(chosen[0][1], "、".join(option for option, _ in chosen))


def _problems(keyed: Keyed) -> Iterator[ProblemLine]:
    """The problems in the order of their rows; rows in which nothing stands are left out."""
    columns = {"title": at.TITLE, "category": at.CATEGORY, "detail": at.DETAIL}
    for key, (number, row) in keyed.items():
        if key.startswith(at.PROBLEM):
            said = {name: written(_cell(row, column)) for name, column in columns.items()}
            values = {name: text for name, text in said.items() if text}
            if values:
                yield ProblemLine(number, values)
