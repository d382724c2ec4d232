"""帮扶对象: who is served, who answers for them, and what was done with them."""

from ui.pages.subjects.page import SubjectsPage

__all__ = ["SubjectsPage"]
