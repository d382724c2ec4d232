"""查找."""

from ui.pages.search.page import SearchPage

__all__ = ["SearchPage"]
