"""今日: what has to be looked at today, a card a group; each line leads to its record."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desk.agenda import GROUPS, Asked, Due, Group, group
from desk.lists import PROVISIONAL, more_than
from desk.mine import known_as
from desk.orders import AT_ONCE, Asking
from ui import lamps
from ui.actions import ACTIONS, Action, tip
from ui.beside import AGAIN, Beside
from ui.chips import ChipBar
from ui.elided import Elided, ElidedLink
from ui.facts import clear, dissolve, link
from ui.flow import flow_of
from ui.pages.page import Page
from ui.panes import Scroller
from ui.parts import Card, button, words
from ui.recordbutton import record_button
from ui.workspace import Workspace

SHOWN, MORE = 5, 50  # lines of a card at first, and so many more at each press
_COLUMNS, _GAP = 2, 10
_COLUMN_PIXELS = 500  # of a column in which a line can be read
_MINUTE = 60_000  # milliseconds
_WEEKDAYS = "一二三四五六日"
_LAMP_PIXELS, _DAY_PIXELS = 16, 84
_BEGIN = (
    "台账里还没有帮扶对象。先用“文件”菜单的“导入名单…”读入企业、项目等名单，"
    "或者到“帮扶对象”页新增；有了走访和问题，每天要办的事列在这里。"
)
_LOOKING, _LOST = "正在统计…", f"统计{AGAIN}"
_ALL, _MINE = "all", "mine"
_WHOSE = ((_ALL, "全办"), (_MINE, "我的"))
_REMEMBERED = "today-whose"
_UNKNOWN = (
    "人员名单里没有“{}”，还分不出哪些是您的事。请在“文件”菜单的“操作人…”里填上您在名单里的姓名；"
    "名单里还没有您，先用“导入名单…”读入人员，或者在落实包联、交办时写上您的姓名。"
)
_BEGINNING, _BECOMING_KNOWN = ("import", "subjects"), ("actor", "import")
"""The actions that those two sentences speak of."""
_MIDDLE, _WIDE = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag(0)
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
            whom = row.subject if row.kind == "issues" else row.unit
            cells = (_lamp(row), leading, Elided(whom), _day(row))
            for column, cell in enumerate(cells):
                grid.addWidget(cell, place, column, _MIDDLE if column in (0, 3) else _WIDE)
        return grid


def _lamp(row: Due) -> QLabel:
    shape = QLabel()
    if row.lamp:
        shape.setPixmap(lamps.icon(row.lamp).pixmap(_LAMP_PIXELS))
    return shape


def _day(row: Due) -> QLabel:
    """The deadline, in the colour of the lamp; of a subject, when it was visited last."""
    due_on = f"{row.due_on or ''}{PROVISIONAL if row.provisional else ''}"
    day = words(row.what if row.kind == "subjects" else due_on)
    if row.lamp in ("red", "yellow"):
        day.setStyleSheet(f"color: {lamps.color(row.lamp).name()}; font-weight: bold")
    return day


@dataclass(frozen=True)
class _Seen:
    """The groups, whether there is any subject at all, and whether who acts is a known person."""

    groups: list[Group]
    begun: bool
    known: bool


class TodayPage(Page):
    """The groups of `desk.agenda`, anew at every change and when the day is over.

    They are the whole office's or those of who acts; which of both is remembered.

    Of more than `at_once` issues they are asked for beside the window; what was there before stays
    in sight meanwhile.
    """

    at_once = AT_ONCE
    name = "today"
    watches = frozenset(
        {"issue", "step", "subject", "assignment", "visit", "organization"}
        | {"rhythm_entry", "meeting", "inspection", "bulletin", "own_rule", "person"}
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.cards: dict[str, GroupCard] = {}
        self.ways: list[QPushButton] = []
        self._shown = dict.fromkeys(GROUPS, SHOWN)
        self._next = ("", 0)  # the line that gets the keyboard when more of its group have come
        self._across = 0  # columns in which the cards stand
        self._awaited = False  # the keyboard waits for the first lines
        self._looking = Beside(workspace, self, self._say_lost)
        self.whose = _MINE if workspace.settings.remembered(_REMEMBERED) == _MINE else _ALL
        self._add_bar()
        canvas = QWidget()
        self._content = QVBoxLayout(canvas)
        self._content.setContentsMargins(0, 0, 4, 0)
        self._content.setSpacing(_GAP)
        self.tools.addWidget(record_button(self.show_log, "整个台账"))
        self.body.addWidget(Scroller(canvas), 1)
        self._watch = QTimer(self, interval=_MINUTE)
        self._watch.timeout.connect(self._look_at_the_clock)
        self._watch.start()
        workspace.acts.connect(self.refresh)
        self.refresh()

    def _add_bar(self) -> None:
        self.bar = ChipBar(_WHOSE)
        self.bar.choose(self.whose)
        self.bar.explain(_ALL, "全办公室要办的事（Alt+1）")
        self.bar.chosen.connect(self.show_whose)
        self.body.addWidget(self.bar)
        for place, (name, _) in enumerate(_WHOSE, 1):
            QShortcut(f"Alt+{place}", self, lambda name=name: self._turn_to(name))

    def _turn_to(self, name: str) -> None:
        """Show whose day it is, and let the keyboard begin there."""
        self._awaited = True
        self.show_whose(name)

    def show_whose(self, name: str) -> None:
        """Show what the whole office has to do, or who acts alone."""
        self.whose = name
        self.bar.choose(name)
        self.workspace.settings.remember(_REMEMBERED, name)
        self._shown = dict.fromkeys(GROUPS, SHOWN)
        self.refresh()

    def refresh(self) -> None:
        """See Page; the keyboard stays at the line where it was, or at the next one."""
        self._today = self.workspace.book.clock.today()
        self._say_the_day()
        with self.workspace.book.read() as connection:
            large = more_than(connection, "issues", self.at_once)
        there = self._looking.ask(self._look, self._show, at_once=not large)
        if not there and not self._content.count():
            self._say(_LOOKING)

    def _look(self, asking: Asking) -> _Seen:
        today, shown = self._today, dict(self._shown)
        with asking.read() as connection:
            found = known_as(connection, self.workspace.actor)
            begun = more_than(connection, "subjects", 0)
            if self.whose == _MINE and found is None:
                return _Seen([], begun, known=False)
            whose = found if self.whose == _MINE else None
            groups = [
                group(connection, name, Asked(today, most, whose)) for name, most in shown.items()
            ]
        return _Seen(groups, begun, found is not None)

    def _show(self, seen: _Seen) -> None:
        groups = seen.groups
        self._explain(known=seen.known)
        had = self._focused()
        self._clear()
        self.cards = {one.name: self._card(one) for one in groups if one.rows}
        self._across = self._fitting()
        self._content.addLayout(_columns(list(self.cards.values()), self._across))
        self._say_what_is_not(seen)
        self._content.addStretch(1)
        if had is not None:
            self._focus(*had)
        elif self._awaited and QApplication.activeWindow() in (None, self.window()):
            self._focus("", 0)
        self._awaited = False
        self._go_on()

    def _fitting(self) -> int:
        """How many columns there is room for."""
        return _COLUMNS if self.width() >= _COLUMNS * _COLUMN_PIXELS else 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the cards in another number of columns where the width asks for it."""
        super().resizeEvent(event)
        if self.cards and self._fitting() != self._across:
            self._rearrange()

    def _rearrange(self) -> None:
        """Set the same cards in other columns; the keyboard stays on its line."""
        self._across = self._fitting()
        dissolve(self._content.takeAt(0).layout())
        self._content.insertLayout(0, _columns(list(self.cards.values()), self._across))

    def _card(self, shown: Group) -> GroupCard:
        made = GroupCard(shown)
        made.wanted.connect(self.workspace.shown)
        made.more.connect(lambda: self._show_more(shown.name))
        return made

    def _show_more(self, name: str) -> None:
        self._next = (name, self._shown[name])
        self._shown[name] += MORE
        self.refresh()

    def _go_on(self) -> None:
        """Put the keyboard on the first of the lines that were asked for, once they are there."""
        (name, first), self._next = self._next, ("", 0)
        links = self.cards[name].links if name in self.cards else []
        if first < len(links):
            links[first].setFocus()

    def _say_what_is_not(self, seen: _Seen) -> None:
        nothing = [one.label for one in seen.groups if not one.rows]
        if not seen.begun:
            self._say(_BEGIN)
            self._offer(_BEGINNING)
        elif self.whose == _MINE and not seen.known:
            self._say(_UNKNOWN.format(self.workspace.actor))
            self._offer(_BECOMING_KNOWN)
        elif nothing:
            self._say(f"没有：{'、'.join(nothing)}")

    def _explain(self, *, known: bool) -> None:
        actor = self.workspace.actor
        said = f"{actor}包联的对象、经手的问题和所在单位牵头的问题（Alt+2）"
        self.bar.explain(_MINE, said if known else _UNKNOWN.format(actor))

    def _say(self, sentence: str) -> None:
        said = words(sentence)
        said.setWordWrap(True)
        self._content.addWidget(said)

    def _offer(self, names: Sequence[str]) -> None:
        """Ways out of what was said, as the window's menus call them."""
        self.ways = [self._way(ACTIONS[name]) for name in names]
        self._content.addWidget(flow_of(self.ways, spacing=8))

    def _way(self, action: Action) -> QPushButton:
        made = button(action.label, "plain", action.icon)
        made.setToolTip(tip(action))
        made.setAutoDefault(True)
        made.clicked.connect(lambda: self.workspace.wanted.emit(action.name))
        return made

    def _clear(self) -> None:
        clear(self._content)
        self.ways = []

    def _say_lost(self) -> None:
        """The groups will not come; those from before stay in sight."""
        self.count.setText(_LOST)
        if not self.cards:
            self._clear()
            self._say(_LOST)

    def _say_the_day(self) -> None:
        day = self._today
        weekday = _WEEKDAYS[day.weekday()]
        self.count.setText(f"{day.year}年{day.month}月{day.day}日　星期{weekday}")

    def _look_at_the_clock(self) -> None:
        if self.workspace.book.clock.today() != self._today:
            self.refresh()

    # --- the keyboard ------------------------------------------------------------------------

    def take_keyboard(self) -> None:
        """See Page: on the first line, or on the chips as long as there is none."""
        self._awaited = not self.cards
        self._focus("", 0)

    def search(self) -> None:
        """Put the keyboard on the first line."""
        self._focus("", 0)

    def show_log(self) -> None:
        """See Page: of the whole casebook, the latest of it."""
        from ui.record import show_latest  # not before the first page is painted

        self.log = show_latest(self.workspace, self)

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
        else:
            self.bar.take_keyboard()


def _columns(cards: Sequence[GroupCard], count: int) -> QHBoxLayout:
    """The cards in so many columns: each, in order, where there is most room left."""
    side = QHBoxLayout()
    side.setSpacing(_GAP)
    columns = [QVBoxLayout() for _ in range(count)]
    filled = [0] * count
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
