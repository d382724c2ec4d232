"""What offices add to the calendar and to the rules of deadlines."""

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
    """One version of an office's own deadline rule (`models.deadlines.DeadlineRule`).

    `terms` is JSON of stage → count and unit. A version is never edited, only ended by `valid_to`.
    """

    __tablename__ = "deadline_rule"

    key: Mapped[str | None] = mapped_column(index=True)
    version: Mapped[int | None]
    label: Mapped[str | None]
    source: Mapped[str | None]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    terms: Mapped[str | None]
