"""Several rows of a list at once: how many, what can be changed and printed of all of them."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desk.printable import Printable
from desk.several import MOST as MOST_CHANGED
from desk.several import Changed, Outcome
from ui.kept import advice, count_picked
from ui.pages.listpage import ListPage
from ui.pages.together import amend_together, draft_of
from ui.parts import button, words
from ui.results import anything_left, show_results
from ui.slips import look_at_many
from ui.standing import undo_labels

MOST = 200
"""So many documents are printed in one go."""
#: What is done with the records of these uids; None where nothing was.
Many = Callable[[Sequence[str]], Changed | None]


class Several(QWidget):
    """Takes the place of what a page's pane shows as long as several rows are selected.

    What was just changed together stays in hand until another row is picked, wherever the change
    has put it in the list.
    """

    def __init__(self, page: ListPage, shown: QWidget, documents: Sequence[Printable[Any]]) -> None:
        """`shown` is the part of the pane that tells of one record."""
        super().__init__()
        self.setObjectName("several")
        self._page, self._shown = page, shown
        self._just_done: tuple[Outcome, ...] = ()
        self._to_undo = ""
        self.heading, self._hint = words("", "heading"), words("")
        self._hint.setWordWrap(True)
        self.amend = self._acting("修改…", "pencil", self.change)
        self.amend.setToolTip("选一项，选中的都换成同一个内容；一次改完，可一次撤销（F2）")
        self.results = self._acting("看每一条的结果…", "list-checks", self.show_results)
        self._acts = [self.amend]
        self.buttons = [self._button(one) for one in documents]
        self._lay_out()
        page.pane.body.addWidget(self)
        self.hide()
        selection: QItemSelectionModel = page.table.selectionModel()
        selection.selectionChanged.connect(self.count)
        page.table.came_anew.connect(self._recount)

    def offer(self, said: str, icon: str, tip: str, act: Many) -> None:
        """One more thing that can be done with them."""
        made = self._acting(said, icon, lambda: self._take(act))
        made.setToolTip(tip)
        self._acts.append(made)
        self._layout.insertWidget(self._layout.indexOf(self.amend) + 1, made, alignment=_LEFT)

    def uids(self) -> list[str]:
        """The records in hand, if they are several; so many at most as are printed in one go."""
        return [] if self.isHidden() else list(islice(self._in_hand(), MOST))

    def count(self) -> None:
        """Show itself where several rows are selected, else leave the place to the one record."""
        self._just_done = ()
        self._show(count_picked(self._page.table))

    def _recount(self) -> None:
        """Of rows that are gone a selection says nothing, and what was done may be taken back."""
        if self._just_done and self._to_undo != undo_labels(self._page.workspace)[0]:
            self._just_done = ()
        if not self._just_done:
            self._show(count_picked(self._page.table))

    def change(self) -> None:
        """Ask which field of them all shall be changed, and change it."""
        self._take(lambda uids: amend_together(self._page.workspace, self._page.kind, uids))

    def edit(self, one: Callable[[str], object]) -> None:
        """What F2 does: change all that are in hand, or by `one` the single record."""
        if not self.isHidden():
            self.change()
        elif uid := self._page.current():
            one(uid)

    def show_results(self) -> None:
        """See what came of each of those that were just changed."""
        show_results(self._page.workspace, self._page.kind, self._just_done, self._page)

    def print_out(self, document: Printable[Any]) -> None:
        """Show a document of each of them as one file, to be printed at once."""
        look_at_many(self._page.workspace, document, self.uids(), self._page)

    def _in_hand(self) -> Iterator[str]:
        if self._just_done:
            return (one.uid for one in self._just_done)
        return self._page.table.selected_uids()

    def _take(self, act: Many) -> None:
        """Do it with them all; they stay in hand, and what was left is told."""
        changed = act(list(islice(self._in_hand(), MOST_CHANGED + 1)))
        if changed is None:
            self._show(len(self._just_done) or count_picked(self._page.table))
            return
        self._page.table.clearSelection()  # so that a click on any row picks it
        self._just_done = changed.outcomes
        self._to_undo = undo_labels(self._page.workspace)[0]
        self._show(len(changed.outcomes))
        if anything_left(changed.outcomes):
            self.show_results()

    def _show(self, count: int) -> None:
        self._shown.setVisible(count < 2)
        self.setVisible(count > 1)
        self.results.setVisible(bool(self._just_done))
        self.heading.setText(f"{'刚办的' if self._just_done else '已选'} {count:,} 条")
        begun = self._page.workspace.drafts.load(draft_of(self._page.kind)) is not None
        self.amend.setText(f"{'继续' if begun else ''}修改选中的 {count:,} 条…")
        self._hint.setText(_hint(count))
        for one in self._acts:
            one.setEnabled(count <= MOST_CHANGED)
        for one in self.buttons:
            one.setEnabled(count <= MOST)

    def _lay_out(self) -> None:
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._layout.addWidget(self.heading)
        for one in (self.results, self.amend, *self.buttons):
            self._layout.addWidget(one, alignment=_LEFT)
        self._layout.addWidget(self._hint)
        self._layout.addStretch()

    def _acting(self, said: str, icon: str, act: Callable[[], None]) -> QPushButton:
        made = button(said, "plain", icon)
        made.clicked.connect(act)
        return made

    def _button(self, document: Printable[Any]) -> QPushButton:
        made = self._acting(f"{document.label}…", "printer", partial(self.print_out, document))
        made.setToolTip("一条一份，先一起预览，再一次打印")
        return made


def _hint(count: int) -> str:
    if count > MOST_CHANGED:
        return f"一次最多修改 {MOST_CHANGED:,} 条、打印 {MOST} 份，请少选一些。{advice(count)}"
    return _EACH if count <= MOST else f"一次最多打印 {MOST} 份；修改不受此限。"


_EACH = "打印的一条一份，合成一个 PDF 文件，一次打印。"
_LEFT = Qt.AlignmentFlag.AlignLeft
