"""What came of many records that were handled at once: a line for each, those left at the top."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desk.lists import kind_fields
from desk.several import DONE, LEFT, SAME, Outcome
from models.fields import Field, Type
from models.together import TOGETHER
from ui.parts import button, fit, words
from ui.room import Room
from ui.tables import Column, Row, TableView
from ui.workspace import Workspace

_SIZE = (860, 460)
_RESULT = Column(Field("result", "结果", Type.CHOICE, choices="results"), 5)
_REASON = Column(Field("reason", "原因"), 20)
_HINT = "回车或双击一行，转到这一条；Ctrl+C 复制到 Excel"
_WORDS = {DONE: "已办 {} 条", SAME: "{} 条没有变化", LEFT: "{} 条没有动"}


def summed(outcomes: Sequence[Outcome]) -> str:
    """已办 12 条，3 条没有动."""
    counts = Counter(one.result for one in outcomes)
    return "，".join(said.format(f"{counts[n]:,}") for n, said in _WORDS.items() if counts[n])


class ResultSource:
    """The outcomes as rows; `listed` is the list that they are of."""

    def __init__(self, listed: str, outcomes: Sequence[Outcome]) -> None:
        self.outcomes = outcomes
        fields = {one.name: one for one in kind_fields(listed)}
        together = TOGETHER[listed]
        self.columns: Sequence[Column] = (
            Column(fields[together.number]),
            Column(fields[together.name]),
            _RESULT,
            _REASON,
        )

    def count(self) -> int:
        """See RowSource."""
        return len(self.outcomes)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """See RowSource."""
        return [(o.number, o.name, o.result, o.reason) for o in self.outcomes[start:stop]]

    def uid(self, row: int) -> str:
        """See RowSource."""
        return self.outcomes[row].uid


class ResultsDialog(QDialog):
    """The outcomes; it stays while the person looks at one record after the other behind it."""

    def __init__(
        self, workspace: Workspace, listed: str, outcomes: Sequence[Outcome], page: QWidget
    ) -> None:
        super().__init__(page)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("逐条结果")
        self._workspace, self._listed = workspace, listed
        self.source = ResultSource(listed, outcomes)
        self.table = TableView(self.source)
        self.table.horizontalHeader().setSectionsClickable(False)
        self.table.opened.connect(self._lead)
        self.table.picked.connect(lambda _uid: self._tell())
        self.table.notice.connect(workspace.said)
        self.reason = words("")
        self.reason.setWordWrap(True)
        self._lay_out(outcomes)
        fit(self, *_SIZE)
        Room(self.table, self.source.columns.index(_REASON), ())
        self.table.selectRow(0)
        self.table.setFocus()

    def _lay_out(self, outcomes: Sequence[Outcome]) -> None:
        close = button("关闭", "primary")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(words(_HINT), 1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 16)
        layout.setSpacing(10)
        layout.addWidget(words(summed(outcomes), "heading"))
        layout.addWidget(self.table, 1)
        layout.addWidget(self.reason)
        layout.addLayout(foot)

    def _tell(self) -> None:
        """The whole reason of the row in hand: its column may have no room for it."""
        row = self.table.currentIndex().row()
        self.reason.setText(self.source.outcomes[row].reason if row >= 0 else "")

    def _lead(self, uid: str) -> None:
        self._workspace.shown.emit(self._listed, uid)


def show_results(
    workspace: Workspace, listed: str, outcomes: Sequence[Outcome], page: QWidget
) -> ResultsDialog:
    """Show what came of each; what is shown of an earlier time goes."""
    for before in page.findChildren(ResultsDialog):
        before.accept()
    dialog = ResultsDialog(workspace, listed, outcomes, page)
    dialog.show()
    dialog.activateWindow()
    return dialog


def anything_left(outcomes: Sequence[Outcome]) -> bool:
    """Whether a person must hear of it: one at least was left as it was."""
    return any(one.result == LEFT for one in outcomes)
