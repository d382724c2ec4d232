"""Editor of a date that is typed the short way and always shown the long way."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit

from models.checking import BadValue, parse_date
from ui import icons
from ui.editors.calendar import CalendarPopup
from ui.editors.lines import LineEditor

_WORDS = {"大前天": -3, "前天": -2, "昨天": -1, "今天": 0, "今日": 0, "明天": 1, "后天": 2}
_SHIFT = re.compile(r"[+-]\d{1,3}")
_MONTH_AND_DAY = re.compile(r"(\d{1,2})[-./月](\d{1,2})[日号]?|(\d{2})(\d{2})")
_DAY = re.compile(r"(\d{1,2})[日号]")
_WEEKDAYS = "一二三四五六日"


def read_date(text: str, today: date) -> date | None:
    """The date that is meant, or None for a blank.

    Beside what `parse_date` reads: 7.23, 7-23, 7/23, 7月23日 and 0723 are of this year, 23日 of
    this month, 今天, 昨天 and the like, -3 and +7 count days from today. Raises BadValue.
    """
    typed = unicodedata.normalize("NFKC", text).strip()
    if typed in _WORDS:
        return today + timedelta(days=_WORDS[typed])
    if _SHIFT.fullmatch(typed):
        return today + timedelta(days=int(typed))
    short = _month_and_day(typed, today)
    return parse_date(typed, today) if short is None else _of(today.year, *short)


def _month_and_day(typed: str, today: date) -> tuple[int, int] | None:
    if found := _MONTH_AND_DAY.fullmatch(typed):
        return int(found[1] or found[3]), int(found[2] or found[4])
    if found := _DAY.fullmatch(typed):
        return today.month, int(found[1])
    return None


def _of(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise BadValue(f"{year}年没有{month}月{day}日，请核对") from None


class DateEdit(LineEditor):
    """A date or a blank. F4 or Alt+Down opens a calendar."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(lambda text: (read_date(text, today()), None))
        self._today = today
        self.line.setPlaceholderText("如 7.23、0723、今天、-3")
        opener = self.line.addAction(
            icons.icon("calendar", "muted"), QLineEdit.ActionPosition.TrailingPosition
        )
        opener.setToolTip("日历（F4）")
        opener.triggered.connect(self.open_calendar)
        for keys in ("F4", "Alt+Down"):
            shortcut = QShortcut(QKeySequence(keys), self.line, self.open_calendar)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)

    def hint(self) -> str:
        """The day of the week; while it is still typed the short way, the whole date."""
        value = self.value()
        if not isinstance(value, date):
            return ""
        weekday = f"星期{_WEEKDAYS[value.weekday()]}"
        return (
            weekday if self.line.text() == value.isoformat() else f"{value.isoformat()} {weekday}"
        )

    def open_calendar(self) -> CalendarPopup:
        """Show the calendar under the field."""
        value = self.value()
        popup = CalendarPopup(self, value if isinstance(value, date) else None, self._today())
        popup.picked.connect(self._take)
        popup.show_under(self.line)
        return popup

    def _take(self, value: object) -> None:
        self.set_value(value)
        self.line.setFocus()
