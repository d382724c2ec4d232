"""A list in whose place a record is filled in; what is half typed is kept as a draft."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desk.printing import EXCEL
from ui.drafting import DraftKeeper
from ui.pages.listpage import ListPage


class Entry(QWidget):
    """The form. `changed`: something was typed; the others say what the person wants."""

    changed = Signal()
    saved = Signal()
    left = Signal()
    cleared = Signal()

    def focus_first(self) -> None:
        """Put the keyboard where filling in begins."""
        raise NotImplementedError

    def bind(self, keys: Mapping[str, Callable[[], object]]) -> None:
        """Let keys act as long as the keyboard is in the form."""
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)


class EntryPage(ListPage):
    """List and form are two views in one place; `entry` and its `keeper` are set by the page."""

    entry: Entry
    keeper: DraftKeeper

    def make_views(self) -> None:
        """Put the form in the place of the list, which comes first."""
        self.list_view = QWidget()
        self.list_view.setLayout(self.body)
        self.views = QStackedWidget()
        self.views.addWidget(self.list_view)
        self.views.addWidget(self.entry)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.views)
        self.entry.saved.connect(self.save)
        self.entry.left.connect(self.leave)
        self.entry.left.connect(self.finished)
        self.keeper.failed.connect(self.workspace.said)
        self.keeper.kept.connect(self.workspace.drafted)

    @property
    def entering(self) -> bool:
        """Whether the form is in sight."""
        return self.views.currentWidget() is self.entry

    def show_entry(self) -> None:
        """Turn to the form."""
        self.views.setCurrentWidget(self.entry)
        self.entry.focus_first()

    def show_list(self) -> None:
        """Turn to the list."""
        self.views.setCurrentWidget(self.list_view)
        self.table.setFocus()

    def leave(self) -> None:
        """Back to the list; what was typed is kept."""
        self.keeper.keep_pending()
        self.show_list()

    def may_close(self) -> bool:
        """Keep what is half typed, too."""
        self.keeper.keep_pending()
        return super().may_close()

    def open(self, uid: str) -> None:
        """See ListPage; a form that is being filled in is kept and left."""
        if self.entering:
            self.leave()
        super().open(uid)

    def export(self, suffix: str = EXCEL) -> None:
        """See ListPage; of the form nothing is written."""
        if self.entering:
            self.workspace.said.emit("正在填表；按 Esc 回到列表再导出")
        else:
            super().export(suffix)

    def search(self) -> None:
        """See ListPage; the form is kept and left."""
        if self.entering:
            self.leave()
        super().search()
