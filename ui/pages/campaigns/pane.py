"""The drive in hand: its units, whom each looks at, who has reported, what was found."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton

from desk.campaigns import Standing, UnitLine, late, still_open
from desk.lists import Line
from desk.meetings.documents import CAMPAIGN_PAPERS
from ui import icons
from ui.facts import clear
from ui.issuelink import issue_link
from ui.itemlist import Shown
from ui.pages.recordpage import RecordPane, acting
from ui.parts import words

_NO_UNITS = "还没有排查清单。可以按包联关系一次分好，没有包联的对象分给户数最少的单位。"


def told(unit: UnitLine, today: date) -> str:
    """A unit in a few lines: whom it looks at, whether it reported, what it found."""
    reported = f"{unit.standing(today)}{f' {unit.reported_on}' if unit.reported_on else ''}"
    until = f"，{unit.due_on} 前上报" if unit.due_on and not unit.reported_on else ""
    found = f"发现问题 {len(unit.issues)} 件，未销号 {len(still_open(unit.issues))} 件"
    behind = len(late(unit.issues))
    late_said = f"，超期 {behind} 件" if behind else ""
    head = f"{unit.name}　{len(unit.subjects)} 户"
    return f"{head}\n{reported}{until}\n{found}{late_said}"


class CampaignPane(RecordPane):
    """What the list's current drive is.

    `deal_wanted` asks for the list by assignments, `add_wanted` for one more unit,
    `unit_wanted` for changing the one in hand, `report_wanted` for its report, `issue_wanted` for
    a new issue of the drive.
    """

    deal_wanted = Signal()
    add_wanted = Signal()
    unit_wanted = Signal()
    report_wanted = Signal()
    issue_wanted = Signal()

    kind = "campaigns"
    noun = "大排查"
    papers = CAMPAIGN_PAPERS

    def __init__(self) -> None:
        super().__init__("排查单位", _NO_UNITS)
        self.standing: Standing | None = None
        self.list.picked.connect(lambda _: self._show_unit())
        self.list.opened.connect(lambda _: self.unit_wanted.emit())
        self.show_nothing()

    def item_buttons(self) -> Sequence[QPushButton]:
        """See RecordPane."""
        self.deal = acting("按包联分配", "users", self.deal_wanted.emit)
        self.deal.setToolTip("按包联关系给每个单位分好排查对象；已在清单上的单位不动")
        self.add = acting("添加单位…", "plus", self.add_wanted.emit)
        self.report = acting("今天已上报", "check", self.report_wanted.emit)
        self.change = acting("修改单位…", "pencil", self.unit_wanted.emit)
        self.drop = acting("", "trash-2", self.list.dropped.emit)
        self.drop.setToolTip("去掉这个单位（Del）；它发现的问题不动")
        self.drop.setAccessibleName("去掉单位")
        return self.deal, self.add, self.report, self.change, self.drop

    def current(self) -> UnitLine | None:
        """The unit in hand."""
        units = self.standing.units if self.standing else ()
        return next((one for one in units if one.uid == self.list.current()), None)

    def show_nothing(self) -> None:
        """No drive is chosen."""
        self.standing = None
        self.invite()
        self._show_units((), date.min)

    def show_campaign(self, found: Standing, today: date) -> None:
        """A drive with its units and what they found."""
        self.standing = found
        self.tell_head(found.line, _counted(found))
        self.offer("大排查的名称、日期和要求", self._issue_button())
        self._show_units(found.units, today)

    def _issue_button(self) -> QPushButton:
        self.issue = acting("登记发现的问题", "plus", self.issue_wanted.emit)
        self.issue.setToolTip("问题来源填“问题大排查”，记在这一次大排查名下")
        return self.issue

    def _show_units(self, units: Sequence[UnitLine], today: date) -> None:
        there = self.standing is not None
        self.nothing.setVisible(there and not units)
        self.list.setVisible(bool(units))
        for one in (self.deal, self.add):
            one.setVisible(there)
        self.list.show_items([Shown(one.uid, told(one, today), _icon(one, today)) for one in units])

    def _show_unit(self) -> None:
        """The unit in hand: whom it looks at and what it found; with none, what others found."""
        clear(self.below)
        unit = self.current()
        for one in (self.report, self.change, self.drop):
            one.setVisible(unit is not None)
        self.report.setEnabled(unit is not None and unit.reported_on is None)
        if unit is not None:
            self._tell_unit(unit)
        if self.standing is not None:
            self._list("清单以外的对象发现的问题", self.standing.others)
            self.tell_facts(self.standing.line)
        self.below.addStretch()

    def _tell_unit(self, unit: UnitLine) -> None:
        self._list(f"{unit.name}发现的问题", unit.issues)
        self.below.addWidget(words("排查对象", "heading"))
        for text in filter(None, ("、".join(unit.subjects), unit.plan)):
            said = words(text, "plain")
            said.setWordWrap(True)
            self.below.addWidget(said)

    def _list(self, heading: str, issues: Sequence[Line]) -> None:
        if issues:
            self.below.addWidget(words(f"{heading}　{len(issues)}", "heading"))
        for issue in issues:
            self.below.addWidget(issue_link(issue, self._leader(issue.uid)))

    def _leader(self, uid: str) -> Callable[[], None]:
        return lambda: self.link_wanted.emit("issues", uid)


def _counted(found: Standing) -> str:
    return (
        f"{len(found.units)} 个单位，已上报 {found.reported} 个；"
        f"发现问题 {len(found.issues)} 件，未销号 {len(still_open(found.issues))} 件"
    )


def _icon(unit: UnitLine, today: date) -> QIcon:
    if unit.reported_on:
        return icons.icon("check", "green")
    late = unit.standing(today) == "逾期未报"
    return icons.icon("circle-alert", "red") if late else icons.icon("clock", "muted")
