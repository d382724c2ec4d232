"""开始: where a person without an open casebook begins."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.book.place import place_of
from ui import icons
from ui.parts import Card, button, draw_icon, words

_CARD_PIXELS = 540


class StartPage(QWidget):
    """New, open, demo, and the casebooks used last; the icons of the first are left blank until
    `draw`.
    """

    new_wanted = Signal()
    open_wanted = Signal()
    demo_wanted = Signal()
    book_wanted = Signal(str)

    def __init__(self, recent: Sequence[str], begun: bool = False) -> None:
        """`begun`: a new casebook was begun and waits to be gone on with."""
        super().__init__()
        card = Card()
        card.setFixedWidth(_CARD_PIXELS)
        card.body.setContentsMargins(36, 32, 36, 32)
        card.body.setSpacing(14)
        card.body.addWidget(words("包联工作台", "title"))
        promise = words("走访、反馈、交办、督办、回访、销号，一本台账管到底。数据不出本单位。")
        promise.setWordWrap(True)
        card.body.addWidget(promise)
        card.body.addSpacing(8)
        card.body.addLayout(self._ways("继续新建台账(&N)" if begun else "新建台账(&N)"))
        self._recent(card, recent)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(card)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(row)
        layout.addStretch(3)

    def _ways(self, new: str) -> QHBoxLayout:
        ways = QHBoxLayout()
        ways.setSpacing(10)
        self.new = button(new, "primary")
        self.open = button("打开台账(&O)")
        self.demo = button("看看演示(&D)")
        self.new.clicked.connect(self.new_wanted)
        self.open.clicked.connect(self.open_wanted)
        self.demo.clicked.connect(self.demo_wanted)
        for way in (self.new, self.open, self.demo):
            way.setIconSize(icons.WITH_GAP)
            way.setIcon(icons.blank(icons.WITH_GAP))
            ways.addWidget(way)
        ways.addStretch()
        return ways

    def draw(self) -> None:
        """Draw the icons that the first painting does without."""
        for way, icon in ((self.new, "plus"), (self.open, "folder-open"), (self.demo, "book-open")):
            draw_icon(way, icon)

    def _recent(self, card: Card, recent: Sequence[str]) -> None:
        if not recent:
            return
        from PySide6.QtCore import Qt

        from ui.elided import Elided

        card.body.addSpacing(10)
        card.body.addWidget(words("最近用过", "heading"))
        for book in recent:
            place = place_of(book)
            known = button(place.name, "flat", "book")
            known.setToolTip(book)
            known.setCursor(Qt.CursorShape.PointingHandCursor)
            known.clicked.connect(self._opener(book))
            line = QHBoxLayout()
            line.addWidget(known)
            where = place.parent if isinstance(place, Path) else f"共享台账，在 {place.server}"
            line.addWidget(Elided(str(where)), 1)
            card.body.addLayout(line)

    def _opener(self, book: str) -> Callable[[], None]:
        return lambda: self.book_wanted.emit(book)
