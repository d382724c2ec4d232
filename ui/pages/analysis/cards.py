"""A chart on a card, with what can be taken from it."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton

from desk.analysis import Graph, Point
from ui import icons
from ui.charts import Chart
from ui.parts import Card, words


class ChartCard(Card):
    """`opened` gives the point that was opened, `copied` says what went to the clipboard."""

    opened = Signal(object)
    copied = Signal(str)

    def __init__(self, graph: Graph) -> None:
        super().__init__()
        self.graph = graph
        self.chart = Chart()
        self.chart.show_chart(graph.view)
        self.chart.opened.connect(self._open)
        self.body.setContentsMargins(16, 10, 14, 10)
        self.body.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(words(graph.view.caption, "heading"), 1)
        head.addWidget(self._tool("clipboard-list", "复制数字（Ctrl+C）", self.copy_numbers))
        head.addWidget(self._tool("copy", "复制图片", self.copy_picture))
        self.body.addLayout(head)
        self.body.addWidget(self.chart)
        self.body.addStretch(1)

    def point(self, series: int, category: int) -> Point:
        """What a mark counts."""
        return self.graph.points[series][category]

    def copy_numbers(self) -> None:
        """The numbers of the chart, to be pasted as a table."""
        self.chart.copy_numbers()
        self.copied.emit(f"已复制“{self.graph.view.caption}”的数字，可以粘贴到 Excel、WPS")

    def copy_picture(self) -> None:
        """The chart as a picture, to be pasted into a document."""
        self.chart.copy_picture()
        self.copied.emit(f"已复制“{self.graph.view.caption}”的图片，可以粘贴到 Word、WPS")

    def place(self, area: QRect) -> QRect:
        """Where on the card an area of the chart is."""
        return area.translated(self.chart.pos())

    def _open(self, series: int, category: int) -> None:
        self.opened.emit(self.point(series, category))

    def _tool(self, icon: str, tip: str, act: Callable[[], None]) -> QToolButton:
        made = QToolButton()
        made.setIcon(icons.icon(icon, "muted"))
        made.setToolTip(tip)
        made.setAccessibleName(f"{tip}：{self.graph.view.caption}")
        made.clicked.connect(act)
        return made
