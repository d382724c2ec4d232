"""日程: who owes what this week and this month, and the plan of visits."""

from ui.pages.rhythm.page import RhythmPage

__all__ = ["RhythmPage"]
