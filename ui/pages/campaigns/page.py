"""问题大排查: drives with their lists; what is found is registered as issues of the drive."""

from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut

from desk import campaigns, history
from desk.lists import Line, lines_of
from desk.meetings.documents import CAMPAIGN_PAPERS
from desk.printable import Printable
from models.fields import KINDS
from ui.asking import Question, add, amend, fill, settled
from ui.documents import look_at
from ui.forms import Form, as_written
from ui.pages.campaigns.pane import CampaignPane
from ui.pages.listpage import ListPage
from ui.parts import button
from ui.record import RecordDialog
from ui.slips import blank_paper, slip_paper
from ui.workspace import Workspace

_KIND = KINDS["campaigns"]
_NEW, _EDITS = "campaign-new", "campaign-"


class CampaignsPage(ListPage):
    """The list of drives; units, reports and findings of the current one at the right."""

    name = "campaigns"
    typed_here = (_EDITS,)
    kind = "campaigns"
    watches = frozenset({"campaign", "campaign_unit", "issue", "step", "organization", "subject"})
    columns = ("title", "from_on", "to_on", "number", "plan")
    spare = ("to_on", "from_on", "plan", "number")
    elastic = "title"
    pane_pixels = 560
    invitation = "搜索排查名称、要求（Ctrl+F）"
    empty = "还没有大排查。从右上方“新建大排查”开始。"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.campaign = CampaignPane()
        self.pane.body.addWidget(self.campaign)
        self.new_button = button("新建大排查", "primary", "plus")
        self.new_button.setToolTip("新建大排查（Ctrl+N）")
        self.tools.addWidget(self.new_button)
        self._connect_pane()

    def _connect_pane(self) -> None:
        pane = self.campaign
        self.new_button.clicked.connect(self.begin_new)
        pane.edit_wanted.connect(self.edit)
        pane.deal_wanted.connect(self.deal_out)
        pane.add_wanted.connect(lambda: self.ask_unit(""))
        pane.unit_wanted.connect(lambda: self.ask_unit(pane.list.current()))
        pane.report_wanted.connect(self.report)
        pane.list.dropped.connect(self.drop)
        pane.issue_wanted.connect(self.register)
        pane.slip_wanted.connect(self.print_slip)
        pane.link_wanted.connect(self.workspace.shown)
        QShortcut(QKeySequence("F2"), self, self.edit)

    def show_record(self, uid: str) -> None:
        """See ListPage."""
        if not uid:
            self.campaign.show_nothing()
            return
        today = self.workspace.book.clock.today()
        with self.workspace.book.read() as connection:
            found = campaigns.standing(connection, uid, today)
        self.campaign.show_campaign(found, today)

    def open_record(self, uid: str) -> None:
        """Enter on a row leads into its units."""
        has_units = self.campaign.standing is not None and self.campaign.standing.units
        (self.campaign.list if has_units else self.campaign.deal).setFocus()

    # --- the drive ---------------------------------------------------------------------------

    def begin_new(self) -> None:
        """A new drive, from today unless said otherwise."""
        form = Form(_KIND.entered, self.workspace.lookups())
        form.set_values({"from_on": self.workspace.book.clock.today()})
        saved = add(self.workspace, "campaigns", Question("新建大排查", "新建", _NEW), form)
        if saved is not None:
            self.open(saved.uid)
            self.workspace.said.emit("；".join([f"已新建大排查 {saved.number}", *saved.notes]))

    def edit(self) -> None:
        """Change what is written of the drive in hand."""
        uid = self.current()
        if uid:
            question = Question("修改大排查", "保存", _EDITS + uid)
            if amend(self.workspace, _KIND, uid, question) is not None:
                self.show_record(uid)

    def register(self) -> None:
        """Begin an issue that the drive in hand found."""
        if self.current():
            self.workspace.begun.emit("issues", {"campaign": self.current()})

    # --- its units ---------------------------------------------------------------------------

    def deal_out(self) -> None:
        """Deal out the subjects to the units by the assignments."""
        book, actor, uid = self.workspace.book, self.workspace.actor, self.current()
        count = self.workspace.attempt(lambda: campaigns.draw_up(book, uid, actor))
        if count is not None:
            self.workspace.said.emit(f"已列入 {count} 个单位")
            self.show_record(uid)

    def ask_unit(self, unit: str) -> None:
        """Ask for one more unit, or what shall be changed of one (its uid)."""
        known = self.campaign.current() if unit else None
        form = Form(campaigns.UNIT_FIELDS, self.workspace.lookups())
        form.set_values(known.values if known else {})
        title = f"修改单位　{known.name}" if known else "添加排查单位"
        question = Question(title, "保存", f"campaign-unit-{unit or self.current()}")
        given = fill(self.workspace, question, form)
        if given is None:
            return
        book, actor, uid = self.workspace.book, self.workspace.actor, self.current()
        said = as_written(given)
        kept = self.workspace.attempt(lambda: campaigns.keep_unit(book, uid, said, actor, unit))
        if kept is not None:
            settled(self.workspace, question)
            self.show_record(uid)
            self.campaign.list.choose(kept)

    def report(self) -> None:
        """Write down that the unit in hand has reported today."""
        unit = self.campaign.current()
        if unit is not None:
            campaigns.report(self.workspace.book, unit.uid, self.workspace.actor)
            self.show_record(self.current())

    def drop(self) -> None:
        """Take the unit in hand off the list."""
        unit = self.campaign.current()
        if unit is not None:
            campaigns.drop_unit(self.workspace.book, unit.uid, self.workspace.actor)
            self.show_record(self.current())

    # --- paper and record --------------------------------------------------------------------

    def print_out(self) -> None:
        """See Page: 排查方案 of the drive in hand."""
        self.print_slip(CAMPAIGN_PAPERS[0], blank=not self.current())

    def print_slip(self, slip: Printable[Any], blank: bool = False) -> None:
        """Show a paper of the drive in hand, or the blank form of it, to be printed."""
        made = blank_paper(slip) if blank else slip_paper(self.workspace, slip, self._line())
        look_at(self.workspace, made, self)

    def show_log(self) -> None:
        """See Page."""
        uid = self.current()
        if uid:
            with self.workspace.book.read() as connection:
                rows = history.rows_of_campaign(connection, uid)
                entries = history.record(connection, rows)
            self.log = RecordDialog(self._line().shown["title"], entries, self)
            self.log.open()

    def _line(self) -> Line:
        today = self.workspace.book.clock.today()
        with self.workspace.book.read() as connection:
            return lines_of(connection, "campaigns", [self.current()], today)[0]
