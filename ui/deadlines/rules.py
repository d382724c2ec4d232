"""The tab of the rules: which there are, which one the office works by, and its own."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk import settings
from desk.deadline_rules import add_version, end, is_shipped
from desk.errors import Refused
from desk.rules import SETTING, rulebook
from desk.settings import office
from models.deadlines import STAGES, DeadlineRule, Rulebook
from models.fields import Field, Type
from ui.asking import Question, fill, settled
from ui.deadlines.editing import draft, fields, known
from ui.forms import Form
from ui.parts import button, words
from ui.tables import Column, Row, TableView
from ui.workspace import Workspace

WARN = "warn_days"
_MOST_DAYS = 30
_COLUMNS = (
    Column(Field("label", "规则"), 13),
    Column(Field("from", "启用"), 6),
    Column(Field("to", "停用"), 6),
    Column(Field("kind", "来自"), 6),
    Column(Field("used", "办公室所用"), 6),
    Column(Field("source", "出处"), 22),
)
_ABOUT = (
    "问题交办时按当天有效的规则推算时限，此后规则怎样改都不影响它。"
    "随程序的规则不能改；要改天数，请新增本单位的规则。修改自己的规则会从启用日期起成为新的一版。"
)


class RuleSource:
    """The rows of the table of rules: the latest version of each first."""

    columns: Sequence[Column] = _COLUMNS

    def __init__(self) -> None:
        self.book: Rulebook | None = None
        self.rules: Sequence[DeadlineRule] = ()

    def show(self, book: Rulebook) -> None:
        """Take the rules of a book."""
        self.book = book
        self.rules = sorted(
            book.rules.values(), key=lambda one: (is_own(one), one.key, -one.version)
        )

    def count(self) -> int:
        """See RowSource."""
        return len(self.rules)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """See RowSource."""
        return [self._row(rule) for rule in self.rules[start:stop]]

    def _row(self, rule: DeadlineRule) -> Row:
        used = self.book is not None and rule.key == self.book.default
        version = f"　第 {rule.version} 版" if rule.version > 1 else ""
        return (
            rule.label + version,
            str(rule.valid_from or ""),
            str(rule.valid_to or ""),
            "本单位" if is_own(rule) else "随程序",
            "是" if used else "",
            rule.source,
        )

    def uid(self, row: int) -> str:
        """See RowSource."""
        return self.rules[row].reference


def is_own(rule: DeadlineRule) -> bool:
    """Whether the office has written it."""
    return not is_shipped(rule)


class RulesTab(QWidget):
    """The rules, with what the office has chosen above them."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._source = RuleSource()
        self.table = TableView(self._source)
        self.terms = words("", "plain")
        self.terms.setWordWrap(True)
        self.chosen = words("", "heading")
        self.choose = self._button("更换…", self._choose)
        self.new = self._button("新增规则…", lambda: self._edit(None))
        self.edit = self._button("修改…", lambda: self._edit(self.picked))
        self.stop = self._button("停用…", self._stop)
        self.picked: DeadlineRule | None = None
        self.table.picked.connect(self._pick)
        self._lay_out()
        self.refresh()
        self.table.selectRow(0)

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        made = button(text)
        made.setAutoDefault(False)
        made.clicked.connect(lambda: act())
        return made

    def _lay_out(self) -> None:
        about = words(_ABOUT)
        about.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(self.chosen)
        head.addWidget(self.choose)
        head.addStretch()
        tools = QHBoxLayout()
        for one in (self.new, self.edit, self.stop):
            tools.addWidget(one)
        tools.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 14)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(about)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.terms)
        layout.addLayout(tools)

    def refresh(self) -> None:
        """Look at the rules and settings anew."""
        with self._workspace.book.read() as connection:
            self.book = rulebook(connection)
            self.warn = office(connection)[WARN]
        ours = self.book.current(self.book.default, self._today)
        named = ours.label if ours else self.book.default
        self.chosen.setText(f"办公室所用：{named}　　到期前 {self.warn} 个工作日亮黄灯")
        self._source.show(self.book)
        self.table.refresh()
        self._pick(self.picked.reference if self.picked else "")

    @property
    def _today(self) -> date:
        return self._workspace.book.clock.today()

    def _pick(self, reference: str) -> None:
        """Show the terms of the rule in that row."""
        self.picked = self.book.rules.get(reference)
        own = self.picked is not None and is_own(self.picked)
        self.edit.setEnabled(own)
        self.stop.setEnabled(own)
        self.terms.setText(_said(self.picked) if self.picked else "")

    def _choose(self) -> None:
        """Another rule for the office, and how early a lamp is yellow."""
        valid = {rule.label: rule.key for rule in self.book.valid(self._today)}
        asked = [
            Field("rule", "办公室所用的规则", Type.CHOICE, options=(*valid,), required=True),
            Field("warn", "提前亮黄灯", Type.INTEGER, unit="个工作日", required=True),
        ]
        form = Form(asked, self._workspace.lookups())
        ours = self.book.current(self.book.default, self._today)
        form.set_values({"rule": ours.label if ours else None, "warn": int(self.warn or 0)})
        given = fill(self._workspace, Question("办公室所用的规则", "保存", "deadline-choice"), form)
        if given is None:
            return
        said = {SETTING: valid[str(given["rule"])], WARN: str(given["warn"])}
        self._keep("deadline-choice", said)

    def _keep(self, name: str, said: Mapping[str, str]) -> None:
        workspace = self._workspace

        def save() -> bool:
            if not 0 <= int(said[WARN]) <= _MOST_DAYS:
                raise Refused(f"提前亮黄灯的工作日要在 0 到 {_MOST_DAYS} 之间。")
            settings.save(workspace.book, said, workspace.actor)
            return True

        if workspace.attempt(save):
            settled(workspace, Question("", "", name))

    def _edit(self, rule: DeadlineRule | None) -> None:
        """Write a new rule, or a new version of one."""
        workspace = self._workspace
        title = f"修改“{rule.label}”（成为新的一版）" if rule else "新增时限规则"
        question = Question(title, "保存", f"deadline-rule-{rule.key if rule else ''}")
        form = Form(fields(self._today), workspace.lookups())
        form.set_values(known(rule))
        given = fill(workspace, question, form)
        if given is None:
            return
        wanted = draft(given, self._today, rule.key if rule else "")
        kept = workspace.attempt(lambda: add_version(workspace.book, wanted, workspace.actor))
        if kept:
            settled(workspace, question)

    def _stop(self) -> None:
        rule, workspace = self.picked, self._workspace
        if rule is None:
            return
        asked = Field("last", "最后一天", Type.DATE, required=True, help="此后交办不再能用它")
        form = Form([asked], workspace.lookups())
        form.set_values({"last": self._today})
        given = fill(workspace, Question(f"停用“{rule.label}”", "停用", "deadline-end"), form)
        last = given and given.get("last")
        if isinstance(last, date):
            workspace.drafts.drop("deadline-end")
            workspace.attempt(lambda: end(workspace.book, rule.reference, last, workspace.actor))


def _said(rule: DeadlineRule) -> str:
    """The terms of a rule, stage by stage, and where they come from."""
    told = (f"{label} {rule.terms[s].label}" for s, label in STAGES.items() if s in rule.terms)
    source = f"\n出处：{rule.source}" if rule.source else ""
    return f"{rule.label}：{'；'.join(told)}。{source}"
