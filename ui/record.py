"""操作记录: who did what and when, with what each change wrote."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desk import history
from desk.belongings import Key, rows_of
from desk.history import Entry, Touched
from ui import style
from ui.parts import button, words
from ui.workspace import Workspace

_SIZE = (760, 520)
_WIDTHS = (150, 110)
_LATEST = 200
_NOTHING = "没有操作记录：随程序的，或者还没有写进台账。"
NOTHING_CHOSEN = "先选中一条，再看它的操作记录"
HEADINGS = ("时间", "操作人", "内容")

Tell = Callable[[Entry], Sequence[Touched]]
"""Reads what a change wrote."""


class RecordDialog(QDialog):
    """The changes of a record, newest first; each opens to what it wrote.

    Entries have that with them and are open, or `tell` reads it of one when that is opened.
    """

    def __init__(
        self, title: str, entries: Sequence[Entry], window: QWidget, tell: Tell | None = None
    ) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("操作记录")
        self.resize(*_SIZE)
        self.entries = tuple(entries)
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels(HEADINGS)
        for place, width in enumerate(_WIDTHS):
            self.tree.setColumnWidth(place, width)
        items = [_item(entry) for entry in entries]
        self.tree.addTopLevelItems(items)
        if tell is None:
            self.tree.expandToDepth(0)
        else:
            self._ask_for_the_rest(items, tell)
        close = button("关闭", "primary")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        said = f"共 {len(entries)} 次操作" if entries else _NOTHING
        foot.addWidget(words(said))
        foot.addStretch()
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(words(title, "heading"))
        layout.addWidget(self.tree, 1)
        layout.addLayout(foot)

    def _ask_for_the_rest(self, items: Sequence[QTreeWidgetItem], tell: Tell) -> None:
        policy = QTreeWidgetItem.ChildIndicatorPolicy

        def opened(item: QTreeWidgetItem) -> None:
            if not item.childCount():
                item.addChildren(_told(tell(self.entries[self.tree.indexOfTopLevelItem(item)])))
                item.setChildIndicatorPolicy(policy.DontShowIndicatorWhenChildless)

        for item in items:
            item.setChildIndicatorPolicy(policy.ShowIndicator)
        self.tree.itemExpanded.connect(opened)


def show_record(
    workspace: Workspace, title: str, records: Sequence[Key], page: QWidget
) -> RecordDialog:
    """Show what was done to these records (table and uid of each), and to what belongs to them."""
    with workspace.book.read() as connection:
        entries = history.record(connection, rows_of(connection, records))
    return _shown(RecordDialog(title, entries, page))


def show_latest(workspace: Workspace, page: QWidget) -> RecordDialog:
    """Show what was done last in the whole casebook, whatever it was done to."""

    def read(entry: Entry) -> Sequence[Touched]:
        with workspace.book.read() as connection:
            return history.written(connection, entry.uid)

    def tell(entry: Entry) -> Sequence[Touched]:
        return workspace.attempt(lambda: read(entry)) or ()

    with workspace.book.read() as connection:
        entries = history.latest(connection, _LATEST)
    return _shown(RecordDialog(f"整个台账　最近 {len(entries)} 次操作", entries, page, tell))


def _shown(dialog: RecordDialog) -> RecordDialog:
    dialog.open()
    return dialog


def _item(entry: Entry) -> QTreeWidgetItem:
    said = f"{entry.label}（已撤销）" if entry.undone else entry.label
    item = QTreeWidgetItem([entry.at[:16].replace("T", " "), entry.actor, said])
    item.addChildren(_told(entry.touched))
    if entry.undone:
        for column in range(len(HEADINGS)):
            item.setForeground(column, style.color("muted"))
    return item


def _told(written: Sequence[Touched]) -> list[QTreeWidgetItem]:
    """What stands under a change; that a row was added and no more is told by the change itself."""
    return [_what(touched) for touched in written if touched.facts or touched.verb != "新增"]


def _what(touched: Touched) -> QTreeWidgetItem:
    facts = "；".join(f"{fact.label}：{fact.value}" for fact in touched.facts)
    text = f"{touched.verb}{touched.noun}" + (f"　{facts}" if facts else "")
    item = QTreeWidgetItem(["", "", text])
    item.setForeground(2, style.color("muted"))
    item.setToolTip(2, facts)
    return item
