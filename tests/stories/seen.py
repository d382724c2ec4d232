"""What can be judged without eyes of what is seen: words cut short, things beyond an edge."""

from collections.abc import Iterator

from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QPushButton, QWidget

from ui.elided import Elided, ElidedLink
from ui.panes import Scroller


def faults(shown: QWidget) -> list[str]:
    """All that is wrong with a window or a dialog."""
    return [*cut_short(shown), *too_wide(shown), *out_of_sight(shown)]


def cut_short(shown: QWidget) -> Iterator[str]:
    """The words of labels and buttons in sight that have less room than they need."""
    for label in shown.findChildren(QLabel):
        plain = not label.wordWrap() and not isinstance(label, Elided) and label.text()
        if plain and label.isVisible() and not _has_room(label):
            yield label.text()
    for button in shown.findChildren(QPushButton):
        fixed = not isinstance(button, ElidedLink) and button.property("kind") != "link"
        if fixed and button.isVisible() and button.width() < button.sizeHint().width():
            yield button.text()


def _has_room(label: QLabel) -> bool:
    needed = label.sizeHint()
    return label.width() >= needed.width() and label.height() >= needed.height()


def too_wide(shown: QWidget) -> Iterator[str]:
    """What stands in a scroller that goes up and down only, and is wider than it."""
    for area in shown.findChildren(Scroller):
        inner = area.widget()
        if area.isVisible() and inner.width() > area.viewport().width():
            yield f"{type(inner).__name__} {inner.width()} > {area.viewport().width()}"


def out_of_sight(shown: QWidget) -> Iterator[str]:
    """Buttons that stand beyond the edge of what they are in, where nothing scrolls to them."""
    for button in shown.findChildren(QPushButton):
        if button.isVisible() and not _scrolls(button):
            corner = button.mapTo(shown, button.rect().bottomRight())
            if not shown.rect().contains(corner):
                yield button.text() or button.toolTip()


def _scrolls(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False
