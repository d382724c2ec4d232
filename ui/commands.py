"""What the menu's actions do, in one table; loaded with the first that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from desk.book import undo
from ui import backups, opening
from ui.blanks import show_blanks
from ui.clipboard import table_on_clipboard
from ui.exports import show_exports
from ui.pages import PAGES
from ui.pages.page import Page
from ui.pages.takein import TakeIn
from ui.typefaces import show_typefaces

if TYPE_CHECKING:
    from ui.window import MainWindow
    from ui.workspace import Workspace

#: Actions that are the page's own matter: what they call on the page in sight.
_CURRENT = {
    "find": "search",
    "new": "begin_new",
    "save": "save",
    "print": "print_out",
    "refresh": "refresh",
    "log": "show_log",
}
#: What an action does to the window.
Deed = Callable[["MainWindow"], object]
_AT_ONCE = 200  # rows that may be taken back in the window's own thread


def act(window: MainWindow, name: str) -> None:
    """Do what an action of the window says."""
    DEEDS[name](window)


_ABOUT = "包联工作台：离线的企业包联帮扶问题台账。木兰宽松许可证第 2 版发布；数据不出本单位。"


def _goer(name: str) -> Deed:
    return lambda window: window.show_page(name)


def _on_current(act: str) -> Deed:
    return lambda window: getattr(window.page, act)()


def _on(name: str, act: str) -> Deed:
    return lambda window: _on_page(window, name, act)


def _on_page(window: MainWindow, name: str, act: str) -> None:
    window.show_page(name)
    getattr(window.pages[name], act)()


def absent(page: Page | None) -> frozenset[str]:
    """The actions that the page in sight has not: it leaves them as every page has them."""
    return frozenset(
        name for name, act in _CURRENT.items() if getattr(type(page), act, None) is vars(Page)[act]
    )


def _show_blanks(window: MainWindow) -> None:
    if window.workspace is not None:
        show_blanks(window.workspace, window)


def _paste(window: MainWindow) -> None:
    """Take in the table on the clipboard, as a list of what the page in sight shows."""
    page, workspace = window.page, window.workspace
    if page is not None and workspace is not None:
        TakeIn(workspace, page, page.listed_kind()).paste(table_on_clipboard())


def _take_back(window: MainWindow, act: Callable[..., undo.Undone]) -> None:
    """Undo or redo; what it took back is said at the foot."""
    workspace = window.workspace
    if workspace is None or _typing_undone(act is undo.redo):
        return
    book, actor, redo = workspace.book, workspace.actor, act is undo.redo
    word = "重做" if redo else "撤销"

    def told(done: undo.Undone) -> None:
        window.statusBar().showMessage(f"已{word}{_quoted(done.label)}，{done.rows} 条记录", 8000)

    if undo.rows_to_take_back(book, actor, undoing=redo) > _AT_ONCE:
        workspace.jobs.run(word, lambda _: act(book, actor), told, workspace.failed)
    elif (done := workspace.attempt(lambda: act(book, actor))) is not None:
        told(done)


def _typing_undone(redo: bool) -> bool:
    """Whether undo went to the text that is being typed, which comes before the casebook."""
    typed = QApplication.focusWidget()
    if isinstance(typed, QLineEdit):
        able = typed.isRedoAvailable() if redo else typed.isUndoAvailable()
    elif isinstance(typed, QPlainTextEdit | QTextEdit):
        document = typed.document()
        able = document.isRedoAvailable() if redo else document.isUndoAvailable()
    else:
        return False
    if able:
        (typed.redo if redo else typed.undo)()
    return able


def undo_labels(workspace: Workspace) -> tuple[str, str]:
    """What undo and redo would say in the menu."""
    back = undo.undoable(workspace.book, workspace.actor)
    again = undo.redoable(workspace.book, workspace.actor)
    return (f"撤销{_quoted(back)}" if back else "", f"重做{_quoted(again)}" if again else "")


_INNER = str.maketrans("“”", "‘’")


def _quoted(label: str) -> str:
    """A label between quotation marks; single ones within (GB/T 15834, 引号)."""
    return f"“{label.translate(_INNER)}”"


DEEDS: Mapping[str, Deed] = MappingProxyType(
    {
        "new_book": opening.new_book,
        "open_book": opening.choose_book,
        "open_shared": opening.choose_shared,
        "open_demo": opening.demo_book,
        "restore": backups.begin_restoring,
        "exports": show_exports,
        "fonts": show_typefaces,
        "quit": lambda window: window.close(),
        "palette": lambda window: window.palette_.toggle(),
        "manual": lambda window: window.help.show(),
        "as_desktop": lambda window: window.set_theme(dark=None),
        "light": lambda window: window.set_theme(dark=False),
        "dark": lambda window: window.set_theme(dark=True),
        "about": lambda window: window.ask.tell(_ABOUT),
        **{page.name: _goer(page.name) for page in PAGES},
        **{name: _on_current(act) for name, act in _CURRENT.items()},
        "import": _on("subjects", "take_in"),
        "export": _on("issues", "export"),
        "verify": _on("bulletins", "verify"),
        "insert": _on("bulletins", "insert_exhibit"),
        "new_visit": _on("visits", "begin_new"),
        "new_card": _on("cards", "begin_new"),
        "paste": _paste,
        "blanks": _show_blanks,
        "actor": opening.say_actor,
        "office": opening.say_office,
        "backup": backups.back_up,
        "drafts": opening.show_drafts,
        "back": lambda window: window.go_back(),
        "forward": lambda window: window.go_forward(),
        "undo": lambda window: _take_back(window, undo.undo),
        "redo": lambda window: _take_back(window, undo.redo),
    }
)
