"""The tab of the days: which yearly notices are in, and one more, looked at before it is kept."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desk import notices
from desk.belongings import Key, found_by
from desk.errors import Refused
from desk.notices import Added
from desk.workdays import YearOfDays, calendar, years
from models.explaining import WEEKDAYS, short, span
from models.fields import Field, Type
from models.notices import Notice
from models.workdays import CalendarDay, DayKind, runs
from ui import style
from ui.ask import ALL_FILES
from ui.panes import Scroller
from ui.parts import button, words
from ui.tables import Column, Row, TableView
from ui.workspace import Workspace

KINDS = ("放假通知 (*.txt *.json)", ALL_FILES)
_COLUMNS = (
    Column(Field("year", "年份", Type.INTEGER), 4),
    Column(Field("rest", "放假（天）", Type.INTEGER), 5),
    Column(Field("work", "上班（天）", Type.INTEGER), 5),
    Column(Field("source", "来自"), 8),
)
_LIST = 440  # pixels of the list of years
_INVITATION = "粘贴国务院办公厅每年放假通知的原文（连同标题），先看读到的日子，再录入。"
_HINT = "2027年部分节假日安排的通知\n一、元旦：1月1日（周五）至3日（周日）放假，共3天。…"


class YearSource:
    """The rows of the table of years."""

    columns: Sequence[Column] = _COLUMNS

    def __init__(self) -> None:
        self.years: Sequence[YearOfDays] = ()

    def count(self) -> int:
        """See RowSource."""
        return len(self.years)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """See RowSource."""
        return [
            (one.year, len(one.rest), len(one.work), "随程序" if one.shipped else one.source)
            for one in self.years[start:stop]
        ]

    def uid(self, row: int) -> str:
        """See RowSource."""
        return str(self.years[row].year)


class DaysTab(QWidget):
    """Year by year the days off and the make-up days; below, the notice that is to be added."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._source = YearSource()
        self._read: tuple[Notice, ...] = ()
        self.table = TableView(self._source)
        self.table.setFixedWidth(_LIST)
        self.named = _told()
        self.typed = QPlainTextEdit()
        self.typed.setAccessibleName("放假通知的原文")
        self.typed.setPlaceholderText(_HINT)
        self.typed.setTabChangesFocus(True)
        self.preview = _told()
        self.file = button("从文件…", icon="folder-open")
        self.agree = button("录入", "primary")
        self._lay_out()
        self._connect()
        self.refresh()
        self.table.selectRow(0)
        self._look()

    def _lay_out(self) -> None:
        said = words(_INVITATION)
        said.setWordWrap(True)
        foot = QHBoxLayout()
        foot.addWidget(self.file)
        foot.addStretch()
        foot.addWidget(self.agree)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(words("这一年的日子", "heading"))
        right.addWidget(Scroller(self.named), 2)
        right.addWidget(words("录入放假通知", "heading"))
        right.addWidget(said)
        right.addWidget(self.typed, 2)
        right.addWidget(Scroller(self.preview), 2)
        right.addLayout(foot)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 14)
        layout.setSpacing(14)
        layout.addWidget(self.table)
        layout.addLayout(right, 1)

    def _connect(self) -> None:
        for one in (self.file, self.agree):
            one.setAutoDefault(False)
        self.table.picked.connect(self._pick)
        self.typed.textChanged.connect(self._look)
        self.file.clicked.connect(lambda: self._choose_file())
        self.agree.clicked.connect(lambda: self._add())

    def refresh(self) -> None:
        """Look at the calendar anew."""
        with self._workspace.book.read() as connection:
            self._source.years = tuple(years(calendar(connection)))
        self.table.refresh()

    def records(self) -> tuple[str, list[Key]]:
        """What the record is called and whose it is: of the days of the picked year."""
        row = self.table.currentIndex().row()
        year = self._source.years[row].year if row >= 0 else 0
        with self._workspace.book.read() as connection:
            return f"{year} 年放假和上班的日子", found_by(connection, "calendar_day", year=year)

    def _show_year(self, year: int) -> None:
        known = [one.year for one in self._source.years]
        self.table.selectRow(known.index(year))

    def _pick(self, year: str) -> None:
        found = next((one for one in self._source.years if str(one.year) == year), None)
        self.named.setText(_said((*found.rest, *found.work)) if found else "")

    def _look(self) -> None:
        """Say what the text names, or why it cannot be read."""
        text = self.typed.toPlainText()
        try:
            self._take(notices.read_text(text) if text.strip() else ())
        except Refused as error:
            self._take(())
            self._tell(error.sentence, "problem")

    def _take(self, read: tuple[Notice, ...]) -> None:
        """Show what will be added."""
        self._read = read
        self.agree.setEnabled(bool(read))
        with self._workspace.book.read() as connection:
            happens = [notices.what_happens(connection, one) for one in read]
        days = [_said(one.days) for one in read]
        both = zip(happens, days, strict=True)
        self._tell("\n".join(part for pair in both for part in pair), "plain")

    def _tell(self, text: str, kind: style.Kind) -> None:
        self.preview.setText(text)
        style.mark(self.preview, kind)

    def _choose_file(self) -> None:
        path = self._workspace.ask.open_file("录入放假通知：选择文件", KINDS)
        if path is None:
            return
        read = self._workspace.attempt(lambda: notices.read_file(path))
        if read is not None:
            self.typed.clear()
            self._take(read)

    def _add(self) -> None:
        workspace, read = self._workspace, self._read
        book, actor = workspace.book, workspace.actor

        def work() -> Added:
            return workspace.jobs.wait(
                "录入放假通知", lambda _progress: notices.add(book, read, actor)
            )

        added = workspace.attempt(work)
        if added is not None:
            self.typed.clear()
            self.refresh()
            self._show_year(read[-1].year)
            self._tell("".join(added.notes), "plain")
            workspace.said.emit(added.notes[-1])


def _told() -> QLabel:
    made = words("", "plain")
    made.setWordWrap(True)
    made.setMargin(4)
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    return made


def _said(days: Sequence[CalendarDay]) -> str:
    """The days off holiday by holiday, and the make-up days."""
    off = [one for one in days if one.kind is DayKind.REST]
    told = (
        f"{name} {'、'.join(span(*run) for run in runs([d.day for d in off if d.name == name]))}"
        for name in dict.fromkeys(one.name for one in off)
    )
    work = (
        f"{short(one.day)}（星期{WEEKDAYS[one.day.weekday()]}）"
        for one in days
        if one.kind is DayKind.WORK
    )
    made_up = "、".join(work)
    return f"放假：{'；'.join(told)}。" + (f"\n上班：{made_up}。" if made_up else "")
