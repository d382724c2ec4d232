"""覆盖情况: the four kinds of subject against 100 %, and each one that is still missing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from desk.cards.handing_out import hand_out
from desk.coverage import DIVISIONS, MEASURES, Coverage, Covered, Reached, coverage
from desk.lists import kind_fields
from models.calendar import Month
from models.fields import KINDS, Field
from models.vocabulary import label
from ui.bars import Bar, Bars, BarsCard, Group
from ui.chips import ChipBar
from ui.monthbar import MonthBar
from ui.pages.page import Page
from ui.panes import side_by_side
from ui.parts import Card, button, words
from ui.record import NOTHING_CHOSEN, show_record
from ui.recordbutton import record_button
from ui.room import Room
from ui.tables import Column, Row, TableView
from ui.workspace import Workspace

_BARS_PIXELS, _BARS_LEAST = 440, 330
_TOGETHER = "kinds"
_NAME, _SPARE = 0, (1, 4, 5, 3)  # columns of the list: one takes what is left, some need much room
_LACKS = Field("lacks", "尚缺", width=9)
_NAME_WIDTH = 12  # Chinese characters, in a narrow window
_EVERYTHING = "all"
#: What can be begun for a subject that is missing: the measure, the words, the key, the page.
_CURES = (
    ("carded", "填反馈卡", "Alt+K", "cards"),
    ("visited", "登记走访", "Alt+V", "visits"),
)


def _columns() -> list[Column]:
    subject = {field.name: field for field in kind_fields("subjects")}
    assignment = {field.name: field for field in KINDS["assignments"].fields}
    others = (subject["kind"], _LACKS, subject["park"], assignment["unit"], assignment["leader"])
    return [Column(subject["name"], _NAME_WIDTH), *(Column(field) for field in others)]


@dataclass
class MissingSource:
    """The subjects that are missing, as rows."""

    missing: Sequence[Reached] = ()

    @property
    def columns(self) -> Sequence[Column]:
        """See RowSource."""
        return _columns()

    def count(self) -> int:
        """See RowSource."""
        return len(self.missing)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """See RowSource."""
        return [_row(one) for one in self.missing[start:stop]]

    def uid(self, row: int) -> str:
        """See RowSource."""
        return self.missing[row].uid


def _row(one: Reached) -> Row:
    lacks = "、".join(MEASURES[name] for name in one.lacks)
    return one.name, label("subject_kinds", one.kind), lacks, one.park, one.unit, one.leader


class CoveragePage(Page):
    """Bars at the left, what is missing of the current one at the right."""

    name = "coverage"
    watches = frozenset({"subject", "assignment", "card", "visit", "organization", "person"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.month: Month | None = Month.of(workspace.book.clock.today())
        self.by = ""
        self.measure = _EVERYTHING
        self.bars = Bars()
        self.source = MissingSource()
        self.table = TableView(self.source)
        self.room = Room(self.table, _NAME, _SPARE)
        self.missing = words("", "heading")
        self.month_bar = MonthBar(self, workspace.book.clock.today)
        self.tools.addLayout(self.month_bar)
        self._lay_out()
        self._connect()
        self.stale = True  # counted when it is first looked at, not when the casebook is opened

    # --- what is shown -----------------------------------------------------------------------

    def refresh(self) -> None:
        """Count anew."""
        today = self.workspace.book.clock.today()
        with self.workspace.book.read() as connection:
            self.found = coverage(connection, today, self.month, self.by)
        self.bars.show_groups(_groups(self.found))
        self.count.setText(f"截至 {self.found.as_of}")
        self.month_bar.show_month(self.month)
        self._show_missing()

    def divide(self, name: str) -> None:
        """Divide by park, unit or leader, or show the four kinds."""
        self.by = "" if name == _TOGETHER else name
        self.division_bar.choose(name)
        self.refresh()

    def look_at(self, month: Month | None) -> None:
        """Count another month; None counts from the beginning."""
        self.month = month
        self.refresh()

    def only(self, measure: str) -> None:
        """List only those whom one measure does not reach."""
        self.measure = measure
        self.measure_bar.choose(measure)
        self._show_missing()

    def current(self) -> Reached | None:
        """The missing subject in hand."""
        row = self.table.currentIndex().row()
        return self.source.missing[row] if 0 <= row < self.source.count() else None

    def begin_new(self) -> None:
        """Begin what the current subject lacks first; who has nobody is looked at."""
        one = self.current()
        cures = [page for measure, _, _, page in _CURES if one and measure in one.lacks]
        if one is not None and cures:
            self.workspace.begun.emit(cures[0], {"subject": one.uid})
        elif one is not None:
            self.workspace.shown.emit("dossier", one.uid)

    def show_log(self) -> None:
        """See Page: of the missing subject in hand."""
        one = self.current()
        if one is not None:
            self.log = show_record(self.workspace, one.name, [("subject", one.uid)], self)
        else:
            self.workspace.said.emit(NOTHING_CHOSEN)

    def take_keyboard(self) -> None:
        """See Page: among the bars."""
        self.bars.setFocus()

    def search(self) -> None:
        """Put the keyboard into the list of what is missing."""
        self.table.setFocus()

    def _show_missing(self) -> None:
        inside = [one for one in self.found.missing if self._inside(one)]
        for name in MEASURES:
            lacking = sum(name in one.lacks for one in inside)
            self.measure_bar.rename(name, f"{_lacking(name)} {lacking}")
        every = self.measure == _EVERYTHING
        self.source.missing = [one for one in inside if every or self.measure in one.lacks]
        self.table.nothing = "都有了。" if self.found.total.subjects else "还没有帮扶对象。"
        self.table.refresh()
        here = next((g.label for g in self.bars.groups if g.name == self.bars.current()), "")
        self.missing.setText(f"缺项清单：{here} {len(self.source.missing)}")
        self._show_cures()

    def _inside(self, one: Reached) -> bool:
        """Whether a subject belongs to the group that is current among the bars."""
        here = self.bars.current()
        part = DIVISIONS[self.by][1](one) if self.by else one.kind
        return not here or part == here

    def _show_cures(self) -> None:
        one = self.current()
        for measure, made in self.cures.items():
            made.setEnabled(one is not None and measure in one.lacks)
        self.look.setEnabled(one is not None)
        self.log_button.setEnabled(one is not None)
        count = len(self._uncarded())
        self.send.setText(f"发卡 {count} 张…" if count else "发卡…")
        self.send.setEnabled(bool(count))

    # --- what is done ------------------------------------------------------------------------

    def _beginner(self, measure: str, page: str) -> Callable[[], None]:
        def begin() -> None:
            one = self.current()
            if one is not None and measure in one.lacks:
                self.workspace.begun.emit(page, {"subject": one.uid})

        return begin

    def hand_out(self) -> None:
        """Write a card for each listed subject that has none, to be filled in and sent back."""
        book, uids = self.workspace.book, self._uncarded()
        folder = self.workspace.ask.folder("反馈卡写到哪个文件夹") if uids else None
        if folder is None:
            return
        period = str(self.month or Month.of(book.clock.today()))
        self.workspace.jobs.run(
            "写反馈卡",
            lambda progress: hand_out(book, uids, period, folder, progress),
            lambda written: self.workspace.said.emit(f"已写出 {len(written)} 张卡到 {folder}"),
            self.workspace.failed,
        )

    def _uncarded(self) -> list[str]:
        return [one.uid for one in self.source.missing if "carded" in one.lacks]

    # --- how it is set -----------------------------------------------------------------------

    def _lay_out(self) -> None:
        chips = [(name, f"按{said}") for name, (said, _) in DIVISIONS.items()]
        self.division_bar = ChipBar([(_TOGETHER, "四类对象"), *chips])
        self.division_bar.choose(_TOGETHER)
        self.body.addWidget(self.division_bar)
        right = Card()
        self._fill(right)
        left = BarsCard(self.bars, _BARS_LEAST)
        self.body.addWidget(side_by_side(left, right, (_BARS_PIXELS, 2 * _BARS_PIXELS)), 1)

    def _fill(self, card: Card) -> None:
        self.measure_bar = ChipBar(
            [(_EVERYTHING, "全部"), *((name, _lacking(name)) for name in MEASURES)]
        )
        self.measure_bar.choose(_EVERYTHING)
        self.send = button("发卡…", "plain", "send")
        self.send.setToolTip("给清单中未填反馈卡的对象各写一张 Excel 卡，已知的先填好，发下去填")
        self.send.clicked.connect(self.hand_out)
        head = QHBoxLayout()
        head.addWidget(self.missing, 1)
        head.addWidget(self.send)
        card.body.addLayout(head)
        card.body.addWidget(self.measure_bar)
        card.body.addWidget(self.table, 1)
        card.body.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        self.cures: dict[str, QPushButton] = {}
        for measure, said, key, page in _CURES:
            made = button(said, "plain", "plus")
            made.setToolTip(f"给选中的对象{said}（{key}）")
            begin = self._beginner(measure, page)
            made.clicked.connect(begin)
            QShortcut(QKeySequence(key), self, begin)
            self.cures[measure] = made
            foot.addWidget(made)
        self.look = button("一企一档", "plain", "book")
        self.look.setToolTip("看选中的对象（回车）")
        self.look.clicked.connect(lambda: self.table.opened.emit(self.current_uid()))
        foot.addWidget(self.look)
        self.log_button = record_button(self.show_log, "选中对象")
        foot.addWidget(self.log_button)
        foot.addStretch()
        return foot

    def current_uid(self) -> str:
        """The uid of the missing subject in hand; empty where there is none."""
        one = self.current()
        return one.uid if one else ""

    def _connect(self) -> None:
        self.division_bar.chosen.connect(self.divide)
        self.measure_bar.chosen.connect(self.only)
        self.bars.picked.connect(lambda _: self._show_missing())
        self.table.picked.connect(lambda _: self._show_cures())
        self.table.opened.connect(lambda uid: self.workspace.shown.emit("dossier", uid))
        self.month_bar.turned.connect(self.look_at)


def _lacking(measure: str) -> str:
    return f"未{MEASURES[measure]}"


def _groups(found: Coverage) -> list[Group]:
    """All together first, then the kinds, or the parts each with its kinds in a note."""
    together = _group(found.total, "")
    if not found.by:
        return [together, *(_group(kind, "") for kind in found.kinds)]
    parts = (_group(part.total, _by_kind(part.kinds)) for part in found.divisions)
    return [together, *parts]


def _by_kind(kinds: Sequence[Covered]) -> str:
    return "、".join(f"{kind.label} {kind.subjects}" for kind in kinds if kind.subjects)


def _group(covered: Covered, note: str) -> Group:
    bars = tuple(
        Bar(said, int(getattr(covered, name)), covered.of(name), covered.share(name))
        for name, said in MEASURES.items()
    )
    return Group(covered.name, covered.label, note or f"{covered.subjects} 个", bars)
