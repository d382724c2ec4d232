"""A page that is a list: chips and search above, the rows in the middle, the record at the right.

What differs from page to page is data: the kind, the columns, the chips with what they filter by.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from desk.listings import Listing
from desk.lists import Query, kind_fields
from desk.printing import EXCEL
from models.fields import KINDS
from ui.beside import AGAIN
from ui.chips import ChipBar
from ui.conditions import KEY as CONDITION_KEY
from ui.conditions import Conditions
from ui.documents import FORMATS, list_paper, save_as
from ui.pages.page import Page
from ui.panes import side_by_side
from ui.parts import Card, icon_button, with_menu
from ui.reading import tab_as_laid_out
from ui.recordbutton import record_button
from ui.room import Room, arrange
from ui.searchbox import SearchBox
from ui.sources import ListSource
from ui.tables import Column, TableView
from ui.views import View, Views, ViewsMenu
from ui.workspace import Workspace

_DETAIL_PIXELS = 360
_LOOKING, _LOST = "正在排列…", f"排列{AGAIN}"
_NOT_FOUND = "没有符合条件的记录。"


@dataclass(frozen=True)
class Chip:
    """A filter that is one click away; `counted` ones show how many records they find."""

    name: str
    label: str
    where: Mapping[str, str] = field(default_factory=dict)
    counted: bool = False


class ListPage(Page):
    """A list with chips, a search box and a pane for the current record.

    `hidden` columns can be shown by the person; `widths` (in Chinese characters) are for columns
    that need other than their field's; the `elastic` one takes the room that the others leave, and
    `spare` ones are shown where the list is wide enough, until the person arranges the columns.
    `empty` says how a first record comes into the list; `pane_pixels` is how wide the pane is at
    first, where that is more than the least.
    """

    kind = ""
    columns: Sequence[str] = ()
    hidden: Sequence[str] = ()
    widths: Mapping[str, int] = MappingProxyType({})
    elastic = ""
    spare: Sequence[str] = ()
    chips: Sequence[Chip] = (Chip("all", "全部"),)
    invitation = ""
    empty = "还没有记录。"
    pane_pixels = 0

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.query = Query(self.kind)
        self.source = ListSource(workspace, self.query, self._columns())
        self.table = TableView(self.source)
        self.search_box = SearchBox(self.invitation)
        self.chip_bar = ChipBar([(one.name, one.label) for one in self.chips], stretch=True)
        self.chip = self.chips[0]
        self.chip_bar.choose(self.chip.name)
        self.conditions = Conditions(workspace, self.source, self.chip_bar)
        self.pane = Card()
        self._wanted = ""
        self._counted_within: Mapping[str, str] | None = None
        self._counting_within: Mapping[str, str] = {}
        self._lay_out()
        self._connect()
        self._count()
        self._count_chips()

    def _columns(self) -> list[Column]:
        fields = {one.name: one for one in kind_fields(self.kind)}
        return [Column(fields[name], self.widths.get(name, 0)) for name in self.columns]

    def _lay_out(self) -> None:
        self.named_views = ViewsMenu(Views(self.workspace, self.kind), self._view, self)
        self.named_views.chosen.connect(self.take_view)
        self.tools.addWidget(self.named_views.button)
        self.tools.addWidget(self.search_box)
        self.chip_bar.add(self._list_tools())
        self.body.addWidget(self.chip_bar)
        self.pane.setMinimumWidth(_DETAIL_PIXELS)
        sizes = [self.pane_pixels, self.pane_pixels] if self.pane_pixels else ()
        self.splitter = side_by_side(self.table, self.pane, sizes, grows=0)
        if self.pane_pixels:
            self.splitter.setStretchFactor(1, 1)  # a wide pane yields with the list
        self.body.addWidget(self.splitter, 1)
        for name in self.hidden:
            self.table.setColumnHidden(self.columns.index(name), True)
        self.room = self._room()

    def _list_tools(self) -> QWidget:
        """What can be done with the list, at the right end of the chips."""
        made = QWidget()
        self.list_tools = QHBoxLayout(made)
        self.list_tools.setContentsMargins(0, 0, 0, 0)
        self.list_tools.setSpacing(6)
        self.list_tools.addStretch()
        self.choose_columns = icon_button("columns-3", "列", "选择显示哪些列")
        with_menu(self.choose_columns, self.table.column_menu())
        tools = (self._export_button(), self.choose_columns, self._log_button())
        for one in (*tools, self._pane_button()):
            self.list_tools.addWidget(one)
        return made

    def _room(self) -> Room | None:
        places = {name: place for place, name in enumerate(self.columns)}
        spare = [places[name] for name in self.spare]
        return Room(self.table, places[self.elastic], spare) if self.elastic else None

    def _export_button(self) -> QPushButton:
        """Writes what the list shows, in one of the forms that it can have."""
        made = icon_button("download", "导出", "导出：把列表所示的各行各列写成文件（Ctrl+E）")
        self.export_menu = QMenu(self)
        for suffix, (said, _kind) in FORMATS.items():
            chosen = self.export_menu.addAction(f"按列表所示导出 {said}").triggered
            chosen.connect(self._exporter(suffix))
        with_menu(made, self.export_menu)
        return made

    def _exporter(self, suffix: str) -> Callable[[], None]:
        return lambda: self.export(suffix)

    def _log_button(self) -> QPushButton:
        """Who changed the current record, and when."""
        self.log_button = record_button(self.show_log)
        return self.log_button

    def _pane_button(self) -> QPushButton:
        """Folds the pane away, for a wide list."""
        self.pane_button = icon_button("panel-right", "详情", "显示或收起右边的详情（F4）")
        self.pane_button.setCheckable(True)
        self.pane_button.setChecked(True)
        QShortcut("F4", self, self.pane_button.toggle)
        self.pane_button.toggled.connect(self.pane.setVisible)
        return self.pane_button

    def _connect(self) -> None:
        self.source.setParent(self)
        self.source.changing.connect(self.table.follow(self.source).hold)
        self.source.arrived.connect(self._arrived)
        self.source.lost.connect(self._say_lost)
        self.source.counts_arrived.connect(self._say_counts)
        self.search_box.searched.connect(lambda text: self.ask(search=text))
        self.search_box.passed.connect(self.take_keyboard)
        self.chip_bar.chosen.connect(self.filter_by)
        self.conditions.changed.connect(self._narrow)
        self.conditions.left.connect(self.take_keyboard)
        QShortcut(CONDITION_KEY, self, self.conditions.begin)
        self.table.sort_requested.connect(self._sort)
        self.table.picked.connect(self.show_record)
        self.table.opened.connect(self.open_record)
        self.table.notice.connect(self.workspace.said)
        settings = self.workspace.settings
        arranged = settings.restore(f"{self.kind}-columns", self.table.horizontalHeader())
        if self.room is not None:
            self.room.arranged = arranged
        settings.restore(f"{self.kind}-panes", self.splitter)

    def ask(self, *, where: Mapping[str, str] | None = None, search: str | None = None) -> None:
        """Ask for these conditions of all that there is, or for other words; the rest stays."""
        if where is not None:
            self._choose(self.chips[0])
            self.conditions.show(where)
        self._ask_anew(search)

    def filter_by(self, name: str) -> None:
        """Filter by a chip, as if it were clicked; of one field only the latest wish counts."""
        self._choose(next(chip for chip in self.chips if chip.name == name))
        held, filtered = self.conditions.where, self.chip.where
        self.conditions.show({known: held[known] for known in held if known not in filtered})
        self._ask_anew()

    def _choose(self, chip: Chip) -> None:
        self.chip = chip
        self.chip_bar.choose(chip.name)

    def _narrow(self) -> None:
        """The person changed the conditions; a chip that says otherwise of a field gives way."""
        if self.chip.where.keys() & self.conditions.where.keys():
            self._choose(self.chips[0])
        self._ask_anew()

    def _ask_anew(self, search: str | None = None) -> None:
        query = replace(self.query, where={**self.chip.where, **self.conditions.where})
        query = query if search is None else replace(query, search=search)
        if query != self.query:
            self.query = query
            self._show()

    def take_view(self, view: View) -> None:
        """Show what a view says; a chip that is gone leaves the first."""
        names = [chip.name for chip in self.chips]
        chip = self.chips[names.index(view.chip) if view.chip in names else 0]
        where = view.narrowed(chip.where)
        self._choose(chip if where is not None else self.chips[0])
        self.conditions.show(where if where is not None else view.where or {})
        self.search_box.show_searched(view.search)
        self.table.show_sorted(view.sort, view.descending)
        self._arrange(view)
        where = {**self.chip.where, **self.conditions.where}
        self.query = Query(self.kind, where, view.search, view.sort, view.descending)
        self._show()

    def _arrange(self, view: View) -> None:
        """Show its columns, which no width of the window changes any more; none leaves all."""
        places = {name: self.columns.index(name) for name in view.columns if name in self.columns}
        if places:
            arrange(self.table, [*places.values()])
            for name, width in zip(view.columns, view.widths, strict=False):
                if name in places:
                    self.table.setColumnWidth(places[name], width)
            if self.room is not None:
                self.room.arranged = True
                self.room.fit()

    def _view(self) -> View:
        query, columns = self.query, self.table.shown_columns()
        order = (query.search, query.sort, query.descending)
        widths = tuple(self.table.columnWidth(self.columns.index(name)) for name in columns)
        held = dict(self.conditions.where)
        return View(self.chip.name, *order, columns, conditions=held, widths=widths)

    def export(self, suffix: str = EXCEL) -> None:
        """See Page: its rows in their order, its columns as they stand."""
        called, columns = self.title.text(), self.table.shown_columns()
        listing = Listing(called, self.query, columns, self._narrowed())
        save_as(self.workspace, list_paper(self.workspace, listing), suffix)

    def _narrowed(self) -> str:
        """What people call the filter and its conditions; empty where all are listed."""
        chip = "" if self.chip is self.chips[0] else self.chip.label
        told = (str(one.told) for one in self.chip_bar.conditions)
        return "、".join(word for word in (chip, *told) if word)

    def _sort(self, name: str, descending: bool) -> None:
        self.query = replace(self.query, sort=name, descending=descending)
        self._show()

    def _show(self) -> None:
        self._wanted = ""
        if self.workspace.attempt(lambda: self.source.ask(self.query)):
            self.table.refresh()
        self._count()
        self._count_chips()

    def _arrived(self, goes_on: bool) -> None:
        """The first rows of a large list have come, or the rest of them."""
        (self.table.grow if goes_on else self.table.refresh)()
        self._count()
        self._count_chips()
        if self._wanted:
            self.open(self._wanted)
        elif self.table.hasFocus():
            self.table.take_row()

    def _count(self) -> None:
        total, found = self.source.total(), self.source.count()
        self.table.nothing = _NOT_FOUND if total else self.empty
        if not self.source.whole:
            self.table.nothing = _LOOKING
            self.count.setText(f"共 {total:,} 条，正在排列…")
        else:
            listed = f"，列出 {found:,} 条" if found != total else ""
            self.count.setText(f"共 {total:,} 条{listed}")

    def _say_lost(self) -> None:
        """The rows will not come; those from before stay in sight."""
        self.table.nothing = _LOST
        self.count.setText(f"共 {self.source.total():,} 条，{_LOST}")
        self.table.viewport().update()

    def _count_chips(self) -> None:
        """Behind the rows, where the conditions are others than those that were counted within."""
        held, counted = self.conditions.where, [chip.where for chip in self.chips if chip.counted]
        if not counted or not self.source.whole or self._counted_within == held:
            return
        self._counting_within = held
        taken = {name for where in counted for name in where}  # a chip goes before a condition
        within = {name: held[name] for name in held if name not in taken}
        beside = {name: held[name] for name in held if name in taken}
        self.source.count_where([{**beside, **where} for where in counted], within)

    def _say_counts(self, counts: Sequence[int]) -> None:
        self._counted_within = self._counting_within
        counted = (chip for chip in self.chips if chip.counted)
        for chip, found in zip(counted, counts, strict=True):
            self.chip_bar.rename(chip.name, f"{chip.label} {found}")

    def refresh(self) -> None:
        """Ask the casebook anew, and show anew what is in hand."""
        (self.table.refresh if self.source.reload() else self.table.reread)()
        self._count()
        self.conditions.tell_anew()
        self._counted_within = None
        self._count_chips()
        self.show_in_hand()

    def show_in_hand(self) -> None:
        """Show in the pane what is in hand, as it stands now: the current record."""
        self.show_record(self.current())

    def current(self) -> str:
        """The uid of the current row; empty where there is none."""
        index = self.table.currentIndex()
        return self.source.uid(index.row()) if index.isValid() else ""

    def here(self) -> str:
        """See Page."""
        return self.current()

    def open(self, uid: str) -> None:
        """Make a record the current row, past the filter if it hides the record."""
        found = self._bring(uid)
        hidden = self.query.where != self.chips[0].where or bool(self.query.search)
        if self.source.whole and not found and hidden:
            self.search_box.clear()
            self.ask(where={}, search="")
            self._bring(uid)
        self._wanted = "" if self.source.whole else uid

    def _bring(self, uid: str) -> bool:
        """Make a record the current row; False where the list does not hold it."""
        place = self.source.place(uid)
        if place is not None:
            self.table.selectRow(place)
            self.table.scrollTo(self.table.currentIndex())
        return place is not None

    def show_record(self, uid: str) -> None:
        """Show a record in the pane; an empty uid clears it."""

    def open_record(self, uid: str) -> None:
        """What a double click or Enter on a row does."""

    def listed_kind(self) -> str:
        """See Page."""
        return self.kind if self.kind in KINDS and KINDS[self.kind].listed else ""

    def take_keyboard(self) -> None:
        """See Page: into the list, where it is in sight."""
        if self.table.isVisible():
            self.table.setFocus()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from what stands above to the list, and from there to the pane, as it is now."""
        if self.table.isVisible():
            tab_as_laid_out(self.body)
        return super().focusNextPrevChild(forward)

    def search(self) -> None:
        """Put the keyboard into the search box."""
        self.search_box.setFocus()
        self.search_box.selectAll()

    def may_close(self) -> bool:
        """Remember columns and panes."""
        if self.room is None or self.room.arranged:
            self.workspace.settings.keep(f"{self.kind}-columns", self.table.horizontalHeader())
        self.workspace.settings.keep(f"{self.kind}-panes", self.splitter)
        return True
