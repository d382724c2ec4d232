"""The lamp as SQL, so that lists sort and filter by it: the twin of `models.workflow.lamp`.

A test holds the two against each other over every combination.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sqlalchemy import ColumnElement, Connection, String, and_, case, func, literal, select, true

from desk.workdays import calendar
from models.base import IsoDate
from models.tables import Issue, Setting
from models.vocabulary import LAMPS, STATES
from models.workflow import WARN_DAYS

SETTING = "warn_days"
"""The setting that holds how many working days before the deadline a lamp is yellow."""
_OF_ITS_OWN = {
    "suspended": ("grey",),
    "closed": ("closed_on_time", "closed_late"),
    "merged": ("",),
    "withdrawn": ("",),
}
_RUNNING = ("red", "yellow", "green")
#: In which states a lamp is met: the code of the lamp → codes of states.
MET_IN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        lamp.code: tuple(
            state.code for state in STATES if lamp.code in _OF_ITS_OWN.get(state.code, _RUNNING)
        )
        for lamp in LAMPS
    }
)


@dataclass(frozen=True)
class Day:
    """A day, and the last day that is near to it: what is due until then is yellow."""

    today: date
    until: date


def day_of(connection: Connection, today: date) -> Day:
    """A day, with so many working days ahead as the office has set."""
    set_to = connection.scalar(select(Setting.value).where(Setting.name == SETTING)) or ""
    days = int(set_to) if set_to.isdecimal() else WARN_DAYS
    return Day(today, calendar(connection).after(today, days))


def lamp_column(day: Day) -> ColumnElement[str]:
    """The lamp of an issue on a day, as a code of `vocabulary.LAMPS`; empty when out of count."""
    today = day.today
    stopped = case((Issue.verified_on.is_not(None), Issue.resolved_on), else_=Issue.closed_on)
    late = and_(
        Issue.due_on.is_not(None), func.coalesce(stopped, literal(today, IsoDate())) > Issue.due_on
    )
    near = and_(stopped.is_(None), Issue.due_on <= day.until)
    return case(
        (Issue.state.in_(("merged", "withdrawn")), literal("", String)),
        (Issue.state == "suspended", "grey"),
        (and_(Issue.state == "closed", late), "closed_late"),
        (Issue.state == "closed", "closed_on_time"),
        (late, "red"),
        (near, "yellow"),
        else_="green",
    )


def lamp_is(code: str, day: Day) -> ColumnElement[bool]:
    """The lamp of an issue is that one. Says beside it what an index finds: states and days."""
    near = Issue.due_on.between(day.today, day.until)
    met = Issue.state.in_(MET_IN[code])
    return and_(met, near if code == "yellow" else true(), lamp_column(day) == code)
