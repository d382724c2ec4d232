"""备份与恢复: a backup to take elsewhere, and a casebook made anew from a backup."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desk import archives, upkeep
from desk.clock import real_now
from desk.progress import Progress
from desk.upkeep import Choice, Loss, Shelf
from models.fields import Field
from ui.ask import ALL_FILES
from ui.parts import button, words
from ui.record import HEADINGS
from ui.tables import Column, Row, TableView

if TYPE_CHECKING:
    from ui.window import MainWindow

WHOLE = "备份文件 (*.backup)"
ANY = "备份 (*.backup *.db)"
_SIZE = (820, 600)
_TALL = 210  # pixels for the backups; what would be lost has the rest
_MEGABYTE = 1_000_000
_BACKUPS = (
    Column(Field("made_at", "备份时间"), 11),
    Column(Field("reason", "缘由"), 6),
    Column(Field("size", "大小"), 6),
    Column(Field("lost", "此后的修改"), 20),
)
_LOSSES = tuple(
    Column(Field(name, label), width)
    for name, label, width in zip(("at", "actor", "label"), HEADINGS, (11, 7, 30), strict=True)
)


def back_up(window: MainWindow) -> None:
    """Ask where to, and write the whole casebook there, attachments and all."""
    if window.workspace is None:
        return
    book = window.workspace.book
    name = f"{book.name}-{real_now()[:10]}.backup"
    target = window.ask.save_file("备份到（最好是 U 盘或另一块硬盘）", name, (WHOLE, ALL_FILES))
    if target is None:
        return

    def work(progress: Progress) -> None:
        if not book.shared:
            upkeep.keep_anyway(book, upkeep.BY_HAND)
        archives.pack(book, target, progress)

    def told(_done: None) -> None:
        window.refresh_frame()
        window.ask.tell(f"已备份并核对无误：{target}")

    window.jobs.along("备份台账", work, told, window.failed)


def begin_restoring(window: MainWindow) -> None:
    """Show the backups of the casebook that is open; of a shared one or none, ask for a file."""
    if window.workspace is not None and not window.workspace.book.shared:
        offer(window, window.workspace.book.folder)
    else:
        restore_file(window, None)


def offer(window: MainWindow, folder: Path) -> None:
    """Read the backups of a casebook beside the window, then show them."""

    def show(shelf: Shelf) -> None:
        dialog = RestoreDialog(shelf, window)
        dialog.agreed.clicked.connect(lambda: _restore_chosen(window, dialog))
        dialog.other.clicked.connect(lambda: _restore_other(window, dialog))
        dialog.open()

    window.jobs.run(
        "核对备份", lambda progress: upkeep.shelf(folder, progress), show, window.failed
    )


def offer_if_lost(window: MainWindow, folder: Path) -> None:
    """Show the backups of a casebook that could not be opened because it is gone or damaged."""
    if upkeep.is_lost(folder):
        offer(window, folder)


def offer_if_damaged(window: MainWindow) -> None:
    """Show the backups where the casebook that is open turns out to be damaged; once each time."""
    workspace = window.workspace
    if workspace is None or workspace.book.shared or workspace.book.folder in window.damaged:
        return
    if upkeep.is_lost(workspace.book.folder):
        window.damaged.add(workspace.book.folder)
        offer(window, workspace.book.folder)


def _restore_chosen(window: MainWindow, dialog: RestoreDialog) -> None:
    chosen = dialog.chosen
    if chosen is not None:
        dialog.accept()
        restore(window, chosen.copy.path, dialog.place)


def _restore_other(window: MainWindow, dialog: RestoreDialog) -> None:
    dialog.reject()
    restore_file(window, dialog.place)


def restore_file(window: MainWindow, place: Path | None) -> None:
    """Ask for a backup file, and where to if no place is given; then restore it."""
    source = window.ask.open_file("从备份恢复：选择备份文件", (ANY, ALL_FILES))
    if source is None:
        return
    if place is None:
        parent = window.ask.folder("恢复到哪个文件夹里")
        place = parent and upkeep.place_beside(parent / source.stem)
    if place is not None:
        restore(window, source, place)


def restore(window: MainWindow, source: Path, place: Path) -> None:
    """Make a casebook of a backup in a new folder, and open it."""

    def done(missing: int) -> None:
        if not window.open_book(place):
            window.ask.tell(f"已恢复成“{place}”；请从“打开台账”打开它。")
        elif missing:
            window.ask.warn(f"台账已恢复，但有 {missing} 个附件找不到；请从原台账所在处找回。")
        else:
            window.ask.tell(f"已恢复，现在打开的是“{place.name}”；原来的台账没有动过。")

    window.jobs.run(
        "恢复台账", lambda progress: archives.restore(source, place, progress), done, window.failed
    )


class ChoiceSource:
    """The rows of the table of backups."""

    columns: Sequence[Column] = _BACKUPS

    def __init__(self, choices: Sequence[Choice]) -> None:
        self._choices = choices

    def count(self) -> int:
        """See RowSource."""
        return len(self._choices)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """See RowSource."""
        return [
            (
                f"{one.copy.made_at:%Y-%m-%d %H:%M}",
                one.copy.reason,
                f"{one.size / _MEGABYTE:.1f} MB",
                said_of_loss(one),
            )
            for one in self._choices[start:stop]
        ]

    def uid(self, row: int) -> str:
        """See RowSource."""
        return str(row)


class LossSource:
    """The rows of the table of what a backup does not hold."""

    columns: Sequence[Column] = _LOSSES

    def __init__(self) -> None:
        self.losses: Sequence[Loss] = ()

    def count(self) -> int:
        """See RowSource."""
        return len(self.losses)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """See RowSource."""
        return [
            (one.at[:16].replace("T", " "), one.actor, one.label) for one in self.losses[start:stop]
        ]

    def uid(self, row: int) -> str:
        """See RowSource."""
        return str(row)


class RestoreDialog(QDialog):
    """The backups of a casebook, and what the one chosen does not hold."""

    def __init__(self, shelf: Shelf, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("从备份恢复")
        self.resize(*_SIZE)
        self.place = upkeep.place_beside(shelf.folder)
        self.chosen: Choice | None = None
        self._shelf = shelf
        self._lost = LossSource()
        self.backups = TableView(ChoiceSource(shelf.choices))
        self.losses = TableView(self._lost)
        self.loss = words("", "heading")
        self.agreed = button("恢复并打开", "primary")
        self.other = button("用别的备份文件…", icon="folder-open")
        self._lay_out()
        self.backups.picked.connect(self._choose)
        self.backups.opened.connect(lambda _row: self.agreed.click())
        self._choose("")
        self.backups.selectRow(0)
        self.backups.setFocus()

    def _lay_out(self) -> None:
        self.backups.setFixedHeight(_TALL)
        self.agreed.setDefault(True)
        where = words(f"将恢复成一个新的台账“{self.place}”，原来的台账不动。")
        where.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 16)
        layout.setSpacing(10)
        layout.addWidget(words(_counted(self._shelf), "heading"))
        layout.addWidget(where)
        layout.addWidget(self.backups)
        layout.addWidget(self.loss)
        layout.addWidget(self.losses, 1)
        layout.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        cancel = button("取消")
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.other)
        foot.addStretch()
        foot.addWidget(cancel)
        foot.addWidget(self.agreed)
        return foot

    def _choose(self, row: str) -> None:
        """Show what the backup in that row does not hold."""
        self.chosen = self._shelf.choices[int(row)] if row else None
        self._lost.losses = self.chosen.newest if self.chosen else ()
        self.loss.setText(f"恢复后没有的：{_named(self.chosen)}" if self.chosen else "")
        self.losses.refresh()
        self.agreed.setEnabled(self.chosen is not None)


def _counted(shelf: Shelf) -> str:
    said = f"完好的备份 {len(shelf.choices)} 份" if shelf.choices else "还没有完好的备份"
    return f"{said}；另有 {shelf.damaged} 个备份文件已损坏，不能用" if shelf.damaged else said


def said_of_loss(choice: Choice) -> str:
    """How many changes a backup does not hold, in words."""
    if choice.lost is None:
        return "台账读不出来，无法比较"
    return f"{choice.lost} 项修改" if choice.lost else "无，与现在相同"


def _named(choice: Choice) -> str:
    """The same, for the list that names the latest of them."""
    more = (choice.lost or 0) > upkeep.NAMED
    return said_of_loss(choice) + more * f"，下面是最近 {upkeep.NAMED} 项"
