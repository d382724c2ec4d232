"""成果分析: what the work has come to; every figure, bar and cell opens what it counts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from desk.analysis import (
    Graph,
    Point,
    Ranking,
    Scope,
    Study,
    Tile,
    graphs,
    rankings,
    tiles,
)
from desk.analysis.paper import ANALYSIS, since, view
from desk.bulletins.telling import Told
from desk.bulletins.tokens import shown
from desk.gathering import many_rows
from desk.orders import Asking
from desk.progress import Progress
from desk.settings import office
from desk.statistics.opening import Opened, record_of
from models.calendar import Month
from ui.beside import AGAIN
from ui.documents import Paper, look_at, save_as
from ui.monthbar import MonthBar
from ui.pages.analysis.cards import ChartCard
from ui.pages.analysis.grid import Grid
from ui.pages.analysis.rankings import RankingCard
from ui.pages.analysis.tiles import TileButton
from ui.pages.bulletins.rows import RowsDialog
from ui.pages.page import Page
from ui.panes import Scroller
from ui.parts import button
from ui.workspace import Workspace

_TILE, _TILES, _CARD, _CARDS = 128, 8, 372, 2
_ALL_PARKS, _ALL_UNITS = "全部属地", "全部牵头单位"


@dataclass(frozen=True)
class Found:
    """What was counted beside the window."""

    study: Study
    tiles: tuple[Tile, ...]
    graphs: tuple[Graph, ...]
    rankings: tuple[Ranking, ...]

    @classmethod
    def of(cls, study: Study) -> "Found":
        """Count everything that the page shows."""
        return cls(study, tiles(study), graphs(study), rankings(study))


class AnalysisPage(Page):
    """Tiles, charts and rankings below each other; counted beside the window.

    `found` is what is shown, None before the first count; `counting` says that a newer one is on
    its way. `rows` is the list that was opened last.
    """

    name = "analysis"
    watches = frozenset(
        {"subject", "assignment", "card", "visit", "visit_visitor", "issue", "step"}
        | {"organization", "person"}
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.scope = Scope(Month.of(workspace.book.clock.today()))
        self.found: Found | None = None
        self.rankings: RankingCard | None = None
        self.rows: RowsDialog | None = None
        self.counting = False
        self._asking = Asking(workspace.book)
        self._add_tools()
        self._add_filters()
        self._lay_out()
        self.month_bar.show_month(self.scope.month)
        self.stale = True  # counted when it is first looked at, not when the casebook is opened

    # --- counting --------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Count anew, beside the window; what was counted before stays in sight meanwhile."""
        self._drop()
        scope, book = self.scope, self.workspace.book
        asking = self._asking = Asking(book)
        self.counting = True
        self.count.setText("正在统计…")

        def work(progress: Progress) -> Found:
            with many_rows(), asking.read() as connection:
                return Found.of(Study.of(connection, scope, book.clock.today(), progress))

        def done(found: Found) -> None:
            if not asking.given_up:
                self._show(found)

        def failed(error: Exception) -> None:
            if not asking.given_up:
                self.counting = False
                self.count.setText(f"统计{AGAIN}")
                self.workspace.failed(error)

        self.workspace.jobs.run("", work, done, failed)

    def may_close(self) -> bool:
        """See Page: whatever is being counted is of no interest any more."""
        self.stale = self.stale or self.counting
        self._drop()
        return True

    def _drop(self) -> None:
        """Have the count that runs stop, and whatever it brings thrown away."""
        self.counting = False
        self._asking.give_up()

    def look_at(self, month: Month | None) -> None:
        """Count another month; None counts the campaign so far."""
        self._turn(Scope(month, self.scope.park, self.scope.unit))

    def narrow(self, park: str = "", unit: str = "") -> None:
        """Count only what belongs to a place, or what a unit leads."""
        self._turn(Scope(self.scope.month, park, unit))

    def _turn(self, scope: Scope) -> None:
        self.scope = scope
        self.month_bar.show_month(self.scope.month)
        self.refresh()

    # --- what is shown ---------------------------------------------------------------------------

    def take_keyboard(self) -> None:
        """See Page: on the first figure."""
        first, *_ = (*self.tiles.shown(), self.park)
        first.setFocus()

    def search(self) -> None:
        """Put the keyboard into the filter."""
        self.park.setFocus()

    def _show(self, found: Found) -> None:
        kept = self._keyboard()
        first = self.found is None
        self.found, self.counting = found, False
        self.count.setText(f"截至 {found.study.as_of}")
        _fill(self.park, (_ALL_PARKS, *found.study.parks), self.scope.park)
        _fill(self.unit, (_ALL_UNITS, *found.study.units), self.scope.unit)
        self.tiles.show_widgets(self.tile_buttons(found))
        self.charts.show_widgets([self._card(graph) for graph in found.graphs])
        self._show_rankings(found.rankings)
        if kept:
            self._bring_back(kept)
        elif first and self.park.hasFocus():
            self.take_keyboard()

    def tile_buttons(self, found: Found) -> list[QWidget]:
        """A button for each main figure."""
        made: list[QWidget] = []
        for one in found.tiles:
            tile = TileButton(one, since(found.study))
            tile.clicked.connect(self._opener(one.point))
            made.append(tile)
        return made

    def cards(self) -> dict[str, ChartCard]:
        """The charts in sight, by name."""
        shown = (one for one in self.charts.shown() if isinstance(one, ChartCard))
        return {one.graph.name: one for one in shown}

    def _card(self, graph: Graph) -> ChartCard:
        card = ChartCard(graph)
        card.opened.connect(self.show_rows)
        card.copied.connect(self.workspace.said.emit)
        card.chart.reached.connect(lambda area: self._bring_into_sight(card, card.place(area)))
        return card

    def _show_rankings(self, found: Sequence[Ranking]) -> None:
        if self.rankings is not None:
            self.column.removeWidget(self.rankings)
            self.rankings.hide()
            self.rankings.deleteLater()
        self.rankings = RankingCard(found)
        self.rankings.opened.connect(self.show_rows)
        self.column.insertWidget(self.column.count() - 1, self.rankings)
        self.rankings.setVisible(bool(found))

    def _keyboard(self) -> str:
        """What has the keyboard on the canvas, by a name that outlives a count."""
        held = self.focusWidget()
        if held is None or not self.canvas.isAncestorOf(held):
            return ""
        return held.accessibleName() if not isinstance(held, TileButton) else held.tile.name

    def _bring_back(self, kept: str) -> None:
        for tile in self.tiles.shown():
            if isinstance(tile, TileButton) and tile.tile.name == kept:
                tile.setFocus()
        for card in self.cards().values():
            if card.chart.accessibleName() == kept:
                card.chart.setFocus()

    def _bring_into_sight(self, card: QWidget, area: QRect) -> None:
        middle = card.mapTo(self.canvas, area.center())
        self.scroller.ensureVisible(middle.x(), middle.y(), 0, area.height() // 2 + 40)

    # --- what is done ----------------------------------------------------------------------------

    def show_rows(self, point: Point) -> None:
        """List what a number counts, found and laid out beside the window."""
        book = self.workspace.book

        def work(_progress: Progress) -> Opened:
            with book.read() as connection:
                return point.opened(connection)

        def listed(opened: Opened) -> None:
            self._list(point, opened)

        self.workspace.jobs.run("列出明细", work, listed, self.workspace.failed)

    def _list(self, point: Point, opened: Opened) -> None:
        self.rows = RowsDialog(Told(point.label, shown(point.value), point.unit), opened, self)
        self.rows.record_wanted.connect(self._lead)
        self.rows.open()

    def _lead(self, kind: str, written: str) -> None:
        def found() -> str | None:
            with self.workspace.book.read() as connection:
                return record_of(connection, (kind, written))

        uid = self.workspace.attempt(found)
        if uid:
            self.workspace.shown.emit(kind, uid)

    def paper(self) -> Paper:
        """The analysis of the scope in sight as a document, counted when it is drawn."""
        scope, book = self.scope, self.workspace.book

        def draw(suffix: str, watermark: str = "") -> bytes:
            with book.read() as connection:
                study = Study.of(connection, scope, book.clock.today())
                told = view(study, office(connection)["office"])
            return ANALYSIS.drawn(told, suffix, watermark)

        stem = " ".join((ANALYSIS.label, scope.span, *(value for _, value in scope.filters)))
        return Paper(ANALYSIS.label, stem, draw, marked=lambda s, word, _: draw(s, word))

    def print_out(self) -> None:
        """Show the pages; they can be saved and printed from there."""
        look_at(self.workspace, self.paper(), self)

    def export(self) -> None:
        """Write the analysis as Word or PDF."""
        save_as(self.workspace, self.paper())

    def _opener(self, point: Point) -> Callable[[], None]:
        return lambda: self.show_rows(point)

    def _choose_park(self, place: int) -> None:
        self.narrow(self.park.itemText(place) if place else "", self.scope.unit)

    def _choose_unit(self, place: int) -> None:
        self.narrow(self.scope.park, self.unit.itemText(place) if place else "")

    # --- how it is set ---------------------------------------------------------------------------

    def _add_tools(self) -> None:
        self.month_bar = MonthBar(self, self.workspace.book.clock.today)
        self.month_bar.turned.connect(self.look_at)
        self.tools.addLayout(self.month_bar)

    def _add_filters(self) -> None:
        self.park, self.unit = QComboBox(), QComboBox()
        row = QHBoxLayout()
        for one, said, tip in (
            (self.park, _ALL_PARKS, "只看一个属地的对象和问题"),
            (self.unit, _ALL_UNITS, "只看一个牵头单位办的问题"),
        ):
            one.addItem(said)
            one.setAccessibleName(tip)
            one.setToolTip(tip)
            one.setMinimumWidth(180)
            one.setMaximumWidth(300)
            row.addWidget(one)
        row.addStretch(1)
        row.addWidget(self._tool("导出…", "download", "写成 Word 或 PDF 文件", self.export))
        row.addWidget(self._tool("打印…", "printer", "先看再打印（Ctrl+P）", self.print_out))
        self.park.activated.connect(self._choose_park)
        self.unit.activated.connect(self._choose_unit)
        self.body.addLayout(row)

    def _tool(self, said: str, icon: str, tip: str, act: Callable[[], None]) -> QWidget:
        made = button(said, "plain", icon)
        made.setToolTip(tip)
        made.clicked.connect(act)
        return made

    def _lay_out(self) -> None:
        self.tiles, self.charts = Grid(_TILE, _TILES), Grid(_CARD, _CARDS)
        self.canvas = QWidget()
        self.column = QVBoxLayout(self.canvas)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.column.addWidget(self.tiles)
        self.column.addWidget(self.charts)
        self.column.addStretch(1)
        self.scroller = Scroller(self.canvas)
        self.body.addWidget(self.scroller, 1)


def _fill(box: QComboBox, choices: Sequence[str], current: str) -> None:
    """Offer these; what is chosen stays so, also where nothing of it is left."""
    box.clear()
    box.addItems(choices)
    if current and current not in choices:
        box.addItem(current)
    box.setCurrentIndex(max(box.findText(current), 0) if current else 0)
