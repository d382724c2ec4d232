"""Chips of which one is chosen."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from ui.flow import FlowLayout
from ui.parts import button


class ChipBar(QWidget):
    """Filters of which one is chosen; `chosen` gives its name."""

    chosen = Signal(str)

    def __init__(self, chips: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._chips: dict[str, QPushButton] = {}
        layout = FlowLayout(self, spacing=6)
        layout.setContentsMargins(0, 0, 0, 0)
        for name, label in chips:
            chip = button(label, "chip")
            chip.setCheckable(True)
            chip.clicked.connect(self._emitter(name))
            self._group.addButton(chip)
            self._chips[name] = chip
            layout.addWidget(chip)

    def choose(self, name: str) -> None:
        """Show a filter as chosen, without telling."""
        self._chips[name].setChecked(True)

    def rename(self, name: str, label: str) -> None:
        """Another label for a chip, such as one with a count."""
        self._chips[name].setText(label)

    def _emitter(self, name: str) -> Callable[[], None]:
        return lambda: self.chosen.emit(name)
