"""走访: the visits, and the form in which one is entered with its problems."""

from ui.pages.visits.page import VisitsPage

__all__ = ["VisitsPage"]
