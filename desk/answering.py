"""Who answers for a subject on a day: its assignment, of several the one that began last."""

from datetime import date

from sqlalchemy import Connection, select

from desk.assigned import stands
from desk.lists import Line, lines_of
from models.tables import Assignment


def answering(connection: Connection, on: date, subject: str | None = None) -> dict[str, Line]:
    """By the uid of its subject each assignment that stands on the day, or that of one subject."""
    asked = select(Assignment.uid).where(stands(on))
    if subject is not None:
        asked = asked.where(Assignment.subject == subject)
    order = (Assignment.from_on.nulls_first(), Assignment.id)
    found = connection.scalars(asked.order_by(*order)).all()
    return {line.refers["subject"]: line for line in lines_of(connection, "assignments", found, on)}
