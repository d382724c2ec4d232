"""空白表样: all blank forms in one list; those that are ticked are printed or written at once."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desk import samples
from desk.documents import blanks
from desk.progress import Progress
from desk.samples import FORMS
from ui.parts import button, fit, words
from ui.slips import look_at_file
from ui.workspace import Workspace

_NAME = "空白表样"
_SIZE = (520, 560)
_ROW = 32  # pixels


class BlankForms(QDialog):
    """Which blank forms there are; all are ticked at first."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self.setWindowTitle(_NAME)
        fit(self, *_SIZE)
        self.list = QListWidget()
        self.list.setAccessibleName(_NAME)
        for document, blank in blanks():
            item = QListWidgetItem(blank.called, self.list)
            item.setToolTip(document.told.users)
            item.setData(Qt.ItemDataRole.UserRole, blank.name)
            item.setCheckState(Qt.CheckState.Checked)
            item.setSizeHint(QSize(0, _ROW))
        self.list.itemChanged.connect(self._count)
        layout = QVBoxLayout(self)
        layout.addWidget(words("勾选要用的表样，一次打印；或者写成 Word、PDF、Excel 文件。"))
        layout.addWidget(self.list, 1)
        layout.addLayout(self._foot())
        self.list.setCurrentRow(0)
        self.list.setFocus()
        self._count()
        self.finished.connect(self.deleteLater)

    def names(self) -> list[str]:
        """The forms that are ticked."""
        items = [self.list.item(row) for row in range(self.list.count())]
        ticked = (one for one in items if one.checkState() == Qt.CheckState.Checked)
        return [str(one.data(Qt.ItemDataRole.UserRole)) for one in ticked]

    def look(self) -> None:
        """Show the forms as one file, to be printed at once."""
        names = self.names()
        look_at_file(
            self._workspace,
            (_NAME, f"{_NAME} {len(names)}种"),
            lambda told: samples.blanks_in_one(told, names),
            self,
        )

    def keep(self) -> None:
        """Ask for a folder and write each form there in every kind of file that it may be."""
        folder = self._workspace.ask.folder("把空白表样放到哪个文件夹")
        names = self.names()
        if folder is None:
            return
        wanted = [one for one in FORMS if one.form is not None and one.form.name in names]

        def work(told: Progress) -> int:
            return len(samples.write(self._workspace.book, folder, wanted, told).paths)

        def told(written: int) -> None:
            self._workspace.said.emit(f"已写 {written} 个文件到 {folder}")

        self._workspace.jobs.along(f"写{_NAME}", work, told, self._workspace.failed)

    def _foot(self) -> QHBoxLayout:
        self.all = button("全选")
        self.all.clicked.connect(self._tick_all)
        self.kept = button("存到文件夹…", "plain", "download")
        self.kept.clicked.connect(self.keep)
        self.looked = button("预览打印…", "primary", "printer")
        self.looked.setDefault(True)
        self.looked.clicked.connect(self.look)
        foot = QHBoxLayout()
        foot.addWidget(self.all)
        foot.addStretch()
        foot.addWidget(self.kept)
        foot.addWidget(self.looked)
        return foot

    def _tick_all(self) -> None:
        """All, or none where all are ticked already."""
        some = len(self.names()) < self.list.count()
        wanted = Qt.CheckState.Checked if some else Qt.CheckState.Unchecked
        for row in range(self.list.count()):
            self.list.item(row).setCheckState(wanted)

    def _count(self) -> None:
        count = len(self.names())
        self.all.setText("全不选" if count == self.list.count() else "全选")
        for one in (self.kept, self.looked):
            one.setEnabled(count > 0)


def show_blanks(workspace: Workspace, window: QWidget) -> BlankForms:
    """Open the list of blank forms."""
    shown = BlankForms(workspace, window)
    shown.open()
    return shown
