"""Tab goes as the eye does: what is laid out first is come to first, whenever it was made."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QSplitter, QWidget


def tab_as_laid_out(layout: QLayout) -> None:
    """Put what Tab comes to in a layout in the order in which it is laid out.

    Qt goes by when a widget was made: what a pane says anew would come behind all else.
    """
    for here, following in pairwise(_stops(layout)):
        QWidget.setTabOrder(here, following)


def _stops(layout: QLayout) -> Iterator[QWidget]:
    for item in filter(None, map(layout.itemAt, range(layout.count()))):
        if (inner := item.layout()) is not None:
            yield from _stops(inner)
        elif (widget := item.widget()) is not None:
            yield from _stops_in(widget)


def _stops_in(widget: QWidget) -> Iterator[QWidget]:
    """A widget and what is in it."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    layout = widget.layout()
    if layout is not None:
        yield from _stops(layout)
        return
    for part in _parts(widget):
        yield from _stops_in(part)


def _parts(widget: QWidget) -> list[QWidget]:
    """What is in a widget without a layout; a splitter has its children in another order."""
    if isinstance(widget, QSplitter):
        return [widget.widget(place) for place in range(widget.count())]
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    return [part for part in widget.findChildren(QWidget, options=direct) if not part.isWindow()]
