"""Which lines of a sheet hold a record, and which are titles, totals, feet or nothing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from desk.intake.headings import Found
from desk.intake.mapping import plain
from desk.intake.table import Cell
from models.checking import name_key, written
from models.fields import Type

_COUNTER = r"\d+[家户个项条件人名]"
_WHOLE = "(?:本页|本表|以上|全[省市县区乡镇])?"
_TOTAL = re.compile(
    rf"{_WHOLE}(?:合计|总计|小计|共计|累计|总数|平均值?|均值)[数额]?(?:[:(\d].*)?"
    rf"|{_WHOLE}(?:总共|一共|共有?){_COUNTER}.*"
    r"|.{0,20}(?:合计|小计|总计)",
    re.S,
)
_SUMS = re.compile("[计总均共]")  # one of these stands in every total
_SIGNED = "(?:填表|填报|制表|编制|审核|复核|审批|报送|上报|统计|录入|经办)"
_FOOT = re.compile(
    rf"[*※]*(?:注|附注|备注|说明|数据来源|资料来源)[\d一二三四五]*[:、.].*"
    rf"|(?:{_SIGNED}.{{0,10}}|单位|.{{0,4}}(?:负责人|领导).{{0,4}}|联系(?:人|电话)|日期|时间):.*"
    rf"|{_SIGNED}[人单日].{{0,20}}",
    re.S,
)
_SECTION = re.compile(r"\(?[一二三四五六七八九十]+[)、.,].*", re.S)
_HAN_NUMERAL = re.compile(r"\(?[一二三四五六七八九十]+[)、.]?")
#: A line alone that no name is written like: a sentence, a numbered remark, a day.
_REMARK = re.compile(
    r".*[，。；;！!].*|[(（]?\d{1,2}[.、)）].*|\d{4}年\d{1,2}月(?:\d{1,2}日)?", re.S
)
_MONEY_UNIT = re.compile(r"单位:([十百千万亿]*元)")
#: What is merged downwards is said for each row; a sum or a code merged over rows is not.
_NOT_SAID_AGAIN = (Type.NUMBER, Type.INTEGER, Type.CREDIT_CODE)


class Lines:
    """The lines of a sheet below its headings; rows and columns are counted from 0."""

    def __init__(self, found: Found) -> None:
        self._found = found
        self._rows = found.sheet.rows
        self._ignored = {column.index for column in found.columns if column.ignored}
        self._matched = tuple(column.index for column in found.columns if column.field)
        name = found.kind.entered[0].name
        self._name = next(column.index for column in found.columns if column.field == name)
        self.first = found.last + 1
        self.titles = max(found.first, 0)
        self._headings = tuple((i, plain(found.headings[i])) for i in self._matched)
        self._last = (-1, _Line([], []))
        self._banners = _banners(found)
        self._above = _cells_above(found)

    @property
    def money_unit(self) -> str:
        """The unit that stands above the list for all amounts, or nothing."""
        above = (written(cell) for row in self._rows[: self.titles] for cell in row)
        said = (_MONEY_UNIT.search(name_key(text)) for text in above)
        return next((match[1] for match in said if match), "")

    def cell(self, row: int, column: int, type_: Type) -> Cell:
        """The cell, or what is merged down into it."""
        if not self._above or type_ in _NOT_SAID_AGAIN:
            return self._rows[row][column]
        return self._rows[self._above.get((row, column), row)][column]

    def holds_no_record(self, row: int) -> bool:
        """Whether the line is blank (序号 apart), a total, a foot, a section title, the headings
        again, or the line that numbers the columns."""
        line = self._line(row)
        if not line.said:
            return True
        leading = name_key(next(text for text in line.texts if text))
        return (
            any(_is_total(text) for text in (leading, line.said[0], line.texts[self._name]))
            or _FOOT.fullmatch(leading) is not None
            or self._is_title(row, line.said)
            or self._repeats_headings(line.texts)
            or (row == self.first and _numbers_columns(line.texts))
        )

    def looks_like_a_remark(self, row: int) -> bool:
        """Whether the line looks like a remark below the list or the title of a group, though
        nothing says so for sure: such a line is not read, and told."""
        line = self._line(row)
        if row > self._last_record and len(line.said) == 1 and _REMARK.fullmatch(line.said[0]):
            return len(self._matched) > 1
        return self._is_group(line)

    @cached_property
    def _last_record(self) -> int:
        """The last line that says more than one thing and is no total or foot."""
        lines = reversed(range(self.first, len(self._rows)))
        rich = (i for i in lines if len(self._line(i).said) > 1)
        return next((i for i in rich if not self.holds_no_record(i)), self.first - 1)

    @cached_property
    def _numbers_records(self) -> bool:
        """Whether the records are numbered 1, 2, 3."""
        rows = self._rows[self.first :]
        return any(written(row[i]).isdigit() for row in rows for i in self._ignored)

    def _line(self, row: int) -> "_Line":
        """What a line says; the last one is kept, as it is asked for several times."""
        if self._last[0] != row:
            texts = [_text(cell) for cell in self._rows[row]]
            said = [text for i, text in enumerate(texts) if text and i not in self._ignored]
            self._last = row, _Line(texts, said)
        return self._last[1]

    def _is_group(self, line: "_Line") -> bool:
        """Numbered 一, while the records are numbered 1, with nothing beside it but sums."""
        return (
            any(_is_han_numeral(line.texts[i]) for i in self._ignored)
            and self._numbers_records
            and all(text[0].isdigit() for text in line.said[1:])
        )

    def _is_title(self, row: int, said: Sequence[str]) -> bool:
        """One text alone: merged over half the list, or numbered 一、 like a section."""
        if len(said) > 1 or len(self._matched) < 2:
            return False
        return row in self._banners or _SECTION.fullmatch(said[0]) is not None

    def _repeats_headings(self, texts: Sequence[str]) -> bool:
        return all(texts[i] and plain(texts[i]) == heading for i, heading in self._headings)


@dataclass(frozen=True)
class _Line:
    """The cells of a line as a person reads them, and what they say: 序号 and blanks left out."""

    texts: Sequence[str]
    said: Sequence[str]


def _text(cell: Cell) -> str:
    """The written cell; nothing where nothing in it can be seen."""
    text = written(cell)
    return text if text.isprintable() or name_key(text) else ""


def _is_total(text: str) -> bool:
    return _SUMS.search(text) is not None and _TOTAL.fullmatch(name_key(text)) is not None


def _is_han_numeral(text: str) -> bool:
    return not text.isascii() and _HAN_NUMERAL.fullmatch(name_key(text)) is not None


def _banners(found: Found) -> frozenset[int]:
    """The rows in which one cell is merged over half the width of the list or more."""
    half = len(found.headings) / 2
    return frozenset(
        area.top for area in found.sheet.merged if area.right - area.left + 1 >= max(2, half)
    )


def _cells_above(found: Found) -> Mapping[tuple[int, int], int]:
    """For each cell that is merged downwards in one column: the row where its contents stand."""
    last = len(found.sheet.rows) - 1
    return {
        (row, area.left): area.top
        for area in found.sheet.merged
        if area.left == area.right and area.top > found.last
        for row in range(area.top + 1, min(area.bottom, last) + 1)
    }


def _numbers_columns(texts: Sequence[str]) -> bool:
    """甲 乙 1 2 3, or 1 2 3 4: the line that printed forms have below their headings."""
    said = [name_key(text) for text in texts if text]
    numbers = [text for text in said if text not in "甲乙丙丁"]
    counted = [str(n) for n in range(1, len(numbers) + 1)]
    return len(said) > 2 and bool(numbers) and numbers == counted
