"""What stands where nothing is listed yet: how to begin, and what to click instead of typing."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.facts import clear, link
from ui.panes import Scroller
from ui.parts import Card, words

#: What a line says that can be clicked, and what it does.
Choice = tuple[str, Callable[[], object]]


class Invitation(QWidget):
    """A heading, lines that can be clicked, and tips."""

    def __init__(self, tips: Sequence[str]) -> None:
        super().__init__()
        self._heading = words("", "heading")
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self._heading.setWordWrap(True)
        self._offer = words("")
        self._choices = QVBoxLayout()
        self._choices.setSpacing(2)
        content = QWidget()
        said = QVBoxLayout(content)
        said.setContentsMargins(0, 0, 0, 0)
        said.setSpacing(12)
        said.addWidget(self._heading)
        said.addWidget(self._offer)
        said.addLayout(self._choices)
        for tip in tips:
            line = words(f"·　{tip}")
            line.setWordWrap(True)
            said.addWidget(line)
        said.addStretch(1)
        card = Card()
        card.body.addWidget(Scroller(content))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)

    def show_choices(self, heading: str, offer: str, choices: Sequence[Choice]) -> None:
        """Say what is the matter, and what may be clicked; `offer` stands above the choices."""
        self._heading.setText(heading)
        self._offer.setText(offer)
        self._offer.setVisible(bool(choices))
        clear(self._choices)
        for said, act in choices:
            self._choices.addWidget(link(said, act))
