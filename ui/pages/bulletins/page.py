"""简报: the months at the left, the text in the middle, its paper and its numbers at the right."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QTabWidget

from desk import bulletins
from desk.bulletins import Draft, Issued
from desk.bulletins.shelf import Shelved, shelf
from desk.bulletins.telling import Telling, telling
from desk.statistics.opening import record_of
from models.calendar import Month
from ui.drafting import DraftKeeper
from ui.pages.bulletins.editor import DraftEditor
from ui.pages.bulletins.figures import FiguresList
from ui.pages.bulletins.issuing import ask_for_head
from ui.pages.bulletins.months import MonthsList
from ui.pages.bulletins.paper import Papers, Redrawing, export, put_on_paper
from ui.pages.bulletins.rows import RowsDialog
from ui.pages.page import Page
from ui.parts import Card, button
from ui.preview import PdfPages, Pictures, Preview
from ui.workspace import Workspace

DRAFT = "bulletin-"
_SHARES = (540, 440)  # of the width, for text and paper


@dataclass(frozen=True)
class Open:
    """The month in sight: its text as the casebook has it, its numbers, its issue if there is."""

    draft: Draft
    telling: Telling
    sent: Issued | None


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
        self.figures = FiguresList()
        self.keeper = DraftKeeper(self.editor, workspace.drafts, DRAFT)
        self.redrawing = Redrawing(workspace.jobs, self.papers)
        self._make_buttons()
        self._lay_out()
        found = self._shelf()
        self._open = self._load(self._first(found))
        self.months.show_shelf(found, self.month)
        self._connect()
        self._show()

    # --- what is in sight --------------------------------------------------------------------

    @property
    def month(self) -> Month:
        """The month in sight."""
        return self._open.draft.month

    @property
    def fixed(self) -> bool:
        """Whether the bulletin in sight is issued and stands fast."""
        return self._open.sent is not None

    def choose(self, month: Month) -> None:
        """Bring another month into sight; what is half written is kept."""
        if month != self.month:
            self.keeper.keep_pending()
            self._open = self._load(month)
            self._show()

    def refresh(self) -> None:
        """See Page; the text that is being written stays, its numbers become those of now."""
        self.keeper.keep_pending()
        self._open = self._load(self.month)
        self.months.show_shelf(self._shelf(), self.month)
        if self._written() and not self.fixed:
            self.editor.text.tell(self._open.telling.known)
            self._say()
            self.redrawing.draw()
        else:
            self._show()

    def open(self, uid: str) -> None:
        """Bring a month (`2018-07`) into sight."""
        self.months.choose(Month.parse(uid))

    def has_draft(self) -> bool:
        """See Page."""
        return any(draft.form.startswith(DRAFT) for draft in self.workspace.drafts.all())

    def may_close(self) -> bool:
        """See Page."""
        self.keeper.keep_pending()
        self.redrawing.forget()
        self.workspace.settings.keep("bulletins-panes", self.splitter)
        return True

    def _shelf(self) -> list[Shelved]:
        with self.workspace.book.read() as connection:
            return shelf(connection, self._today())

    def _first(self, found: list[Shelved]) -> Month:
        """The month that has a draft from before, else the current one."""
        kept = {draft.form.removeprefix(DRAFT) for draft in self.workspace.drafts.all()}
        return next((one.month for one in found if str(one.month) in kept), found[0].month)

    def _load(self, month: Month) -> Open:
        book, today = self.workspace.book, self._today()
        with book.read() as connection:
            return Open(
                bulletins.get_draft(connection, month, today),
                telling(connection, month, today),
                bulletins.issued(connection, book.store, month),
            )

    def _show(self) -> None:
        """Show the month anew, with the draft that waits."""
        self.redrawing.forget()
        self.keeper.name = f"{DRAFT}{self.month}"
        self.editor.show_draft(self._open.draft, self._open.telling.known)
        self.editor.set_read_only(self.fixed)
        self.keeper.begin()
        self._base = self.editor.draft()
        if self.fixed:
            self.keeper.drop()
        else:
            self.keeper.restore()
        self.preview.show_pages(Pictures([]))
        self._say()
        self.redrawing.draw()

    def _written(self) -> bool:
        """Whether something stands here that the casebook does not have."""
        return self.editor.draft() != self._base

    def _say(self) -> None:
        """Say what is in sight, and grey out what cannot be done with it."""
        sent, draft = self._open.sent, self._open.draft
        if sent is not None:
            state = f"第 {sent.masthead.number} 期，{sent.masthead.issued_on} 印发，不再变动"
        elif self._written():
            state = "有未保存的修改"
        else:
            state = "草稿" if draft.saved else "系统拟稿，尚未保存"
        self.count.setText(f"{self.month.label}　{state}")
        self.save_button.setEnabled(not self.fixed and (self._written() or not draft.saved))
        self.reset_button.setEnabled(not self.fixed and (self._written() or draft.saved))
        self.issue_button.setEnabled(not self.fixed)
        told = [self._open.telling.known(one) for one in self.editor.text.numbers()]
        shown = [one for one in told if one is not None]
        self.figures.show_told(shown)
        self.tabs.setTabText(1, f"数字 {len(shown)}")

    def _today(self) -> date:
        return self.workspace.book.clock.today()

    # --- what is done ------------------------------------------------------------------------

    def save(self) -> None:
        """Keep the text in the casebook."""
        if not self.fixed:
            self._saved()

    def _saved(self) -> bool:
        """Whether the text is in the casebook now."""
        book, actor = self.workspace.book, self.workspace.actor

        def keep() -> bool:
            edited = self.editor.edited(self._open.draft)
            self.keeper.begin()
            self._base = self.editor.draft()
            bulletins.save_draft(book, edited, actor)
            return True

        done = bool(self.workspace.attempt(keep))
        if done:
            self.keeper.drop()
            self.refresh()
            self.workspace.said.emit(f"已保存{self.month.label}简报草稿")
        return done

    def reset(self) -> None:
        """Throw away what was written, and draft from the figures of now."""
        book, actor, month = self.workspace.book, self.workspace.actor, self.month
        question = f"放弃对{month.label}简报的修改，按现在的数字重新拟稿？"
        if not self.fixed and self.workspace.ask.confirm(question, "重新拟稿"):
            self.workspace.attempt(lambda: bulletins.reset_draft(book, month, actor))
            self.keeper.drop()
            self._open = self._load(month)
            self._show()

    def issue(self) -> None:
        """Number, date and freeze the bulletin; there is no way back."""
        if self.fixed:
            return
        idle = self.editor.text.idle()
        with self.workspace.book.read() as connection:
            head = bulletins.next_masthead(connection, self._today())
        agreed = ask_for_head(self.workspace, self.month, head, idle)
        if agreed is not None and (not self._written() or self._saved()):
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
            put_on_paper(self.workspace, papers, self)

    def papers(self) -> Papers:
        """What stands here, ready to be printed. Raises `Refused` for what cannot be."""
        sent = self._open.sent
        if sent is not None:
            return Papers(sent.files, sent.stem)
        edited = self.editor.edited(self._open.draft)
        with self.workspace.book.read() as connection:
            view = bulletins.draft_view(connection, edited, self._today())
        return Papers(view, bulletins.draft_stem(edited))

    def open_number(self, written: str) -> None:
        """Show the rows behind a number."""
        told = self._open.telling.known(written)
        if told is not None:
            self.rows = RowsDialog(told, self._open.telling.opened(written), self)
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
        self.editor.changed.connect(self._typed)
        self.editor.text.opened.connect(self.open_number)
        self.figures.opened.connect(self.open_number)
        self.figures.picked.connect(self.editor.text.reveal)
        self.keeper.failed.connect(self.workspace.said)
        self.keeper.kept.connect(self.workspace.drafted)
        self.keeper.kept.connect(self._say)
        self.redrawing.drawn.connect(self._show_paper)
        self.redrawing.failed.connect(self.editor.refuse)

    def _typed(self) -> None:
        self.redrawing.soon()

    def _show_paper(self, pdf: bytes) -> None:
        page = self.preview.page()
        self.preview.show_pages(PdfPages(pdf))
        self.preview.go_to(page)
