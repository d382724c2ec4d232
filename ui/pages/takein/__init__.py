"""导入名单: a list from a file or the clipboard, shown as it is understood, corrected, taken in."""

from ui.pages.takein.dialog import PlanDialog
from ui.pages.takein.taking import TakeIn

__all__ = ["PlanDialog", "TakeIn"]
