"""时限规则与工作日: the rules that deadlines rest on, and the calendar that they count on."""

from ui.deadlines.dialog import DeadlinesDialog, show_deadlines

__all__ = ["DeadlinesDialog", "show_deadlines"]
