"""The lamp as SQL, so that lists sort and filter by it: the twin of `models.workflow.lamp`.

A test holds the two against each other over every combination.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from sqlalchemy import ColumnElement, String, and_, case, func, literal, true

from models.base import IsoDate
from models.tables import Issue
from models.vocabulary import LAMPS, STATES
from models.workflow import WARN_DAYS

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


def lamp_column(today: date, warn_days: int = WARN_DAYS) -> ColumnElement[str]:
    """The lamp of an issue on a day, as a code of `vocabulary.LAMPS`; empty when out of count."""
    stopped = case((Issue.verified_on.is_not(None), Issue.resolved_on), else_=Issue.closed_on)
    late = and_(
        Issue.due_on.is_not(None), func.coalesce(stopped, literal(today, IsoDate())) > Issue.due_on
    )
    near = and_(stopped.is_(None), Issue.due_on <= today + timedelta(days=warn_days))
    return case(
        (Issue.state.in_(("merged", "withdrawn")), literal("", String)),
        (Issue.state == "suspended", "grey"),
        (and_(Issue.state == "closed", late), "closed_late"),
        (Issue.state == "closed", "closed_on_time"),
        (late, "red"),
        (near, "yellow"),
        else_="green",
    )


def lamp_is(code: str, today: date, warn_days: int = WARN_DAYS) -> ColumnElement[bool]:
    """The lamp of an issue is that one. Says beside it what an index finds: states and days."""
    near = Issue.due_on.between(today, today + timedelta(days=warn_days))
    met = Issue.state.in_(MET_IN[code])
    return and_(met, near if code == "yellow" else true(), lamp_column(today, warn_days) == code)
