"""The pages of the window, in the order of the navigation."""

from ui.pages.page import Page

PAGES: tuple[type[Page], ...] = ()
