"""The calendar under a date field: Chinese header, weeks from Monday, no week numbers."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import icons, style

_TURNS = (
    ("chevrons-left", "上一年", -12),
    ("chevron-left", "上一月", -1),
    ("chevron-right", "下一月", 1),
    ("chevrons-right", "下一年", 12),
)


class CalendarPopup(QFrame):
    """Gives the day that was picked, or None when the field shall be blank, and goes."""

    picked = Signal(object)

    def __init__(self, owner: QWidget, value: date | None, today: date) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._month = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._month.setProperty("kind", "heading")
        self.days = _days(value or today)
        self.days.currentPageChanged.connect(self._name_month)
        self.days.clicked.connect(self._pick)
        self.days.activated.connect(self._pick)
        self._lay_out(today)
        self._name_month(self.days.yearShown(), self.days.monthShown())

    def show_under(self, field: QWidget) -> None:
        """Open under the field, and take the keyboard."""
        self.move(field.mapToGlobal(QPoint(0, field.height() + 2)))
        self.show()
        self.days.setFocus()

    def _lay_out(self, today: date) -> None:
        turns = [self._turn(*turn) for turn in _TURNS]
        head = QHBoxLayout()
        for widget in (*turns[:2], self._month, *turns[2:]):
            head.addWidget(widget, 1 if widget is self._month else 0)
        foot = QHBoxLayout()
        for label, value in (("今天", today), ("清空", None)):
            foot.addWidget(self._answer(label, value))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addLayout(head)
        layout.addWidget(self.days)
        layout.addLayout(foot)

    def _turn(self, picture: str, tip: str, months: int) -> QToolButton:
        button = QToolButton()
        button.setToolTip(tip)
        button.setAutoRaise(True)
        button.setIcon(icons.icon(picture, "muted"))
        button.clicked.connect(lambda: self._turn_page(months))
        return button

    def _turn_page(self, months: int) -> None:
        shown = QDate(self.days.yearShown(), self.days.monthShown(), 1).addMonths(months)
        self.days.setCurrentPage(shown.year(), shown.month())

    def _answer(self, label: str, value: date | None) -> QPushButton:
        button = QPushButton(label)
        button.clicked.connect(lambda: self._give(value))
        return button

    def _name_month(self, year: int, month: int) -> None:
        self._month.setText(f"{year}年{month}月")

    def _pick(self, day: QDate) -> None:
        self._give(date(day.year(), day.month(), day.day()))

    def _give(self, value: date | None) -> None:
        if self.isVisible():  # a click on a day is told twice: as click and as activation
            self.close()
            self.picked.emit(value)


def _days(shown: date) -> QCalendarWidget:
    days = QCalendarWidget()
    days.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    days.setNavigationBarVisible(False)
    days.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    days.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    days.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
    days.setHeaderTextFormat(_colored("muted"))
    for day in Qt.DayOfWeek:
        weekend = day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)
        days.setWeekdayTextFormat(day, _colored("red" if weekend else "text"))
    days.setSelectedDate(QDate(shown.year, shown.month, shown.day))
    return days


def _colored(token: str) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(style.color(token))
    return form
