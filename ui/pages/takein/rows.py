"""The rows that the preview of a list shows: what needs care, and what would be taken in."""

from collections.abc import Sequence
from dataclasses import dataclass

from desk.intake.apply import Plan
from desk.intake.table import Problem
from models.fields import KINDS, Field, Type
from ui.tables import Column, Row

_OUTCOME = Field("outcome", "处理", width=4)
_COLUMNS = (
    Field("row", "行", Type.INTEGER, width=3),
    _OUTCOME,
    Field("column", "列", width=9),
    Field("value", "内容", width=14),
    Field("reason", "原因", width=26),
)


@dataclass(frozen=True)
class ProblemSource:
    """The rows of the table of problems."""

    problems: Sequence[Problem]

    @property
    def columns(self) -> Sequence[Column]:
        """See RowSource."""
        return [Column(one) for one in _COLUMNS]

    def count(self) -> int:
        """See RowSource."""
        return len(self.problems)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """See RowSource."""
        return [
            (p.row, "退回" if p.rejected else "请核对", p.column, p.value, p.reason)
            for p in self.problems[start:stop]
        ]

    def uid(self, row: int) -> str:
        """See RowSource."""
        return str(row)


class GroupSource:
    """What would be taken in: whether it is new, and what the list says of it."""

    def __init__(self, found: Plan | None) -> None:
        kind = KINDS[found.table.kind] if found else None
        taken = {column.field for column in found.table.columns} if found else set()
        self._fields = [one for one in kind.fields if one.name in taken] if kind else []
        made, changed = (found.created, found.updated) if found else ((), ())
        self._groups = [("新增", g) for g in made] + [("更新", g) for g in changed]

    @property
    def columns(self) -> Sequence[Column]:
        """See RowSource."""
        return [Column(_OUTCOME), *(Column(one) for one in self._fields)]

    def count(self) -> int:
        """See RowSource."""
        return len(self._groups)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """See RowSource."""
        return [
            (outcome, *(group.values.get(one.name) for one in self._fields))
            for outcome, group in self._groups[start:stop]
        ]

    def uid(self, row: int) -> str:
        """See RowSource."""
        return str(row)
