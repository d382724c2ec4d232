"""What stands in the middle of the window: the start page, or the navigation and room for pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desk.book.place import place_of
from ui.frame import TITLE
from ui.nav import NavRail
from ui.pages import PAGES
from ui.settings import GUIDE

if TYPE_CHECKING:
    from ui.pages.start import StartPage
    from ui.window import MainWindow


def show_start(window: MainWindow) -> StartPage:
    """The start page, and what is chosen there."""
    from ui.pages.start import StartPage

    settings = window.settings
    start = StartPage(settings.recent, bool(settings.remembered(GUIDE)))
    start.new_wanted.connect(lambda: window.act("new_book"))
    start.open_wanted.connect(lambda: window.act("open_book"))
    start.demo_wanted.connect(lambda: window.act("open_demo"))
    start.book_wanted.connect(lambda book: window.begin(place_of(book)))
    window.setCentralWidget(start)
    return start


def show_frame(window: MainWindow) -> tuple[NavRail, QStackedWidget]:
    """The navigation, and beside it room for pages."""
    nav = NavRail(TITLE, [(page.name, page.label, page.icon) for page in PAGES])
    nav.chosen.connect(window.act)
    stack = QStackedWidget()
    central = QWidget()
    layout = QHBoxLayout(central)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(nav)
    layout.addWidget(stack, 1)
    window.setCentralWidget(central)
    return nav, stack
