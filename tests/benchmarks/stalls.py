"""Long work in the real window, and how long the window stood still meanwhile.

The ledger is in sight and scrolled all the time, as it is when nothing else goes on: that is what
the others are compared with, in one process, so that the ratio holds on a machine that is busy.
Prints JSON: milliseconds and ratios.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle
from pathlib import Path
from time import perf_counter

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_IM_MODULES"] = "compose"

from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar

from desk.printing import EXCEL, PDF, WORD
from tests.benchmarks.ledger import Watch
from tests.desk.intake.senders import HEADINGS, excel
from tests.sitting import Sitting
from ui import style
from ui.app import application
from ui.documents import PaperDialog
from ui.pages.issues.page import IssuesPage
from ui.pages.takein import TakeIn
from ui.turns import Turns

ROWS = 10_000
IDLE = 2.0  # seconds of scrolling alone
_EVERY = 40  # milliseconds between two turns of the wheel
_WHEEL = 3  # rows a turn
_ISSUES = ("企业名称", "问题描述", "问题类别", "登记日期", "牵头单位")


class Scrolling(QObject):
    """A person who scrolls through a list, down to its end and up again."""

    def __init__(self, bar: QScrollBar) -> None:
        super().__init__()
        self._bar = bar
        self._steps = cycle((*[_WHEEL] * 200, *[-_WHEEL] * 200))
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self._turn)
        self._timer.start()

    def _turn(self) -> None:
        self._bar.setValue(self._bar.value() + next(self._steps))


class Desk:
    """The window with its ledger in sight, watched."""

    def __init__(self, me: Sitting) -> None:
        page = me.page("issues")
        assert isinstance(page, IssuesPage)
        self.me, self.page = me, page
        self.scrolling = Scrolling(page.table.verticalScrollBar())
        self.watch = Watch()
        self.until(lambda: page.source.whole)

    def idle(self) -> float:
        """The longest stall while nothing goes on but scrolling."""
        return self.stall(lambda: QTest.qWait(int(IDLE * 1000)))

    def stall(self, act: Callable[[], object]) -> float:
        """The longest stall from a wish until the window has shown what came of it."""
        QTest.qWait(300)
        self.watch.reset()
        act()
        QTest.qWait(50)
        self.until(lambda: not self.me.window.jobs.busy and self.page.source.whole)
        QTest.qWait(500)
        return self.watch.longest

    def until(self, there: Callable[[], object]) -> None:
        """Let the window turn until something is there."""
        while not there():
            QTest.qWait(5)

    def read(self, listed: Path) -> TakeIn:
        """Read a list, as 导入 does when its file is chosen."""
        taking = TakeIn(self.page.workspace, self.page)
        taking.read(listed)
        self.until(lambda: hasattr(taking, "dialog"))
        self.until(taking.dialog.agreed.isEnabled)
        return taking

    def export(self, suffix: str, folder: Path) -> None:
        """Write what the ledger lists, as 导出 does."""
        self.me.ask.answers.append(folder / f"台账{suffix}")
        self.page.export(suffix)

    def look(self) -> None:
        """Look at the pages of the ledger, as 预览打印 does, and put them away."""
        self.page.print_out()
        self.until(lambda: self.page.findChildren(PaperDialog))
        QTest.qWait(300)
        self.page.findChildren(PaperDialog)[0].accept()


def enterprises(path: Path) -> Path:
    """A list of so many enterprises."""
    lines = ((n, f"乙{n}号公司", None, f"{n % 7}园", "2018年7月23日", n) for n in range(ROWS))
    return excel(path, [HEADINGS, *lines])


def issues(path: Path) -> Path:
    """A list of so many issues of them."""
    lines = (
        (f"乙{n}号公司", f"第{n}件：厂区道路破损，请协调修复", "基础设施", "2018-07-20", "")
        for n in range(ROWS)
    )
    return excel(path, [_ISSUES, *lines])


class Takings:
    """One list on its way in, read by one act and agreed to by the next."""

    def __init__(self, desk: Desk, listed: Path) -> None:
        self._desk, self._listed = desk, listed

    def read(self) -> None:
        self._taking = self._desk.read(self._listed)

    def agree(self) -> None:
        self._taking.dialog.agreed.click()


def acts(desk: Desk, own: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """What is done, one after the other."""
    for suffix in (PDF, WORD, EXCEL):
        yield f"print {suffix}", partial(desk.export, suffix, own)
    yield "look", desk.look
    for name, listed in (("enterprises", enterprises), ("issues", issues)):
        taking = Takings(desk, listed(own / f"{name}.xlsx"))
        yield f"read {name}", taking.read
        yield f"import {name}", taking.agree


def measured(desk: Desk, own: Path) -> dict[str, object]:
    """The longest stall of each act, and of scrolling alone before and between them."""
    found, idle = {}, [desk.idle()]
    for name, act in acts(desk, own):
        began, longest = perf_counter(), desk.stall(act)
        found[name] = longest, perf_counter() - began
        idle.append(desk.idle())
    least = max(idle)
    return {"idle_ms": round(least, 1)} | {
        name: {"ms": round(ms, 1), "times": round(ms / least, 2), "seconds": round(seconds, 1)}
        for name, (ms, seconds) in found.items()
    }


def main(folder: Path, own: Path) -> dict[str, object]:
    """All figures."""
    style.apply(application(), "light")
    me = Sitting(own)
    turns = Turns(me.window.jobs)
    me.open(folder)
    turns.settle()
    figures = measured(Desk(me), own)
    assert not me.ask.warned, me.ask.warned
    me.leave()
    QApplication.processEvents()
    return figures


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]))))
