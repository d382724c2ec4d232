"""Named views of a list: its filter, conditions, search, order and columns, kept for this person on
this computer.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from ui.parts import button, with_menu
from ui.workspace import Workspace

_KEY = "F6"


class View(msgspec.Struct, frozen=True):
    """What a list shows: a chip by its name, words that are searched, a field that it goes by.

    `conditions` hold beside the chip. `columns` are those in sight from left to right, as wide as
    `widths` says; none where the view was kept without them. Views of old have `where` instead:
    all that holds where that is not the chip's own.
    """

    chip: str
    search: str = ""
    sort: str = ""
    descending: bool = False
    columns: tuple[str, ...] = ()
    where: dict[str, str] | None = None
    conditions: dict[str, str] = {}
    widths: tuple[int, ...] = ()

    def narrowed(self, chip: Mapping[str, str]) -> Mapping[str, str] | None:
        """The conditions beside what its chip filters by; None where they leave that out."""
        if self.where is None:
            return self.conditions
        if not chip.items() <= self.where.items():
            return None
        return {name: text for name, text in self.where.items() if name not in chip}


@dataclass
class Views:
    """The views of one list that a person keeps on this computer, by name."""

    workspace: Workspace
    kind: str

    def all(self) -> dict[str, View]:
        """Every view, in the order in which they were kept."""
        kept = self.workspace.settings.remembered(self._place())
        return msgspec.json.decode(kept, type=dict[str, View]) if kept else {}

    def keep(self, name: str, view: View) -> None:
        """Keep a view under a name; one of the same name is replaced."""
        self._write({**self.all(), name: view})

    def drop(self, name: str) -> None:
        """Forget a view."""
        self._write({known: view for known, view in self.all().items() if known != name})

    def _write(self, views: Mapping[str, View]) -> None:
        self.workspace.settings.remember(self._place(), msgspec.json.encode(views).decode())

    def _place(self) -> str:
        return f"{self.workspace.actor}-{self.kind}-views"


class ViewsMenu(QMenu):
    """Takes up a view, keeps the one in sight, or forgets one; `chosen` gives the view."""

    chosen = Signal(object)

    def __init__(self, views: Views, current: Callable[[], View], parent: QWidget) -> None:
        super().__init__("视图", parent)
        self._views, self._current = views, current
        self._ask = views.workspace.ask
        self.button = button("视图", "plain", "list-checks")
        self.button.setToolTip(f"记住筛选、条件、搜索、排序和列，下次一点就到（{_KEY}）")
        with_menu(self.button, self)
        QShortcut(_KEY, parent, self.button.showMenu)
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Offer what is kept now."""
        self.clear()
        views = self._views.all()
        for name, view in views.items():
            self.addAction(name.replace("&", "&&")).triggered.connect(self._taker(view))
        self.addSeparator()
        self.addAction("保存为视图…").triggered.connect(self._keep)
        self.addAction("删除视图…").triggered.connect(self._drop)
        self.actions()[-1].setEnabled(bool(views))

    def _taker(self, view: View) -> Callable[[], None]:
        return lambda: self.chosen.emit(view)

    def _keep(self) -> None:
        name = self._ask.text("给现在的筛选、条件、搜索、排序和列起个名字")
        known = name in self._views.all()
        if name and (not known or self._ask.confirm(f"已有视图“{name}”，要替换吗？", "替换")):
            self._views.keep(name, self._current())

    def _drop(self) -> None:
        name = self._ask.choose("删除哪一个视图？", list(self._views.all()))
        if name:
            self._views.drop(name)
