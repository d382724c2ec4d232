"""The manual (F1): opened at the page that belongs to what is in sight, read without a network."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui import topics
from ui.manualpage import ManualPage
from ui.parts import button, fit, words
from ui.searchbox import SearchBox

_SIZE = (1120, 700)
_CONTENTS = 216  # pixels
_TOPIC = Qt.ItemDataRole.UserRole


class ManualWindow(QDialog):
    """Contents and search at the left, the page at the right; its own window, beside the work."""

    def __init__(self, topic: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("使用手册")
        self.setProperty("helped", True)  # F1 within the manual would open another one
        self._texts = topics.texts()
        self.page = ManualPage()
        self.search_box = SearchBox("在手册里找")
        self.contents = QTreeWidget()
        self.contents.setHeaderHidden(True)
        self.contents.setRootIsDecorated(False)
        self.contents.setIndentation(12)
        self.note = words("")
        self.back = button("", "plain", "chevron-left")
        self.forward = button("", "plain", "chevron-right")
        self._lay_out()
        self._connect()
        self._list(list(topics.TITLES))
        fit(self, *_SIZE)
        self.turn_to(topic)

    def turn_to(self, topic: str) -> None:
        """Show the page of a topic."""
        self.page.setSource(QUrl.fromLocalFile(str(topics.path(topic))))

    def topic(self) -> str:
        """The topic in sight."""
        return _topic(self.page.source())

    def _lay_out(self) -> None:
        for made, tip in ((self.back, "后退（Alt+←）"), (self.forward, "前进（Alt+→）")):
            made.setToolTip(tip)
            made.setAccessibleName(tip[:2])
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addWidget(self.forward)
        head.addWidget(self.note, 1)
        right, left = QWidget(), QWidget()
        for side, parts in ((left, (self.search_box, self.contents)), (right, (self.page,))):
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            if side is right:
                column.addLayout(head)
            for part in parts:
                column.addWidget(part)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(12)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([_CONTENTS, _SIZE[0] - _CONTENTS])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.addWidget(split)

    def _connect(self) -> None:
        self.back.clicked.connect(self.page.backward)
        self.forward.clicked.connect(self.page.forward)
        self.page.backwardAvailable.connect(self.back.setEnabled)
        self.page.forwardAvailable.connect(self.forward.setEnabled)
        self.page.sourceChanged.connect(self._turned)
        self.back.setEnabled(False)
        self.forward.setEnabled(False)
        self.contents.currentItemChanged.connect(lambda item, _before: self._choose(item))
        self.search_box.searched.connect(self._search)
        self.search_box.passed.connect(self._go_on)
        QShortcut(QKeySequence("Alt+Left"), self, self.page.backward)
        QShortcut(QKeySequence("Alt+Right"), self, self.page.forward)
        QShortcut(QKeySequence("Ctrl+F"), self, self.search_box.setFocus)
        QShortcut(QKeySequence("F3"), self, self._next)

    def _list(self, wanted: list[str]) -> None:
        """The contents, or of them what was found."""
        self.contents.blockSignals(True)
        self.contents.clear()
        for group, pages in topics.CONTENTS.items():
            held = [topic for topic in pages if topic in wanted]
            if held:
                self.contents.addTopLevelItem(_group(group, held))
        self.contents.expandAll()
        self.contents.blockSignals(False)
        self._mark(self.topic())

    def _mark(self, here: str) -> None:
        """Let the contents show which page is in sight."""
        self.contents.blockSignals(True)
        for item in self._items():
            if item.data(0, _TOPIC) == here:
                self.contents.setCurrentItem(item)
        self.contents.blockSignals(False)

    def _items(self) -> list[QTreeWidgetItem]:
        roots = [self.contents.topLevelItem(n) for n in range(self.contents.topLevelItemCount())]
        return [
            item
            for root in roots
            if root is not None
            for n in range(root.childCount())
            if (item := root.child(n)) is not None
        ]

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        topic = item.data(0, _TOPIC) if item is not None else None
        if topic:
            self.turn_to(topic)

    def _turned(self, page: QUrl) -> None:
        """The page itself says where it is only after it has told."""
        self._mark(_topic(page))
        self.page.highlight(self.search_box.text().strip())

    def _search(self, typed: str) -> None:
        found = topics.found(typed, self._texts)
        self._list(found)
        self.note.setText(f"“{typed}”在 {len(found)} 页里" if typed else "")
        if typed and found and self.topic() not in found:
            self.turn_to(found[0])
        self.page.highlight(typed)

    def _go_on(self) -> None:
        self._next()
        self.page.setFocus()

    def _next(self) -> None:
        self.page.find_next(self.search_box.text().strip())


def _topic(page: QUrl) -> str:
    return page.fileName().removesuffix(".md")


def _group(title: str, held: list[str]) -> QTreeWidgetItem:
    group = QTreeWidgetItem([title])
    group.setFlags(Qt.ItemFlag.ItemIsEnabled)
    for topic in held:
        item = QTreeWidgetItem([topics.TITLES[topic]])
        item.setData(0, _TOPIC, topic)
        group.addChild(item)
    return group
