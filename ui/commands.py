"""What the menu's actions do, in one table; loaded with the first that is chosen.

Each deed loads what it takes: a page is turned to without the dialogs of all the others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from desk.book import undo
from ui.pages import PAGES
from ui.standing import ON_PAGE, quoted

if TYPE_CHECKING:
    from ui.window import MainWindow

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


def _opening(act: str) -> Deed:
    def deed(window: MainWindow) -> None:
        from ui import opening

        getattr(opening, act)(window)

    return deed


def _backups(act: str) -> Deed:
    def deed(window: MainWindow) -> None:
        from ui import backups

        getattr(backups, act)(window)

    return deed


def _show_exports(window: MainWindow) -> None:
    from ui.exports import show_exports

    show_exports(window)


def _show_typefaces(window: MainWindow) -> None:
    from ui.typefaces import show_typefaces

    show_typefaces(window)


def _show_deadlines(window: MainWindow) -> None:
    from ui.deadlines import show_deadlines

    show_deadlines(window)


def _show_blanks(window: MainWindow) -> None:
    from ui.blanks import show_blanks

    if window.workspace is not None:
        show_blanks(window.workspace, window)


def _paste(window: MainWindow) -> None:
    """Take in the table on the clipboard, as a list of what the page in sight shows."""
    from ui.clipboard import table_on_clipboard
    from ui.pages.takein import TakeIn

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
        window.statusBar().showMessage(f"已{word}{quoted(done.label)}，{done.rows} 条记录", 8000)

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


DEEDS: Mapping[str, Deed] = MappingProxyType(
    {
        "new_book": _opening("new_book"),
        "open_book": _opening("choose_book"),
        "open_shared": _opening("choose_shared"),
        "open_demo": _opening("demo_book"),
        "restore": _backups("begin_restoring"),
        "exports": _show_exports,
        "fonts": _show_typefaces,
        "deadlines": _show_deadlines,
        "quit": lambda window: window.close(),
        "palette": lambda window: window.palette_.toggle(),
        "manual": lambda window: window.help.show(),
        "as_desktop": lambda window: window.set_theme(dark=None),
        "light": lambda window: window.set_theme(dark=False),
        "dark": lambda window: window.set_theme(dark=True),
        "about": lambda window: window.ask.tell(_ABOUT),
        **{page.name: _goer(page.name) for page in PAGES},
        "search": _on("search", "search"),
        **{name: _on_current(act) for name, act in ON_PAGE.items()},
        "import": _on("subjects", "take_in"),
        "verify": _on("bulletins", "verify"),
        "insert": _on("bulletins", "insert_exhibit"),
        "lesson": _on("issues", "mark_lesson"),
        "new_visit": _on("visits", "begin_new"),
        "new_card": _on("cards", "begin_new"),
        "paste": _paste,
        "blanks": _show_blanks,
        "actor": _opening("say_actor"),
        "office": _opening("say_office"),
        "backup": _backups("back_up"),
        "drafts": _opening("show_drafts"),
        "back": lambda window: window.go_back(),
        "forward": lambda window: window.go_forward(),
        "undo": lambda window: _take_back(window, undo.undo),
        "redo": lambda window: _take_back(window, undo.redo),
    }
)
