"""The tab of the ladders of supervision (督办阶梯): which one the office chases by, its rungs."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from desk.ladders import add_version, end, is_shipped, ladders_on
from desk.rules import LADDER, LADDER_SETTING, ladder_key, ladders
from models.fields import Field, Type
from models.ladder import REMIND, STAGE_LABELS, Ladder, Rung
from ui import levels
from ui.deadlines.rungs import draft, fields, known
from ui.deadlines.versions import Deeds, Known, Names, VersionsTab
from ui.tables import Column, Row, TableView

_ABOUT = (
    "问题一直按交办当天有效的那一版催办、督办；那天还没有启用所用阶梯的，按随程序的阶梯。"
    "要改天数，请自定。"
)
_COLUMNS = (
    Column(Field("when", "什么时候"), 12),
    Column(Field("what", "做什么"), 12),
    Column(Field("from", "从哪个期限起算"), 16),
)
_RUNGS = 254  # pixels of the list of rungs: its head and six of them


class RungSource:
    """The rows of the table of rungs, as they are climbed."""

    columns: Sequence[Column] = _COLUMNS

    def __init__(self) -> None:
        self.rungs: Sequence[Rung] = ()

    def count(self) -> int:
        """See RowSource."""
        return len(self.rungs)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """See RowSource."""
        return [
            (rung.when, _sent(rung), STAGE_LABELS[rung.stage] if rung.stage else "办理时限")
            for rung in self.rungs[start:stop]
        ]

    def uid(self, row: int) -> str:
        """See RowSource."""
        return self.rungs[row].key


def _sent(rung: Rung) -> str:
    return "提醒本办公室" if rung.step == REMIND else levels.said(rung.step, rung.level)


class LadderTab(VersionsTab[Ladder]):
    """The ladders, and the rungs of the picked one."""

    names = Names("阶梯", _ABOUT, "自定…", "自定督办阶梯", LADDER)
    settings = (LADDER_SETTING,)
    deeds = Deeds(is_shipped, add_version, end, fields, known, draft)

    def detail(self) -> QWidget:
        """See VersionsTab."""
        self._rungs = RungSource()
        self.rungs = TableView(self._rungs)
        self.rungs.setAccessibleName("阶梯的各级")
        self.rungs.setFixedHeight(_RUNGS)
        return self.rungs

    def show_rule(self, rule: Ladder | None) -> None:
        """See VersionsTab."""
        self._rungs.rungs = rule.rungs if rule else ()
        self.rungs.refresh()

    def known(self) -> Known[Ladder]:
        """See VersionsTab."""
        with self._workspace.book.read() as connection:
            self._key = ladder_key(connection)
            self._valid = {one.label: one.key for one in ladders_on(connection, self.today)}
            return Known(ladders(connection), self._key)

    def headline(self) -> str:
        """See VersionsTab."""
        return f"办公室所用：{self._chosen or self._key}"

    @property
    def _chosen(self) -> str | None:
        """The label of the ladder that the office works by; None where it does not hold today."""
        return next((label for label, key in self._valid.items() if key == self._key), None)

    def choice(self) -> tuple[list[Field], Mapping[str, object]]:
        """See VersionsTab."""
        options = tuple(self._valid)
        asked = Field("ladder", "办公室所用的阶梯", Type.CHOICE, options=options, required=True)
        return [asked], {"ladder": self._chosen}

    def settings_of(self, given: Mapping[str, object]) -> Mapping[str, str]:
        """See VersionsTab."""
        return {LADDER_SETTING: self._valid[str(given["ladder"])]}
