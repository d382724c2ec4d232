"""Editor of a month that is typed the short way and always shown the long way."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from models.checking import BadValue, parse_month
from ui.editors.lines import LineEditor

_WORDS = {"上上月": -2, "上月": -1, "上个月": -1, "本月": 0, "这个月": 0, "当月": 0, "下月": 1}
_SHIFT = re.compile(r"[+-]\d{1,2}")
_MONTH = re.compile(r"(\d{1,2})(?:月|月份)?")


def read_month(text: str, today: date) -> str | None:
    """The month that is meant, as YYYY-MM, or None for a blank.

    Beside what `parse_month` reads: 7月 and 7 are of this year, 上月, 本月 and the like, -1 and +1
    count months from this one. Raises BadValue.
    """
    typed = unicodedata.normalize("NFKC", text).strip()
    if typed in _WORDS:
        return _moved(today, _WORDS[typed])
    if _SHIFT.fullmatch(typed):
        return _moved(today, int(typed))
    if found := _MONTH.fullmatch(typed):
        return _of(today.year, int(found[1]))
    return parse_month(typed, today)


def _moved(today: date, months: int) -> str:
    years, month = divmod(today.month - 1 + months, 12)
    return f"{today.year + years:04}-{month + 1:02}"


def _of(year: int, month: int) -> str:
    if not 1 <= month <= 12:
        raise BadValue(f"没有 {month} 月，请写成 {year}-07 的样子")
    return f"{year:04}-{month:02}"


class MonthEdit(LineEditor):
    """A month as YYYY-MM, or a blank."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(lambda text: (read_month(text, today()), None))
        self.line.setPlaceholderText("如 7月、201807、上月")

    def hint(self) -> str:
        """While it is typed the short way, the month that is meant."""
        value = self.value()
        return str(value) if value is not None and self.line.text() != value else ""
