"""What offices add to the calendar and to the rules that the program ships."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Logged


class CalendarLine(Logged):
    """One day that a notice names (`models.workdays.CalendarDay`): the year is the notice's."""

    __tablename__ = "calendar_day"

    day: Mapped[date | None] = mapped_column(index=True)
    kind: Mapped[str | None]
    name: Mapped[str | None]
    year: Mapped[int | None]
    source: Mapped[str | None]
    notice: Mapped[str | None]


class OwnRule(Logged):
    """One version of a rule of the office's own: of deadlines, of a ladder, of a duty.

    `kind` says of which sort (`desk.rules.SORTS`), `body` is JSON of what the sort's own class
    holds. A version is never edited, only ended by `valid_to`.
    """

    __tablename__ = "own_rule"

    kind: Mapped[str | None] = mapped_column(index=True)
    key: Mapped[str | None]
    version: Mapped[int | None]
    label: Mapped[str | None]
    source: Mapped[str | None]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    body: Mapped[str | None]
