"""简报: the months at the left, the text in the middle, its paper and its numbers at the right."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QTabWidget

from desk import bulletins
from desk.bulletins import Draft, Issued
from desk.bulletins.shelf import rows_of_month, shelf
from desk.bulletins.telling import OpenMonth, open_month, view_of
from desk.errors import Conflict, Refused, Trouble
from desk.history import record
from desk.statistics.opening import record_of
from models.calendar import Month
from ui.documents import put_on_paper
from ui.drafting import DraftKeeper
from ui.pages.bulletins.editor import DraftEditor, parts
from ui.pages.bulletins.figures import FiguresPane
from ui.pages.bulletins.issuing import ask_for_head
from ui.pages.bulletins.months import MonthsList
from ui.pages.bulletins.paper import Papers, Redrawing, export
from ui.pages.bulletins.rows import RowsDialog
from ui.pages.page import Page
from ui.parts import Card, button
from ui.preview import PdfPages, Pictures, Preview
from ui.record import RecordDialog
from ui.workspace import Workspace

DRAFT = "bulletin-"
_SHARES = (540, 440)  # of the width, for text and paper


class BulletinsPage(Page):
    """See the module."""

    name = "bulletins"
    label = "简报"
    icon = "file-text"
    watches = frozenset(
        {"bulletin", "setting", "assignment", "visit", "visit_visitor", "issue", "step", "subject"}
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.months = MonthsList()
        self.editor = DraftEditor()
        self.preview = Preview()
        self.figures = FiguresPane()
        self.keeper = DraftKeeper(self.editor, workspace.drafts, DRAFT)
        self.redrawing = Redrawing(workspace.jobs, self.papers)
        self._loaded: OpenMonth | None = None
        self._make_buttons()
        self._lay_out()
        self._connect()
        self.stale = True  # counted and drawn when it comes into sight

    # --- what is in sight --------------------------------------------------------------------

    @property
    def opened(self) -> OpenMonth:
        """The month in sight, at first the one that has a draft from before, else the current."""
        if self._loaded is None:
            kept = [Month.parse(name) for name in self._draft_months()]
            self._loaded = self._load(kept[0] if kept else Month.of(self._today()))
        return self._loaded

    @property
    def month(self) -> Month:
        """The month in sight."""
        return self.opened.draft.month

    @property
    def fixed(self) -> bool:
        """Whether the bulletin in sight is issued and stands fast."""
        return self.opened.sent is not None

    @property
    def written(self) -> bool:
        """Whether something stands here that the casebook does not have."""
        return not self.fixed and self.editor.draft() != parts(self.opened.draft)

    def choose(self, month: Month) -> None:
        """Bring another month into sight; what is half written is kept."""
        if month == self.month:
            return
        self.keeper.keep_pending()
        loaded = self.workspace.attempt(lambda: self._load(month))
        if loaded is None:
            self.months.choose(self.month)
            return
        self._loaded = loaded
        self.preview.show_pages(Pictures([]))
        self._show()

    def refresh(self) -> None:
        """See Page; the text that is being written stays, its numbers become those of now."""
        before = self._loaded
        if before is None:
            self._show()
            return
        written = self.written
        self.keeper.keep_pending()
        self._loaded = self._load(before.draft.month)
        self._show(keep=written and not self.fixed)

    def open(self, uid: str) -> None:
        """Bring a month (`2018-07`) into sight."""
        self.months.choose(Month.parse(uid))

    def search(self) -> None:
        """Look for a number (Ctrl+F)."""
        self.tabs.setCurrentWidget(self.figures)
        self.figures.search.setFocus()

    def show_log(self) -> None:
        """See Page."""
        with self.workspace.book.read() as connection:
            entries = record(connection, rows_of_month(connection, self.month))
        self.log = RecordDialog(f"{self.month.label}简报", entries, self)
        self.log.open()

    def has_draft(self) -> bool:
        """See Page."""
        return bool(self._draft_months())

    def may_close(self) -> bool:
        """See Page."""
        self.keeper.keep_pending()
        self.redrawing.forget()
        self.workspace.settings.keep("bulletins-panes", self.splitter)
        return True

    def _draft_months(self) -> list[str]:
        """The months that have something half written, the newest writing first."""
        names = [draft.form for draft in self.workspace.drafts.all()]
        return [name.removeprefix(DRAFT) for name in names if name.startswith(DRAFT)]

    def _load(self, month: Month) -> OpenMonth:
        book = self.workspace.book
        with book.read() as connection:
            return open_month(connection, book.store, month, self._today())

    def _show(self, *, keep: bool = False) -> None:
        """Show the month, with the draft that waits; or `keep` the text that stands here."""
        self.redrawing.forget()
        with self.workspace.book.read() as connection:
            self.months.show_shelf(shelf(connection, self._today()), self.month)
        self.editor.text.tell(self.opened.telling.known)
        if not keep:
            self._show_text()
        self.editor.set_read_only(self.fixed)
        self.figures.set_read_only(self.fixed)
        self._say()
        self.redrawing.draw()

    def _show_text(self) -> None:
        self._seen = self.opened.draft
        self.keeper.name = f"{DRAFT}{self.month}"
        self.editor.restore(parts(self.opened.draft))
        self.keeper.begin()
        if self.fixed:
            self.keeper.drop()
        else:
            self.keeper.restore()

    def _say(self) -> None:
        """Say what is in sight, and which numbers it uses."""
        self._say_state()
        known = map(self.opened.telling.known, self.editor.text.numbers())
        told = [one for one in known if one is not None]
        self.figures.show_used(told, self.opened.telling.every)
        self.tabs.setTabText(1, f"数字 {len(told)}")

    def _say_state(self) -> None:
        """Say how far the bulletin is, and grey out what cannot be done with it."""
        written, saved = self.written, self.opened.draft.saved
        self.count.setText(f"{self.month.label}　{self._state(written)}")
        self.save_button.setEnabled(not self.fixed and (written or not saved))
        self.reset_button.setEnabled(not self.fixed and (written or saved))
        self.issue_button.setEnabled(not self.fixed)

    def _state(self, written: bool) -> str:
        sent = self.opened.sent
        if sent is not None:
            return f"第 {sent.masthead.number} 期，{sent.masthead.issued_on} 印发，不再变动"
        if written:
            return "有修改未保存"
        return "草稿" if self.opened.draft.saved else "系统拟稿，尚未保存"

    def _today(self) -> date:
        return self.workspace.book.clock.today()

    # --- what is done ------------------------------------------------------------------------

    def save(self) -> None:
        """Keep the text in the casebook."""
        if not self.fixed:
            self._saved()

    def _saved(self) -> bool:
        """Whether the text is in the casebook now."""
        written = self.workspace.attempt(lambda: self.editor.edited(self.opened.draft))
        done = written is not None and self._keep(written, self._seen)
        if done:
            self.keeper.drop()
            if self.written:  # blank lines were left out, or a colleague's words came in
                self._show_text()
            self.keeper.begin()
            self._say()
            self.workspace.said.emit(f"已保存{self.month.label}简报草稿")
        return done

    def _keep(self, draft: Draft, seen: Draft) -> bool:
        """Save a draft; where a colleague changed the same, the person chooses."""
        book, actor = self.workspace.book, self.workspace.actor
        try:
            bulletins.save_draft(book, draft, actor, seen)
        except Conflict as conflict:
            theirs = self.workspace.ask.settle(conflict)
            if theirs is None:
                return False
            known = {clash.name: clash.value for clash in conflict.clashes}
            kept = {name: value for name, value in known.items() if name in theirs}
            return self._keep(bulletins.settled(draft, kept), bulletins.settled(seen, known))
        except (Refused, Trouble) as error:
            self.workspace.ask.warn(error.sentence)
            return False
        return True

    def reset(self) -> None:
        """Throw away what was written, and draft from the figures of now."""
        book, actor, month = self.workspace.book, self.workspace.actor, self.month
        question = f"放弃对{month.label}简报的修改，按现在的数字重新拟稿？"
        if not self.fixed and self.workspace.ask.confirm(question, "重新拟稿"):
            self.keeper.drop()
            self.workspace.attempt(lambda: bulletins.reset_draft(book, month, actor))
            self._loaded = self._load(month)
            self._show()

    def issue(self) -> None:
        """Number, date and freeze the bulletin; there is no way back."""
        if self.fixed:
            return
        idle = self.editor.text.idle()
        with self.workspace.book.read() as connection:
            head = bulletins.next_masthead(connection, self._today())
        agreed = ask_for_head(self.workspace, self.month, head, idle)
        if agreed is not None and (not self.written or self._saved()):
            self._send(*agreed)

    def _send(self, number: int, day: date) -> None:
        book, actor, month = self.workspace.book, self.workspace.actor, self.month

        def done(sent: Issued) -> None:
            self.workspace.said.emit(f"已作为第 {sent.masthead.number} 期印发")

        self.workspace.jobs.run(
            f"印发{month.label}简报",
            lambda _: bulletins.issue(book, month, number, actor, day),
            done,
            self.workspace.failed,
        )

    def export(self) -> None:
        """Word and PDF into a folder: of a draft as it stands here, of an issue as it was kept."""
        papers = self.workspace.attempt(self.papers)
        if papers is not None:
            export(self.workspace, papers)

    def print_out(self) -> None:
        """See Page."""
        papers = self.workspace.attempt(self.papers)
        if papers is not None:
            put_on_paper(self.workspace, papers.paper(), self)

    def papers(self) -> Papers:
        """What stands here, ready to be printed. Raises `Refused` for what cannot be."""
        sent = self.opened.sent
        if sent is not None:
            return Papers(sent.files, sent.stem)
        edited = self.editor.edited(self.opened.draft)
        with self.workspace.book.read() as connection:
            view = view_of(connection, self.opened, edited, self._today())
        return Papers(view, bulletins.draft_stem(edited))

    def open_number(self, written: str) -> None:
        """Show the rows behind a number."""
        told = self.opened.telling.known(written)
        if told is not None:
            self.rows = RowsDialog(told, self.opened.telling.opened(written), self)
            self.rows.record_wanted.connect(self._lead)
            self.rows.open()

    def _lead(self, kind: str, written: str) -> None:
        def found() -> str | None:
            with self.workspace.book.read() as connection:
                return record_of(connection, (kind, written))

        uid = self.workspace.attempt(found)
        if uid:
            self.workspace.shown.emit(kind, uid)

    # --- how it is laid out ------------------------------------------------------------------

    def _make_buttons(self) -> None:
        self.reset_button = self._tool("恢复系统拟稿", "undo-2", self.reset)
        self.save_button = self._tool("保存草稿", "save", self.save, "Ctrl+S")
        self.issue_button = self._tool("印发…", "send", self.issue)
        self.print_button = self._tool("打印", "printer", self.print_out, "Ctrl+P")
        self.export_button = self._tool("导出 Word 和 PDF", "download", self.export, primary=True)

    def _tool(
        self, text: str, icon: str, act: Callable[[], None], key: str = "", primary: bool = False
    ) -> QPushButton:
        made = button(text, "primary" if primary else "plain", icon)
        made.setToolTip(f"{text}（{key}）" if key else text)
        made.clicked.connect(lambda: act())
        self.tools.addWidget(made)
        return made

    def _lay_out(self) -> None:
        text = Card()
        text.body.addWidget(self.editor)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.preview, "预览")
        self.tabs.addTab(self.figures, "数字")
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(text)
        self.splitter.addWidget(self.tabs)
        self.splitter.setSizes(_SHARES)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(12)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.months)
        line.addWidget(self.splitter, 1)
        self.body.addLayout(line, 1)
        self.workspace.settings.restore("bulletins-panes", self.splitter)

    def _connect(self) -> None:
        self.months.chosen.connect(self.choose)
        self.editor.changed.connect(self.redrawing.soon)
        self.editor.changed.connect(self._say_state)
        self.editor.text.opened.connect(self.open_number)
        self.figures.opened.connect(self.open_number)
        self.figures.inserted.connect(self.editor.text.insert_number)
        self.figures.picked.connect(self.editor.text.point_at)
        self.keeper.failed.connect(self.workspace.said)
        self.keeper.kept.connect(self.workspace.drafted)
        self.keeper.kept.connect(self._say)
        self.redrawing.drawn.connect(self._show_paper)
        self.redrawing.failed.connect(self.editor.refuse)

    def _show_paper(self, pdf: bytes) -> None:
        page = self.preview.page()
        self.preview.show_pages(PdfPages(pdf))
        self.preview.go_to(page)
