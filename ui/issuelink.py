"""An issue as one line that leads to it."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from desk.lists import Line
from ui import lamps
from ui.facts import link


def issue_link(issue: Line, follow: Callable[[], object]) -> QPushButton:
    """Title and state, with the lamp before them where the issue has one."""
    text = f"{issue.shown['title']}（{issue.shown['state']}）"
    made = link(text, follow)
    if issue.values["lamp"]:
        made.setIcon(lamps.icon(issue.values["lamp"]))
        made.setToolTip(f"{issue.shown['lamp']}　{text}")
    return made
