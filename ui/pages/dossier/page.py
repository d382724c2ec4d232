"""一企一档: the story of one subject, on a time line; what it is stands beside."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desk.details import kept_file
from desk.documents import DOSSIER
from desk.dossier import ENTRY_KINDS, Dossier, Entry, dossier, summary, view
from desk.errors import Refused
from desk.references import labels
from desk.settings import office
from ui.attached import Attached
from ui.chips import ChipBar
from ui.documents import Paper, look_at
from ui.editors.picks import ReferenceEdit
from ui.facts import clear
from ui.invitation import Invitation
from ui.pages.dossier.pane import DossierPane, lead
from ui.pages.dossier.sparks import Sparks
from ui.pages.dossier.timeline import Timeline
from ui.pages.page import Page
from ui.panes import side_by_side
from ui.parts import Card, button, words
from ui.recent import recent, remember
from ui.record import NOTHING_CHOSEN, show_record
from ui.searchbox import SearchBox
from ui.slips import marks
from ui.workspace import Workspace

NAME = "一企一档"
_ALL = "all"
_ALL_YEARS = "全部年份"
_SEEN = "dossiers"
_INVITATION = "选择一个帮扶对象，看它的全部经过"
_TIPS = (
    "在右上方打名称里的几个字、代码或拼音首字母，Enter 选中。",
    "时间线从新到旧列出包联关系、走访、反馈卡、经营指标、问题的每一步和附件。",
    "可以分类、分年看，也可以打字查找；Enter 打开那一条。",
    "在帮扶对象、问题台账、走访和覆盖情况里，也有“一企一档”。",
)
_NOTHING, _NOT_FOUND = "还没有记录。", "没有这样的记录。"
_PICKER_PIXELS, _SEARCH_PIXELS, _PANE_PIXELS = 300, 260, 360
#: The page on which the records of a table are opened.
_PAGES = {"visit": "visits", "issue": "issues", "card": "cards"}


class DossierPage(Page):
    """The time line with chips and a search box; `open` shows the subject of that uid."""

    name = "dossier"
    watches = frozenset(
        {"subject", "assignment", "visit", "visit_visitor", "card", "operating_figure", "issue"}
        | {"step", "step_unit", "attachment", "organization", "person"}
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.shown: Dossier | None = None
        self._kind, self._year, self._words = _ALL, "", ""
        self._files = Attached(workspace)
        lookups = workspace.lookups()
        self.picker = ReferenceEdit(
            lambda typed: lookups.find("subjects", typed),
            lambda uid: lookups.label("subjects", uid),
        )
        self.print_button = button("打印", "plain", "printer")
        self.called = words("", "heading")
        self.summary = words("")
        self.invitation = Invitation(_TIPS)
        self.chips = ChipBar([(_ALL, "全部"), *ENTRY_KINDS.items()])
        self.search_box = SearchBox("在档案中搜索（Ctrl+F）")
        self.years = QComboBox()
        self.years.setToolTip("只看一年里的")
        self.timeline = Timeline()
        self.pane = DossierPane()
        self.figures = QHBoxLayout()
        self._lay_out()
        self._connect()
        self._show(None)

    def _lay_out(self) -> None:
        self.picker.setFixedWidth(_PICKER_PIXELS)
        self.picker.line.setPlaceholderText("选择帮扶对象")
        self.search_box.setFixedWidth(_SEARCH_PIXELS)
        self.tools.addWidget(self.picker)
        self.tools.addWidget(self.print_button)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self.called)
        head.addWidget(self.summary, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.invitation, 1)
        self.body.addWidget(self._story(), 1)

    def _story(self) -> QWidget:
        """What is there only once a subject is chosen."""
        self.story = QWidget()
        layout = QVBoxLayout(self.story)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self.body.spacing())
        line = QHBoxLayout()
        line.addWidget(self.chips, 1)
        line.addWidget(self.years)
        line.addWidget(self.search_box)
        layout.addLayout(self.figures)
        layout.addLayout(line)
        layout.addWidget(self._split(), 1)
        return self.story

    def _split(self) -> QSplitter:
        beside = Card()
        beside.setMinimumWidth(_PANE_PIXELS)
        beside.body.addWidget(self.pane)
        self.splitter = side_by_side(self.timeline, beside, grows=0)
        self.workspace.settings.restore("dossier-panes", self.splitter)
        return self.splitter

    def _connect(self) -> None:
        self.picker.line.picked.connect(self._pick)
        self.picker.entered.connect(self._pick)
        self.print_button.clicked.connect(self.print_out)
        self.chips.chosen.connect(self.filter_by)
        self.search_box.searched.connect(self._search)
        self.search_box.passed.connect(self.timeline.setFocus)
        self.years.activated.connect(lambda _: self.only(self.years.currentData()))
        self.timeline.picked.connect(self.pane.show_entry)
        self.timeline.opened.connect(self.open_entry)
        self.pane.opened.connect(self.open_entry)
        self.pane.log_wanted.connect(self.show_entry_log)
        self.pane.subject_log_wanted.connect(self.show_subject_log)
        self.pane.subject_wanted.connect(self.to_list)
        back = QShortcut(QKeySequence("Esc"), self.timeline, self.to_list)
        back.setContext(Qt.ShortcutContext.WidgetShortcut)

    # --- whose story -------------------------------------------------------------------------

    def open(self, uid: str) -> None:
        """Show the story of a subject, its newest entry in hand."""
        self._kind, self._year, self._words = _ALL, "", ""
        self.search_box.clear()
        self.chips.choose(_ALL)
        self._show(self._read(uid))
        self.timeline.setFocus()
        self.picker.set_value(uid if self.shown else None)
        self.timeline.go_to(0)
        if self.shown is not None:
            remember(self.workspace.settings, _SEEN, uid)

    def _invite(self) -> None:
        """Offer the stories that were looked at last and are still there."""
        seen = recent(self.workspace.settings, _SEEN)
        with self.workspace.book.read() as connection:
            called = labels(connection, "subjects", seen)
        choices = [(called[uid], partial(self.open, uid)) for uid in seen if called.get(uid)]
        self.invitation.show_choices(_INVITATION, "最近看过：", choices)

    def here(self) -> str:
        """See Page."""
        return self.shown.line.uid if self.shown else ""

    def refresh(self) -> None:
        """See Page; a subject that is gone leaves the page empty."""
        self._show(self._read(self.shown.line.uid) if self.shown else None)

    def _read(self, uid: str) -> Dossier | None:
        with suppress(Refused), self.workspace.book.read() as connection:
            return dossier(connection, uid, self.workspace.book.clock.today())
        return None

    def _pick(self) -> None:
        uid = self.picker.value()
        if uid:
            self.open(str(uid))

    def _show(self, found: Dossier | None) -> None:
        self.shown = found
        self.print_button.setEnabled(found is not None)
        if not self.picker.line.hasFocus():
            self.picker.set_value(found.line.uid if found else None)
        for part in (self.story, self.called, self.summary):
            part.setVisible(found is not None)
        self.invitation.setVisible(found is None)
        if found is None:
            self._invite()
        self.called.setText(found.line.shown["name"] if found else "")
        self.summary.setText(summary(found.counts) if found else "")
        clear(self.figures)
        if found and found.figure_fields:
            self.figures.addWidget(Sparks(found.figure_fields, found.figures))
        self.pane.show_subject(found)
        self._count_chips(found.entries if found else ())
        self._offer_years(found.entries if found else ())
        self._list()

    def _count_chips(self, entries: Sequence[Entry]) -> None:
        counted = Counter(entry.kind for entry in entries)
        self.chips.rename(_ALL, f"全部 {len(entries)}")
        for kind, label in ENTRY_KINDS.items():
            self.chips.rename(kind, f"{label} {counted[kind]}")

    def _offer_years(self, entries: Sequence[Entry]) -> None:
        """The years of the story, the newest first; one year alone leaves nothing to choose."""
        years = sorted({entry.year for entry in entries} - {""}, reverse=True)
        self._year = self._year if self._year in years else ""
        self.years.clear()
        self.years.addItem(_ALL_YEARS, "")
        for year in years:
            self.years.addItem(f"{year} 年", year)
        self.years.setCurrentIndex(self.years.findData(self._year))
        self.years.setVisible(len(years) > 1)

    # --- what of it --------------------------------------------------------------------------

    def filter_by(self, kind: str) -> None:
        """List one kind of entries, or all."""
        self._kind = kind
        self.chips.choose(kind)
        self._list()

    def only(self, year: str) -> None:
        """List the entries of one year; empty lists all."""
        self._year = year
        self.years.setCurrentIndex(self.years.findData(year))
        self._list()

    def _search(self, text: str) -> None:
        self._words = text
        self._list()

    def _list(self) -> None:
        """The newest first, of the kind chosen, with all words that are searched for."""
        entries = self.shown.entries if self.shown else ()
        listed = [
            entry
            for entry in reversed(entries)
            if self._kind in (_ALL, entry.kind)
            and self._year in ("", entry.year)
            and _says(entry, self._words.split())
        ]
        self.timeline.nothing = _NOT_FOUND if entries else _NOTHING if self.shown else ""
        self.timeline.show_entries(listed)
        found = f"，列出 {len(listed):,} 条" if len(listed) != len(entries) else ""
        self.count.setText(f"共 {len(entries):,} 条{found}" if entries else "")

    def take_keyboard(self) -> None:
        """See Page: on the time line, or where a subject is chosen."""
        (self.timeline if self.shown else self.picker.line).setFocus()

    def search(self) -> None:
        """See Page; where no story is shown, the keyboard goes where one is chosen."""
        box = self.search_box if self.shown else self.picker.line
        box.setFocus()
        box.selectAll()

    # --- where it leads ----------------------------------------------------------------------

    def open_entry(self, entry: Entry) -> None:
        """Open the record that an entry tells of, or the file."""
        if entry.kind == "attachment":
            self._open_file(entry)
        elif lead(entry):
            self.workspace.shown.emit(_PAGES[entry.root[0]], entry.root[1])

    def _open_file(self, entry: Entry) -> None:
        with self.workspace.book.read() as connection:
            file = kept_file(connection, entry.uid)
        if file is not None:
            self._files.show(file)

    def to_list(self) -> None:
        """Back to the list of subjects, with this one in sight."""
        if self.shown is not None:
            self.workspace.shown.emit("subjects", self.shown.line.uid)

    def show_log(self) -> None:
        """See Page: of the entry in hand where the keyboard is on the time line."""
        entry = self.timeline.current()
        if self.timeline.hasFocus() and entry is not None:
            self.show_entry_log(entry)
        else:
            self.show_subject_log()

    def show_entry_log(self, entry: Entry) -> None:
        """Show what was done to the record that an entry tells of."""
        self.log = show_record(self.workspace, f"{entry.day}　{entry.title}", [entry.root], self)

    def show_subject_log(self) -> None:
        """Show what was done to the subject itself; what befell it stands on the time line."""
        if self.shown is not None:
            line = self.shown.line
            subject = ("subject", line.uid)
            self.log = show_record(self.workspace, line.shown["name"], [subject], self)
        else:
            self.workspace.said.emit(NOTHING_CHOSEN)

    def print_out(self) -> None:
        """See Page: the paper is looked at first; it is saved and printed from there."""
        if self.shown is not None:
            look_at(self.workspace, self._paper(self.shown), self)

    def _paper(self, shown: Dossier) -> Paper:
        with self.workspace.book.read() as connection:
            printed = view(shown, office(connection)["office"])
        stem = f"{shown.line.shown['name']}{NAME}"
        drawn = partial(DOSSIER.drawn, printed)
        return Paper(NAME, stem, drawn, tuple(DOSSIER.suffixes), marks(DOSSIER, drawn))

    def may_close(self) -> bool:
        """Remember how wide the pane is."""
        self.workspace.settings.keep("dossier-panes", self.splitter)
        return True


def _says(entry: Entry, wanted: Sequence[str]) -> bool:
    said = " ".join((entry.day, entry.title, entry.text, entry.who)).casefold()
    return all(word.casefold() in said for word in wanted)
