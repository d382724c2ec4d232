"""What the casebook holds: file, tables, derived columns, references, numbers, attachments."""

from collections.abc import Iterator
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import ColumnElement, Connection, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute

from desk.derived import stale
from desk.errors import Trouble
from desk.files import Store
from desk.search.grounds import is_of_the_models, look
from desk.search.keeping import disagreeing
from models.tables import (
    TABLE_LABELS,
    Attachment,
    Base,
    Card,
    Issue,
    Logged,
    Subject,
    Visit,
    logged_models,
)

_NUMBERED: tuple[InstrumentedAttribute[str | None], ...] = (
    Subject.code,
    Visit.number,
    Card.number,
    Issue.number,
)


def of_the_file(connection: Connection) -> Iterator[str]:
    """What SQLite says of its own file; a server looks after its files itself."""
    if connection.dialect.name != "sqlite":
        return
    look(connection)
    for (said,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if said != "ok":
            yield f"{said}；请从 backups 文件夹里的备份恢复。"


def of_the_tables(connection: Connection) -> Iterator[str]:
    """Where the tables are not those of this program."""
    context = MigrationContext.configure(connection, opts={"include_name": is_of_the_models})
    for difference in compare_metadata(context, Base.metadata):
        yield f"与本程序的数据表不同（{difference}）。"


def of_what_is_derived(connection: Connection) -> Iterator[str]:
    """Issues that do not show what their steps say."""
    for uid in stale(connection):
        number = connection.scalar(select(Issue.number).where(Issue.uid == uid))
        yield f"问题“{number}”显示的状态与办理步骤不一致。"


def of_references(connection: Connection) -> Iterator[str]:
    """Rows that point to a row that is not there."""
    for model in logged_models().values():
        for column in model.__table__.columns:
            for target in _targets(column):
                count = _pointing_nowhere(connection, model, column, target)
                if count:
                    owner, owned = _label_of(model), _label_of(target)
                    yield f"有 {count} 条{owner}的 {column.name} 所指的{owned}不在台账里。"


def _targets(column: ColumnElement[Any]) -> list[type[Logged]]:
    """The models whose rows a column points to; `*` is a row of any."""
    kind, models = column.info.get("refers"), logged_models()
    return list(models.values()) if kind == "*" else [models[kind]] if kind else []


def _label_of(model: type[Logged]) -> str:
    return TABLE_LABELS[model.__tablename__]


def _pointing_nowhere(
    connection: Connection, model: type[Logged], column: ColumnElement[str], target: type[Logged]
) -> int:
    there = target.__table__.alias()
    asked = select(func.count()).select_from(model.__table__)
    asked = asked.where(column.is_not(None), ~exists().where(there.c.uid == column))
    if model is Attachment and column.key == "owner":
        asked = asked.where(Attachment.owner_table == target.__tablename__)
    return connection.scalar(asked) or 0


def of_the_search_index(connection: Connection) -> Iterator[str]:
    """Records that the search index does not know as they are."""
    for label, count in disagreeing(connection).items():
        yield f"有 {count} 条{label}搜不到或搜不准；请用 baolian reindex 重建检索索引。"


def of_numbers(connection: Connection) -> Iterator[str]:
    """Numbers that were given twice."""
    for column in _NUMBERED:
        asked = select(column).where(column.is_not(None)).group_by(column).having(func.count() > 1)
        for number in connection.scalars(asked):
            yield f"编号“{number}”用了不止一次。"


def of_attachments(connection: Connection, store: Store) -> Iterator[str]:
    """Attachments that are missing or were altered."""
    asked = select(Attachment.sha256, func.min(Attachment.name).label("name"))
    for row in connection.execute(asked.group_by(Attachment.sha256)):
        try:
            store.get(row.sha256 or "")
        except Trouble as error:
            yield f"“{row.name}”：{error.sentence}"
