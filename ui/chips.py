"""Chips: filters of which one is chosen, and conditions of which several hold at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from ui import icons
from ui.flow import FlowLayout
from ui.parts import button

if TYPE_CHECKING:
    from desk.conditions import Told

_TOLD_PIXELS, _CROSS_PIXELS = 260, 12
_DROPS = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class _Said(QPushButton):
    """What a condition says, cut where it is long; Delete and Backspace take the condition off."""

    dropped = Signal()

    def __init__(self, told: Told) -> None:
        super().__init__()
        whole, mode = str(told), Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(whole, mode, _TOLD_PIXELS).replace("&", "&&"))
        self.setAccessibleName(whole)
        self.setToolTip(f"{whole}\n点一下另选一个，按 Delete 去掉")
        self.setAutoDefault(True)  # Enter presses it, too

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        if event.key() in _DROPS:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)


class ConditionChip(QFrame):
    """A condition that holds: a click on it asks for another value, its cross takes it off."""

    def __init__(self, told: Told) -> None:
        super().__init__()
        self.setObjectName("condition")
        self.told = told
        self.said = _Said(told)
        self.cross = QToolButton()
        self.cross.setIcon(icons.icon("x", "accent"))
        self.cross.setIconSize(QSize(_CROSS_PIXELS, _CROSS_PIXELS))
        self.cross.setToolTip(f"去掉“{told}”")
        self.cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 0, 6, 0)
        layout.setSpacing(0)
        layout.addWidget(self.said)
        layout.addWidget(self.cross)


class ChipBar(QWidget):
    """Filters of which one is chosen (`chosen` gives its name), and the conditions behind them.

    `changing` and `dropped` give the name of a condition of which another value is wanted, and of
    one that shall hold no longer. With `stretch` the last of what is put behind the chips takes the
    room that its row has left.
    """

    chosen = Signal(str)
    changing = Signal(str)
    dropped = Signal(str)

    def __init__(self, chips: Sequence[tuple[str, str]], stretch: bool = False) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._chips: dict[str, QPushButton] = {}
        self.conditions: list[ConditionChip] = []
        self._flow = FlowLayout(self, spacing=6, stretch=stretch)
        self._flow.setContentsMargins(0, 0, 0, 0)
        for name, label in chips:
            chip = button(label, "chip")
            chip.setCheckable(True)
            chip.clicked.connect(self._emitter(name))
            self._group.addButton(chip)
            self._chips[name] = chip
            self._flow.addWidget(chip)

    def choose(self, name: str) -> None:
        """Show a filter as chosen, without telling."""
        self._chips[name].setChecked(True)

    def take_keyboard(self) -> None:
        """Put the keyboard on the filter that is chosen."""
        self._group.checkedButton().setFocus()

    def rename(self, name: str, label: str) -> None:
        """Another label for a chip, such as one with a count."""
        self._chips[name].setText(label)

    def explain(self, name: str, tip: str) -> None:
        """What a filter means, for who points at its chip."""
        self._chips[name].setToolTip(tip)

    def add(self, widget: QWidget) -> None:
        """Put something behind all chips."""
        self._flow.addWidget(widget)

    def show_conditions(self, several: Sequence[Told]) -> None:
        """Let these conditions stand behind the filters; those that stand there already stay."""
        if [chip.told for chip in self.conditions] == list(several):
            return
        for chip in self.conditions:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.conditions = [self._condition(one) for one in several]
        for place, chip in enumerate(self.conditions, len(self._chips)):
            self._flow.insert(place, chip)
            chip.show()
        self.updateGeometry()

    def _condition(self, told: Told) -> ConditionChip:
        chip = ConditionChip(told)
        drop = self._dropper(told.name)
        chip.said.clicked.connect(lambda: self.changing.emit(told.name))
        chip.said.dropped.connect(drop)
        chip.cross.clicked.connect(drop)
        return chip

    def _emitter(self, name: str) -> Callable[[], None]:
        return lambda: self.chosen.emit(name)

    def _dropper(self, name: str) -> Callable[[], None]:
        return lambda: self.dropped.emit(name)
