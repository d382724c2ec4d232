"""The pages of an open casebook by name; each is made when it is first asked for."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget

from ui.pages import PAGES, page_class
from ui.pages.page import Page
from ui.trail import Trail
from ui.workspace import Workspace


class Pages(dict[str, Page]):
    """Those that were made; asking for another one makes it and puts it into the stack.

    A page that cannot read the casebook raises `Trouble`, and nothing of it is left. `finished` is
    called when a form on one was saved or left.
    """

    def __init__(
        self, workspace: Workspace, stack: QStackedWidget, finished: Callable[[], None]
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._stack = stack
        self._finished = finished
        self.trail = Trail(stack)

    def __missing__(self, name: str) -> Page:
        try:
            page = page_class(name)(self._workspace)
        except BaseException:
            self._clear_away()
            raise
        page.finished.connect(self._finished)
        self._stack.addWidget(page)
        self[name] = page
        return page

    def _clear_away(self) -> None:
        """A page half made belongs to the window already."""
        window = self._workspace.window
        for page in window.findChildren(Page) if window is not None else ():
            if page not in self.values():
                page.deleteLater()

    def first(self) -> str:
        """The page that has a draft from before, else the first of the table."""
        if not self._workspace.drafts.all():
            return PAGES[0].name
        drafted = (page.name for page in PAGES if self[page.name].has_draft())
        return next(drafted, PAGES[0].name)
