"""今日待发: the notices that the ladder asks for today; a person reads, mends and sends them."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

from desk.orders import Asking
from desk.printing import PDF, joined
from desk.progress import Progress
from desk.supervision.drafts import Chased, Draft, asked_for, chases_more_than
from desk.supervision.notices import draft_view, standing
from desk.supervision.papers import NOTICE_OF
from desk.supervision.sending import Notice, send
from desk.supervision.wording import called, opening
from desk.workdays import calendar
from models.fields import KINDS, Field
from models.workdays import WorkCalendar
from ui import levels
from ui.beside import AGAIN, Beside
from ui.documents import Paper, look_at
from ui.elided import ElidedLink
from ui.facts import clear
from ui.pages.supervision.panel import Panel, Rows
from ui.panes import side_by_side
from ui.parts import Card, button, words
from ui.record import show_record
from ui.recordbutton import record_button
from ui.room import Room
from ui.slips import look_at_file
from ui.tables import Column, TableView
from ui.workspace import Workspace

_LIST_PIXELS, _ITEM_PIXELS, _TEXT_PIXELS = 280, 52, 96
_KEY = Qt.ItemDataRole.UserRole
_TITLE, _SPARE = 2, (0, 3, 5)  # columns
_REMINDED = 4  # lines of what the office itself owes, of each stage
_LOOKING, _LOST = "正在推算…", f"推算{AGAIN}"
_NOTHING = "今天没有要发的催办单和督办单。"
_MIND = "里面的问题刚有变化，请核对正在写的内容"


_Reckoned = tuple[tuple[tuple[Draft, ...], tuple[Draft, ...]], WorkCalendar]


def _reckoned(asking: Asking) -> _Reckoned:
    with asking.read() as connection:
        return asked_for(connection, asking.today), calendar(connection)


def _columns() -> list[Column]:
    fields = {one.name: one for one in KINDS["issues"].fields}
    widths = {"number": 8, "subject": 9, "title": 7, "due_on": 6}
    own = (Field("late", "情况", width=8), Field("rung", "到了哪一级", width=8))
    return [*(Column(fields[name], wide) for name, wide in widths.items()), *map(Column, own)]


class DraftsPanel(Panel):
    """At the left the drafts by unit, the gravest first; at the right the one in hand."""

    #: So many issues the ladder looks at in a tenth of a second; more of them beside the window.
    at_once = 2_000

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.found: tuple[Draft, ...] = ()
        self._texts: dict[str, str] = {}
        self._of: dict[str, tuple[str, ...]] = {}  # the issues that such a text was written of
        self._outdated: dict[str, str] = {}
        self._reckoning = Beside(workspace, self, self._lost)
        self._awaited, self._wanted = False, ""
        self.list = QListWidget()
        self.list.setAccessibleName("待发的通知")
        self.heading, self.hint = words("", "heading"), words("")
        self.shape = words("")
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("通知内容")
        self.text.setFixedHeight(_TEXT_PIXELS)
        self.text.setTabChangesFocus(True)
        self.source = Rows(_columns())
        self.table = TableView(self.source)
        self.table.nothing = _NOTHING
        self.room = Room(self.table, _TITLE, _SPARE, 0)
        self.reminded = QVBoxLayout()
        self._lay_out()
        self._connect()

    # --- what is shown -----------------------------------------------------------------------

    def refresh(self) -> None:
        """See Panel; the draft in hand stays so as long as it is one."""
        with self.workspace.book.read() as connection:
            many = chases_more_than(connection, self.workspace.book.clock.today(), self.at_once)
        self._awaited = not self._reckoning.ask(_reckoned, self._come, at_once=not many)
        if self._awaited:
            self.hint.setText(_LOOKING)
            self.table.nothing = _LOOKING
            self._show_deeds()

    def _come(self, reckoned: _Reckoned) -> None:
        before, self._awaited = self.current(), False
        (self.found, owed), self._days = reckoned
        self.table.nothing = _NOTHING
        self._set_aside(before.key if before and self.text.hasFocus() else "")
        self.list.blockSignals(True)
        self.list.clear()
        for one in self.found:
            self.list.addItem(_item(one))
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self._remind(owed)
        wanted, self._wanted = self._wanted or (before.key if before else ""), ""
        self.choose(wanted)
        self._show()
        self.told.emit()

    def _lost(self) -> None:
        """They will not come; those from before stay in sight, and nothing is sent of them."""
        self.table.nothing = _LOST
        self.hint.setText(_LOST)
        self.table.viewport().update()
        self.told.emit()

    def said(self) -> str:
        """See Panel."""
        if not self.found:
            return self.table.nothing
        issues = sum(len(one.issues) for one in self.found)
        return f"待发 {len(self.found)} 份，{issues} 件"

    def choose(self, key: str) -> None:
        """Take a draft in hand, as soon as it is reckoned."""
        keys = [one.key for one in self.found]
        if key in keys:
            self.list.setCurrentRow(keys.index(key))
        if self._awaited:
            self._wanted = key

    def current(self) -> Draft | None:
        """The draft in hand."""
        row = self.list.currentRow()
        return self.found[row] if 0 <= row < len(self.found) else None

    def take_keyboard(self) -> None:
        """See Panel: in the list of drafts."""
        self.list.setFocus()

    def _show(self) -> None:
        one = self.current()
        self._show_deeds()
        self.heading.setText(f"{called(one.step, one.level)} → {one.called}" if one else "")
        self.shape.setPixmap(levels.icon(one.level).pixmap(16) if one else QPixmap())
        self._show_text(self._texts.get(one.key, opening(one)) if one else "")
        self.source.show([_row(i, one.on, self._days) for i in one.issues] if one else [])
        self.table.refresh()
        self.hint.setText(self._hinted(one) if one else "")

    def _show_text(self, text: str) -> None:
        """What stands there already is left alone: whoever is typing keeps the place in it."""
        if text != self.text.toPlainText():
            self.text.blockSignals(True)
            self.text.setPlainText(text)
            self.text.blockSignals(False)

    def _show_deeds(self) -> None:
        """While it is reckoned anew, nothing is sent: it may be another notice then."""
        here = self.current() is not None
        self.text.setEnabled(here)
        for made in (self.look, self.sent_one, self.every):
            made.setEnabled(here and not self._awaited)

    def _set_aside(self, typing: str) -> None:
        """A text stays with the issues that it was written of; of others it might say too much.

        The one that is being typed stays under the hand, and the hint says what to look at.
        """
        for one in self.found:
            if one.key != typing and self._is_old(one):
                self._outdated[one.key] = self._texts.pop(one.key)

    def _is_old(self, one: Draft) -> bool:
        """Whether its text was written of other issues."""
        return one.key in self._texts and self._of[one.key] != _uids(one)

    def _hinted(self, one: Draft) -> str:
        old = self._outdated.get(one.key)
        told = f"里面的问题变了，内容已重拟；改过的那一稿是：{old}" if old else ""
        mind = _MIND if self._is_old(one) else ""
        return "；".join(filter(None, (_passed_over(one), told, mind)))

    def _remind(self, owed: Sequence[Draft]) -> None:
        clear(self.reminded)
        if owed:
            self.reminded.addWidget(words("本办公室自己的", "heading"))
        for one in owed:
            self.reminded.addWidget(words(f"{one.called}　{len(one.issues)} 件"))
            for issue in one.issues[:_REMINDED]:
                self.reminded.addWidget(self._link(issue))

    def _link(self, one: Chased) -> QPushButton:
        made = ElidedLink(f"{one.number} {one.title}")
        made.clicked.connect(lambda: self._open(one.uid))
        return made

    def _open(self, uid: str) -> None:
        self.workspace.shown.emit("issues", uid)

    # --- what is done ------------------------------------------------------------------------

    def send_one(self) -> None:
        """Send the draft in hand, and show it to be printed."""
        one = self.current()
        if one is not None and self.workspace.ask.confirm(
            f"给“{one.called}”发{called(one.step, one.level)}，{len(one.issues)} 件？"
            f"发出后编上文号，并写进每个问题的办理步骤。{self._caution([one])}",
            "发出",
        ):
            self._send([one])

    def send_all(self) -> None:
        """Send all drafts as one change."""
        wanted = self.found
        issues = sum(len(one.issues) for one in wanted)
        if wanted and self.workspace.ask.confirm(
            f"把今天的 {len(wanted)} 份通知（{issues} 件）全部发出？{self._caution(wanted)}",
            "全部发出",
        ):
            self._send(wanted)

    def _caution(self, wanted: Sequence[Draft]) -> str:
        return f"{_MIND}。" if any(map(self._is_old, wanted)) else ""

    def _send(self, wanted: Sequence[Draft]) -> None:
        book, actor = self.workspace.book, self.workspace.actor
        keys, texts = [one.key for one in wanted], dict(self._texts)

        def done(sent: list[Notice]) -> None:
            for key in keys:
                self._texts.pop(key, None)
                self._outdated.pop(key, None)
            numbers = "、".join(one.number for one in sent)
            self.workspace.said.emit(f"已发出 {numbers}")
            self._print([(one.step, s.number) for one, s in zip(wanted, sent, strict=True)])

        self.workspace.jobs.run(
            "发催办督办", lambda _: send(book, keys, actor, texts), done, self.workspace.failed
        )

    def _print(self, sent: Sequence[tuple[str, str]]) -> None:
        """Show what was sent as one file, to be printed at once."""
        book = self.workspace.book

        def draw(told: Progress) -> bytes:
            files = []
            for done, (step, number) in enumerate(sent):
                told.step(done, len(sent), "排印")
                files.append(NOTICE_OF[step].file(book, number, PDF))
            return joined(files)

        stem = sent[0][1] if len(sent) == 1 else f"催办督办 {len(sent)} 份"
        look_at_file(self.workspace, ("催办督办", stem), draw, self)

    def show_log(self) -> None:
        """See Panel: of the issue in hand, else of the first; a notice is not stored until sent."""
        one = self.current()
        if one is not None:
            issue = one.issues[max(self.table.currentIndex().row(), 0)]
            title = f"{issue.number}　{issue.title}"
            self.log = show_record(self.workspace, title, [("issue", issue.uid)], self)

    def print_out(self) -> None:
        """See Panel: look at the draft in hand as it would be printed."""
        one = self.current()
        if one is not None:
            look_at(self.workspace, self._paper(one), self)

    def _paper(self, one: Draft) -> Paper:
        book, text = self.workspace.book, self.text.toPlainText()

        def draw(suffix: str) -> bytes:
            with book.read() as connection:
                view = draft_view(connection, one, text)
            return NOTICE_OF[one.step].drawn(view, suffix, "草稿")

        name = called(one.step, one.level)
        return Paper(name, f"{name} {one.called}", draw)

    # --- how it is set -----------------------------------------------------------------------

    def _lay_out(self) -> None:
        left, right = Card(), Card()
        left.body.addWidget(self.list, 1)
        left.body.addLayout(self.reminded)
        head = QHBoxLayout()
        head.addWidget(self.shape)
        head.addWidget(self.heading, 1)
        right.body.addLayout(head)
        right.body.addWidget(self.text)
        right.body.addWidget(self.table, 1)
        self.hint.setWordWrap(True)
        right.body.addWidget(self.hint)
        right.body.addLayout(self._foot())
        self.box.addWidget(side_by_side(left, right, (_LIST_PIXELS, 3 * _LIST_PIXELS)), 1)

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        self.look = button("预览…", "plain", "eye")
        self.look.setToolTip("看印出来的样子，还不编号（Ctrl+P）")
        self.every = button("全部发出…", "plain", "send")
        self.sent_one = button("发出并打印…", "primary", "send")
        self.sent_one.setToolTip("编上文号，写进每个问题，再打印（Ctrl+Enter）")
        foot.addWidget(self.look)
        foot.addWidget(record_button(self.show_log, "选中问题"))
        foot.addStretch()
        foot.addWidget(self.every)
        foot.addWidget(self.sent_one)
        return foot

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._turn_to)
        self.text.textChanged.connect(self._keep_text)
        self.table.opened.connect(self._open)
        self.look.clicked.connect(self.print_out)
        self.every.clicked.connect(self.send_all)
        self.sent_one.clicked.connect(self.send_one)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.send_one)

    def _turn_to(self, _row: int) -> None:
        self._wanted = ""
        self._show()

    def _keep_text(self) -> None:
        one = self.current()
        if one is not None:
            self._texts[one.key] = self.text.toPlainText()
            self._of[one.key] = _uids(one)


def _uids(one: Draft) -> tuple[str, ...]:
    return tuple(issue.uid for issue in one.issues)


def _item(one: Draft) -> QListWidgetItem:
    said = levels.said(one.step, one.level).split(" ")[-1]
    made = QListWidgetItem(f"{one.called}\n{said}　{len(one.issues)} 件")
    made.setIcon(levels.icon(one.level))
    made.setData(_KEY, one.key)
    made.setSizeHint(QSize(0, _ITEM_PIXELS))
    return made


def _row(one: Chased, on: date, days: WorkCalendar) -> tuple[str, tuple[object, ...]]:
    late = standing(one.reached.anchor, on, days)
    return one.uid, (
        one.number,
        one.subject,
        one.title,
        one.due_on,
        late,
        one.reached.rung.label,
    )


def _passed_over(one: Draft) -> str:
    """Why lower rungs are not sent any more, each reason once."""
    reasons: dict[str, list[str]] = {}
    for issue in one.issues:
        for passed in issue.passed:
            reasons.setdefault(passed.reason, []).append(passed.reached.rung.label)
    told = (f"{'、'.join(dict.fromkeys(rungs))}：{reason}" for reason, rungs in reasons.items())
    return "；".join(told)
