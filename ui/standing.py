"""What title, foot and menus say of the casebook that is open and of the page in sight."""

from desk import upkeep
from desk.book import undo
from desk.book.casebook import Book
from desk.settings import office
from ui.foot import Part
from ui.pages.page import Page
from ui.workspace import Workspace

#: Actions that are the page's own matter: what they call on the page in sight.
ON_PAGE = {
    "find": "search",
    "new": "begin_new",
    "save": "save",
    "print": "print_out",
    "export": "export",
    "refresh": "refresh",
    "log": "show_log",
}


def title(book: Book) -> str:
    """The office's name, or the folder's."""
    with book.read() as connection:
        return office(connection)["office"] or book.name


def status(workspace: Workspace) -> list[Part]:
    """The line at the foot: casebook, who acts, the business date, drafts, the last backup."""
    book = workspace.book
    drafts = len(workspace.drafts.all())
    where = "" if book.shared else str(book.folder)
    return [
        Part(f"{'共享台账' if book.shared else '台账'}：{book.name}", "open_book", where),
        Part(f"操作人：{workspace.actor}", "actor"),
        Part(f"业务日期：{book.clock.today()}", "today"),
        Part(f"草稿 {drafts} 份" if drafts else "没有草稿", "drafts"),
        Part(last_backup(book), "backup"),
    ]


def last_backup(book: Book) -> str:
    """When the casebook was last backed up, for the foot of the window."""
    if book.shared:
        return "备份由服务器管理员负责"
    last = upkeep.newest(book)
    return f"上次备份：{last.made_at:%Y-%m-%d %H:%M}" if last else "尚未备份"


def absent(page: Page | None) -> frozenset[str]:
    """The actions that the page in sight has not: it leaves them as every page has them."""
    return frozenset(
        name for name, act in ON_PAGE.items() if getattr(type(page), act, None) is vars(Page)[act]
    )


def undo_labels(workspace: Workspace) -> tuple[str, str]:
    """What undo and redo would say in the menu."""
    back = undo.undoable(workspace.book, workspace.actor)
    again = undo.redoable(workspace.book, workspace.actor)
    return (f"撤销{quoted(back)}" if back else "", f"重做{quoted(again)}" if again else "")


_INNER = str.maketrans("“”", "‘’")


def quoted(label: str) -> str:
    """A label between quotation marks; single ones within (GB/T 15834, 引号)."""
    return f"“{label.translate(_INNER)}”"
