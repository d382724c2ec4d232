"""What points to what: taking a change back must leave no row that points to one that is gone."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, select

from desk.book.bulk import batched
from desk.book.naming import called
from models.tables import Attachment, Logged, Step, logged_models

Key = tuple[str, str]
"""A row: its table and its uid."""


def pointed_to(connection: Connection, going: Collection[Key]) -> str | None:
    """The first row that stays and points to one that goes, in words; None if there is none."""
    for model, column in _references():
        kind = column.info["refers"]
        uids = [uid for table, uid in going if kind in (table, "*")]
        for some in batched(uids):
            for uid, target in connection.execute(
                select(model.uid, column).where(column.in_(some))
            ):
                if (model.__tablename__, uid) not in going:
                    table = next(t for t, u in going if u == target)
                    user = called(connection, model.__tablename__, uid)
                    return f"{called(connection, table, target)}已被{user}用到"
    return None


def pointing_nowhere(connection: Connection, rows: Collection[Key]) -> str | None:
    """The first of these rows that points to a row that is gone, in words."""
    for model, column in _references():
        ours = [uid for table, uid in rows if table == model.__tablename__]
        for target in _targets(column) if ours else ():
            there = target.__table__.alias()
            lost = select(model.uid, column).where(
                _points_to(column, target), ~exists().where(there.c.uid == column)
            )
            for some in batched(ours):
                for uid, gone in connection.execute(lost.where(model.uid.in_(some))):
                    needed = called(connection, target.__tablename__, gone)
                    return f"{called(connection, model.__tablename__, uid)}要用到的{needed}已不在"
    return None


def _targets(column: ColumnElement[Any]) -> list[type[Logged]]:
    """The tables that a column may point to: one, or, where the row names it, any."""
    kind, models = column.info["refers"], logged_models()
    return list(models.values()) if kind == "*" else [models[kind]] if kind in models else []


def _points_to(column: ColumnElement[Any], target: type[Logged]) -> ColumnElement[bool]:
    """Whether something stands in the column, and is of that table."""
    of_it = Attachment.owner_table == target.__tablename__
    return and_(column.is_not(None), of_it) if column.info["refers"] == "*" else column.is_not(None)


def overtaken(connection: Connection, steps: Sequence[str]) -> str | None:
    """The first of these revived steps in whose place another was taken since, in words.

    Steps stand in the order in which they were first taken: one that came back would come before
    what was done in its absence, and what rests on it would fall.
    """
    taken, other = Step.__table__, Step.__table__.alias()
    asked = select(taken.c.uid, other.c.uid.label("since")).join(
        other,
        (other.c.issue == taken.c.issue)
        & (other.c.uid != taken.c.uid)
        & other.c.after.is_not_distinct_from(taken.c.after),
    )
    for some in batched(steps):
        for row in connection.execute(asked.where(taken.c.uid.in_(some))):
            gone, since = (called(connection, "step", uid) for uid in row)
            return f"{gone}撤销后，已办理了{since}"
    return None


def _references() -> Iterator[tuple[type[Logged], ColumnElement[Any]]]:
    """Every logged column that holds the uid of another row."""
    for model in logged_models().values():
        for column in model.__table__.columns:
            if column.info.get("refers") and not column.info.get("cached"):
                yield model, column
