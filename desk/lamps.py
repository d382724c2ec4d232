"""The lamp as SQL, so that lists sort and filter by it: the twin of `models.workflow.lamp`.

A test holds the two against each other over every combination.
"""

from datetime import date, timedelta

from sqlalchemy import ColumnElement, String, and_, case, func, literal

from models.base import IsoDate
from models.tables import Issue
from models.workflow import WARN_DAYS


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
