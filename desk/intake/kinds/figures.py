"""经营指标: the figures of one subject in one month are one record."""

from desk.intake.entries import Entry, Said, Unfit
from desk.intake.kinds.base import Finder
from models.tables import OperatingFigure


class Figures(Finder):
    """The monthly figures of a list."""

    model = OperatingFigure

    def learn(self) -> None:
        """See Finder."""
        self._months: dict[tuple[str, str], Entry] = {}
        for entry in self.existing():
            self._months.setdefault((entry.now("subject"), entry.now("month")), entry)

    def entry(self, said: Said) -> Entry:
        """See Finder."""
        key = said.stored["subject"], said.stored["month"]
        if key[1] > f"{self.today:%Y-%m}":
            raise Unfit("month", f"{key[1]} 还没有到；请核对月份")
        if key not in self._months:
            self._months[key] = self.made()
        return self._months[key]
