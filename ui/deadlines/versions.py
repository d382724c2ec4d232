"""A tab of rules in versions: which there are, which one the office works by, and its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk import settings
from desk.belongings import Key, found_by
from desk.book.casebook import Book
from desk.own_rules import Version
from models.fields import Field, Type
from ui.asking import Question, fill, settled
from ui.forms import Form
from ui.parts import button, words
from ui.room import Room
from ui.tables import Column, Row, TableView
from ui.workspace import Workspace

Rule = TypeVar("Rule", bound=Version)


@dataclass(frozen=True)
class Names:
    """What a sort of rules is called in its tab; `sort` is its name in the casebook
    (`desk.rules.SORTS`), and begins the names of its drafts.
    """

    column: str
    about: str
    new: str
    adding: str
    sort: str


@dataclass(frozen=True)
class Deeds(Generic[Rule]):
    """What is done with a sort of rules at its desk, and how the form of a version is read.

    `draft` makes of what was written, the day and the rule's key that which `add` keeps.
    """

    is_shipped: Callable[[Rule], bool]
    add: Callable[[Book, Any, str], str]
    end: Callable[[Book, str, date, str], None]
    fields: Callable[[date], list[Field]]
    known: Callable[[Rule | None, date], Mapping[str, object]]
    draft: Callable[[Mapping[str, object], date, str], Any]


@dataclass(frozen=True)
class Known(Generic[Rule]):
    """The rules of a sort that a casebook has, and the key of the one that the office works by."""

    rules: Sequence[Rule]
    chosen: str


class VersionSource(Generic[Rule]):
    """The rows of the table: what is shipped first, of each rule the latest version first."""

    def __init__(self, column: str, is_own: Callable[[Rule], bool]) -> None:
        self.columns: Sequence[Column] = (
            Column(Field("label", column), 16),
            Column(Field("from", "启用"), 6),
            Column(Field("to", "停用"), 6),
            Column(Field("kind", "来自"), 6),
            Column(Field("used", "办公室所用"), 6),
            Column(Field("source", "出处"), 12),
        )
        self.rules: Sequence[Rule] = ()
        self._chosen = ""
        self._is_own = is_own

    def take(self, known: Known[Rule]) -> None:
        """Show these rules."""
        self._chosen = known.chosen
        self.rules = sorted(known.rules, key=lambda one: (self._is_own(one), one.key, -one.version))

    def count(self) -> int:
        """See RowSource."""
        return len(self.rules)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """See RowSource."""
        return [self._row(rule) for rule in self.rules[start:stop]]

    def _row(self, rule: Rule) -> Row:
        version = f"　第 {rule.version} 版" if rule.version > 1 else ""
        return (
            rule.label + version,
            str(rule.valid_from or ""),
            str(rule.valid_to or ""),
            "本单位" if self._is_own(rule) else "随程序",
            "是" if rule.key == self._chosen else "",
            rule.source,
        )

    def uid(self, row: int) -> str:
        """See RowSource."""
        return self.rules[row].reference


class VersionsTab(QWidget, Generic[Rule]):
    """The rules, with what the office has chosen above them and what the picked one says below.

    A sort of rules says by the methods that raise here what it is made of; `settings` names what
    the office has chosen of it.
    """

    names: Names
    deeds: Deeds[Rule]
    settings: tuple[str, ...]

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._source = VersionSource(self.names.column, self.is_own)
        self.table = TableView(self._source)
        Room(self.table, 0, ())
        self.chosen = words("", "heading")
        self.choose = self._button("更换…", self._choose)
        self.new = self._button(self.names.new, lambda: self._edit(None))
        self.edit = self._button("修改…", lambda: self._edit(self.picked))
        self.stop = self._button("停用…", self._stop)
        self.picked: Rule | None = None
        # An earlier program named the draft of an end without its rule: it leads nowhere, and holds
        # one day.
        workspace.drafts.drop(f"{self.names.sort}-end")
        workspace.drafted.emit()
        self.table.picked.connect(self._pick)
        self._lay_out(self.detail())
        self.refresh()
        self.table.selectRow(0)

    def is_own(self, rule: Rule) -> bool:
        """Whether the office has written it."""
        return not self.deeds.is_shipped(rule)

    def detail(self) -> QWidget:
        """What shows the picked rule; made once."""
        raise NotImplementedError

    def show_rule(self, rule: Rule | None) -> None:
        """Show what a rule says."""
        raise NotImplementedError

    def known(self) -> Known[Rule]:
        """The rules of the casebook."""
        raise NotImplementedError

    def headline(self) -> str:
        """What the office works by, after `known` was asked."""
        raise NotImplementedError

    def choice(self) -> tuple[list[Field], Mapping[str, object]]:
        """What is asked where the office chooses, and what stands there."""
        raise NotImplementedError

    def settings_of(self, given: Mapping[str, object]) -> Mapping[str, str]:
        """The settings that a choice makes. Raises `Refused`."""
        raise NotImplementedError

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        made = button(text)
        made.setAutoDefault(False)
        made.clicked.connect(lambda: act())
        return made

    def _lay_out(self, detail: QWidget) -> None:
        about = words(self.names.about)
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
        layout.addWidget(detail)
        layout.addLayout(tools)

    def refresh(self) -> None:
        """Look at the rules and settings anew."""
        self._source.take(self.known())
        self.chosen.setText(self.headline())
        self.table.refresh()
        self._pick(self.picked.reference if self.picked else "")

    @property
    def today(self) -> date:
        """The day of the casebook."""
        return self._workspace.book.clock.today()

    def has_draft(self) -> bool:
        """Whether something half typed from before waits here."""
        kept = self._workspace.drafts.all()
        return any(draft.form.startswith(f"{self.names.sort}-") for draft in kept)

    def records(self) -> tuple[str, list[Key]]:
        """What the record is called and whose it is: of the picked rule and of what is chosen."""
        called = self.picked.label if self.picked else ""
        with self._workspace.book.read() as connection:
            own = {"kind": self.names.sort, "key": self.picked.key} if self.picked else None
            found = found_by(connection, "own_rule", **own) if own else []
            chosen = (found_by(connection, "setting", name=name) for name in self.settings)
            return called, [*found, *(one for some in chosen for one in some)]

    def _pick(self, reference: str) -> None:
        """Show the rule in that row."""
        self.picked = next((one for one in self._source.rules if one.reference == reference), None)
        own = self.picked is not None and self.is_own(self.picked)
        self.edit.setEnabled(own)
        self.stop.setEnabled(own)
        self.show_rule(self.picked)

    def _choose(self) -> None:
        """Another rule for the office."""
        workspace = self._workspace
        question = Question(f"办公室所用的{self.names.column}", "保存", f"{self.names.sort}-choice")
        given = self._filled(question, *self.choice())
        if given is None:
            return

        def save() -> bool:
            settings.save(workspace.book, self.settings_of(given), workspace.actor)
            return True

        if workspace.attempt(save):
            settled(workspace, question)

    def _filled(
        self, question: Question, asked: list[Field], said: Mapping[str, object]
    ) -> dict[str, object] | None:
        form = Form(asked, self._workspace.lookups())
        form.set_values(said)
        return fill(self._workspace, question, form)

    def _edit(self, rule: Rule | None) -> None:
        """Write a new rule, or a new version of one."""
        workspace, key = self._workspace, rule.key if rule else ""
        title = f"修改“{rule.label}”（成为新的一版）" if rule else self.names.adding
        question = Question(title, "保存", f"{self.names.sort}-rule-{key}")
        deeds, today = self.deeds, self.today
        given = self._filled(question, deeds.fields(today), deeds.known(rule, today))
        if given is None:
            return
        draft = deeds.draft(given, today, key)
        if workspace.attempt(lambda: deeds.add(workspace.book, draft, workspace.actor)):
            settled(workspace, question)

    def _stop(self) -> None:
        rule, workspace = self.picked, self._workspace
        if rule is None:
            return
        asked = Field("last", "最后一天", Type.DATE, required=True, help="此后交办不再能用它")
        question = Question(f"停用“{rule.label}”", "停用", f"{self.names.sort}-end-{rule.key}")
        given = self._filled(question, [asked], {"last": self.today})
        last = given and given.get("last")
        if not isinstance(last, date):
            return

        def end() -> bool:
            self.deeds.end(workspace.book, rule.reference, last, workspace.actor)
            return True

        if workspace.attempt(end):
            settled(workspace, question)
