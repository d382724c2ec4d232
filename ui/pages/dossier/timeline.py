"""The time line: one row an entry, painted when it comes into sight, however many there are."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desk.dossier import ENTRY_KINDS, Entry
from ui import icons, style
from ui.elided import wrapped

Index = QModelIndex | QPersistentModelIndex

_HEAD, _LINES = 36, 2  # pixels of a row without what it says; lines of that at most
_DAY, _ICON, _WHO = 96, 18, 150  # pixels: the day, the shape on the line, who acted
_EDGE, _GAP, _LINE = 12, 10, 20
_LEFT = _EDGE + _DAY + _ICON + 2 * _GAP  # where the words begin
_NONE = QModelIndex()
_ENTRY = Qt.ItemDataRole.UserRole

#: The shape of each kind, and the colour of the theme that it bears.
SHAPES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "assignment": ("users", "accent"),
        "visit": ("handshake", "green"),
        "card": ("clipboard-list", "accent"),
        "operating_figure": ("chart-column", "grey"),
        "issue": ("list-checks", "yellow"),
        "attachment": ("paperclip", "grey"),
    }
)


class EntryModel(QAbstractListModel):
    """The entries as they are listed."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: Sequence[Entry] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        """List other entries."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        """See QAbstractListModel."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The entry itself for painting, and its words for tool tips and readers of screens."""
        entry = self.entries[index.row()]
        if role == _ENTRY:
            return entry
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join([entry.title, *(f"{label}：{value}" for label, value in _all(entry))])
        if role == Qt.ItemDataRole.DisplayRole:
            said = (entry.day, ENTRY_KINDS[entry.kind], entry.title, entry.text, entry.who)
            return "　".join(filter(None, said))
        return None


def _all(entry: Entry) -> list[tuple[str, str]]:
    return [*entry.facts, *(fact for _, section in entry.sections for fact in section)]


class EntryDelegate(QStyledItemDelegate):
    """Paints an entry: day, shape on the line, title, two lines of what it says, who acted."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._shapes: dict[tuple[str, str], QPixmap] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As many lines as the entry needs; its words are measured, not set, for speed."""
        told = index.data(_ENTRY).brief
        room = self._view.viewport().width() - _LEFT - _EDGE
        lines = bool(told) + (self._view.fontMetrics().horizontalAdvance(told) > room)
        return QSize(0, _HEAD + lines * _LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """See the class."""
        entry, area = index.data(_ENTRY), self._view.visualRect(index)
        painter.save()
        if self._view.selectionModel().isSelected(index):
            painter.fillRect(area, style.color("selected"))
        left = area.left() + _EDGE + _DAY
        self._paint_line(painter, area, left, entry)
        text = area.adjusted(_LEFT, _EDGE // 2 + 2, -_EDGE, -4)
        _paint_words(painter, text, entry)
        day = QRect(area.left() + _EDGE, text.top(), _DAY - _GAP, _LINE)
        painter.setPen(style.color("muted"))
        painter.drawText(day, Qt.AlignmentFlag.AlignLeft, entry.day)
        painter.restore()

    def _paint_line(self, painter: QPainter, area: QRect, left: int, entry: Entry) -> None:
        """The shape of the kind, on a line that runs through all rows."""
        middle = left + _ICON / 2
        painter.setPen(QPen(style.color("border"), 2))
        top = area.top() + _EDGE // 2 + 2
        below = QPointF(middle, top + _ICON + 4)
        painter.drawLine(below, QPointF(middle, area.bottom() + 1))
        painter.drawLine(QPointF(middle, area.top()), QPointF(middle, top - 3))
        painter.drawPixmap(QPointF(left, top), self._shape(entry.kind))

    def _shape(self, kind: str) -> QPixmap:
        key = (kind, style.theme())
        if key not in self._shapes:
            self._shapes[key] = icons.pixmap(*SHAPES[kind], size=_ICON)
        return self._shapes[key]


def _paint_words(painter: QPainter, area: QRect, entry: Entry) -> None:
    """The title in bold with who acted at its right, below it what the entry says."""
    head = QRect(area.left(), area.top(), area.width(), _LINE)
    font = painter.font()
    painter.setPen(style.color("muted"))
    who = painter.fontMetrics().elidedText(entry.who, Qt.TextElideMode.ElideRight, _WHO)
    painter.drawText(head, Qt.AlignmentFlag.AlignRight, who)
    room = head.width() - painter.fontMetrics().horizontalAdvance(who) - 2 * _GAP
    bold = QFont(font)
    bold.setBold(True)
    painter.setFont(bold)
    painter.setPen(style.color("text"))
    title = painter.fontMetrics().elidedText(entry.title, Qt.TextElideMode.ElideRight, room)
    painter.drawText(head, Qt.AlignmentFlag.AlignLeft, title)
    painter.setFont(font)
    painter.setPen(style.color("muted"))
    for place, line in enumerate(wrapped(entry.brief, font, area.width(), _LINES)):
        below = QRect(area.left(), area.top() + (place + 1) * _LINE + 2, area.width(), _LINE)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, line)


class Timeline(QListView):
    """The list: `picked` gives the entry that became current, `opened` one that was entered.

    `nothing` is said where no entry is listed.
    """

    picked = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("timeline")
        self.nothing = ""
        self.entries = EntryModel()
        self.setModel(self.entries)
        self.setItemDelegate(EntryDelegate(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(lambda *_: self._tell())
        self.activated.connect(lambda index: self.opened.emit(index.data(_ENTRY)))

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """List entries from the top; the current one stays current where it is still there."""
        kept = self.current()
        self.entries.show(entries)
        place = next((n for n, one in enumerate(entries) if _same(one, kept)), None)
        if place is not None:
            self.go_to(place)
        else:
            self._tell()

    def go_to(self, place: int) -> None:
        """Make an entry current, and bring it into sight."""
        index = self.entries.index(place)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def current(self) -> Entry | None:
        """The current entry; None where there is none."""
        index = self.currentIndex()
        return self.entries.entries[index.row()] if index.isValid() else None

    def paintEvent(self, event: QPaintEvent) -> None:
        """The entries, or what is said where there is none."""
        super().paintEvent(event)
        if not self.entries.entries:
            painter = QPainter(self.viewport())
            painter.setPen(style.color("muted"))
            area = self.viewport().rect()
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.nothing)
            painter.end()

    def keyboardSearch(self, search: str) -> None:
        """Nothing: Qt would walk through all rows for the letter typed."""

    def _tell(self) -> None:
        self.picked.emit(self.current())


def _same(one: Entry, other: Entry | None) -> bool:
    return other is not None and (one.uid, one.title) == (other.uid, other.title)
