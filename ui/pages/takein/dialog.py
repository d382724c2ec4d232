"""The preview of a list: what it is taken for, what its columns fill, and what would come of it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desk.intake.apply import Plan
from desk.intake.headings import NO_ROW, Place
from desk.intake.lists import Origin, Understanding
from desk.intake.preview import Preview
from models.fields import KINDS
from ui import style
from ui.chips import ChipBar
from ui.editors import OptionEdit
from ui.editors.base import ENTER
from ui.pages.takein.columns import ColumnsView
from ui.pages.takein.rows import GroupSource, ProblemSource
from ui.parts import button, fit, words
from ui.tables import TableView

_SIZE = (1120, 690)
_HEIGHTS = (300, 260)  # of the columns, and of what would come of them
_KIND_PIXELS = 180
_LONGEST = 60  # characters of a heading row in the choice of rows
_CHECKING = "正在核对各行…"
_NOT_YET = "还不能导入"


class Pick(OptionEdit):
    """One of some words; `settled` when the person chose another one."""

    settled = Signal(str)

    def __init__(self) -> None:
        super().__init__(())
        self._shown = ""
        self.line.picked.connect(lambda choice: self._settle(choice.label))
        self.entered.connect(self._settle_typed)
        self.left.connect(self._settle_typed)

    def offer(self, words_: tuple[str, ...], shown: str) -> None:
        """Offer these words, of which one holds now."""
        self._options = words_
        self._shown = shown
        self.set_value(shown)
        self.line.setCursorPosition(0)

    def _settle_typed(self) -> None:
        value = self.value()
        self._settle(str(value) if value else self._shown)

    def _settle(self, word: str) -> None:
        changed, self._shown = word != self._shown, word
        self.set_value(word)
        if changed:
            self.settled.emit(word)


class PlanDialog(QDialog):
    """What would come of a list: how it is understood, the counts, every doubt by row.

    `kind_said` gives the name of a kind, `place_said` where the headings are, `field_said` the key
    of a column and the field that it shall fill; `agreed` and `rejects` are its buttons.
    `may_leave` is asked before the list is put away.
    """

    kind_said = Signal(str)
    place_said = Signal(object)
    field_said = Signal(str, str)

    def __init__(self, preview: Preview, window: QWidget) -> None:
        super().__init__(window)
        fit(self, *_SIZE)
        self.may_leave: Callable[[], bool] = lambda: True
        self.kind = Pick()
        self.place = Pick()
        self._places: dict[str, Place] = {}
        self.advice, self.notice = words("", "problem"), words("")
        self.columns = ColumnsView()
        self.summary = words("", "heading")
        self.chips = ChipBar([("problems", "需要留意"), ("rows", "将导入")])
        self._stack = QStackedWidget()
        self.problems = TableView(ProblemSource(()))
        self.rows = TableView(GroupSource(None))
        self._wanted = ""  # the part that the person chose to see
        self._lay_out()
        self._connect()
        self.show_understanding(preview.understanding)
        self.show_preview(preview)
        self._begin(preview)

    def show_understanding(self, one: Understanding, notice: str = "") -> None:
        """Show what is made of the list now; what comes of its rows is being found out."""
        self.setWindowTitle(f"导入{one.kind.label}名单：{one.sent.name}")
        self.kind.offer(tuple(k.label for k in KINDS.values() if k.listed), one.kind.label)
        self._places = {_row_label(one, place, text): place for place, text in one.places()}
        self.place.offer(tuple(self._places), self._shown_place(one))
        self.columns.columns.show(one)
        text, kind = _advice(one)
        self.advice.setText(text)
        style.mark(self.advice, kind)
        self.notice.setText(notice or _background(one))
        self.summary.setText(_CHECKING)
        self.agreed.setText(_CHECKING)
        self.agreed.setEnabled(False)

    def show_preview(self, preview: Preview) -> None:
        """Show what would come of the list."""
        found = preview.plan
        self.summary.setText(summary(found) if found else _waiting(preview))
        self.rejects.setVisible(found is not None and bool(found.table.rejected))
        self._show_rows(found)
        counts = found.counts if found else {"created": 0, "updated": 0}
        changed = counts["created"] + counts["updated"]
        done = f"导入：新增 {counts['created']}，更新 {counts['updated']}"
        nothing = "没有可导入的内容" if found else _NOT_YET
        self.agreed.setText(done if changed else nothing)
        self.agreed.setEnabled(bool(changed))

    def show_unchecked(self) -> None:
        """Say that it could not be found out what would come of the list."""
        self.summary.setText("没有核对成；再改一处就会重新核对，也可以先取消。")
        self.agreed.setText(_NOT_YET)

    def show_part(self, name: str) -> None:
        """Show what needs care (`problems`), or what would be taken in (`rows`)."""
        self.chips.choose(name)
        self._stack.setCurrentWidget(self.problems if name == "problems" else self.rows)

    def _want(self, part: str) -> None:
        self._wanted = part
        self.show_part(part)

    def reject(self) -> None:
        """See QDialog."""
        if self.may_leave():
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter takes the list in; Enter alone does so on the button only."""
        if event.key() not in ENTER:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.agreed.click()

    def _begin(self, preview: Preview) -> None:
        one = preview.understanding
        self.columns.go_to_first(Origin.UNKNOWN)
        wanting = any(heard.origin is Origin.UNKNOWN for heard in one.columns)
        (self.columns if wanting or one.missing else self.agreed).setFocus()

    def _show_rows(self, found: Plan | None) -> None:
        said = found.problems if found else ()
        old = self.problems, self.rows
        self.problems = TableView(ProblemSource(said))
        self.rows = TableView(GroupSource(found))
        for view, gone in zip((self.problems, self.rows), old, strict=True):
            self._stack.addWidget(view)
            self._stack.removeWidget(gone)
            gone.deleteLater()
        self.chips.rename("problems", f"需要留意 {self.problems.count():,} 处")
        self.chips.rename("rows", f"将导入 {self.rows.count():,} 条")
        self.show_part(self._wanted or ("problems" if self.problems.count() else "rows"))

    def _shown_place(self, one: Understanding) -> str:
        """What the choice of rows reads for where the headings are now, a line of units apart."""
        place = one.best.place
        near = [label for label, p in self._places.items() if _begins_alike(p, place)]
        exact = (label for label in near if self._places[label].last == place.last)
        return next(exact, near[-1] if near else "")

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 16, 22, 16)
        layout.setSpacing(8)
        layout.addLayout(self._head())
        layout.addLayout(self._told())
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(10)
        splitter.addWidget(self.columns)
        splitter.addWidget(self._outcome())
        splitter.setSizes(list(_HEIGHTS))
        layout.addWidget(splitter, 1)
        layout.addLayout(self._foot())

    def _told(self) -> QHBoxLayout:
        """What stands against the list or is left out, and beside it what has happened."""
        told = QHBoxLayout()
        told.setSpacing(16)
        told.addWidget(self.advice)
        told.addWidget(self.notice, 1)
        return told

    def _head(self) -> QHBoxLayout:
        self.kind.setFixedWidth(_KIND_PIXELS)
        head = QHBoxLayout()
        head.setSpacing(8)
        for label, pick in (("类别", self.kind), ("表头", self.place)):
            head.addWidget(words(label))
            head.addWidget(pick, int(pick is self.place))
            head.addSpacing(8)
        return head

    def _outcome(self) -> QWidget:
        self.summary.setWordWrap(True)
        outcome = QWidget()
        layout = QVBoxLayout(outcome)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.summary)
        layout.addWidget(self.chips)
        layout.addWidget(self._stack, 1)
        self._stack.addWidget(self.problems)
        self._stack.addWidget(self.rows)
        return outcome

    def _foot(self) -> QHBoxLayout:
        self.rejects = button("保存退回的各行…", "plain", "download")
        cancel = button("取消")
        cancel.clicked.connect(self.reject)
        self.agreed = button(_CHECKING, "primary")
        self.agreed.setDefault(True)
        self.agreed.setToolTip("按上面的设定导入（Ctrl+Enter）")
        foot = QHBoxLayout()
        foot.addWidget(self.rejects)
        foot.addStretch()
        foot.addWidget(words("↑↓ 选列，回车改填入项，Ctrl+Enter 导入"))
        foot.addSpacing(8)
        foot.addWidget(cancel)
        foot.addWidget(self.agreed)
        return foot

    def _connect(self) -> None:
        self.chips.chosen.connect(self._want)
        self.columns.columns.corrected.connect(self.field_said)
        names = {kind.label: kind.name for kind in KINDS.values()}
        self.kind.settled.connect(lambda label: self.kind_said.emit(names[label]))
        self.place.settled.connect(lambda label: self.place_said.emit(self._places[label]))


