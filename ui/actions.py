"""What can be done from menus and by keys: one table for menu, tool tip, shortcut and manual."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from ui import icons


class Action(NamedTuple):
    """One thing to do. A new `group` begins after a line in the menu; "…" means that it asks.

    `hindered` says why it cannot be done where it is greyed out with a casebook open.
    """

    name: str
    label: str
    menu: str
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    tip: str = ""
    group: int = 0
    checkable: bool = False
    hindered: str = "这里没有这一项"


MENUS = ("文件", "编辑", "记录", "查看", "帮助")

_BLANKS = "一次打印或写出全部空白表样"
_EXPORTS = "这台电脑写过哪些文件，用了哪些字体"
_FONTS = "公文各种字用哪个字体排印"
_PASTE = "把从 Excel 复制的各行读成本页的名单"
_INSERT = "放进简报的正文，单独占一行"
_WRITE_OUT = "把眼前的一页写成 Excel、Word 或 PDF 文件"
_VERIFY = "看简报文件里改过的数字是否与台账一致"

_REDO = ("Ctrl+Y", "Ctrl+Shift+Z")
_OFFICE = "单位名称、层级、简报名称和主送单位"
_DEADLINES = "办理时限按什么规则推算，哪些天放假和调休上班"
_PALETTE = "打几个字，找到任何动作、页面和记录"
_SEARCH = "在全部内容里查找，打字就列出来"
_DRIVES = "各单位查谁、报了没有、发现多少问题"
_LESSON = "写明已销号的问题里别人可以学什么，放进典型案例"
_SUPERVISE = "今天要发的催办单、督办单，各单位办得怎么样"
_DRAFTS = "回到填了一半、还没有保存的表单"
_BACK, _ON = "回到刚才看的那一页、那一条", "再到后退以前看的那一页、那一条"
_NO_WAY = "没有可以回到的页面"
_NO_BOOK = "请先打开一个台账"

_ACTIONS = (
    Action("new_book", "新建台账…", "文件", icon="folder-plus"),
    Action("open_book", "打开台账…", "文件", ("Ctrl+O",), "folder-open"),
    Action("open_shared", "打开共享台账…", "文件", icon="database", tip="打开服务器上的台账"),
    Action("open_demo", "打开演示台账", "文件", icon="book-open"),
    Action("import", "导入名单…", "文件", ("Ctrl+I",), "upload", "从 Excel 读入企业等名单", 1),
    Action("export", "导出…", "文件", ("Ctrl+E",), "download", _WRITE_OUT, 1),
    Action("print", "打印…", "文件", ("Ctrl+P",), "printer", group=1),
    Action("blanks", "空白表样…", "文件", icon="file-text", tip=_BLANKS, group=1),
    Action("exports", "导出记录…", "文件", icon="history", tip=_EXPORTS, group=1),
    Action("fonts", "打印用的字体…", "文件", icon="file-text", tip=_FONTS, group=1),
    Action("verify", "核对改过的 Word…", "文件", (), "square-check-big", _VERIFY, 1),
    Action("actor", "操作人…", "文件", (), "user", "谁在这台电脑上操作，写进操作记录", 2),
    Action("office", "单位信息…", "文件", (), "settings", _OFFICE, 2),
    Action("deadlines", "时限规则与工作日…", "文件", (), "clock", _DEADLINES, 2),
    Action("backup", "备份…", "文件", (), "database", "把整个台账写成一个文件", 2),
    Action("restore", "从备份恢复…", "文件", (), "clock", "恢复成新的台账，原来的不动", 2),
    Action("quit", "退出", "文件", ("Ctrl+Q",), "log-out", group=3),
    Action("undo", "撤销", "编辑", ("Ctrl+Z",), "undo-2", hindered="没有可撤销的操作"),
    Action("redo", "重做", "编辑", _REDO, "redo-2", hindered="没有可重做的操作"),
    Action("paste", "粘贴为名单…", "编辑", ("Ctrl+V",), "clipboard-paste", _PASTE, 1),
    Action("insert", "插入表格或图表…", "编辑", ("Ctrl+T",), "chart-column", _INSERT, 1),
    Action("find", "在本页查找", "编辑", ("Ctrl+F",), "search", "在当前列表中查找", 2),
    Action("palette", "找动作、页面、记录…", "编辑", ("Ctrl+K",), "search", _PALETTE, 2),
    Action("new", "新建", "记录", ("Ctrl+N",), "plus", "新建本页的记录"),
    Action("new_visit", "登记走访", "记录", ("Ctrl+Shift+N",), "clipboard-list"),
    Action("new_card", "填写反馈卡", "记录", ("Ctrl+Shift+K",), "file-check"),
    Action("lesson", "标为典型案例…", "记录", icon="star", tip=_LESSON),
    Action("save", "保存", "记录", ("Ctrl+S",), "save", group=1),
    Action("drafts", "没写完的表单", "记录", icon="pencil", tip=_DRAFTS, group=1),
    Action("log", "操作记录", "记录", ("Ctrl+H",), "history", "谁在何时改了什么", 2),
    Action("today", "今日", "查看", ("Ctrl+1",), "layout-dashboard", "今天要办的事"),
    Action("rhythm", "日程", "查看", ("Ctrl+D",), "calendar", "谁该做什么、做了没有，排走访计划"),
    Action("issues", "问题台账", "查看", ("Ctrl+2",), "list-checks"),
    Action("visits", "走访", "查看", ("Ctrl+3",), "handshake"),
    Action("cards", "反馈卡", "查看", ("Ctrl+4",), "file-check"),
    Action("subjects", "帮扶对象", "查看", ("Ctrl+5",), "building-2"),
    Action("dossier", "一企一档", "查看", ("Ctrl+6",), "book", "一个对象的全部经过"),
    Action("coverage", "覆盖情况", "查看", ("Ctrl+7",), "chart-column", "四类对象离 100% 还差谁"),
    Action("bulletins", "简报", "查看", ("Ctrl+8",), "file-text"),
    Action("analysis", "成果分析", "查看", ("Ctrl+9",), "trending-up", "图表和排名，点开看明细"),
    Action("meetings", "会议", "查看", ("Ctrl+Shift+M",), "users", "议题、会议决定和落实情况"),
    Action("campaigns", "问题大排查", "查看", ("Ctrl+Shift+D",), "list-filter", _DRIVES),
    Action("supervision", "督办", "查看", ("Ctrl+Shift+U",), "flag", _SUPERVISE),
    Action("search", "查找", "查看", ("Ctrl+Shift+F", "Ctrl+0"), "search", _SEARCH),
    Action("back", "后退", "查看", ("Alt+Left",), "arrow-left", _BACK, 1, hindered=_NO_WAY),
    Action("forward", "前进", "查看", ("Alt+Right",), "arrow-right", _ON, 1, hindered=_NO_WAY),
    Action("refresh", "刷新", "查看", ("F5",), "refresh-cw", group=1),
    Action("as_desktop", "外观跟随系统", "查看", icon="sun-moon", group=2, checkable=True),
    Action("light", "浅色外观", "查看", icon="sun-moon", group=2, checkable=True),
    Action("dark", "深色外观", "查看", icon="sun-moon", group=2, checkable=True),
    Action("manual", "使用手册", "帮助", ("F1",), "book-open", "打开与眼前这一页有关的说明"),
    Action("about", "关于", "帮助", icon="info"),
)

#: What can be done without a casebook.
BOOKLESS = frozenset(
    {"new_book", "open_book", "open_shared", "open_demo", "restore", "exports", "fonts", "quit"}
    | {"palette", "as_desktop", "light", "dark", "manual", "about"}
)

ACTIONS: Mapping[str, Action] = MappingProxyType({action.name: action for action in _ACTIONS})


class Actions(QObject):
    """The actions of a window; `wanted` names the one that was chosen."""

    wanted = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._has_book = False
        self._drawn: set[str] = set()
        self._made = {name: self._make(action) for name, action in ACTIONS.items()}
        window.addActions(list(self._made.values()))

    def __getitem__(self, name: str) -> QAction:
        return self._made[name]

    def refresh(self, has_book: bool, absent: Collection[str] = ()) -> None:
        """Grey out what needs a casebook where none is open, and what the page has not."""
        self._has_book = has_book
        for name in ACTIONS:
            if name not in BOOKLESS:
                self._made[name].setEnabled(has_book and name not in absent)

    def hindrance(self, name: str) -> str:
        """Why an action cannot be done now; empty where it can."""
        if self._made[name].isEnabled():
            return ""
        return ACTIONS[name].hindered if self._has_book else _NO_BOOK

    def relabel(self, name: str, label: str) -> None:
        """Say more exactly what it will do: 撤销“销号 3 条”; empty gives the usual label."""
        self._made[name].setText(label or ACTIONS[name].label)

    def fill(self, bar: QMenuBar) -> None:
        """Make the menus; what is in them comes when they open, and would hold up the window."""
        for title in MENUS:
            menu = bar.addMenu(title)
            menu.aboutToShow.connect(partial(self._open, menu))

    def repaint(self) -> None:
        """Draw the icons anew, in the colours of another theme, when they are seen next."""
        self._drawn.clear()

    def _open(self, menu: QMenu) -> None:
        """Put the actions in, the shortcuts beside them, and draw their icons."""
        title = menu.title()
        held = [action for action in ACTIONS.values() if action.menu == title]
        if menu.isEmpty():
            self._put_into(menu, held)
        if title not in self._drawn:
            self._drawn.add(title)
            for action in held:
                self._made[action.name].setIcon(icons.icon(action.icon))

    def _put_into(self, menu: QMenu, actions: Sequence[Action]) -> None:
        group = 0
        for action in actions:
            if action.group != group:
                menu.addSeparator()
            group = action.group
            menu.addAction(self._made[action.name])

    def _make(self, action: Action) -> QAction:
        made = QAction(action.label, self)
        made.setShortcuts([QKeySequence(keys) for keys in action.shortcuts])
        made.setToolTip(tip(action))
        made.setCheckable(action.checkable)
        made.setEnabled(action.name in BOOKLESS)
        made.triggered.connect(partial(self.wanted.emit, action.name))
        return made


def tip(action: Action) -> str:
    """What the tool tip says: what it does, and the key for it."""
    said = action.tip or action.label.removesuffix("…")
    return f"{said}（{action.shortcuts[0]}）" if action.shortcuts else said
