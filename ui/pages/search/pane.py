"""What stands beside the list of hits: the record in hand, and where it is opened."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.lists import Line, kind_fields, lines_of
from desk.looking import Found
from desk.search import LABELS, Hit
from models.fields import KINDS
from ui.facts import Facts, clear, facts_of
from ui.leading import NAMED_IN, place_of
from ui.panes import Scroller
from ui.parts import button, words
from ui.recordbutton import record_button
from ui.workspace import Workspace


class HitPane(QWidget):
    """`opened` gives the hit that shall be opened; `log_wanted` asks for the record of it."""

    opened = Signal(object)
    log_wanted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        content = QWidget()
        self._said = QVBoxLayout(content)
        self._said.setContentsMargins(0, 0, 8, 0)
        self._said.setSpacing(10)
        self._scroller = Scroller(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroller)

    def show_hit(self, found: Found | None) -> None:
        """What the record of a hit says; None clears the pane."""
        clear(self._said)
        if found is None:
            return
        hit = found.hit
        title = words(hit.title or LABELS[hit.kind], "heading")
        title.setWordWrap(True)
        title.setTextFormat(Qt.TextFormat.PlainText)
        self._said.addWidget(title)
        self._said.addWidget(words("　".join(filter(None, (LABELS[hit.kind], hit.number)))))
        self._said.addLayout(self._leading(found))
        self._said.addWidget(self._facts(hit))
        self._said.addStretch(1)
        self._scroller.verticalScrollBar().setValue(0)

    def _leading(self, found: Found) -> QHBoxLayout:
        line = QHBoxLayout()
        if label := lead(found.hit):
            made = button(label, "primary", "arrow-right")
            made.setToolTip(f"{label}（Enter）")
            made.clicked.connect(lambda: self.opened.emit(found))
            line.addWidget(made)
        line.addWidget(record_button(self.log_wanted.emit))
        line.addStretch()
        return line

    def _facts(self, hit: Hit) -> Facts:
        line = self._line(hit)
        if line is not None:
            return facts_of(kind_fields(hit.kind), line, skip=("name", "title", "number", "code"))
        day = hit.on.isoformat() if hit.on else ""
        return Facts((("日期", day), (hit.field, hit.excerpt)))

    def _line(self, hit: Hit) -> Line | None:
        if hit.kind not in KINDS:
            return None
        book = self._workspace.book
        with book.read() as connection:
            return next(iter(lines_of(connection, hit.kind, [hit.uid], book.clock.today())), None)


def lead(hit: Hit) -> str:
    """What the button of a hit says; empty where there is nothing to open."""
    if hit.kind in NAMED_IN:
        return f"有关的{LABELS[NAMED_IN[hit.kind]]}"
    if place_of(hit) is None:
        return ""
    shown = hit.opens[0]
    return "打开" if shown == hit.kind else f"打开所属的{LABELS[shown]}"
