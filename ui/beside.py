"""Asking a large casebook beside the window, where only the last question matters."""

from collections.abc import Callable
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject

from desk.errors import Trouble
from desk.orders import Asking
from ui.workspace import Workspace

Result = TypeVar("Result")

#: What a page says where an answer did not come, after what it was to do.
AGAIN = "没有成功，按 F5 再试。"


class Beside:
    """Questions of one sort: who asks the next gives up the one before.

    `owner` is what the answers are for; when it is gone they are let go. `lost` is called where
    the answer that is waited for will not come: then what says that it is on its way would lie.
    """

    def __init__(
        self, workspace: Workspace, owner: QObject, lost: Callable[[], None] | None = None
    ) -> None:
        self._workspace = workspace
        self._owner = owner
        self._lost = lost
        self._asking = Asking(workspace.book)

    def ask(
        self,
        work: Callable[[Asking], Result],
        done: Callable[[Result], None],
        *,
        at_once: bool = False,
    ) -> bool:
        """Hand the answer to `done`: at once, or when it has come. True where it is there."""
        self.give_up()
        asking = self._asking = Asking(self._workspace.book)
        if at_once:
            done(work(asking))
            return True

        def waits() -> bool:
            return shiboken6.isValid(self._owner) and not asking.given_up

        def answer(result: Result) -> None:
            if waits():
                done(result)

        def failed(error: Exception) -> None:
            if waits() and self._lost is not None:
                self._lost()
            self._failed(error)

        self._workspace.jobs.aside(lambda: work(asking), answer, failed, asking.give_up)
        return False

    def give_up(self) -> None:
        """Stop what is being asked."""
        self._asking.give_up()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self._workspace.miss(error)
        else:
            self._workspace.failed(error)
