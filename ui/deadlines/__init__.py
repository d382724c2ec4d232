"""时限规则与工作日: the rules of deadlines, the ladders, the calendar they count on."""

from ui.deadlines.dialog import DeadlinesDialog, show_deadlines

__all__ = ["DeadlinesDialog", "show_deadlines"]
