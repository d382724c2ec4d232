"""The pages of the window, in the order of the navigation."""

from ui.pages.page import Page
from ui.pages.subjects import SubjectsPage

PAGES: tuple[type[Page], ...] = (SubjectsPage,)
