"""The pages of the window, in the order of the navigation; each is loaded when it is asked for.

A page is said once as an action (`ui/actions`): its name, label, icon and key.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ui.actions import ACTIONS, Action

if TYPE_CHECKING:
    from ui.pages.page import Page

PAGES: tuple[Action, ...] = tuple(
    ACTIONS[name]
    for name in (
        "today",
        "rhythm",
        "issues",
        "supervision",
        "meetings",
        "campaigns",
        "visits",
        "cards",
        "subjects",
        "dossier",
        "coverage",
        "bulletins",
        "analysis",
        "search",
    )
)


def page_class(name: str) -> type[Page]:
    """The class of a page: `TodayPage` of `ui.pages.today` for "today"."""
    made: type[Page] = getattr(import_module(f"ui.pages.{name}"), f"{name.capitalize()}Page")
    return made
