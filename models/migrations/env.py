"""Runs revisions on the connection that `desk.book.migrate` hands in, inside its transaction."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from models.tables import Base


def plain_type(_kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write a revision in the database's own types, so that it outlives our Python ones."""
    return f"sa.{item.impl!r}" if type(item).__module__ == "models.base" else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=context.config.attributes.get("batch", True),
    transactional_ddl=True,
    render_item=plain_type,
)
with context.begin_transaction():
    context.run_migrations()
