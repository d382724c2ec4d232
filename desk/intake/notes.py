"""What a person should know about the rows of a list beyond their cells."""

from desk.intake.table import Problem, Row, Table
from models.fields import KINDS


class Notes:
    """Gathers doubts and rejections, each under the sender's own heading."""

    def __init__(self, table: Table) -> None:
        self.problems: list[Problem] = []
        self._labels = {field.name: field.label for field in KINDS[table.kind].fields}
        self._headings = {
            (part.sheet, column.field): column.title
            for part in table.parts
            for column in part.columns
        }

    def add(self, row: Row, name: str, reason: str, rejected: bool = False) -> None:
        """A note on what the row says of a field; `rejected` rows are not taken in for it."""
        heading = self._headings.get((row.sheet, name)) or self._labels.get(name, "")
        value = written_together(row.values.get(name))
        self.problems.append(Problem(row.number, heading, value, reason, rejected, row.sheet))


def written_together(value: object) -> str:
    """A value as one text: several joined by 、, nothing as nothing."""
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    return "" if value is None else str(value)
