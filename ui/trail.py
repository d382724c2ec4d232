"""The way back through the pages that were in sight."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget

from ui.pages.page import Page

_KEPT = 40  # pages


class Trail:
    """The names of the pages that were left, the last one last."""

    def __init__(self, stack: QStackedWidget) -> None:
        self._stack = stack
        self._left: list[str] = []
        self._here = ""
        stack.currentChanged.connect(self._turn)

    def go_back(self, show: Callable[[str], object]) -> None:
        """Show the page again that was left last, as it was left."""
        left = self._left
        if left:
            show(left[-1])
            self._left = left[:-1]

    def _turn(self) -> None:
        page = self._stack.currentWidget()
        if isinstance(page, Page) and page.name != self._here:
            self._left = [*self._left[-_KEPT:], self._here] if self._here else []
            self._here = page.name
