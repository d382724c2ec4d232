"""The rows that the preview of a list shows: what needs care, and what would be taken in."""

from collections.abc import Iterable, Sequence

from desk.intake.apply import Plan
from desk.intake.table import Problem
from models.fields import KINDS, Field, Type
from ui.tables import Column, Row

_LOOK_AT = 100  # records in which fields are sought that no column fills by itself
_OUTCOME = Field("outcome", "处理", width=4)
_SHEET = Field("sheet", "工作表", width=6)
_COLUMNS = (
    Field("row", "行", Type.INTEGER, width=3),
    _OUTCOME,
    Field("column", "列", width=9),
    Field("value", "内容", width=14),
    Field("reason", "原因", width=26),
)


class ProblemSource:
    """The rows of the table of problems, what led to a rejection first; with the sheet where they
    stand on several."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems, key=_first_rejected)
        self._several = len({one.sheet for one in self.problems}) > 1

    @property
    def columns(self) -> Sequence[Column]:
        """See RowSource."""
        fields = (_SHEET, *_COLUMNS) if self._several else _COLUMNS
        return [Column(one) for one in fields]

    def count(self) -> int:
        """See RowSource."""
        return len(self.problems)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """See RowSource."""
        return [self._row(one) for one in self.problems[start:stop]]

    def uid(self, row: int) -> str:
        """See RowSource."""
        return str(row)

    def _row(self, one: Problem) -> Row:
        said = one.row, "退回" if one.rejected else "请核对", one.column, one.value, one.reason
        return (one.sheet, *said) if self._several else said


class GroupSource:
    """What would be taken in: whether it is new, and what the list says of it."""

    def __init__(self, found: Plan | None) -> None:
        made, changed = (found.created, found.updated) if found else ((), ())
        self._records = [("新增", one) for one in made] + [("更新", one) for one in changed]
        self._fields = _filled(found) if found else ()

    @property
    def columns(self) -> Sequence[Column]:
        """See RowSource."""
        return [Column(_OUTCOME), *(Column(one) for one in self._fields)]

    def count(self) -> int:
        """See RowSource."""
        return len(self._records)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """See RowSource."""
        return [
            (outcome, *(record.values.get(one.name) for one in self._fields))
            for outcome, record in self._records[start:stop]
        ]

    def uid(self, row: int) -> str:
        """See RowSource."""
        return str(row)


def _first_rejected(one: Problem) -> tuple[bool, str, int]:
    return not one.rejected, one.sheet, one.row


def _filled(found: Plan) -> tuple[Field, ...]:
    """The fields that columns fill, and those into which other columns are written (备注)."""
    columns = {column.field for column in found.table.columns}
    some = (*found.created[:_LOOK_AT], *found.updated[:_LOOK_AT])
    filled = columns.union(*(record.values for record in some))
    return tuple(one for one in KINDS[found.table.kind].fields if one.name in filled)
