"""What stands beside the time line: the entry in hand, and what the subject is."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.dossier import ENTRY_KINDS, Dossier, Entry
from desk.lists import Line
from models.fields import KINDS
from ui.facts import Facts, clear, facts_of
from ui.panes import Scroller
from ui.parts import button, words
from ui.recordbutton import record_button

#: Where an entry leads: the table of its root → the words of the button.
LEADS: Mapping[str, str] = {"visit": "打开走访", "issue": "打开问题", "card": "打开反馈卡"}
_OPEN_FILE = "打开附件"


def lead(entry: Entry) -> str:
    """What the button of an entry says; empty where there is nothing to open."""
    return _OPEN_FILE if entry.kind == "attachment" else LEADS.get(entry.root[0], "")


class DossierPane(QWidget):
    """`opened` gives the entry that shall be opened, `log_wanted` the one of which the record is
    asked for; `subject_wanted` asks for the list, `subject_log_wanted` for the subject's record.
    """

    opened = Signal(object)
    log_wanted = Signal(object)
    subject_wanted = Signal()
    subject_log_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(14)
        self._entry, self._subject = QVBoxLayout(), QVBoxLayout()
        for part in (self._entry, self._subject):
            part.setSpacing(8)
            layout.addLayout(part)
        layout.addStretch(1)
        self._scroller = Scroller(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroller)

    def show_entry(self, entry: Entry | None) -> None:
        """The whole of an entry, which the time line cuts to two lines."""
        clear(self._entry)
        if entry is None:
            return
        title = words(entry.title, "heading")
        title.setWordWrap(True)
        self._entry.addWidget(title)
        said = (entry.day, ENTRY_KINDS[entry.kind], entry.who)
        self._entry.addWidget(words("　".join(filter(None, said))))
        self._entry.addWidget(Facts(entry.facts))
        for heading, told in entry.sections:
            self._entry.addWidget(words(heading, "muted"))
            self._entry.addWidget(Facts(told))
        self._entry.addLayout(self._buttons(entry))
        self._scroller.verticalScrollBar().setValue(0)

    def _buttons(self, entry: Entry) -> QHBoxLayout:
        line = QHBoxLayout()
        if lead(entry):
            leading = button(lead(entry), "plain", "arrow-right")
            leading.clicked.connect(lambda: self.opened.emit(entry))
            line.addWidget(leading)
        line.addWidget(record_button(lambda: self.log_wanted.emit(entry)))
        line.addStretch()
        return line

    def show_subject(self, dossier: Dossier | None) -> None:
        """Who answers for the subject now, and what it is."""
        clear(self._subject)
        if dossier is None:
            return
        self._show_assignments(dossier)
        self._subject.addWidget(words(KINDS[dossier.kind].label, "heading"))
        fields = KINDS[dossier.kind].fields
        self._subject.addWidget(facts_of(fields, dossier.line, skip=("name",)))
        self._subject.addLayout(self._to_subject())

    def _to_subject(self) -> QHBoxLayout:
        leading = button("在名单中查看", "plain", "building-2")
        leading.clicked.connect(self.subject_wanted)
        line = QHBoxLayout()
        line.addWidget(leading)
        line.addWidget(record_button(self.subject_log_wanted.emit, "这个对象"))
        line.addStretch()
        return line

    def _show_assignments(self, dossier: Dossier) -> None:
        """Those that stand; a story that has none says so."""
        standing = [line for line in dossier.assignments if _stands(line, dossier)]
        self._subject.addWidget(words(ENTRY_KINDS["assignment"], "heading"))
        fields = KINDS["assignments"].fields
        for line in standing:
            self._subject.addWidget(facts_of(fields, line, skip=("subject",)))
        if not standing:
            self._subject.addWidget(words("现在没有包联领导和责任人。", "warning"))


def _stands(line: Line, dossier: Dossier) -> bool:
    from_on, to_on = line.values["from_on"], line.values["to_on"]
    begun = from_on is None or from_on <= dossier.as_of
    return begun and (to_on is None or dossier.as_of <= to_on)
