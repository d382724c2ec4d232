"""One list on its way into the casebook, from the question for a file to the report."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desk.files import write_bytes
from desk.intake import layouts, rejects
from desk.intake.apply import Plan, take_in
from desk.intake.headings import Corrections, Place
from desk.intake.lists import Sent, Understanding, sent, understood
from desk.intake.mapping import told_field
from desk.intake.pasted import pasted
from desk.intake.preview import Preview, judge
from desk.intake.table import Layout
from desk.progress import Cancelled, Progress
from models.fields import KINDS
from ui.ask import EXCEL
from ui.pages.takein.dialog import PlanDialog
from ui.workspace import Workspace

#: Where the records of a table are listed.
_PAGES = {"subject": "subjects", "visit": "visits", "issue": "issues"}
_First = tuple[tuple[Layout, ...], Preview]


class TakeIn:
    """Reads a list once, shows what would come of it, lets the person correct how it is
    understood, and takes it in. `kind` is what a list is taken for that does not tell itself."""

    dialog: PlanDialog

    def __init__(self, workspace: Workspace, window: QWidget, kind: str = "") -> None:
        self._workspace = workspace
        self._window = window
        self._said = Corrections(kind)
        self._known: tuple[Layout, ...] = ()
        self._shown: Preview | None = None
        self._judging = Progress()
        self._over = False

    def begin(self) -> None:
        """Ask for the file, and read it."""
        path = self._workspace.ask.open_file("导入名单：选择 Excel 文件", (EXCEL,))
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read the list in a file beside the window, then show what would come of it."""
        self._open(lambda progress: sent(path, progress))

    def paste(self, text: str) -> None:
        """Show what would come of a table from the clipboard."""
        self._open(lambda _progress: pasted(text))

    def _open(self, read: Callable[[Progress], Sent]) -> None:
        book, said = self._workspace.book, self._said

        def work(progress: Progress) -> _First:
            listed = read(progress)
            with book.read() as connection:
                known = layouts.known(connection)
            return known, judge(book, understood(listed, said, known), progress)

        self._workspace.jobs.run("读取名单", work, self._show, self._workspace.failed)

    def _show(self, first: _First) -> None:
        self._known, self._shown = first
        self._understanding = self._shown.understanding
        self.dialog = dialog = PlanDialog(self._shown, self._window)
        # A signal holds a bound method weakly: these keep the list as long as its preview.
        dialog.kind_said.connect(lambda kind: self._say_kind(kind))
        dialog.place_said.connect(lambda place: self._say_place(place))
        dialog.field_said.connect(lambda key, field: self._say_field(key, field))
        dialog.agreed.clicked.connect(lambda: self._take())
        dialog.rejects.clicked.connect(lambda: self._save_rejects())
        dialog.finished.connect(lambda: self._end())
        dialog.may_leave = self._may_leave
        dialog.open()

    def _say_kind(self, kind: str) -> None:
        self._say(Corrections(kind, self._said.place))

    def _say_place(self, place: Place) -> None:
        self._say(Corrections(self._said.kind, place))

    def _say_field(self, key: str, field: str) -> None:
        before = self._understanding
        said = replace(before.corrected(key, field), kind=before.kind.name)
        self._say(said, _moved(before, key, told_field(field)[0]))

    def _say(self, said: Corrections, notice: str = "") -> None:
        """Understand the list anew; what comes of its rows is found out beside the window."""
        self._said, self._shown = said, None
        one = self._understanding = understood(self._understanding.sent, said, self._known)
        self.dialog.show_understanding(one, notice)
        self._judging.cancel()
        book = self._workspace.book

        def work(progress: Progress) -> Preview:
            if self._over or one is not self._understanding:
                raise Cancelled
            self._judging = Progress(lambda label, done, of: progress.step(done, of, label))
            return judge(book, one, self._judging)

        self._workspace.jobs.run("", work, self._judged, self._not_judged)

    def _judged(self, preview: Preview) -> None:
        if preview.understanding is self._understanding and not self._over:
            self._shown = preview
            self.dialog.show_preview(preview)

    def _not_judged(self, error: Exception) -> None:
        if not (self._over or isinstance(error, Cancelled)):
            self.dialog.show_unchecked()
        self._workspace.failed(error)

    def _may_leave(self) -> bool:
        """Whether the list may be put away: what was corrected by hand is not lost by one key."""
        corrected = len(self._said.columns)
        question = f"已改了 {corrected} 列的填入项，放弃这份名单吗？"
        return not corrected or self._workspace.ask.confirm(question, "放弃", "继续改")

    def _end(self) -> None:
        self._over = True
        self._judging.cancel()
        self.dialog.deleteLater()

    def _take(self) -> None:
        table = self._shown.table if self._shown else None
        if table is None:
            return
        self.dialog.accept()
        book, actor = self._workspace.book, self._workspace.actor

        def work(progress: Progress) -> Mapping[str, int]:
            """The rows themselves are let go there: that takes a moment for many of them."""
            return take_in(book, table, actor, progress).counts

        def done(counts: Mapping[str, int]) -> None:
            self._done(counts, table.kind)

        self._workspace.jobs.run("导入名单", work, done, self._workspace.failed)

    def _done(self, counts: Mapping[str, int], kind: str) -> None:
        page = _PAGES.get(KINDS[kind].table)
        if page is not None:
            self._workspace.shown.emit(page, "")
        self._workspace.said.emit(
            f"已导入：新增 {counts['created']}，更新 {counts['updated']}，"
            f"未变 {counts['unchanged']}，退回 {counts['rejected']}（可用“撤销”整个收回）"
        )

    def _save_rejects(self) -> None:
        found = self._shown.plan if self._shown else None
        if found is None:
            return
        path = self._workspace.ask.save_file("保存退回的各行", "退回的各行.xlsx", (EXCEL,))
        if path is not None:
            self._workspace.attempt(lambda: self._write_rejects(found, path))

    def _write_rejects(self, found: Plan, path: Path) -> None:
        today = self._workspace.book.clock.today()
        table = found.table
        write_bytes(path, rejects.workbook(table, table.rejected, found.problems, today))
        self._workspace.said.emit(f"已保存到 {path}；改好后可以再次导入")


def _moved(one: Understanding, key: str, name: str) -> str:
    """What is said where a field goes over from one column to another."""
    field, holder = one.kind.field(name), one.holder(name)
    if field is None or holder is None or holder.key == key:
        return ""
    column = next(heard.column.title for heard in one.columns if heard.key == key)
    return f"“{field.label}”改由“{column}”填入，“{holder.column.title}”不再导入。"
