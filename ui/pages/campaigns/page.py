"""问题大排查: drives with their lists; what is found is registered as issues of the drive."""

from collections.abc import Mapping
from typing import Any

from desk import campaigns
from desk.seen import Seen
from ui.asking import Question, fill_over, settled
from ui.changes import Changes
from ui.forms import Form, as_written
from ui.pages.campaigns.pane import CampaignPane
from ui.pages.recordpage import RecordPage
from ui.workspace import Workspace


class CampaignsPage(RecordPage):
    """The list of drives; units, reports and findings of the current one at the right."""

    name = "campaigns"
    typed_here = ("campaign-",)
    kind = "campaigns"
    begins = "from_on"
    draft = "campaign"
    watches = frozenset({"campaign", "campaign_unit", "issue", "step", "organization", "subject"})
    columns = ("title", "from_on", "to_on", "number", "plan")
    spare = ("to_on", "from_on", "plan", "number")
    elastic = "title"
    pane_pixels = 560
    invitation = "搜索排查名称、要求（Ctrl+F）"
    empty = "还没有大排查。从右上方“新建大排查”开始。"

    def __init__(self, workspace: Workspace) -> None:
        pane = CampaignPane()
        super().__init__(workspace, pane)
        self.campaign = pane
        pane.deal_wanted.connect(self.deal_out)
        pane.add_wanted.connect(lambda: self.ask_unit(""))
        pane.unit_wanted.connect(lambda: self.ask_unit(pane.list.current()))
        pane.report_wanted.connect(self.report)
        pane.list.dropped.connect(self.drop)
        pane.issue_wanted.connect(self.register)

    def show_record(self, uid: str) -> None:
        """See ListPage."""
        if not uid or self.line_of(uid) is None:
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
        changes = Changes(form, known.values if known else None)
        given = fill_over(self.workspace, question, form, changes)
        if given is None:
            return
        said = as_written(given)
        kept = (
            self.workspace.save(self._keep, Seen(unit, changes.seen), said)
            if known
            else self.workspace.attempt(lambda: self._keep(None, said))
        )
        if kept is not None:
            settled(self.workspace, question)
            self.show_record(self.current())
            self.campaign.list.choose(kept)

    def _keep(self, seen: Seen | None, said: Mapping[str, Any]) -> str:
        book, actor = self.workspace.book, self.workspace.actor
        return campaigns.keep_unit(book, self.current(), said, actor, seen)

    def report(self) -> None:
        """Write down that the unit in hand has reported today."""
        unit = self.campaign.current()
        if unit is not None:
            book, actor = self.workspace.book, self.workspace.actor
            self.workspace.attempt(lambda: campaigns.report(book, unit.uid, actor))
            self.show_record(self.current())

    def drop(self) -> None:
        """Take the unit in hand off the list."""
        unit = self.campaign.current()
        if unit is not None:
            book, actor = self.workspace.book, self.workspace.actor
            self.workspace.attempt(lambda: campaigns.drop_unit(book, unit.uid, actor))
            self.show_record(self.current())
