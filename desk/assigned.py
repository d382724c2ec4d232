"""包联 on a day: which assignments stand."""

from datetime import date

from sqlalchemy import ColumnElement, and_, or_

from models.tables import Assignment


def stands(on: date) -> ColumnElement[bool]:
    """The assignment stands on that day."""
    return and_(
        or_(Assignment.from_on.is_(None), Assignment.from_on <= on),
        or_(Assignment.to_on.is_(None), Assignment.to_on >= on),
    )