def summary(found: Plan) -> str:
    """The counts in one sentence."""
    counts = found.counts
    said = (
        f"共读到 {counts['read']} 行：新增 {counts['created']}，更新 {counts['updated']}，"
        f"未变 {counts['unchanged']}，退回 {counts['rejected']}"
    )
    if counts["duplicates"]:
        said += f"；其中重复 {counts['duplicates']} 行，已合并"
    aside = counts["skipped"]
    return f"{said}。" + (f"标题、空行、合计等 {aside} 行不计。" if aside else "")


def _waiting(preview: Preview) -> str:
    return f"给“{'”“'.join(preview.understanding.missing)}”指定一列之后，这里显示核对结果。"


def _advice(one: Understanding) -> tuple[str, style.Kind]:
    """What stands against taking the list in, else what is left out."""
    if one.missing:
        return f"缺少“{'”“'.join(one.missing)}”：请在下面选中它所在的一列，回车后指定。", "problem"
    unknown = sum(heard.origin is Origin.UNKNOWN for heard in one.columns)
    if unknown:
        return f"有 {unknown} 列没有认出，不会导入；要导入，请选中后回车指定。", "warning"
    return "各列都有着落；要改，请选中后回车指定。", "muted"


def _background(one: Understanding) -> str:
    """What was taken from before, and what was not read."""
    layout = one.best.layout
    recalled = f"沿用了“{layout.sender}”上次的设定。" if layout else ""
    unread = "、".join(one.unread)
    return recalled + (f"没有读的工作表：{unread}。" if unread else "")


def _row_label(one: Understanding, place: Place, text: str) -> str:
    sheet = f"{place.sheet} " if len(one.sent.sheets) > 1 else ""
    if place.first == NO_ROW:
        return f"{sheet}没有表头，第一行就是记录"
    more = f"、{place.last + 1}" if place.last > place.first else ""
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return f"{sheet}第 {place.first + 1}{more} 行：{shown}"


def _begins_alike(one: Place, other: Place) -> bool:
    return (one.sheet, one.first) == (other.sheet, other.first) and one.last <= other.last
