"""今日: what has to be looked at today, a card a group; each line leads to its record."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desk import lists
from desk.agenda import GROUPS, Due, Group, group
from desk.lists import Query
from ui import lamps
from ui.elided import Elided, ElidedLink
from ui.facts import clear, link
from ui.pages.page import Page
from ui.parts import Card, Scroller, words
from ui.workspace import Workspace

SHOWN, MORE = 5, 50  # lines of a card at first, and so many more at each press
_COLUMNS, _GAP = 2, 10
_MINUTE = 60_000  # milliseconds
_WEEKDAYS = "一二三四五六日"
_LAMP_PIXELS, _DAY_PIXELS = 16, 84
_BEGIN = (
    "台账里还没有帮扶对象。先用“文件”菜单的“导入名单…”读入企业、项目等名单，"
    "或者到“帮扶对象”页新增；有了走访和问题，每天要办的事列在这里。"
)
_SHARES = (6, 5)  # of a line: what it is, and whom it is about


class GroupCard(Card):
    """One group: its name with the count, its lines, and a link to more of them.

    `wanted` gives kind and uid of the record that a line leads to; `more` asks for more lines.
    """

    wanted = Signal(str, str)
    more = Signal()

    def __init__(self, shown: Group) -> None:
        super().__init__()
        self.group = shown
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.body.setContentsMargins(14, 10, 14, 10)
        self.body.setSpacing(4)
        self.heading = words(f"{shown.label} {shown.count}", "heading")
        self.body.addWidget(self.heading)
        self.links = [self._link(row) for row in shown.rows]
        self.body.addLayout(self._lines())
        left = shown.count - len(shown.rows)
        self.further = link(f"还有 {left} 条", self.more.emit)
        self.further.setAutoDefault(True)
        self.body.addWidget(self.further)
        self.further.setVisible(left > 0)

    def _link(self, row: Due) -> ElidedLink:
        made = ElidedLink(row.subject if row.kind == "subjects" else row.what)
        made.setToolTip("\n".join(filter(None, (row.number, row.subject, row.what, row.unit))))
        made.clicked.connect(lambda: self.wanted.emit(row.kind, row.uid))
        return made

    def _lines(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        grid.setColumnMinimumWidth(3, _DAY_PIXELS)
        for column, share in enumerate(_SHARES, 1):
            grid.setColumnStretch(column, share)
        for place, (row, leading) in enumerate(zip(self.group.rows, self.links, strict=True)):
            whom = row.unit if row.kind == "subjects" else row.subject
            cells = (_lamp(row), leading, Elided(whom), _day(row))
            for column, cell in enumerate(cells):
                grid.addWidget(cell, place, column)
        return grid


def _lamp(row: Due) -> QLabel:
    shape = QLabel()
    if row.lamp:
        shape.setPixmap(lamps.icon(row.lamp).pixmap(_LAMP_PIXELS))
    return shape


def _day(row: Due) -> QLabel:
    """The deadline, in the colour of the lamp; of a subject, when it was visited last."""
    day = words(str(row.due_on or "") if row.kind == "issues" else row.what)
    if row.lamp in ("red", "yellow"):
        day.setStyleSheet(f"color: {lamps.color(row.lamp).name()}; font-weight: bold")
    return day


class TodayPage(Page):
    """The groups of `desk.agenda`, anew at every change and when the day is over."""

    name = "today"
    watches = frozenset({"issue", "step", "subject", "assignment", "visit", "organization"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.cards: dict[str, GroupCard] = {}
        self._shown = dict.fromkeys(GROUPS, SHOWN)
        canvas = QWidget()
        self._content = QVBoxLayout(canvas)
        self._content.setContentsMargins(0, 0, 4, 0)
        self._content.setSpacing(_GAP)
        self.body.addWidget(Scroller(canvas), 1)
        self._watch = QTimer(self, interval=_MINUTE)
        self._watch.timeout.connect(self._look_at_the_clock)
        self._watch.start()
        self.refresh()

    def refresh(self) -> None:
        """See Page; the keyboard stays at the line where it was, or at the next one."""
        had = self._focused()
        self._today = self.workspace.book.clock.today()
        groups = self._groups()
        clear(self._content)
        self.cards = {one.name: self._card(one) for one in groups if one.rows}
        self._content.addLayout(_columns(list(self.cards.values())))
        self._say_what_is_not(groups)
        self._content.addStretch(1)
        self._say_the_day()
        if had is not None:
            self._focus(*had)

    def _groups(self) -> list[Group]:
        with self.workspace.book.read() as connection:
            return [
                group(connection, name, self._today, most) for name, most in self._shown.items()
            ]

    def _card(self, shown: Group) -> GroupCard:
        made = GroupCard(shown)
        made.wanted.connect(self.workspace.shown)
        made.more.connect(lambda: self._show_more(shown.name))
        return made

    def _show_more(self, name: str) -> None:
        first = self._shown[name]
        self._shown[name] += MORE
        self.refresh()
        self.cards[name].links[first].setFocus()

    def _say_what_is_not(self, groups: Sequence[Group]) -> None:
        if self._has_nobody():
            begin = words(_BEGIN)
            begin.setWordWrap(True)
            self._content.addWidget(begin)
            return
        nothing = [one.label for one in groups if not one.rows]
        if nothing:
            said = words(f"没有：{'、'.join(nothing)}")
            said.setWordWrap(True)
            self._content.addWidget(said)

    def _has_nobody(self) -> bool:
        with self.workspace.book.read() as connection:
            return not lists.count(connection, Query("subjects"), self._today)

    def _say_the_day(self) -> None:
        day = self._today
        weekday = _WEEKDAYS[day.weekday()]
        self.count.setText(f"{day.year}年{day.month}月{day.day}日　星期{weekday}")

    def _look_at_the_clock(self) -> None:
        if self.workspace.book.clock.today() != self._today:
            self.refresh()

    # --- the keyboard ------------------------------------------------------------------------

    def take_keyboard(self) -> None:
        """See Page: on the first line."""
        self._focus("", 0)

    def search(self) -> None:
        """Put the keyboard on the first line."""
        self._focus("", 0)

    def _lines(self) -> Iterator[tuple[str, ElidedLink]]:
        for name, card in self.cards.items():
            for row, leading in zip(card.group.rows, card.links, strict=True):
                yield f"{name} {row.uid}", leading

    def _focused(self) -> tuple[str, int] | None:
        """Which line has the keyboard, and the how many-th it is."""
        held = enumerate(self._lines())
        return next(((key, n) for n, (key, one) in held if one.hasFocus()), None)

    def _focus(self, key: str, place: int) -> None:
        lines = list(self._lines())
        if lines:
            near = lines[min(place, len(lines) - 1)][1]
            dict(lines).get(key, near).setFocus()


def _columns(cards: Sequence[GroupCard]) -> QHBoxLayout:
    """The cards in columns: each, in order, where there is most room left."""
    side = QHBoxLayout()
    side.setSpacing(_GAP)
    columns = [QVBoxLayout() for _ in range(_COLUMNS)]
    filled = [0] * _COLUMNS
    for column in columns:
        column.setSpacing(_GAP)
        side.addLayout(column, 1)
    for card in cards:
        place = filled.index(min(filled))
        columns[place].addWidget(card)
        filled[place] += card.sizeHint().height()
    for column in columns:
        column.addStretch(1)
    return side
