"""Work in the ledger of a large casebook, in the real window, and tell how long each act took.

Each order is asked of the window and in bare SQL by turns, in one process, so that the ratio holds
on a machine that is busy. Prints JSON: milliseconds, ratios and megabytes.
"""

import json
import os
import resource
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_IM_MODULES"] = "compose"

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.book import engine
from desk.book.folder import DATABASE
from tests.sitting import Sitting
from ui import style
from ui.app import application
from ui.pages.listpage import ListPage

RUNS = 3
COPIED = 10_000
_BARE = (
    "SELECT i.id, i.number, s.name, i.title, i.category, o.name, i.due_on, i.state FROM issue i"
    " LEFT JOIN subject s ON s.uid = i.subject LEFT JOIN organization o ON o.uid = i.lead_unit"
    " {} LIMIT 256"
)
#: By what is sorted and filtered, and how bare SQL says it.
SORTS = {
    "number": "length(i.number), i.number",
    "subject": "s.name",
    "title": "i.title",
    "category": "i.category",
    "lead_unit": "o.name",
    "due_on": "i.due_on",
    "state": "i.state",
}
FILTERS = {
    "open": "i.state NOT IN ('closed', 'merged', 'withdrawn')",
    "closed": "i.state = 'closed'",
}
#: Conditions by what is picked and how it is sorted then.
_PARK = "沧州临港经济技术开发区"
CONDITIONS = {
    ("category", "能源保障", ""): "i.category = '能源保障' ORDER BY i.id DESC",
    ("subject.park", _PARK, ""): f"s.park = '{_PARK}' ORDER BY i.id DESC",
    ("subject.park", _PARK, "due_on"): f"s.park = '{_PARK}' ORDER BY i.due_on, i.id",
}


def milliseconds(act: Callable[[], object]) -> float:
    began = perf_counter()
    act()
    return (perf_counter() - began) * 1000


class Watch:
    """The longest time for which the window did not turn, in milliseconds."""

    def __init__(self) -> None:
        self._timer = QTimer(interval=5, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self.reset()

    def reset(self) -> None:
        self._last, self.longest = perf_counter(), 0.0

    def _tick(self) -> None:
        now = perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now


def until(there: Callable[[], bool]) -> None:
    """Let the window turn until something is there, and is painted."""
    while not there():
        QTest.qWait(2)
    QApplication.processEvents()


class Ledger:
    """The ledger in its window, and the bare database beside it."""

    def __init__(self, me: Sitting, folder: Path) -> None:
        page = me.page("issues")
        assert isinstance(page, ListPage)
        self.page = page
        self.bare = engine.reading(folder / DATABASE, None)
        self.watch = Watch()
        self._came = 0
        page.source.arrived.connect(self._arrive)
        until(lambda: page.source.whole)

    def _arrive(self) -> None:
        self._came += 1

    def first_rows(self, ask: Callable[[], object]) -> float:
        """From the wish to the first screen of rows."""
        before = self._came

        def shown() -> None:
            ask()
            until(lambda: self._came > before)

        return milliseconds(shown)

    def against_bare(self, ask: Callable[[], object], rest: str) -> dict[str, float]:
        """Ours and bare SQL by turns: medians, and the median of the ratios."""
        turns = []
        for _ in range(RUNS):
            bare = milliseconds(lambda: self.bare.execute(_BARE.format(rest)).fetchall())
            turns.append((self.first_rows(ask), bare))
            until(lambda: self.page.source.whole)
        ratio = median(ours / bare for ours, bare in turns)
        ours, bare = (median(column) for column in zip(*turns, strict=True))
        return {"ours_ms": round(ours), "bare_ms": round(bare), "ratio": round(ratio, 2)}

    def stall(self, act: Callable[[], object], there: Callable[[], bool] = lambda: True) -> float:
        """How long the window stood still at most while something was done."""
        QApplication.processEvents()
        self.watch.reset()
        act()
        until(there)
        return round(self.watch.longest, 1)

    def pick(self, rows: int) -> None:
        """Select so many rows from the top."""
        model, table = self.page.table.model(), self.page.table
        ends = model.index(0, 0), model.index(rows - 1, model.columnCount() - 1)
        picked = QItemSelectionModel.SelectionFlag.ClearAndSelect
        table.selectionModel().select(QItemSelection(*ends), picked)


def _filter_from_all(page: ListPage, name: str) -> None:
    page.ask(where={})
    page.filter_by(name)


def _narrow_from_all(page: ListPage, name: str, value: str, sort: str) -> None:
    page.ask(where={})
    page.table.sort_requested.emit(sort, False)
    page.ask(where={name: value})


def orders(ledger: Ledger) -> Iterator[tuple[str, object]]:
    """Another order, another filter."""
    page = ledger.page
    for name, keys in SORTS.items():
        ask = partial(page.table.sort_requested.emit, name, False)
        yield f"sort {name}", ledger.against_bare(ask, f"ORDER BY {keys}")
    page.table.sort_requested.emit("", False)
    until(lambda: page.source.whole)
    for name, condition in FILTERS.items():
        ask = partial(_filter_from_all, page, name)
        yield f"filter {name}", ledger.against_bare(ask, f"WHERE {condition} ORDER BY i.id DESC")
    for (name, value, sort), condition in CONDITIONS.items():
        ask = partial(_narrow_from_all, page, name, value, sort)
        yield f"where {name} {sort}".strip(), ledger.against_bare(ask, f"WHERE {condition}")
    page.table.sort_requested.emit("", False)
    page.ask(where={})
    until(lambda: page.source.whole)


def stalls(ledger: Ledger) -> Iterator[tuple[str, object]]:
    """What must not freeze the window: the longest stall of each, in milliseconds."""
    table = ledger.page.table
    bar = table.verticalScrollBar()
    said: list[str] = []
    table.notice.connect(said.append)

    def scroll() -> None:
        for step in range(50):
            bar.setValue(step * 20)
            QApplication.processEvents()

    yield "stall scrolling", ledger.stall(scroll)
    yield "stall to the end", ledger.stall(table.scrollToBottom)
    yield "stall picking all", ledger.stall(table.selectAll)
    yield "stall typing a letter", ledger.stall(lambda: QTest.keyClick(table, Qt.Key.Key_Z))
    ledger.pick(COPIED)
    yield "stall copying", ledger.stall(table.copy, lambda: len(said) > 1)
    yield (
        "stall sorting",
        ledger.stall(
            lambda: table.sort_requested.emit("title", True), lambda: ledger.page.source.whole
        ),
    )


def main(folder: Path, own: Path) -> dict[str, object]:
    """All figures."""
    style.apply(application(), "light")
    sys.setswitchinterval(0.001)
    me = Sitting(own)
    me.open(folder)
    ledger = Ledger(me, folder)
    figures = {"rows": ledger.page.source.total(), **dict(orders(ledger)), **dict(stalls(ledger))}
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    figures["megabytes"] = pages * resource.getpagesize() // (1 << 20)
    ledger.bare.close()
    me.leave()
    QApplication.clipboard().clear()  # offscreen it outlives Python, and what was copied cannot
    return figures


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]))))
