"""简报: kinds and months at the left, the text in the middle, its paper and numbers beside it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout

from desk import bulletins
from desk.bulletins import Issued, Masthead
from desk.bulletins.kinds import KINDS, Edition
from desk.bulletins.shelf import rows_of_month, shelf
from desk.bulletins.telling import OpenMonth, open_month, view_of
from desk.history import record
from models.calendar import Month
from ui.asking import settled
from ui.documents import put_on_paper
from ui.drafting import DraftKeeper
from ui.pages.bulletins.behind import Behind
from ui.pages.bulletins.editor import DraftEditor, parts
from ui.pages.bulletins.figures import FiguresPane
from ui.pages.bulletins.issuing import ask_for_head, called, question_of
from ui.pages.bulletins.keeping import draft_name, edition_called, half_written, keep
from ui.pages.bulletins.kinds import KindsList
from ui.pages.bulletins.months import MonthsList
from ui.pages.bulletins.paper import Papers, Redrawing, export
from ui.pages.bulletins.printed import IssuedDialog
from ui.pages.page import Page
from ui.panes import side_by_side
from ui.parts import Card, button
from ui.preview import PdfPages, Pictures, Preview
from ui.record import RecordDialog
from ui.recordbutton import record_button
from ui.workspace import Workspace

_SHARES = (540, 440)  # of the width, for text and paper
_KIND = "bulletins-kind"  # under which the window remembers the kind in sight


class BulletinsPage(Page):
    """See the module. An edition is a kind and a month; one is in sight."""

    name = "bulletins"
    watches = frozenset(
        {"bulletin", "setting", "assignment", "visit", "visit_visitor", "issue", "step", "subject"}
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.kinds = KindsList()
        self.months = MonthsList()
        self.editor = DraftEditor()
        self.preview = Preview()
        self.figures = FiguresPane()
        self.keeper = DraftKeeper(self.editor, workspace.drafts, "")
        self.behind = Behind(workspace, self, self._load)
        self.redrawing = Redrawing(workspace.jobs, self.papers)
        self._loaded: OpenMonth | None = None
        self._make_buttons()
        self._lay_out()
        self._connect()
        self.stale = True  # counted and drawn when it comes into sight

    # --- what is in sight --------------------------------------------------------------------

    @property
    def opened(self) -> OpenMonth:
        """The edition in sight, at first the one that has a draft from before, else the current."""
        if self._loaded is None:
            self._loaded = self._load(self._first())
        return self._loaded

    def _first(self) -> Edition:
        kept = half_written(self.workspace.drafts)
        kind = self.workspace.settings.remembered(_KIND)
        now = Edition(kind if kind in KINDS else next(iter(KINDS)), Month.of(self._today()))
        return kept[0] if kept else now

    @property
    def edition(self) -> Edition:
        """The edition in sight."""
        return self.opened.draft.edition

    @property
    def month(self) -> Month:
        """The month in sight."""
        return self.edition.month

    @property
    def fixed(self) -> bool:
        """Whether the bulletin in sight is issued and stands fast."""
        return self.opened.sent is not None

    @property
    def written(self) -> bool:
        """Whether something stands here that the casebook does not have."""
        return not self.fixed and self.editor.draft() != parts(self.opened.draft)

    def choose(self, edition: Edition) -> None:
        """Bring another edition into sight; what is half written is kept."""
        if edition == self.edition:
            return
        self.keeper.keep_pending()
        loaded = self.workspace.attempt(lambda: self._load(edition))
        if loaded is None:
            self.kinds.show_kind(self.edition.kind)
            self.months.choose(self.month)
            return
        self._loaded = loaded
        self.workspace.settings.remember(_KIND, edition.kind)
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
        self._loaded = self._load(before.draft.edition)
        self._show(keep=written and not self.fixed)

    def open(self, uid: str) -> None:
        """Bring a month (`2018-07`) or an edition (`circular-2018-07`) into sight."""
        self.choose(edition_called(uid, self.edition.kind))

    def take_keyboard(self) -> None:
        """See Page: the months."""
        self.months.setFocus()

    def search(self) -> None:
        """Look for a number (Ctrl+F)."""
        self.tabs.setCurrentWidget(self.figures)
        self.figures.search.setFocus()

    def show_log(self) -> None:
        """See Page."""
        with self.workspace.book.read() as connection:
            entries = record(connection, rows_of_month(connection, self.edition))
        self.log = RecordDialog(self.edition.label, entries, self)
        self.log.open()

    def has_draft(self) -> bool:
        """See Page."""
        return bool(half_written(self.workspace.drafts))

    def may_close(self) -> bool:
        """See Page."""
        self.keeper.keep_pending()
        self.redrawing.forget()
        self.workspace.settings.keep("bulletins-panes", self.splitter)
        return True

    def _load(self, edition: Edition) -> OpenMonth:
        book = self.workspace.book
        with book.read() as connection:
            return open_month(connection, book.store, edition, self._today())

    def _show(self, *, keep: bool = False) -> None:
        """Show the edition, with the draft that waits; or `keep` the text that stands here."""
        self.redrawing.forget()
        kind = self.edition.kind
        with self.workspace.book.read() as connection:
            self.months.show_shelf(shelf(connection, self._today(), kind), self.month)
        self.kinds.show_kind(kind)
        self.editor.tell(self.opened.telling)
        if not keep:
            self._show_text()
        self.editor.set_read_only(self.fixed)
        self.figures.set_read_only(self.fixed)
        self._say()
        self.redrawing.draw()

    def _show_text(self) -> None:
        self._seen = self.opened.draft
        self.keeper.name = draft_name(self.edition)
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
        self.figures.show_telling(told, self.opened.telling)
        self.tabs.setTabText(1, f"数字 {len(told)}")

    def _say_state(self) -> None:
        """Say how far the bulletin is, and offer what can be done with it."""
        written, saved = self.written, self.opened.draft.saved
        self.count.setText(self._state(written))
        self.count.setToolTip(f"{self.edition.label}：{self.count.text()}")
        self.save_button.setEnabled(written or not saved)
        self.reset_button.setEnabled(written or saved)
        for one in (self.save_button, self.reset_button, self.issue_button):
            one.setVisible(not self.fixed)
        self.issued_button.setVisible(self.fixed)

    def _state(self, written: bool) -> str:
        sent = self.opened.sent
        if sent is not None:
            return called(sent.masthead)
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
        done = written is not None and keep(self.workspace, written, self._seen)
        if done:
            self.keeper.drop()
            if self.written:  # blank lines were left out, or a colleague's words came in
                self._show_text()
            self.keeper.begin()
            self._say()
            self.workspace.said.emit(f"已保存{self.edition.label}草稿")
        return done

    def reset(self) -> None:
        """Throw away what was written, and draft from the figures of now."""
        book, actor, edition = self.workspace.book, self.workspace.actor, self.edition
        question = f"放弃对{edition.label}的修改，按现在的数字重新拟稿？"
        if not self.fixed and self.workspace.ask.confirm(question, "重新拟稿"):
            self.keeper.drop()
            self.workspace.attempt(lambda: bulletins.reset_draft(book, edition, actor))
            self._loaded = self._load(edition)
            self._show()

    def issue(self) -> None:
        """Number, date and freeze the bulletin; there is no way back."""
        if self.fixed:
            return
        idle = [told.label for told in self.editor.text.idle() if not told.exhibit]
        agreed = ask_for_head(self.workspace, self.edition, self._head_of, idle)
        if agreed is not None and (not self.written or self._saved()):
            self._send(*agreed)

    def _head_of(self, day: date, number: int | None) -> Masthead:
        with self.workspace.book.read() as connection:
            return bulletins.next_masthead(connection, day, number, self.edition.kind)

    def _send(self, number: int, day: date) -> None:
        book, actor, edition = self.workspace.book, self.workspace.actor, self.edition

        def done(sent: Issued) -> None:
            settled(self.workspace, question_of(edition))
            self.workspace.said.emit(f"已作为第 {sent.masthead.number} 期印发")

        self.workspace.jobs.run(
            f"印发{edition.label}",
            lambda _: bulletins.issue(book, edition, number, actor, day),
            done,
            self.workspace.failed,
        )

    def show_issued(self) -> None:
        """Show what the issue in sight is called, its faces, and what proves its files."""
        if self.opened.sent is not None:
            self.issued_dialog = IssuedDialog(self.opened.sent, self)
            self.issued_dialog.open()

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
        sent, name = self.opened.sent, KINDS[self.edition.kind].label
        if sent is not None:
            return Papers(sent.files, sent.stem, name)
        edited = self.editor.edited(self.opened.draft)
        with self.workspace.book.read() as connection:
            view = view_of(connection, self.opened, edited, self._today())
        return Papers(view, bulletins.draft_stem(edited), name)

    def insert_exhibit(self) -> None:
        """Let a table or a chart be chosen for the text."""
        if self.fixed:
            self.workspace.said.emit(f"{self.edition.label}已印发，不能再插入")
        else:
            self.editor.exhibits.drop_down()

    def open_number(self, written: str) -> None:
        """Show the rows behind a number, a table or a chart."""
        self.behind.show(self.opened.telling, written)

    def verify(self) -> None:
        """Hold a Word file that was edited outside against the casebook."""
        self.behind.choose_file(self.edition)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file, to be verified."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Verify the file that was dropped."""
        event.acceptProposedAction()
        self.behind.verify(Path(event.mimeData().urls()[0].toLocalFile()), self.edition)

    # --- how it is laid out ------------------------------------------------------------------

    def _make_buttons(self) -> None:
        self.reset_button = self._tool("恢复系统拟稿", "undo-2", self.reset)
        self.save_button = self._tool("保存草稿", "save", self.save, "Ctrl+S")
        self.issue_button = self._tool("印发…", "send", self.issue)
        self.issued_button = self._tool("印发信息", "info", self.show_issued)
        self.print_button = self._tool("打印", "printer", self.print_out, "Ctrl+P")
        self.export_button = self._tool("导出…", "download", self.export, primary=True)
        self.export_button.setToolTip("导出 Word 和 PDF 到文件夹")
        self.count.setMinimumWidth(1)  # in a narrow window the buttons come first

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
        self.splitter = side_by_side(text, self.tabs, _SHARES)
        self.splitter.setStretchFactor(0, 1)  # text and paper grow alike
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addLayout(self._left())
        line.addWidget(self.splitter, 1)
        self.body.addLayout(line, 1)
        self.workspace.settings.restore("bulletins-panes", self.splitter)

    def _left(self) -> QVBoxLayout:
        self.verify_button = button("核对 Word…")
        self.verify_button.setToolTip("看改过的 Word 文件与台账是否一致；也可以把文件拖到这一页")
        self.verify_button.clicked.connect(self.verify)
        self.setAcceptDrops(True)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.kinds)
        left.addWidget(self.months, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.verify_button, 1)
        foot.addWidget(record_button(self.show_log, "这一期"))
        left.addLayout(foot)
        return left

    def _connect(self) -> None:
        self.kinds.chosen.connect(lambda kind: self.choose(Edition(kind, self.month)))
        self.months.chosen.connect(lambda month: self.choose(Edition(self.edition.kind, month)))
        self.editor.changed.connect(self.redrawing.soon)
        self.editor.changed.connect(self._say_state)
        self.editor.text.opened.connect(self.open_number)
        self.figures.opened.connect(self.open_number)
        self.figures.inserted.connect(self.editor.text.insert)
        self.figures.picked.connect(self.editor.text.point_at)
        self.keeper.failed.connect(self.workspace.said)
        self.keeper.kept.connect(self.workspace.drafted)
        self.keeper.kept.connect(self._say)
        self.redrawing.drawn.connect(self._show_paper)
        self.redrawing.failed.connect(self.editor.refuse)

    def _show_paper(self, pages: PdfPages) -> None:
        page = self.preview.page()
        self.preview.show_pages(pages)
        self.preview.go_to(page)
