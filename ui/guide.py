"""First start: a guide from the office's name to its first list, one step at a time.

Any step may be passed over and any be gone back to. What was typed is kept, in the window's own
settings, until a casebook was made of it: closing the guide loses nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desk.beginning import Beginning, check_code, units_of
from desk.book.casebook import DEFAULT_CODE
from desk.errors import Refused
from desk.who import login_name
from models.fields import Field, Type
from ui import style
from ui.ask import EXCEL
from ui.forms import Form
from ui.newbook import NewBook, nothing_known
from ui.parts import button, fit, words
from ui.settings import GUIDE

if TYPE_CHECKING:
    from ui.window import MainWindow

_SIZE = (780, 480)
_STEPS_PIXELS = 168
_CODE_HELP = "每个编号的开头，定下以后不变；每台电脑各不相同，如：渤新A"
_PLACE_HELP = "本机硬盘上的一个新文件夹，不能在网络共享上"
_UNITS_HELP = "一行一个，可以从 Excel 里整列复制过来"
_FOLDER = "包联台账"


@dataclass(frozen=True)
class Step:
    """One page of the guide: its name, what it is for, what it asks."""

    label: str
    told: str
    fields: tuple[Field, ...]


STEPS = (
    Step(
        "单位",
        "印在简报和文书上。跳过的以后在“文件 → 单位信息…”里补。",
        (
            Field("office", "单位名称", help="如：渤海新区双创双服办公室"),
            Field("tier", "层级", Type.CHOICE, choices="tiers"),
        ),
    ),
    Step(
        "这台电脑",
        "跳过就用下面这些。操作记录里写操作人的姓名。",
        (
            Field("actor", "操作人", help="您的姓名"),
            Field("code", "本机代码", help=_CODE_HELP),
            Field("folder", "存放位置", help=_PLACE_HELP),
        ),
    ),
    Step(
        "参与单位",
        "包联和承办的单位。跳过也行：以后导入单位名单，或者办事时打上名称就新建。",
        (Field("units", "单位", Type.LONG_TEXT, help=_UNITS_HELP),),
    ),
    Step(
        "第一份名单",
        "企业、项目等的 Excel 名单。建好台账就读入，先看过再存；跳过的以后在“导入名单”里补。",
        (Field("listed", "文件", help="Excel 或 CSV 文件"),),
    ),
)


class GuideDialog(QDialog):
    """The steps at the left, the current one at the right; Enter goes on, Esc leaves.

    `agreed` hands over the `NewBook` that is wanted, `demo_wanted` says that the demo is.
    """

    agreed = Signal(object)
    demo_wanted = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("新建台账")
        self._window = window
        self.forms = [Form(step.fields, nothing_known()) for step in STEPS]
        self.steps = QListWidget()
        self.stack = QStackedWidget()
        self.problem = words("", "problem")
        self.demo = button("先看看演示(&D)", "plain", "book-open")
        self.back = button("上一步(&B)")
        self.on = button("", "primary")
        self._lay_out()
        self._connect()
        self._restore()
        fit(self, *_SIZE)
        self.go(0)

    def go(self, place: int) -> None:
        """Show a step; the keyboard goes into its first field."""
        self.steps.setCurrentRow(place)
        self.stack.setCurrentIndex(place)
        self.problem.setText("")
        self.back.setEnabled(place > 0)
        self.forms[place].focus_first()
        self._say()

    def given(self) -> Mapping[str, str]:
        """What was typed so far, by field; blank fields are left out."""
        return {name: value for form in self.forms for name, value in form.draft().items()}

    def _lay_out(self) -> None:
        self.steps.setFixedWidth(_STEPS_PIXELS)
        for number, (step, form) in enumerate(zip(STEPS, self.forms, strict=True), 1):
            self.steps.addItem(QListWidgetItem(f"{number}　{step.label}"))
            self.stack.addWidget(self._step(step, form))
        foot = QHBoxLayout()
        foot.addWidget(self.demo)
        foot.addStretch()
        foot.addWidget(self.back)
        foot.addWidget(self.on)
        self.problem.setWordWrap(True)
        right = QVBoxLayout()
        right.addWidget(self.stack, 1)
        right.addWidget(self.problem)
        right.addLayout(foot)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 16, 20, 16)
        layout.setSpacing(20)
        layout.addWidget(self.steps)
        layout.addLayout(right, 1)

    def _step(self, step: Step, form: Form) -> QWidget:
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        told: QLabel = words(step.told)
        told.setWordWrap(True)
        layout.addWidget(words(step.label, "title"))
        layout.addWidget(told)
        layout.addWidget(form)
        if "listed" in form.rows:
            choose = button("选择文件…", "plain", "folder-open")
            choose.clicked.connect(self._choose)
            layout.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch()
        return whole

    def _connect(self) -> None:
        self.steps.currentRowChanged.connect(self._picked)
        self.back.clicked.connect(lambda: self.go(self.stack.currentIndex() - 1))
        self.on.clicked.connect(self._go_on)
        self.demo.clicked.connect(self._to_demo)
        for form in self.forms:
            form.submitted.connect(self._go_on)
            form.changed.connect(self._typed)

    def _restore(self) -> None:
        """What was typed before; else what is used where a step is passed over."""
        kept = self._window.settings.remembered(GUIDE)
        folder = str(Path.home() / _FOLDER)
        actor = self._window.settings.actor or login_name()
        usual = {"tier": "县", "actor": actor, "code": DEFAULT_CODE, "folder": folder}
        values = json.loads(kept) if kept else usual
        for form in self.forms:
            form.restore({name: values.get(name, "") for name in form.rows})

    def _typed(self) -> None:
        self._window.settings.remember(GUIDE, json.dumps(self.given(), ensure_ascii=False))
        self._say()

    def _say(self) -> None:
        """Name the button by what it does; mark the steps of which something was said."""
        place = self.stack.currentIndex()
        last = place == len(STEPS) - 1
        said = any(self.forms[place].draft().values())
        self.on.setText("建好台账(&N)" if last else "下一步(&N)" if said else "跳过(&N)")
        for row, form in enumerate(self.forms):
            item = self.steps.item(row)
            blank = not form.draft()
            item.setForeground(style.color("muted" if blank and row != place else "text"))

    def _picked(self, row: int) -> None:
        if row != self.stack.currentIndex():
            here = self.steps.hasFocus()
            self.go(row)
            if here:
                self.steps.setFocus()

    def _choose(self) -> None:
        path = self._window.ask.open_file("选择第一份名单", (EXCEL,))
        if path is not None:
            self.forms[-1].set_values({"listed": str(path)})
            self._typed()

    def _go_on(self) -> None:
        place = self.stack.currentIndex()
        if not self.forms[place].ready():
            return
        if place < len(STEPS) - 1:
            self.go(place + 1)
        else:
            self._make()

    def _make(self) -> None:
        """Make the casebook; where something stands against it, go to the step that says it."""
        said = {name: str(v or "") for form in self.forms for name, v in form.values().items()}
        code = said["code"] or DEFAULT_CODE
        listed = Path(said["listed"]) if said["listed"] else None
        try:
            check_code(code)
        except Refused as error:
            self._stay(1, error.sentence)
            return
        if listed is not None and not listed.is_file():
            self._stay(3, f"没有“{listed.name}”这个文件；请重新选择，或者清空跳过。")
            return
        self._window.settings.actor = said["actor"]
        place = Path(said["folder"] or Path.home() / _FOLDER).expanduser()
        beginning = Beginning(said["office"], said["tier"], code, units_of(said["units"]))
        self.accept()
        self.agreed.emit(NewBook(place, beginning, listed))

    def _stay(self, place: int, sentence: str) -> None:
        self.go(place)
        self.problem.setText(sentence)

    def _to_demo(self) -> None:
        self.reject()
        self.demo_wanted.emit()
