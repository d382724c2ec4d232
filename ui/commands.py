"""What the menu's actions do, bound in one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

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
_AT_ONCE = 200  # rows that may be taken back in the window's own thread


def bind(window: MainWindow) -> None:
    """Let every action of the window do its work."""
    for name, act in _always(window).items():
        window.actions_.bind(name, act)
    for name, act in _with_a_book(window).items():
        window.actions_.bind(name, act, needs_book=True)


def _always(window: MainWindow) -> Mapping[str, Callable[[], object]]:
    return {
        "new_book": lambda: opening.new_book(window),
        "open_book": lambda: opening.choose_book(window),
        "open_shared": lambda: opening.choose_shared(window),
        "open_demo": lambda: opening.demo_book(window),
        "restore": lambda: backups.begin_restoring(window),
        "exports": lambda: show_exports(window),
        "fonts": lambda: show_typefaces(window),
        "quit": window.close,
        "palette": window.palette_.toggle,
        "manual": lambda: window.help.show(),
        "dark": lambda: window.set_theme(window.actions_["dark"].isChecked()),
        "about": lambda: window.ask.tell(_ABOUT),
    }


def _with_a_book(window: MainWindow) -> Mapping[str, Callable[[], object]]:
    pages = {page.name: _goer(window, page.name) for page in PAGES}
    return {
        **pages,
        **{name: _on_current(window, act) for name, act in _CURRENT.items()},
        "import": lambda: _on_page(window, "subjects", "take_in"),
        "export": lambda: _on_page(window, "issues", "export"),
        "verify": lambda: _on_page(window, "bulletins", "verify"),
        "insert": lambda: _on_page(window, "bulletins", "insert_exhibit"),
        "new_visit": lambda: _on_page(window, "visits", "begin_new"),
        "new_card": lambda: _on_page(window, "cards", "begin_new"),
        "paste": lambda: _paste(window),
        "blanks": lambda: _show_blanks(window),
        "actor": lambda: opening.say_actor(window),
        "office": lambda: opening.say_office(window),
        "backup": lambda: backups.back_up(window),
        "undo": lambda: _take_back(window, undo.undo),
        "redo": lambda: _take_back(window, undo.redo),
    }


_ABOUT = "包联工作台：离线的企业包联帮扶问题台账。木兰宽松许可证第 2 版发布；数据不出本单位。"


def _goer(window: MainWindow, name: str) -> Callable[[], None]:
    return lambda: window.show_page(name)


def _on_current(window: MainWindow, act: str) -> Callable[[], None]:
    return lambda: getattr(window.page, act)()


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
    if workspace is None or window.typing_undone(act is undo.redo):
        return
    book, actor, redo = workspace.book, workspace.actor, act is undo.redo
    word = "重做" if redo else "撤销"

    def told(done: undo.Undone) -> None:
        window.statusBar().showMessage(f"已{word}{_quoted(done.label)}，{done.rows} 条记录", 8000)

    if undo.rows_to_take_back(book, actor, undoing=redo) > _AT_ONCE:
        workspace.jobs.run(word, lambda _: act(book, actor), told, workspace.failed)
    elif (done := workspace.attempt(lambda: act(book, actor))) is not None:
        told(done)


def undo_labels(workspace: Workspace) -> tuple[str, str]:
    """What undo and redo would say in the menu."""
    back = undo.undoable(workspace.book, workspace.actor)
    again = undo.redoable(workspace.book, workspace.actor)
    return (f"撤销{_quoted(back)}" if back else "", f"重做{_quoted(again)}" if again else "")


_INNER = str.maketrans("“”", "‘’")


def _quoted(label: str) -> str:
    """A label between quotation marks; single ones within (GB/T 15834, 引号)."""
    return f"“{label.translate(_INNER)}”"
