"""The figures of a scope in one month, and the lines behind each of them."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from sqlalchemy import Connection

from desk.analysis.points import Find
from desk.analysis.scope import Scope
from desk.statistics import Figures
from desk.statistics.casework import Line, Test, every, read_without_steps
from desk.statistics.classes import Classes, read_classes, rows_of
from desk.statistics.rules import RATES
from models.calendar import Month


@dataclass(frozen=True)
class Tally:
    """`figures` count in classes; `lines` reads what they count from the casebook."""

    scope: Scope
    figures: Figures
    classes: Classes

    @classmethod
    def of(
        cls,
        connection: Connection,
        scope: Scope,
        month: Month,
        as_of: date,
        of_month: bool = False,
    ) -> "Tally":
        """Count a month as the casebook stood at the end of a day; `of_month`: nothing before."""
        kept = replace(scope.filter(), of_month=of_month)
        classes = read_classes(connection, month, as_of, kept)
        return cls(scope, Figures(classes, month), classes)

    def lines(
        self,
        connection: Connection,
        name: str,
        to_date: bool,
        by: str = "",
        among: Test = every,
    ) -> tuple[Line, ...]:
        """What a figure counts, one by one; `among` looks at no field of an issue but `by`.

        Raises `Refused` for a name that is none.
        """
        rate = RATES.get(name)
        parts = (rate.numerator, rate.denominator) if rate else (name,)
        told = (line for part in parts for line in self.figures.lines(part, to_date, by))
        part = rows_of(self.classes, filter(among, told))
        read = read_without_steps(connection, self.figures.as_of, part)
        figures = Figures(self.scope.narrowed(read), self.figures.month)
        return tuple(filter(among, figures.lines(name, to_date)))

    def finder(self, name: str, to_date: bool, by: str = "", among: Test = every) -> Find:
        """What finds these lines, as a point takes it."""
        find = partial(self.lines, name=name, to_date=to_date, by=by, among=among)
        return lambda connection: (("", find(connection)),)
