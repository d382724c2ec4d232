"""Asking a large casebook beside the window, where only the last question matters."""

from collections.abc import Callable
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject

from desk.errors import Trouble
from desk.orders import Asking
from ui.workspace import Workspace

Result = TypeVar("Result")


class Beside:
    """Questions of one sort: who asks the next gives up the one before.

    `owner` is what the answers are for; when it is gone they are let go.
    """

    def __init__(self, workspace: Workspace, owner: QObject) -> None:
        self._workspace = workspace
        self._owner = owner
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

        def answer(result: Result) -> None:
            if shiboken6.isValid(self._owner) and not asking.given_up:
                done(result)

        jobs = self._workspace.jobs
        jobs.aside(lambda: work(asking), answer, self._failed, asking.give_up)
        return False

    def give_up(self) -> None:
        """Stop what is being asked."""
        self._asking.give_up()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self._workspace.miss(error)
        else:
            self._workspace.failed(error)
