"""条件: what narrows a list beside its chips, and the line in which the next one is picked."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent

from desk.conditions import MOST, Told, Value, offered, told, values
from desk.orders import Asking
from models.fields import Field, Type
from models.pinyin import fit
from ui.beside import Beside
from ui.chips import ChipBar
from ui.editors.suggestions import Choice, PickLine
from ui.parts import button
from ui.sources import ListSource
from ui.workspace import Workspace

KEY = "F7"
_LINE_PIXELS = 220
_ASKED, _LOOKING, _NONE = "按哪一项？", "正在查找…", "没有可选的"


class ConditionLine(PickLine):
    """The line in which a field is picked, then its value. `given_up`: Esc was pressed."""

    given_up = Signal()

    def __init__(self, look_up: Callable[[str], Sequence[Choice]]) -> None:
        super().__init__(look_up)
        self.setFixedWidth(_LINE_PIXELS)
        self.hide()

    def ask(self, said: str) -> None:
        """Ask for something, and offer what there is to pick."""
        self.clear()
        self.setPlaceholderText(said)
        self.show()
        self.open_all()

    def event(self, event: QEvent) -> bool:
        """Keep Esc where the window has a shortcut on it, with the list or without."""
        overrides = event.type() == QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Who turns to another page has left the line, wherever the keyboard is."""
        super().hideEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up, with the list or without."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class Conditions(QObject):
    """The conditions of a list. `changed`: the person added, changed or took off some; `left`: the
    keyboard has nothing to do here any more.

    `source` says what is listed; `bar` is where the chips stand. Which values there are is asked
    for beside the window where the list is large.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, workspace: Workspace, source: ListSource, bar: ChipBar) -> None:
        super().__init__(bar)
        self.where: Mapping[str, str] = {}
        self._workspace, self._source, self._bar = workspace, source, bar
        self._fields = {one.name: one for one in offered(source.query.kind)}
        self._field: Field | None = None  # of which a value is asked for
        self._values: Sequence[Value] = ()
        self._asking = Beside(workspace, self, self._leave)
        self.line = ConditionLine(self._fitting)
        self.button = button("条件", "flat", "list-filter")
        self.button.setToolTip(f"按单位、园区、类别、月份等缩小列表，可以加几个（{KEY}）")
        self.clear_button = button("清除条件", "link")
        self.clear_button.setToolTip("去掉所有条件")
        self.clear_button.hide()
        for one in (self.line, self.button, self.clear_button):
            bar.add(one)
        self._connect()

    def _connect(self) -> None:
        self.button.clicked.connect(self.begin)
        self.clear_button.clicked.connect(self._clear)
        self._bar.changing.connect(self.change)
        self._bar.dropped.connect(self._drop)
        self.line.picked.connect(self._picked)
        self.line.erased.connect(self._go_back)
        self.line.given_up.connect(self._leave)
        self.line.left.connect(self._put_away)

    def show(self, where: Mapping[str, str]) -> None:
        """Let these conditions hold, without telling; what cannot be asked is said, and none."""
        said = self._workspace.attempt(lambda: self._told(where)) if where else ()
        self.where = dict(where) if said is not None else {}
        self._bar.show_conditions(said or ())
        self.clear_button.setVisible(bool(self.where))

    def tell_anew(self) -> None:
        """Say the conditions that hold as they are called now; they hold where that fails, too."""
        said = self._workspace.attempt(lambda: self._told(self.where))
        if said is not None:
            self._bar.show_conditions(said)

    def _told(self, where: Mapping[str, str]) -> Sequence[Told]:
        with self._workspace.book.read() as connection:
            return told(connection, self._source.query.kind, where)

    def begin(self) -> None:
        """Ask for the field of another condition."""
        self._field = None
        self.line.ask(_ASKED)

    def change(self, name: str) -> None:
        """Ask for the value of a condition."""
        self._field, self._values = self._fields.get(name), ()
        if self._field is None:  # it came from elsewhere, such as an old view
            return
        query, today = self._source.query, self._workspace.book.clock.today()

        def look(asking: Asking) -> list[Value]:
            with asking.read() as connection:
                return values(connection, query, name, today)

        self.line.ask(_LOOKING)
        self._asking.ask(look, self._offer, at_once=not self._source.large)

    def _offer(self, found: Sequence[Value]) -> None:
        """The values have come; what was typed meanwhile stays."""
        self._values = found
        if self._field is not None and self.line.isVisible():
            self.line.setPlaceholderText(f"{self._field.label}：" if found else _NONE)
            if self.line.text():
                self.line.textEdited.emit(self.line.text())
            else:
                self.line.open_all()

    def _fitting(self, typed: str) -> list[Choice]:
        """What fits what was typed, the best first; of many values one that is typed whole, too."""
        if self._field is None:
            return _ranked([(one.name, one.label) for one in self._fields.values()], typed)
        found = _ranked([(one.text, f"{one.shown}　{one.count}") for one in self._values], typed)
        more = len(self._values) == MOST and self._field.type == Type.TEXT
        return [*found, Choice(typed, typed)] if more and typed else found

    def _picked(self, choice: Choice) -> None:
        if self._field is None:
            self.change(choice.key)
        else:
            name = self._field.name
            self._leave()
            self._take({**self.where, name: choice.key})

    def _take(self, where: Mapping[str, str]) -> None:
        self.show(where)
        self.changed.emit()

    def _drop(self, name: str) -> None:
        self._take({known: text for known, text in self.where.items() if known != name})
        self.left.emit()

    def _clear(self) -> None:
        self._take({})
        self.left.emit()

    def _go_back(self) -> None:
        """Backspace in the empty line: from the value to the field, from the field to the list."""
        if self._field is None:
            self._leave()
        else:
            self.begin()

    def _leave(self) -> None:
        self._put_away()
        self.left.emit()

    def _put_away(self) -> None:
        self._asking.give_up()
        self.line.close_list()
        self.line.hide()


def _ranked(several: Sequence[tuple[str, str]], typed: str) -> list[Choice]:
    ranks = [(fit(label, typed) if typed else 1, Choice(key, label)) for key, label in several]
    return [choice for rank, choice in sorted(ranks, key=lambda one: one[0]) if rank]
