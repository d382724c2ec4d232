"""Whose a step was: what a unit was told or granted stays with it when another takes over."""

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased

from models.tables import Issue, Step


def unit_of_step() -> ColumnElement[str | None]:
    """The unit that a step names, else whom the last dispatch or reassignment before it names.

    For questions that join `Step` and `Issue`; without such a step it is the unit of the issue.
    """
    given = aliased(Step)
    earlier = or_(
        given.happened_on < Step.happened_on,
        and_(given.happened_on == Step.happened_on, given.id < Step.id),
    )
    holder = (
        select(given.lead_unit)
        .where(given.issue == Step.issue, given.step.in_(("dispatch", "reassign")), earlier)
        .order_by(given.happened_on.desc(), given.id.desc())
        .limit(1)
        .correlate(Step)
        .scalar_subquery()
    )
    return func.coalesce(Step.unit, holder, Issue.lead_unit)
