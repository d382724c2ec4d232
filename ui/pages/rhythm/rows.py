"""Rows that a page holds itself, for a list to show: few enough to be there all at once."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from ui.tables import Column, Row

Thing = TypeVar("Thing")


class HeldRows(Generic[Thing]):
    """The rows of things: `cells` says what a row shows, `name` what tells it from the others."""

    def __init__(
        self,
        columns: Sequence[Column],
        cells: Callable[[Thing], Row],
        name: Callable[[Thing], str],
    ) -> None:
        self.things: Sequence[Thing] = ()
        self._columns = tuple(columns)
        self._cells = cells
        self._name = name

    @property
    def columns(self) -> Sequence[Column]:
        """See RowSource."""
        return self._columns

    def count(self) -> int:
        """See RowSource."""
        return len(self.things)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """See RowSource."""
        return [self._cells(one) for one in self.things[start:stop]]

    def uid(self, row: int) -> str:
        """See RowSource."""
        return self._name(self.things[row])

    def at(self, row: int) -> Thing | None:
        """The thing of a row; None where there is no such row."""
        return self.things[row] if 0 <= row < len(self.things) else None

    def place(self, name: str) -> int | None:
        """In which row a thing stands; None where it does not."""
        return next((n for n, one in enumerate(self.things) if self._name(one) == name), None)
