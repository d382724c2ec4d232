"""The tab of the deadline rules: which one the office works by, and how early a lamp is yellow."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from desk.deadline_rules import add_version, end, is_shipped
from desk.errors import Refused
from desk.rules import DEADLINE, SETTING, rulebook
from desk.settings import office
from models.deadlines import STAGES, DeadlineRule
from models.fields import Field, Type
from ui.deadlines.editing import draft, fields, known
from ui.deadlines.versions import Deeds, Known, Names, VersionsTab
from ui.parts import words

WARN = "warn_days"
_MOST_DAYS = 30
_ABOUT = (
    "问题交办时按当天有效的规则推算时限，此后规则怎样改都不影响它。"
    "随程序的规则不能改；要改天数，请新增本单位的规则。修改自己的规则会从启用日期起成为新的一版。"
)


class RulesTab(VersionsTab[DeadlineRule]):
    """The deadline rules, and the terms of the picked one."""

    names = Names("规则", _ABOUT, "新增规则…", "新增时限规则", DEADLINE)
    settings = (SETTING, WARN)
    deeds = Deeds(is_shipped, add_version, end, fields, lambda rule, _day: known(rule), draft)

    def detail(self) -> QWidget:
        """See VersionsTab."""
        self.terms = words("", "plain")
        self.terms.setWordWrap(True)
        return self.terms

    def show_rule(self, rule: DeadlineRule | None) -> None:
        """See VersionsTab."""
        self.terms.setText(_said(rule) if rule else "")

    def known(self) -> Known[DeadlineRule]:
        """See VersionsTab."""
        with self._workspace.book.read() as connection:
            self.book = rulebook(connection)
            self.warn = office(connection)[WARN]
        return Known(tuple(self.book.rules.values()), self.book.default)

    def headline(self) -> str:
        """See VersionsTab."""
        ours = self.book.current(self.book.default, self.today)
        named = ours.label if ours else self.book.default
        return f"办公室所用：{named}　　到期前 {self.warn} 个工作日亮黄灯"

    def choice(self) -> tuple[list[Field], Mapping[str, object]]:
        """See VersionsTab."""
        asked = [
            Field("rule", "办公室所用的规则", Type.CHOICE, options=(*self._valid,), required=True),
            Field("warn", "提前亮黄灯", Type.INTEGER, unit="个工作日", required=True),
        ]
        ours = self.book.current(self.book.default, self.today)
        return asked, {"rule": ours.label if ours else None, "warn": int(self.warn or 0)}

    @property
    def _valid(self) -> dict[str, str]:
        return {rule.label: rule.key for rule in self.book.valid(self.today)}

    def settings_of(self, given: Mapping[str, object]) -> Mapping[str, str]:
        """See VersionsTab."""
        said = {SETTING: self._valid[str(given["rule"])], WARN: str(given["warn"])}
        if not 0 <= int(said[WARN]) <= _MOST_DAYS:
            raise Refused(f"提前亮黄灯的工作日要在 0 到 {_MOST_DAYS} 之间。")
        return said


def _said(rule: DeadlineRule) -> str:
    """The terms of a rule, stage by stage, and where they come from."""
    told = (f"{label} {rule.terms[s].label}" for s, label in STAGES.items() if s in rule.terms)
    source = f"\n出处：{rule.source}" if rule.source else ""
    return f"{rule.label}：{'；'.join(told)}。{source}"
