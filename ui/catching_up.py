"""What a newer program does to the deadlines of a casebook, as soon as that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.errors import Trouble
from desk.notices import Added, is_behind
from desk.notices import catch_up as reckon_anew

if TYPE_CHECKING:
    from ui.window import MainWindow


def catch_up(window: MainWindow) -> None:
    """Reckon beside the window what days that came with the program move, and say so."""
    workspace = window.workspace
    if workspace is None:
        return
    book, actor = workspace.book, workspace.actor

    def told(added: Added) -> None:
        workspace.said.emit(added.notes[-1])

    try:
        behind = is_behind(book)
    except Trouble as error:
        workspace.miss(error)
        return
    if behind:
        window.jobs.run("重算时限", lambda _progress: reckon_anew(book, actor), told, window.failed)
