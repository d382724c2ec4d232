"""Which month a page counts: turned by buttons and keys, or all that has been since the start."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.calendar import Month
from ui.parts import button, words

_SINCE_START = "开展以来"
_SAID_PIXELS = 96


class MonthBar(QHBoxLayout):
    """The month with a button on either side; Ctrl+PgUp and Ctrl+PgDn turn it as well.

    `turned` gives the month that is wanted, None for all since the start; `today` tells which is
    the last. The page says by `show_month` what it counts then.
    """

    turned = Signal(object)

    def __init__(self, page: QWidget, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._month: Month | None = None
        self.earlier = button("", "plain", "chevron-left")
        self.later = button("", "plain", "chevron-right")
        self.earlier.setToolTip("上一个月（Ctrl+PgUp）")
        self.later.setToolTip("下一个月（Ctrl+PgDn）")
        self.said = words("", "heading")
        self.said.setMinimumWidth(_SAID_PIXELS)
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.since_start = button(_SINCE_START, "plain")
        self.since_start.setCheckable(True)
        for one in (self.earlier, self.said, self.later, self.since_start):
            self.addWidget(one)
        self._connect(page)

    @property
    def this_month(self) -> Month:
        """The month that runs."""
        return Month.of(self._today())

    def show_month(self, month: Month | None) -> None:
        """Say which month is counted; None for all since the start."""
        self._month = month
        self.said.setText(month.label if month else _SINCE_START)
        self.since_start.setChecked(month is None)
        self.later.setEnabled(month is not None and month < self.this_month)
        self.earlier.setEnabled(month is not None)

    def _connect(self, page: QWidget) -> None:
        self.earlier.clicked.connect(lambda: self._step(self._month and self._month.previous))
        self.later.clicked.connect(lambda: self._step(self._month and self._month.following))
        self.since_start.clicked.connect(
            lambda wanted: self.turned.emit(None if wanted else self.this_month)
        )
        QShortcut("Ctrl+PgUp", page, self.earlier.click)
        QShortcut("Ctrl+PgDown", page, self.later.click)

    def _step(self, month: Month | None) -> None:
        if month is not None and month <= self.this_month:
            self.turned.emit(month)
